"""What came of meetings as counts: compared with the outcomes said one by one, and where they flow."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.documents import write
from kontor.hub.foundation.actor import system
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.queries.figures import Share, figures_of, held_at
from kontor.hub.missions.queries import event_rows, totals_by_country
from kontor.hub.reports.queries import draw
from kontor.hub.reports.rules import UnknownSubject
from tests.factories.actors import make_cluster_manager, make_coordinator
from tests.factories.directory import make_organisation, make_team
from tests.factories.matchmaking import make_meeting, make_participant, make_schedule, make_session, make_wish
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db
SYSTEM = system("test")
TODAY = date(2027, 6, 1)


@pytest.fixture
def event():
    return make_event(
        make_partnership(),
        "Fair",
        key="fair",
        event_class="b2b",
        country="PE",
        start="2027-05-12",
        meetings=99,
    )


def meet(session, number):
    """So many meetings of a published schedule, each of two other people."""
    schedule = make_schedule(session, state="published", published_at=session.created_at)
    for place in range(number):
        one, other = make_participant(session), make_participant(session, side="receiving")
        yield make_meeting(schedule, make_wish(one, other), slot=place % 4)


def say(meeting, *sides):
    for one, (held, result) in zip((meeting.wish.asker, meeting.wish.asked), sides, strict=False):
        said = {
            "held": held,
            "result": result,
            "said": "",
            "next_step": "Call" if result else "",
            "owner": "",
            "due": None,
        }
        actions.say_outcome(actor=SYSTEM, participant=one, wish=meeting.wish, said=said)


def test_a_meeting_is_held_where_one_side_says_so_and_none_denies_it(event):
    session = make_session(event)
    both, one, denied, absent, _silent = meet(session, 5)
    say(both, ("held", "contact"), ("held", "offer"))
    say(one, ("held", "nothing"))
    say(denied, ("held", "agreement"), ("not-held", ""))
    say(absent, ("other-absent", ""))

    found = figures_of(SYSTEM, event)

    assert (found.pairs_planned, found.held, found.not_held, found.silent) == (5, 2, 2, 1)
    assert found.results == {"offer": 1, "nothing": 1}
    assert (found.second, found.kept, found.participants) == (Share(1, 2), Share(2, 4), 10)
    assert sorted(one.result for one in found.next_steps) == ["contact", "nothing", "offer"]
    assert held_at([event.pk]) == {event.pk: 2}


def test_counted_meetings_stand_before_the_entered_number_only_once_somebody_said_something(event):
    (meeting,) = meet(make_session(event), 1)
    assert [row.meetings for row in event_rows(SYSTEM)] == [99]

    say(meeting, ("held", ""))

    assert [row.meetings for row in event_rows(SYSTEM)] == [1]
    assert totals_by_country(event_rows(SYSTEM))[-1].b2b_meetings == 1
    event.refresh_from_db()
    assert event.meetings == 99


def test_drafts_and_other_events_are_not_counted(event):
    session = make_session(event)
    draft = make_schedule(session)
    wish = make_wish(make_participant(session), make_participant(session, side="receiving"))
    make_meeting(draft, wish)
    (elsewhere,) = meet(make_session(), 1)
    say(elsewhere, ("held", ""))

    assert held_at([event.pk]) == {}
    assert figures_of(SYSTEM, event).pairs_planned == 0


def book(actor, language="en"):
    return draw(actor, "mission-book", as_of=TODAY, today=TODAY, language=language, subject="fair")


def test_the_mission_book_holds_who_takes_part_who_meets_and_what_came_of_it(event):
    session = make_session(event, "Day one", key="day")
    meeting, _other = meet(session, 2)
    say(meeting, ("held", "offer"))
    report = book(make_coordinator(event.partnership.team))

    assert {one.id: one.value for one in report.figures} == {
        "participants": 4, "wishes": 2, "meetings.planned": 2, "meetings.held": 1, "wishes.accepted": None,
        "participants.arrived": None, "meetings.kept": 100.0, "meetings.second": 100.0,
    }  # fmt: skip
    tables = {block.id: block for block in report.blocks if hasattr(block, "columns")}
    assert [
        len(tables[name].rows) for name in ("participants.day", "meetings.day", "outcomes.next-steps")
    ] == [4, 2, 1]
    assert ("an offer or a trial", 1) in tables["outcomes.results"].rows
    assert report.not_known == ("What came of 1 meetings: neither side has said anything.",)
    for form in ("html", "pdf", "docx", "xlsx", "json"):
        assert len(write(report, form)) > 500, form
    assert book(SYSTEM, "de").title == "Mappe der Reise"


def test_only_who_plans_the_meetings_reads_the_book(event):
    list(meet(make_session(event), 1))
    with pytest.raises(UnknownSubject):
        book(make_cluster_manager(make_team(make_organisation())))


def test_figures_cost_the_same_whatever_the_size(event):
    session = make_session(event)
    counts = []
    for number in (2, 4):
        session.schedules.all().delete()
        for meeting in meet(session, number):
            say(meeting, ("held", "contact"))
        with CaptureQueriesContext(connection) as captured:
            figures_of(SYSTEM, event)
        counts.append(len(captured))
    assert counts[0] == counts[1]
