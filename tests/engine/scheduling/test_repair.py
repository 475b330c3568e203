"""The day itself: what may change, what must stay, and that every answer passes the judge."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.scheduling import (
    Control,
    Exclusion,
    Meeting,
    Participant,
    Place,
    Problem,
    ProblemError,
    Slot,
    Solution,
    Wish,
    check,
)
from kontor.engine.scheduling.repair import Repaired, repair
from kontor.engine.scheduling.repair.events import (
    Cancelled,
    Event,
    Fixed,
    Late,
    Latecomers,
    Leaves,
    Lost,
    NoShow,
    Now,
    Opened,
)
from tests.factories.scheduling import large, problems

CONTROL = Control(clock=lambda: 0.0)


def _published(problem: Problem) -> tuple[Problem, Solution]:
    """A valid schedule to repair: every wish is a late one of an empty schedule."""
    begun = repair(problem, Solution(), (), CONTROL)
    assert check(begun.problem, begun.solution).valid
    return begun.problem, begun.solution


def _events(problem: Problem, solution: Solution, random: Random) -> Iterator[Event]:
    slots = [slot.id for slot in problem.slots]
    person = random.choice(problem.participants).id
    kinds = random.sample(["late", "leaves", "no show", "cancelled", "lost", "new", "fixed", "now"], 3)
    for kind in kinds:
        match kind:
            case "late":
                yield Late(person, random.choice(slots))
            case "leaves":
                yield Leaves(person, random.choice(slots))
            case "no show":
                yield NoShow(person)
            case "cancelled" if solution.meetings:
                yield Cancelled(random.choice(solution.meetings).wish)
            case "lost":
                yield Lost(random.choice(problem.places).id, random.choice(slots), random.randint(0, 1))
            case "new":
                yield _latecomers(problem, random)
            case "fixed":
                wish = random.choice(problem.wishes).id
                yield Fixed(wish, random.choice(slots))
            case "now":
                yield Now(random.choice(slots))


def _latecomers(problem: Problem, random: Random) -> Latecomers:
    people = [person.id for person in problem.participants]
    wishes = (
        Wish("new0", (("new",), (random.choice(people),)), weight=2),
        Wish("new1", tuple((person,) for person in random.sample(people, 2)), required=random.random() < 0.3),
    )
    return Latecomers(wishes, (Participant("new"),), (Exclusion("new", random.choice(people)),))


def _is_away(event: Event, slot: int, position: dict[str, int]) -> str | None:
    """Whom the event says to be away in the slot of that position."""
    match event:
        case Late(person, until) if slot < position[until]:
            return person
        case Leaves(person, since) if slot >= position[since]:
            return person
        case NoShow(person):
            return person
    return None


def _judge(problem: Problem, solution: Solution, events: list[Event], confirmed: frozenset[str]) -> Repaired:
    done = repair(problem, solution, events, CONTROL, confirmed)

    assert check(done.problem, done.solution).violations == ()
    before, now = solution.by_wish(), done.solution.by_wish()
    kept = {name for name, meeting in before.items() if now.get(name) == meeting}
    assert set(done.kept) == kept
    assert {row.before.wish: row.after for row in done.changed} == {
        name: now[name] for name in before if name in now and name not in kept
    }
    assert {row.before.wish for row in done.dropped} == before.keys() - now.keys()
    assert [meeting.wish for meeting in done.added] == [
        meeting.wish for meeting in done.solution.meetings if meeting.wish not in before
    ]
    touched = {reason.about["wish"] for reason in done.unavoidable if reason.code == "confirmed"}
    assert touched == (confirmed & before.keys()) - kept
    assert all(reason.sentence for reason in done.unavoidable)
    assert repair(problem, solution, events, CONTROL, confirmed) == done
    _past_stays(problem, solution, events, done)
    return done


def _past_stays(problem: Problem, solution: Solution, events: list[Event], done: Repaired) -> None:
    position = {slot.id: index for index, slot in enumerate(problem.slots)}
    now = max((position[event.slot] for event in events if isinstance(event, Now)), default=0)
    withdrawn = {event.wish for event in events if isinstance(event, Cancelled)}
    set_anew = {event.wish for event in events if isinstance(event, Fixed)}
    after = done.solution.by_wish()
    for meeting in solution.meetings:
        slot = position[meeting.slot]
        away = {_is_away(event, slot, position) for event in events}
        if slot < now and away.isdisjoint(meeting.people) and meeting.wish not in withdrawn | set_anew:
            assert after[meeting.wish] == meeting
    old = {(meeting.wish, meeting.slot) for meeting in solution.meetings}
    for meeting in done.solution.meetings:
        assert position[meeting.slot] >= now or (meeting.wish, meeting.slot) in old


def _scene(problem: Problem, seed: int) -> Repaired:
    random = Random(seed)
    problem, solution = _published(problem)
    events = list(_events(problem, solution, random))
    withdrawn = {event.wish for event in events if isinstance(event, Cancelled)}
    events = [event for event in events if not (isinstance(event, Fixed) and event.wish in withdrawn)]
    held = [meeting.wish for meeting in solution.meetings]
    return _judge(problem, solution, events, frozenset(random.sample(held, len(held) // 3)))


@given(problems(), st.integers(0, 999))
@settings(max_examples=120, deadline=None)
def test_repair_of_a_tiny_event_touches_only_what_it_may(problem: Problem, seed: int) -> None:
    _scene(problem, seed)


@pytest.mark.parametrize("seed", range(8))
def test_repair_of_a_large_event_touches_only_what_it_may(seed: int) -> None:
    _scene(large(seed), seed)


SLOTS = tuple(Slot(f"s{number}", 20 * number) for number in range(4))
ANN, BEN, CAT, DAN = (Participant(name, organisation="acme") for name in ("ann", "ben", "cat", "dan"))
AB = Wish("ab", (("ann",), ("ben",)))
CD = Wish("cd", (("cat",), ("dan",)))
HALL = Place("hall", 1)


def _event(*wishes: Wish, places: tuple[Place, ...] = (HALL,), slots: tuple[Slot, ...] = SLOTS) -> Problem:
    return Problem(slots=slots, participants=(ANN, BEN, CAT, DAN), wishes=wishes, places=places)


def _at(wish: Wish, slot: str, place: str = "hall") -> Meeting:
    return Meeting(wish.id, slot, place, tuple(party[0] for party in wish.parties))


def test_repair_lets_a_colleague_stand_in_before_anything_moves() -> None:
    either = Wish("ab", (("ann",), ("cat", "ben", "dan")))
    published = Solution((Meeting("ab", "s1", "hall", ("ann", "ben")),))

    done = repair(_event(either), published, [NoShow("ben")], CONTROL)

    assert [row.after for row in done.changed] == [Meeting("ab", "s1", "hall", ("ann", "cat"))]
    assert done.changed[0].reason.sentence == "'ben' is not there in slot 's1'."


def test_repair_takes_a_free_table_in_the_same_slot_when_a_room_is_lost() -> None:
    published = Solution((_at(AB, "s1"), _at(CD, "s1", "annex")))

    done = repair(_event(AB, CD, places=(HALL, Place("annex", 2))), published, [Lost("hall", "s0")], CONTROL)

    assert [row.after for row in done.changed] == [_at(AB, "s1", "annex")]
    assert done.kept == ("cd",)


def test_repair_moves_the_meeting_nobody_confirmed_when_a_table_is_lost() -> None:
    published = Solution((_at(AB, "s1"), _at(CD, "s1")))
    for confirmed, other in ((AB, CD), (CD, AB)):
        done = repair(
            _event(AB, CD, places=(Place("hall", 2),)),
            published,
            [Lost("hall", "s0", tables=1)],
            CONTROL,
            frozenset({confirmed.id}),
        )

        assert done.kept == (confirmed.id,)
        assert [row.before.wish for row in done.changed] == [other.id]
        assert done.unavoidable == ()


def test_repair_keeps_the_time_of_a_confirmed_meeting_whose_room_is_lost() -> None:
    places = (HALL, Place("annex", 1))
    published = Solution((_at(AB, "s1"), _at(CD, "s1", "annex")))

    done = repair(_event(AB, CD, places=places), published, [Lost("hall", "s1")], CONTROL, frozenset({"ab"}))

    assert done.solution.by_wish()["ab"] == _at(AB, "s1", "annex")
    assert done.solution.by_wish()["cd"].slot != "s1"
    assert [reason.sentence for reason in done.unavoidable] == [
        "Confirmed meeting 'ab' was touched: 'hall' has no table left in slot 's1'."
    ]


def test_repair_drops_a_confirmed_meeting_only_when_a_person_is_gone() -> None:
    published = Solution((_at(AB, "s1"), _at(CD, "s2")))

    done = repair(
        _event(AB, CD), published, [Leaves("ben", "s1"), Now("s1")], CONTROL, frozenset({"ab", "cd"})
    )

    assert [row.before.wish for row in done.dropped] == ["ab"]
    assert done.kept == ("cd",)
    assert [reason.code for reason in done.unavoidable] == ["confirmed"]


def test_repair_never_puts_a_late_wish_into_a_slot_that_is_past() -> None:
    late = Wish("late", (("ben",), ("cat",)))

    done = repair(_event(AB), Solution((_at(AB, "s3"),)), [Now("s2"), Latecomers((late,))], CONTROL)

    assert done.added == (_at(late, "s2"),)
    assert done.changed == ()


def test_repair_moves_one_meeting_along_for_a_late_wish() -> None:
    late = Wish("late", (("ann",), ("cat",)), sessions=("early",))
    slots = (Slot("s0", 0, "early"), Slot("s1", 20, "late"))

    done = repair(_event(AB, slots=slots), Solution((_at(AB, "s0"),)), [Latecomers((late,))], CONTROL)

    assert done.added == (_at(late, "s0"),)
    assert [(row.after, row.reason.sentence) for row in done.changed] == [
        (_at(AB, "s1"), "It makes room for meeting 'late'.")
    ]


def test_repair_does_not_move_a_confirmed_meeting_for_a_late_wish() -> None:
    late = Wish("late", (("ann",), ("cat",)), sessions=("early",))
    slots = (Slot("s0", 0, "early"), Slot("s1", 20, "late"))
    published = Solution((_at(AB, "s0"),))

    done = repair(_event(AB, slots=slots), published, [Latecomers((late,))], CONTROL, frozenset({"ab"}))

    assert done.solution == published


def test_repair_moves_a_confirmed_meeting_for_what_the_organiser_sets() -> None:
    published = Solution((_at(AB, "s0"), _at(CD, "s1")))

    done = repair(_event(AB, CD), published, [Fixed("cd", "s0")], CONTROL, frozenset({"ab"}))

    assert done.solution.by_wish()["cd"] == _at(CD, "s0")
    assert done.solution.by_wish()["ab"].slot != "s0"
    assert [reason.sentence for reason in done.unavoidable] == [
        "Confirmed meeting 'ab' was touched: It makes room for meeting 'cd'."
    ]


def test_repair_says_which_required_meeting_the_day_made_impossible() -> None:
    must = Wish("ab", AB.parties, required=True)

    done = repair(_event(must), Solution((_at(must, "s0"),)), [NoShow("ann")], CONTROL)

    assert done.solution == Solution()
    assert not done.problem.wishes[0].required
    assert [reason.sentence for reason in done.unavoidable] == [
        "Meeting 'ab' must be held, and cannot any more: 'ann' is not there in slot 's0'."
    ]


def test_repair_holds_what_an_opened_table_allows() -> None:
    full = Place("hall", 0)

    done = repair(_event(AB, places=(full,)), Solution(), [Opened("hall", "s2")], CONTROL)

    assert done.added == (_at(AB, "s2"),)


def test_repair_names_every_id_of_an_event_that_is_not_there() -> None:
    with pytest.raises(ProblemError) as caught:
        repair(_event(AB), Solution(), [Late("eve", "s9"), Cancelled("xy")], CONTROL)

    assert caught.value.faults == (
        "Event 'late' names the until 's9', which is not there: use an id of the problem.",
        "Event 'late' names the person 'eve', which is not there: use an id of the problem.",
        "Event 'cancelled' names the wish 'xy', which is not there: use an id of the problem.",
    )
