"""A session as the scheduling engine reads it, and a schedule as it stands in the database."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kontor.engine.scheduling import Meeting as Held
from kontor.engine.scheduling import Participant as Person
from kontor.engine.scheduling import Place as Room
from kontor.engine.scheduling import Problem, Solution
from kontor.engine.scheduling import Slot as Time
from kontor.engine.scheduling import Wish as Wanted
from kontor.hub.matchmaking.choices import ScheduleState
from kontor.hub.matchmaking.models import Meeting, Participant, Schedule, Session, Slot
from kontor.hub.matchmaking.queries.pairs import (
    GONE,
    Pair,
    away_of,
    is_there,
    least_of,
    most_of,
    pairs_of,
)

# What the engine calls records: a letter for the kind, so that no two of them share an id.
WISH, PERSON, SLOT, ROOM = "w", "p", "s", "r"
KEPT_WEIGHT = 1_000  # a pair that is only there because it was published is given up last


@dataclass(frozen=True, slots=True)
class Planned:
    """The problem as things stand, with what the published schedule holds of it.

    `cancelled` are wishes of published meetings that somebody declined or withdrew since; `now` is the first time that has
    not begun, None before the day and where nobody asked for it.
    """

    problem: Problem
    published: Solution
    cancelled: tuple[str, ...]
    kept: frozenset[str]
    now: str | None


def pk_of(name: str) -> int:
    """The id of the record that the engine calls so."""
    return int(name[1:])


def published_of(session: Session) -> Schedule | None:
    return session.schedules.filter(state=ScheduleState.PUBLISHED).first()


def meetings_of(schedule: Schedule | None) -> list[Meeting]:
    """The meetings of a schedule with who meets. One statement, none without a schedule."""
    if schedule is None:
        return []
    return list(schedule.meetings.select_related("wish", "slot", "place").order_by("slot__start", "pk"))


def problem_of(session: Session, base: Schedule | None = None, *, now: datetime | None = None) -> Planned:
    """The session as it stands: for a first plan, or to plan again what `base` holds. Statements do not grow with its size.

    Who is gone, or comes later, is away in the times concerned; a time that was removed has no table. So a published meeting
    that cannot stay is named by the engine with its reason. Before `now` everything stays as it was.
    """
    held = meetings_of(base)
    slots = relevant_slots(session, held)
    pairs = pairs_of(session)
    wished = {pair.wish for pair in pairs}
    others = [one for one in held if one.wish_id not in wished]
    pairs += [Pair(one.wish_id, one.wish.asker_id, one.wish.asked_id, KEPT_WEIGHT) for one in others]
    past = {slot.pk for slot in slots if now is not None and slot.start <= now}
    gone = set(session.participants.filter(arrival__in=GONE).values_list("pk", flat=True))
    # A pair of people who are there that is wished no more was declined or withdrawn; the others are away.
    cancelled = [
        one for one in others if not {one.wish.asker_id, one.wish.asked_id} & gone and one.slot_id not in past
    ]
    future = [slot for slot in slots if slot.pk not in past]
    problem = Problem(
        slots=tuple(time_of(slot, session) for slot in slots),
        participants=tuple(people_of(session, pairs, slots, past)),
        wishes=tuple(wanted(pair) for pair in pairs),
        places=tuple(rooms_of(session, slots, held, past)),
        minutes=session.minutes,
    )
    return Planned(
        problem=problem,
        published=Solution(tuple(in_order(problem, held))),
        cancelled=tuple(f"{WISH}{one.wish_id}" for one in cancelled),
        kept=frozenset(f"{WISH}{one.wish_id}" for one in held if one.kept),
        now=f"{SLOT}{future[0].pk}" if past and future else None,
    )


def relevant_slots(session: Session, held: Iterable[Meeting]) -> list[Slot]:
    """The times of the programme, and removed ones in which meetings are published."""
    used = {one.slot_id for one in held}
    return [slot for slot in session.slots.all() if not slot.removed or slot.pk in used]


def time_of(slot: Slot, session: Session) -> Time:
    start = int(slot.start.timestamp()) // 60
    day = slot.start.astimezone(session.clock).date().isoformat()
    return Time(f"{SLOT}{slot.pk}", start, session=slot.block or "day", day=day)


def people_of(session: Session, pairs: Iterable[Pair], slots: list[Slot], past: set[int]) -> Iterable[Person]:
    """Everybody in a pair. Who is gone is away from now on; what was met before stays met."""
    wanted = {pk for pair in pairs for pk in (pair.one, pair.other)}
    away = away_of(session)
    people = session.participants.filter(pk__in=wanted).select_related("kind").order_by("pk")
    for one in people:
        yield Person(
            id=f"{PERSON}{one.pk}",
            kind=one.kind.key,
            unavailable=tuple(
                f"{SLOT}{slot.pk}"
                for slot in slots
                if slot.pk not in past and not there(one, slot, away[one.pk])
            ),
            minimum=0 if one.arrival in GONE else least_of(one),
            maximum=most_of(one),
        )


def there(one: Participant, slot: Slot, away: set[int]) -> bool:
    return one.arrival not in GONE and is_there(one, slot.start, away, slot.pk)


def wanted(pair: Pair) -> Wanted:
    return Wanted(
        f"{WISH}{pair.wish}", ((f"{PERSON}{pair.one}",), (f"{PERSON}{pair.other}",)), weight=pair.weight
    )


def rooms_of(session: Session, slots: list[Slot], held: Iterable[Meeting], past: set[int]) -> Iterable[Room]:
    """The rooms with their tables time by time: none in removed times, and no fewer in the past than there were."""
    used = Counter((one.place_id, one.slot_id) for one in held)
    for place in session.places.all():
        tables = tuple(
            max(place.tables, used[place.pk, slot.pk])
            if slot.pk in past
            else 0
            if slot.removed
            else place.tables
            for slot in slots
        )
        yield Room(f"{ROOM}{place.pk}", tables[0] if len(set(tables)) == 1 and tables else tables)


def in_order(problem: Problem, held: Iterable[Meeting]) -> Iterable[Held]:
    """The meetings as the engine has them, in the order of the wishes."""
    by_wish = {f"{WISH}{one.wish_id}": one for one in held}
    for wish in problem.wishes:
        if (one := by_wish.get(wish.id)) is not None:
            people = tuple(party[0] for party in wish.parties)
            yield Held(wish.id, f"{SLOT}{one.slot_id}", f"{ROOM}{one.place_id}", people)


def tables_of(meetings: Iterable[Held]) -> dict[str, int]:
    """Wish -> table in its room. Who has just sat at a table of the room stays there where it is free. O(meetings x tables)."""
    at: dict[tuple[str, str], set[int]] = defaultdict(set)
    last: dict[tuple[str, str], int] = {}
    found: dict[str, int] = {}
    for one in meetings:
        taken = at[one.slot, one.place]
        wished = [last[person, one.place] for person in one.people if (person, one.place) in last]
        table = next((table for table in wished if table not in taken), None) or lowest_free(taken)
        taken.add(table)
        found[one.wish] = table
        for person in one.people:
            last[person, one.place] = table
    return found


def lowest_free(taken: set[int]) -> int:
    return next(number for number in range(1, len(taken) + 2) if number not in taken)
