"""What cannot be said of an event."""

import pytest

from kontor.hub.missions import rules
from kontor.hub.missions.rules import Facts


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (Facts("other", start="2022-06-09", end="2022-06-08"), rules.EndsBeforeItStarts),
        (Facts("other", start="2022-06", end="2021"), rules.EndsBeforeItStarts),
        (Facts("preparatory", meetings=4), rules.MeetingsElsewhere),
        (Facts("preparatory", meetings=0), rules.MeetingsElsewhere),
        (Facts("fair", mission="outbound"), rules.DirectionWithoutMission),
        (Facts("other", number=0), rules.NotOne),
        (Facts("other", number=None), rules.NotOne),
        (Facts("other", row=3), rules.RowWithoutList),
        (Facts("other", register="preparatory", has_partnership=False), rules.ListWithoutPartnership),
        (Facts("other", joint=True, has_partnership=False), rules.JointWithoutPartnership),
    ],
)
def test_impossible_event_is_refused(facts, refusal):
    with pytest.raises(refusal):
        rules.check_event(facts)


@pytest.mark.parametrize(
    "facts",
    [
        Facts("c2c", meetings=4),
        Facts("b2b", meetings=0, number=3),
        Facts("mission", mission="inbound"),
        Facts("other", start="2022-06-09", end="2022"),
        Facts("other", register="preparatory", row=1, joint=True),
    ],
)
def test_possible_event_passes(facts):
    rules.check_event(facts)


@pytest.mark.parametrize(
    ("of", "refusal"),
    [
        ({"is_itself": True}, rules.IsItself),
        ({"told_again": True}, rules.ToldAgainAlready),
        ({"has_second_entries": True}, rules.HasSecondEntries),
    ],
)
def test_second_entries_make_no_chain(of, refusal):
    usual = {"is_itself": False, "name": "Fair", "told_again": False, "has_second_entries": False}

    with pytest.raises(refusal):
        rules.check_same(**usual | of)
