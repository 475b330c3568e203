"""What is printed for an event: who may print what, what stands on it, and what it costs."""

import re
import shutil
import subprocess

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontor.hub.matchmaking.models import Schedule
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.directory import make_organisation
from tests.factories.matchmaking import make_meeting, make_participant, make_schedule, make_session, make_wish
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (Debian: poppler-utils) is not on this machine"
)


@pytest.fixture
def session():
    event = make_event(make_partnership("ELCA", key="elca"), "Fair in Lima")
    return make_session(event, "Day in Lima", key="lima", zone="America/Lima", slots=8, contact="Desk")


@pytest.fixture
def organiser(client, session):
    return signed_in(client, actors.make_coordinator(session.event.partnership.team))


def fill(session, number):
    """A published schedule in which `number` people of one side meet one of the other."""
    schedule = make_schedule(session, "published")
    ana = make_participant(session, "Ana Muñoz", "receiving", "PE", organisation=make_organisation())
    for place in range(number):
        one = make_participant(session, f"Žofie {place}", country="CZ", organisation_name="Ølmühle")
        make_meeting(schedule, make_wish(one, ana, reason="Pumps"), place, table=1 + place % 2)
    return schedule, ana


def file(name, *arguments):
    return reverse(f"matchmaking:{name}", args=arguments)


def pages_of(answer):
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.content, capture_output=True, check=True
    )
    return [re.sub(r"\s+", " ", page) for page in told.stdout.decode().split("\f")[:-1]]


@needs_poppler
def test_everybody_with_meetings_has_a_sheet(organiser, session):
    make_participant(session, "Nobody to meet")
    fill(session, 2)

    pages = pages_of(organiser.get(file("sheets_file", "lima", 1)))

    assert len(pages) == 3
    assert "Ana Muñoz" in pages[0]
    # Nine o'clock in UTC is four in Lima.
    assert "04:00 Hall Žofie 0" in pages[0]
    assert "until 04:20 table 1 Ølmühle · Czechia Pumps" in pages[0]
    assert "Page 1 of 1" in pages[2]
    assert "Nobody to meet" not in " ".join(pages)


@needs_poppler
def test_plan_tells_the_meetings_by_time_and_by_table(organiser, session):
    fill(session, 2)

    by_time, hall = pages_of(organiser.get(file("tables_file", "lima", 1)))

    assert "12 May 2027, 04:00–04:20" in by_time
    assert by_time.index("Žofie 0") < by_time.index("04:25–04:45") < by_time.index("Žofie 1")
    assert hall.index("Table 1") < hall.index("Žofie 0") < hall.index("Table 2") < hall.index("Žofie 1")


@needs_poppler
def test_everybody_has_a_badge(organiser, session):
    fill(session, 2)

    (page,) = pages_of(organiser.get(file("badges_file", "lima")))

    assert [page.count(name) for name in ("Ana Muñoz", "Žofie 0", "Žofie 1", "Visiting side")] == [1, 1, 1, 2]


@needs_poppler
def test_a_participant_prints_her_own_and_nobody_elses(client, session):
    _schedule, ana = fill(session, 2)
    zofie = session.participants.get(name="Žofie 0")

    (page,) = pages_of(client.get(file("mine_sheet", zofie.token)))

    assert ("Žofie 0" in page, "Ana Muñoz" in page, "Žofie 1" in page) == (True, True, False)
    assert client.get(file("mine_sheet", "0" * 32)).status_code == 404
    for address in (
        file("sheets_file", "lima", 1), file("tables_file", "lima", 1), file("badges_file", "lima"), file("sheet_file", "lima", ana.pk),
    ):  # fmt: skip
        assert client.get(address).status_code == 403, address


@needs_poppler
def test_a_draft_is_on_no_sheet_of_a_participant(organiser, session):
    _schedule, ana = fill(session, 1)
    Schedule.objects.update(state="draft")

    for address in (file("mine_sheet", ana.token), file("sheet_file", "lima", ana.pk)):
        (page,) = pages_of(organiser.get(address))
        assert ("There is no meeting for you" in page, "Žofie" in page) == (True, False)


def test_papers_are_kept_by_nobody_in_between(organiser, session):
    _schedule, ana = fill(session, 1)

    for address in (file("sheets_file", "lima", 1), file("mine_sheet", ana.token)):
        assert organiser.get(address).headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", ["sheets_file", "tables_file", "badges_file", "sheet_file", "mine_sheet"])
def test_papers_cost_the_same_whatever_their_size(organiser, session, name):
    counts = []
    for number in (2, 6):
        Schedule.objects.all().delete()
        session.wishes.all().delete()
        session.participants.all().delete()
        schedule, ana = fill(session, number)
        arguments = {"badges_file": ["lima"], "sheet_file": ["lima", ana.pk], "mine_sheet": [ana.token]}
        address = file(name, *arguments.get(name, ["lima", schedule.number]))
        organiser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert organiser.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
