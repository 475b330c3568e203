"""A single meeting that was held becomes a contact, once; and how many wishes became agreements."""

from datetime import date

import pytest
from django.urls import reverse

from kontor.hub.agreements import actions, queries, rules
from kontor.hub.agreements.models import CooperationCase, Party, Step
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed
from kontor.hub.matchmaking.models import Outcome
from kontor.hub.matchmaking.queries.outcomes import outcomes_shown
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.agreements import make_agreement, make_case, make_party
from tests.factories.directory import make_organisation
from tests.factories.matchmaking import (
    NINE,
    make_meeting,
    make_participant,
    make_schedule,
    make_session,
    make_wish,
)
from tests.factories.missions import make_event
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2027, 6, 1)


@pytest.fixture(autouse=True)
def plugged(monkeypatch):
    from kontor.hub.matchmaking import kit

    monkeypatch.setattr(kit, "CONTACTS", [queries.contacts_of_meetings])


@pytest.fixture
def partnership():
    return make_partnership("ELCA", key="elca")


@pytest.fixture
def session(partnership):
    return make_session(
        make_event(partnership, "Fair in Lima", key="fair"), key="lima", zone="America/Lima", slots=12
    )


@pytest.fixture
def organiser(session):
    return actors.make_coordinator(session.event.partnership.team)


def schedule_of(session):
    return session.schedules.filter(state="published").first() or make_schedule(
        session, "published", published_at=NINE
    )


def met(session, one=None, other=None, held="held", **said):
    """A meeting of two organisations in the published schedule, of which the asking side says something."""
    asker = make_participant(
        session,
        "Ana Luz",
        function="Export",
        **{"organisation": make_organisation(name="Hive"), "country": "ES", **(one or {})},
    )
    asked = make_participant(
        session,
        "Ben Oro",
        side="receiving",
        **{"organisation": make_organisation(name="Quipu"), "country": "PE", **(other or {})},
    )
    wish = make_wish(asker, asked, state="accepted")
    make_meeting(schedule_of(session), wish, slot=schedule_of(session).meetings.count())
    if held:
        Outcome.objects.create(wish=wish, participant=asker, held=held, **said)
    return wish


def record(actor, wish):
    return actions.record_meeting(actor=actor, wish=queries.meeting_by_wish(actor, wish.pk), today=TODAY)


def test_a_held_meeting_becomes_a_case_with_both_sides_and_the_next_step(organiser, session, partnership):
    wish = met(
        session,
        {"organisation": make_organisation(name="Hive", kind="sme")},
        result="offer",
        said="Prices of pumps",
        next_step="Send samples",
        due=date(2027, 6, 30),
    )
    make_participation(partnership, wish.asked.organisation)

    case = record(organiser, wish)

    assert case.title == "Quipu and Hive, met at Fair in Lima"
    assert (case.partnership, case.from_event, case.from_wish) == (partnership, session.event, wish)
    assert (case.state, case.started_on, case.country_id, case.level) == (
        "contact",
        "2027-05-12",
        "ES",
        "sme",
    )
    parties = list(Party.objects.filter(case=case).values_list("role", "organisation__name", "contact"))
    assert parties == [("responsible", "Quipu", "Ben Oro"), ("counterpart", "Hive", "Ana Luz, Export")]
    assert list(Step.objects.filter(case=case).values_list("text", "due_on")) == [
        ("Send samples", date(2027, 6, 30))
    ]
    assert "Prices of pumps" not in str([vars(one) for one in (case, *Party.objects.all())])


def test_tapped_twice_it_is_one_case(organiser, session):
    wish = met(session)

    first, trail = record(organiser, wish), AuditEvent.objects.count()
    again = record(organiser, wish)

    assert (first.pk, CooperationCase.objects.count(), AuditEvent.objects.count()) == (again.pk, 1, trail)


@pytest.mark.parametrize("held", ["", "other-absent", "not-held"])
def test_what_nobody_calls_held_is_refused(organiser, session, held):
    wish = met(session, held=held)

    with pytest.raises(rules.NotHeld, match="Ana Luz and Ben Oro"):
        record(organiser, wish)


def test_what_the_other_side_denies_is_refused(organiser, session):
    wish = met(session)
    Outcome.objects.create(wish=wish, participant=wish.asked, held="other-absent")

    with pytest.raises(rules.NotHeld):
        record(organiser, wish)


def test_who_stands_for_no_organisation_is_confidential_and_in_no_title(organiser, session):
    wish = met(session, other={"organisation": None})

    case = record(organiser, wish)

    counterpart = Party.objects.get(case=case, role="counterpart")
    assert (counterpart.confidential, counterpart.public_description) == (True, "Receiving side, Peru")
    assert case.title == "Hive and Receiving side, Peru, met at Fair in Lima"


def test_who_does_not_plan_the_session_makes_no_contact_of_its_meetings(session):
    wish = met(session)

    with pytest.raises(NotAllowed):
        actions.record_meeting(actor=actors.make_coordinator(make_partnership().team), wish=wish, today=TODAY)


def test_the_link_is_kept_both_ways_and_made_by_one_tap(client, organiser, session):
    wish = met(session)
    browser = signed_in(client, organiser)
    page = reverse("matchmaking:outcomes", args=["lima"])
    address = reverse("agreements:record_meeting", args=[wish.pk])
    assert f'action="{address}"' in browser.get(page).content.decode()

    made = browser.post(address)

    case = CooperationCase.objects.get()
    assert made.headers["Location"] == case.get_absolute_url()
    shown = browser.get(page).content.decode()
    assert f'href="{case.get_absolute_url()}"' in shown
    assert f'action="{address}"' not in shown
    assert f"{page}#meeting-{wish.pk}" in browser.get(case.get_absolute_url()).content.decode()


