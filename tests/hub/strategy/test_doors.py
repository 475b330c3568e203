"""Pages, API, import, export and the feed of roadmaps: the same rows, rules and sentences."""

import csv
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from ninja.testing import TestClient

from kontor.hub.accounts.actions import create_token, open_calendar, withdraw_token
from kontor.hub.accounts.models import ApiToken
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.strategy.exporters import ExportRoadmap
from kontor.hub.strategy.models import DueChange, RoadmapActivity
from kontor.hub.strategy.rest import router
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors
from tests.factories import actors
from tests.factories.actors import SYSTEM, signed_in
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import make_activity_of_roadmap, make_due_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca", start="2020-09", end="")


class Caller(TestClient):
    """A program that calls in the name of `actor`."""

    def __init__(self, actor=VISITOR):
        super().__init__(router)
        self.actor = actor

    def request(self, method, path, data=None, json=None, **values):
        return super().request(method, path, data or {}, json, auth=self.actor, **values)


def written(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list({name: None for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    return path


ROW = {
    "id": "japan",
    "partnership": "elca",
    "activity": "Japan agreements",
    "month": "18",
    "due": "",
    "state": "",
}


def test_rows_become_activities_and_a_second_loading_changes_nothing(elca, tmp_path):
    path = written(tmp_path / "r.csv", ROW)

    load(actor=SYSTEM, kind="roadmap", path=path)
    load(actor=SYSTEM, kind="roadmap", path=path)

    (one,) = RoadmapActivity.objects.all()
    assert (one.due_on, one.state, one.version) == (date(2022, 2, 28), "", 1)


def test_file_that_moves_a_due_day_needs_a_reason(elca, tmp_path):
    load(actor=SYSTEM, kind="roadmap", path=written(tmp_path / "r.csv", ROW))

    with pytest.raises(HasErrors, match="why the due day moves"):
        load(actor=SYSTEM, kind="roadmap", path=written(tmp_path / "r.csv", ROW | {"due": "2022-04-30"}))
    moved = ROW | {"due": "2022-04-30", "reason": "No visas yet"}
    load(actor=SYSTEM, kind="roadmap", path=written(tmp_path / "r.csv", moved))

    assert RoadmapActivity.objects.get().due_on == date(2022, 4, 30)
    assert [(one.was_due_on, one.reason) for one in DueChange.objects.all()] == [
        (date(2022, 2, 28), "No visas yet")
    ]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"month": "0"}, "M0"),
        ({"due": "31.02.2022"}, "31.02.2022"),
        ({"due": "2019-01-31"}, "before the partnership starts"),
        ({"state": "", "done": "2022"}, "not 'done'"),
        ({"state": "nearly"}, "nearly"),
    ],
)
def test_faults_are_named(elca, tmp_path, wrong, told):
    with pytest.raises(HasErrors, match=told):
        load(actor=SYSTEM, kind="roadmap", path=written(tmp_path / "r.csv", ROW | wrong))

    assert RoadmapActivity.objects.count() == 0


