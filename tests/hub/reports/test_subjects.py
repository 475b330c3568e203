"""Reports about one subject: which subjects an actor may have one drawn of, at every door."""

import io
import json
from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from lxml import html

from kontor.documents.blocks import Heading, Paragraph, Report
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.reports import actions, rules
from kontor.hub.reports.kit import CATALOGUE, ReportKind, Subjects
from kontor.hub.reports.models import Snapshot
from kontor.hub.reports.queries import draw
from tests.factories.actors import make_editor, make_outsider_coordinator, signed_in
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
KIND = "log-book"


def gather(order):
    ship = Partnership.objects.get(key=order.subject)
    return Report(
        kind=KIND, title=f"Log book of {ship.acronym}", subject=ship.acronym, subject_key=ship.key, as_of=order.as_of,
        actor="a reader", language=order.language,
        blocks=(Paragraph(f"{ship.acronym} sails."), Heading("Cargo", 2, "cargo", new_page=True), Paragraph("Salt.")),
    )  # fmt: skip


def seen(actor):
    return visible(Partnership, actor)


def told(actor):
    return seen(actor).exclude(description="")


@pytest.fixture(autouse=True)
def log_book():
    """A kind of report about one partnership, in the catalogue for the time of a test."""
    cache.clear()
    CATALOGUE.add(ReportKind(KIND, "Log book", "What a ship did.", gather, subjects=Subjects(seen, told)))
    yield
    del CATALOGUE.kinds[KIND]
    cache.clear()


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.document_fromstring(response.content)


def links(page):
    return {link.text_content(): link.get("href") for link in page.xpath("//main//a")}


def test_catalogue_lists_the_subjects_that_have_something_to_tell(client):
    ship = make_partnership("SHIP", description="Sails")
    make_partnership("BOAT")
    make_partnership("HIDDEN", description="Sails by night", visibility="restricted")

    page = page_of(client, reverse("reports:catalogue"))

    assert links(page)["SHIP"] == f"/reports/{KIND}/{ship.key}/"
    assert {"BOAT", "HIDDEN"} & set(links(page)) == set()


def test_kind_of_a_subject_offers_its_subjects_where_none_is_named(client):
    ship = make_partnership("SHIP", description="Sails")
    make_partnership("HIDDEN", description="Sails by night", visibility="restricted")

    page = page_of(client, f"/reports/{KIND}/")

    assert page.xpath("string(//h1)").strip() == "Log book"
    assert {name: url for name, url in links(page).items() if KIND in url} == {
        "SHIP": f"/reports/{KIND}/{ship.key}/"
    }


def test_page_of_a_subject_shows_it_with_its_sections_and_files(client):
    ship = make_partnership("SHIP")

    page = page_of(client, f"/reports/{KIND}/{ship.key}/?as_of=2026-11-21")
    section = page_of(client, links(page)["Cargo"])

    assert "SHIP sails." in page.text_content()
    assert "Salt." not in page.text_content()
    assert links(page)["Data (JSON)"] == f"/reports/{KIND}/{ship.key}/json/?as_of=2026-11-21"
    assert "Salt." in section.text_content()
    assert f"/reports/{KIND}/{ship.key}/?as_of=2026-11-21" in section.xpath("//nav//a/@href")


def test_file_of_a_subject_is_named_after_it(client):
    ship = make_partnership("SHIP")

    response = client.get(f"/reports/{KIND}/{ship.key}/json/?as_of=2026-11-21")

    assert (
        response.headers["Content-Disposition"]
        == f'attachment; filename="log-book-{ship.key}-2026-11-21.json"'
    )
    assert json.loads(response.content)["subject_key"] == ship.key


@pytest.mark.parametrize("way", ["", "json/", "sections/cargo/"])
def test_subject_that_the_actor_does_not_see_is_not_found(client, way):
    hidden = make_partnership("HIDDEN", visibility="restricted")
    address = f"/reports/{KIND}/{hidden.key}/{way}"

    visitors = client.get(address).status_code
    unknown = client.get(f"/reports/{KIND}/none/{way}").status_code
    signed_in(client, make_editor())

    assert (visitors, unknown, client.get(address).status_code) == (404, 404, 200)


def test_reports_of_two_subjects_are_kept_apart():
    ship, boat = make_partnership("SHIP"), make_partnership("BOAT")
    both = [
        draw(VISITOR, KIND, as_of=TODAY, today=TODAY, language="en", subject=one.key) for one in (ship, boat)
    ]

    assert [one.subject for one in both] == ["SHIP", "BOAT"]


def test_subject_is_asked_for_and_refused_in_words():
    asked = {"as_of": TODAY, "today": TODAY, "language": "en"}

    with pytest.raises(rules.SubjectMissing, match="say which"):
        draw(VISITOR, KIND, **asked)
    with pytest.raises(rules.UnknownSubject, match="nothing with the key 'none'"):
        draw(VISITOR, KIND, **asked, subject="none")
    with pytest.raises(rules.NoSubject, match="whole platform"):
        draw(VISITOR, "programme-overview", **asked, subject="ship")


def test_snapshot_keeps_its_subject(client):
    ship, editor = make_partnership("SHIP"), make_editor()
    signed_in(client, editor)

    response = client.post(f"/reports/{KIND}/{ship.key}/freeze/", {"as_of": "2026-11-21"})
    snapshot = Snapshot.objects.get()

    assert response.status_code == 302
    assert (snapshot.kind, snapshot.subject_key, snapshot.title) == (KIND, ship.key, "Log book of SHIP")
    assert "SHIP sails." in page_of(client, response.headers["Location"]).text_content()


def test_freezing_a_subject_that_the_actor_does_not_see_is_refused():
    hidden = make_partnership("HIDDEN", visibility="restricted")

    with pytest.raises(rules.UnknownSubject):
        actions.freeze(
            actor=make_outsider_coordinator(),
            kind=KIND,
            as_of=TODAY,
            today=TODAY,
            language="en",
            subject=hidden.key,
        )


def test_programs_draw_and_freeze_a_subject(client):
    ship = make_partnership("SHIP", description="Sails")
    make_partnership("HIDDEN", visibility="restricted", description="Sails by night")
    signed_in(client, make_editor())

    kinds = {one["key"]: one for one in client.get("/api/v1/reports").json()}
    drawn = client.get(f"/api/v1/reports/{KIND}/{ship.key}").json()
    kept = client.post(
        "/api/v1/snapshots", {"kind": KIND, "subject": ship.key}, content_type="application/json"
    )

    assert kinds["programme-overview"]["subjects"] == []
    assert {"key": ship.key, "title": "SHIP"} in kinds[KIND]["subjects"]
    assert (drawn["subject"], drawn["subject_key"]) == ("SHIP", ship.key)
    assert kept.json()["snapshot"]["subject_key"] == ship.key
    assert client.get(f"/api/v1/reports/{KIND}/none").status_code == 404


def test_command_writes_the_report_of_a_subject(tmp_path):
    ship = make_partnership("SHIP")

    call_command("report", KIND, ship.key, output=str(tmp_path / "log.json"), stderr=io.StringIO())

    assert json.loads((tmp_path / "log.json").read_bytes())["subject"] == "SHIP"


def test_command_says_which_subject_is_missing():
    with pytest.raises(CommandError, match="nothing with the key 'none'") as refused:
        call_command("report", KIND, "none")

    assert refused.value.returncode == 2