def test_who_reads_the_case_and_does_not_plan_learns_of_no_session(client, session, organiser):
    case = record(organiser, met(session))
    CooperationCase.objects.filter(pk=case.pk).update(visibility="public")

    shown = client.get(case.get_absolute_url())

    assert shown.status_code == 200
    assert shown.context["page"].meeting is None
    assert "/matchmaking/lima/" not in shown.content.decode()


def test_outcomes_cost_the_same_whatever_their_number(organiser, session, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (2, 5):
        for _one in range(number):
            met(session, result="contact")
        with CaptureQueriesContext(connection) as captured:
            shown = outcomes_shown(organiser, session)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert (shown.held, len(shown.meetings)) == (7, 7)
    assert len(outcomes_shown(organiser, session, "Quipu Ben").meetings) == 7
    assert outcomes_shown(organiser, session, "nobody").meetings == []


def line(actor, by, key):
    found = {one.key: one for one in queries.conversion(actor, by)}[key]
    return tuple(found.counts[step] for step in queries.STEPS)


def test_conversion_counts_each_step_by_event_country_and_partnership(organiser, session):
    signed, negotiated, contact, _held = (met(session) for _one in range(4))
    met(session, held="other-absent", other={"country": "CL"})
    make_wish(
        make_participant(session, country="ES"),
        make_participant(session, side="receiving", country="PE"),
        state="declined",
    )
    make_wish(make_participant(session), make_participant(session, side="receiving"), state="withdrawn")
    make_agreement(record(organiser, signed), state="signed")
    CooperationCase.objects.filter(pk=record(organiser, negotiated).pk).update(state="negotiation")
    record(organiser, contact)

    assert line(organiser, "event", "fair") == (6, 5, 4, 3, 2, 1)
    assert line(organiser, "country", "PE") == (5, 4, 4, 3, 2, 1)
    assert line(organiser, "country", "CL") == (1, 1, 0, 0, 0, 0)
    assert line(organiser, "partnership", "elca") == (6, 5, 4, 3, 2, 1)
    (only,) = queries.conversion(organiser, "event")
    assert (only.accepted.part, only.accepted.whole) == (5, 6)
    assert queries.conversion(VISITOR, "event") == []


def test_no_shows_are_of_those_noted_and_other_events_stand_beside(organiser, session, partnership):
    for arrival in ("arrived", "arrived", "arrived", "no-show", "expected"):
        make_participant(session, arrival=arrival)
    other = make_session(make_event(partnership, "Second fair", key="second"))
    for arrival in ("arrived", "no-show"):
        make_participant(other, arrival=arrival)

    lines = queries.conversion(organiser, "event")

    assert {one.key: one.no_shows.percent for one in lines} == {"fair": 25.0, "second": 50.0}
    assert queries.together(lines, but="fair").no_shows.percent == 50.0
    assert queries.together(lines).no_shows.whole == 6


def test_a_case_told_twice_stands_where_the_counted_one_does(organiser, session):
    case = record(organiser, met(session))
    CooperationCase.objects.filter(pk=case.pk).update(same_as=make_case(state="signed", key="counted"))

    assert line(organiser, "event", "fair") == (1, 1, 1, 1, 1, 1)


@pytest.mark.parametrize("number", [1, 4])
def test_conversion_costs_the_same_whatever_its_size(
    organiser, session, django_assert_max_num_queries, number
):
    for _one in range(number):
        record(organiser, met(session))

    with django_assert_max_num_queries(10):
        queries.conversion(organiser, "country")


def test_the_page_and_the_api_tell_the_same_figures(client, organiser, session):
    record(organiser, met(session))
    browser = signed_in(client, organiser)

    page = browser.get(reverse("agreements:conversion"), {"by": "partnership"}).context["page"]
    told = browser.get(reverse("api:conversion"), {"by": "partnership"}).json()

    assert [one.label for one in page.lines] == ["ELCA"]
    assert [number for _label, number in page.lines[0].numbers] == [1, 1, 1, 1, 0, 0]
    assert [(one["key"], one["wishes"], one["contacts"], one["signed_share"]) for one in told] == [
        ("elca", 1, 1, 0.0)
    ]


def test_programs_make_a_contact_by_the_same_action(client, organiser, session):
    wish = met(session)
    browser = signed_in(client, organiser)

    answers = [browser.post(reverse("api:record_meeting", args=[wish.pk])) for _time in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json()["key"] == answers[1].json()["key"]


def test_how_far_a_meeting_came_is_told_to_who_may_know_whose_case_it_is(session, partnership, organiser):
    wishes = [met(session) for _place in range(4)]
    _open_case, _quiet, covered, twice = (
        make_case(partnership, from_wish=wish, state=state, visibility=visibility)
        for wish, state, visibility in zip(
            wishes,
            ("negotiation", "contact", "signed", "contact"),
            ("public", "partners", "public", "public"),
            strict=True,
        )
    )
    make_party(covered, make_organisation(), confidential=True)
    twice.same_as = make_case(partnership, state="active")
    twice.save()
    lone = met(session)

    def told(actor):
        found = queries.fates_of_meetings(actor, [*(wish.pk for wish in wishes), lone.pk])
        assert lone.pk not in found
        return [fate and str(fate.label) for fate in (found[wish.pk] for wish in wishes)]

    assert told(organiser) == ["negotiation", "contact", "signed", "active"]
    assert told(VISITOR) == ["negotiation", None, None, "active"]
    assert told(actors.make_analyst()) == ["negotiation", "contact", None, "active"]