def test_what_was_exported_imports_as_unchanged(elca, tmp_path):
    owner = make_organisation()
    make_participation(elca, owner)
    make_activity_of_roadmap(elca, planned_month=18, owner=owner, state="started", due_on=date(2022, 3, 1))
    make_activity_of_roadmap(elca, due_on=None)
    rows = [
        {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
        for row in ExportRoadmap().rows(SYSTEM)
    ]

    load(actor=SYSTEM, kind="roadmap", path=written(tmp_path / "r.csv", *rows))

    assert set(RoadmapActivity.objects.values_list("version", flat=True)) == {1}


def test_roadmap_is_planned_moved_reported_and_removed_by_its_pages(client, elca):
    signed_in(client, actors.make_coordinator(elca.team))
    address = reverse("strategy:roadmap", args=["elca"])

    answer = client.post(
        reverse("strategy:plan", args=["elca"]),
        {"title": "Japan agreements", "planned_month": "18", "visibility": "partners"},
    )
    one = RoadmapActivity.objects.get()
    client.post(
        reverse("strategy:move_due", args=[one.key]),
        {"due_on": "2022-04-30", "reason": "No visas yet", "version": one.version},
    )
    client.post(
        reverse("strategy:report", args=[one.key]),
        {"state": "started", "state_text": "conversations started", "version": one.version + 1},
    )
    shown = client.get(address).content.decode()

    assert answer.headers["Location"] == address
    one.refresh_from_db()
    assert (one.due_on, one.state) == (date(2022, 4, 30), "started")
    assert "No visas yet" in shown
    assert "overdue" in shown
    client.post(reverse("strategy:remove", args=[one.key]))
    assert RoadmapActivity.objects.count() == 0


def test_moving_without_a_reason_keeps_what_was_typed(client, elca):
    one = make_activity_of_roadmap(elca, due_on=date(2022, 2, 28))
    signed_in(client, actors.make_coordinator(elca.team))

    answer = client.post(
        reverse("strategy:move_due", args=[one.key]), {"due_on": "2022-04-30", "reason": "x", "version": 1}
    )

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["reason"]
    assert DueChange.objects.count() == 0


def test_what_is_among_partners_is_not_there_for_others(client, elca):
    one = make_activity_of_roadmap(elca, "Quiet plan", planned_month=3)
    make_due_change(one, reason="Quiet reason")
    addresses = [reverse("strategy:roadmap", args=["elca"]), reverse("strategy:overdue")]

    for actor, is_there in (
        (VISITOR, False),
        (actors.make_sme(), False),
        (actors.make_partner_staff(elca.team), True),
    ):
        signed_in(client, actor)
        for address in addresses:
            assert ("Quiet plan" in client.get(address).content.decode()) is is_there
        assert client.get(reverse("strategy:report", args=[one.key])).status_code == (
            403 if is_there else 404
        )


def test_partnership_leads_to_its_roadmap_and_its_events(client, elca):
    page = client.get(elca.get_absolute_url()).content.decode()

    assert f'href="{reverse("strategy:roadmap", args=["elca"])}"' in page
    assert f'href="{reverse("missions:index")}?partnership=elca"' in page


def test_hidden_owner_is_not_named(client, elca):
    owner = make_organisation("Ravelin Quincunx", visibility="restricted")
    make_activity_of_roadmap(elca, owner=owner, visibility="public", planned_month=3)

    for address in (reverse("strategy:roadmap", args=["elca"]), reverse("strategy:overdue")):
        assert "Quincunx" not in client.get(address).content.decode()
    assert Caller().get("/partnerships/elca/roadmap").json()[0]["owner"] is None


def test_programs_read_plan_move_and_report(elca):
    caller = Caller(actors.make_coordinator(elca.team))

    made = caller.post("/partnerships/elca/roadmap", json={"title": "Japan agreements", "month": 18}).json()
    moving = {"due_on": "2022-04-30", "reason": "No visas yet", "version": made["version"]}
    moved = caller.post(f"/roadmap/{made['key']}/move", json=moving).json()
    reported = caller.post(
        f"/roadmap/{made['key']}/report", json={"state": "started", "version": moved["version"]}
    ).json()
    (read,) = caller.get("/partnerships/elca/roadmap?as_of=2022-05-01").json()

    assert (made["due_on"], moved["due_on"], reported["state"]) == ("2022-02-28", "2022-04-30", "started")
    assert moved["moved"] == [{"was_due_on": "2022-02-28", "reason": "No visas yet"}]
    assert read["overdue"] is True


def test_feed_opens_with_its_own_secret_only(client, elca):
    make_activity_of_roadmap(elca, "Japan agreements", key="japan", due_on=date(2022, 2, 28))
    make_activity_of_roadmap(make_partnership(), "Of others", visibility="public")
    staff = actors.make_partner_staff(elca.team)
    secret = open_calendar(actor=staff, name="My calendar")
    year = timezone.now() + timedelta(days=300)
    _token, reading = create_token(actor=staff, name="Program", scopes=["read"], expires_at=year)

    (entry,) = Calendar.from_ical(client.get(reverse("strategy:feed", args=[secret])).content).walk("VEVENT")

    assert (str(entry["UID"]), str(entry["SUMMARY"])) == ("roadmap-japan@127.0.0.1", "ELCA: Japan agreements")
    assert entry["DTSTART"].dt == date(2022, 2, 28)
    for wrong in (reading, "kontor_guessed", secret[:-1]):
        assert client.get(reverse("strategy:feed", args=[wrong])).status_code == 404
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 403


def test_withdrawn_feed_is_gone(client, elca):
    staff = actors.make_partner_staff(elca.team)
    secret = open_calendar(actor=staff, name="My calendar")

    withdraw_token(actor=staff, token=ApiToken.objects.get())

    assert client.get(reverse("strategy:feed", args=[secret])).status_code == 404


def test_address_of_the_feed_is_shown_once(client, elca):
    signed_in(client, actors.make_partner_staff(elca.team))
    address = reverse("strategy:subscribe")

    made = client.post(address).content.decode()

    assert "/strategy/deadlines/kontor_" in made
    assert "kontor_" not in client.get(address).content.decode()
    assert ApiToken.objects.get().scopes == ["calendar"]


@pytest.mark.parametrize("count", [2, 6])
def test_feed_costs_the_same_whatever_its_length(client, elca, django_assert_num_queries, count):
    for _each in range(count):
        make_activity_of_roadmap(elca)
    secret = open_calendar(actor=actors.make_partner_staff(elca.team), name="My calendar")
    client.get(reverse("strategy:feed", args=[secret]))

    with django_assert_num_queries(4):
        client.get(reverse("strategy:feed", args=[secret]))
