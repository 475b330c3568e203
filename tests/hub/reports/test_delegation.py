"""Papers of a delegation: the catalogue to hand on, the briefing for those who travel, both in the mission book."""

import pytest
from django.utils import timezone

from kontor.documents import write
from kontor.hub.missions.models import Delegation
from kontor.hub.reports.queries import draw
from kontor.hub.reports.rules import UnknownSubject
from tests.factories import actors
from tests.factories.countries import make_fact, make_profile
from tests.factories.delegations import (
    make_check,
    make_cost,
    make_delegate,
    make_delegation,
    make_item,
    make_section,
)
from tests.factories.directory import make_organisation, make_team, make_term
from tests.factories.evidence import make_source
from tests.factories.matchmaking import make_session
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def paper(actor, kind, language="en"):
    return draw(actor, kind, as_of=TODAY, today=TODAY, language=language, subject="to-lima")


def told(report):
    return {block.id: block for block in report.blocks if hasattr(block, "columns")}


def stage():
    event = make_event(make_partnership(), event_class="mission", country="PE", key="to-lima")
    sme = make_organisation("Works", kind="sme", description="Makes pumps since 1950.")
    organiser, applicant = actors.make_coordinator(event.partnership.team), actors.make_sme(make_team(sme))
    delegation = make_delegation(event, state="published", offers="All we have")
    make_delegate(
        delegation, sme, travellers=("Kim Example",), offers="Pumps", terms=[make_term(label="Food")]
    )
    make_delegate(delegation, make_organisation("Hidden", visibility="restricted"), offers="Secrets")
    make_delegate(delegation, make_organisation("Invited"), state="invited")
    make_section(delegation, text="To sell.\n\nTo learn.")
    make_check(delegation)
    make_item(delegation, text="Flight IB 1")
    make_cost(delegation, text="Dinner")
    make_fact(make_profile("PE"), "Gross domestic product", source=make_source(), topic="economy")
    return organiser, applicant


def test_the_catalogue_may_be_handed_on():
    organiser, _applicant = stage()

    public, own = paper(actors.visitor(), "delegation"), paper(organiser, "delegation")

    assert [row[0] for row in told(public)["delegation.members"].rows] == ["Works"]
    assert [row[0] for row in told(own)["delegation.members"].rows] == ["Hidden", "Works"]
    assert told(public)["delegation.portfolio"].rows == (("Food", "Pumps (Works)", ""),)
    assert {one.id: one.value for one in public.figures} == {
        "delegation.confirmed": 2,
        "delegation.fields": 1,
    }
    assert "Makes pumps since 1950." in repr(public)
    assert public.not_known == ("Who 1 further confirmed organisations are: they are counted, not named.",)
    for form in ("html", "pdf", "docx", "xlsx", "json"):
        assert len(write(own, form)) > 500, form
    for words in ("Kim Example", "Dinner", "To sell", "Flight IB 1"):
        assert words not in repr(own), words
    assert paper(organiser, "delegation", "de").title == "Katalog der Delegation"


def test_the_briefing_is_for_those_who_travel():
    organiser, applicant = stage()

    for actor in (organiser, applicant):
        found = paper(actor, "briefing")
        assert {name: len(table.rows) for name, table in told(found).items()} == {
            "delegation.journey": 1,
            "delegation.checks": 1,
            "delegation.facts": 1,
        }
        assert len(found.sources) == 1
        assert "To learn." in repr(found)
        for words in ("Kim Example", "Dinner"):
            assert words not in repr(found), words
    with pytest.raises(UnknownSubject):
        paper(actors.visitor(), "briefing")
    for form in ("html", "pdf", "docx", "xlsx", "json"):
        assert len(write(paper(organiser, "briefing"), form)) > 500, form


def test_the_mission_book_carries_the_delegation():
    organiser, _applicant = stage()
    delegation = Delegation.objects.get()
    make_session(delegation.event, "Day one", key="day")

    found = paper(organiser, "mission-book")

    assert {"delegation.members", "delegation.portfolio", "delegation.journey", "delegation.facts"} <= told(
        found
    ).keys()
    assert len(found.sources) == 1
    assert "Kim Example" not in repr(found)
    for form in ("pdf", "docx"):
        assert len(write(found, form)) > 500, form
