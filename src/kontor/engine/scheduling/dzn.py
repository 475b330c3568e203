"""The published special case: MiniZinc data (`.dzn`) of B2B meeting scheduling, read and written.

All meetings are given and must take place; the number of breaks is minimised; two people's numbers of breaks differ by
at most `difference`. Source: Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret, JAIR 74 (2022) 263-301.
Participants are called 1 to nBusiness, meetings and slots likewise, the one place `hall`; `requested` holds a row
(participant, participant, 1 morning | 2 afternoon | 3 either) for each meeting. Rows of `precedences` name the meetings
that come before that of the row. In `meetingsxBusiness` the number 1 stands for 'none', so meeting m is written m + 1.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from kontor.engine.scheduling.problem import (
    Aims,
    Participant,
    Place,
    Precedence,
    Problem,
    ProblemError,
    Slot,
    Wish,
)

MORNING, AFTERNOON = "morning", "afternoon"
SESSIONS: dict[int, tuple[str, ...]] = {1: (MORNING,), 2: (AFTERNOON,), 3: ()}
PUBLISHED_DIFFERENCE = 2
_COUNTS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
_LISTS = ("requested", "forbidden", "fixed", "precedences")
_PLACE = "hall"


def read(text: str, difference: int | None = PUBLISHED_DIFFERENCE) -> Problem:
    """Return the problem that a `.dzn` text states; a `ProblemError` names every part that is missing or odd. O(n)."""
    parts = dict(re.findall(r"(\w+)\s*=\s*(.*?);", re.sub(r"%.*", "", text), re.DOTALL))
    missing = [name for name in (*_COUNTS, "requested") if name not in parts]
    if missing:
        raise ProblemError([f"The file lacks {', '.join(missing)}: it is no B2B meeting scheduling data."])
    odd = [name for name in _COUNTS if not re.fullmatch(r"\s*\d+\s*", parts[name])]
    odd += [name for name in _LISTS if ".." in parts.get(name, "")]
    if odd:
        raise ProblemError(
            [f"{name} is {parts[name].strip()[:40]!r}: plain whole numbers are expected." for name in odd]
        )
    count = {name: int(parts[name]) for name in _COUNTS}
    meetings, slots = count["nMeetings"], count["nTotalSlots"]
    requested = _rows(parts["requested"])
    forbidden = _sets(parts.get("forbidden", ""), count["nBusiness"])
    fixed = _numbers(parts.get("fixed", "")) or [0] * meetings
    earlier = _sets(parts.get("precedences", ""), meetings)
    _must_fit(count, requested, forbidden, fixed, earlier)
    return Problem(
        slots=tuple(_slot(number, count["nMorningSlots"]) for number in range(1, slots + 1)),
        participants=tuple(
            Participant(str(number), unavailable=tuple(str(slot) for slot in sorted(closed) if slot))
            for number, closed in enumerate(forbidden, start=1)
        ),
        wishes=tuple(
            Wish(
                str(number),
                ((str(a),), (str(b),)),
                required=True,
                sessions=SESSIONS[session],
                slot=str(slot) if slot else None,
            )
            for number, ((a, b, session), slot) in enumerate(zip(requested, fixed, strict=True), start=1)
        ),
        places=(Place(_PLACE, count["nTables"]),),
        precedences=tuple(
            Precedence(str(other), str(number))
            for number, others in enumerate(earlier, start=1)
            for other in sorted(others)
            if other
        ),
        aims=Aims(breaks=1, fairness=0, idle=0, walking=0, tables=0, difference=difference),
    )


def _slot(number: int, morning: int) -> Slot:
    return Slot(str(number), 20 * (number - 1), MORNING if number <= morning else AFTERNOON)


def _must_fit(
    count: dict[str, int],
    requested: Sequence[Sequence[int]],
    forbidden: Sequence[object],
    fixed: Sequence[int],
    earlier: Sequence[object],
) -> None:
    faults = [
        f"{name} has {len(rows)} rows; {expected} are expected."
        for name, rows, expected in (
            ("requested", requested, count["nMeetings"]),
            ("forbidden", forbidden, count["nBusiness"]),
            ("fixed", fixed, count["nMeetings"]),
            ("precedences", earlier, count["nMeetings"]),
        )
        if len(rows) != expected
    ]
    faults += [
        f"Row {number} of requested is {tuple(row)}: two participants and 1, 2 or 3 are expected."
        for number, row in enumerate(requested, start=1)
        if len(row) != 3 or row[2] not in SESSIONS
    ]
    if faults:
        raise ProblemError(faults)


def _rows(text: str) -> list[list[int]]:
    return [numbers for row in text.strip("[] \n|").split("|") if (numbers := _numbers(row))]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text)]


def _sets(text: str, rows: int) -> list[set[int]]:
    found = [set(_numbers(part)) for part in re.findall(r"\{([^}]*)\}", text)]
    return found or [set() for _ in range(rows)]


def write(problem: Problem) -> str:
    """Return the problem as `.dzn`; a `ProblemError` names what the published special case cannot say. O(n).

    Ids become numbers in their order. Aims are not part of such a file: what counts there are breaks.
    """
    faults = list(_beyond(problem))
    if faults:
        raise ProblemError(faults)
    people = {person.id: number for number, person in enumerate(problem.participants, start=1)}
    wishes = {wish.id: number for number, wish in enumerate(problem.wishes, start=1)}
    slots = {slot.id: number for number, slot in enumerate(problem.slots, start=1)}
    pairs = [tuple(people[person] for person in wish.people) for wish in problem.wishes]
    own = [
        [number + 1 for number, pair in enumerate(pairs, start=1) if person in pair]
        for person in people.values()
    ]
    earlier: dict[int, list[int]] = {}
    for order in problem.precedences:
        earlier.setdefault(wishes[order.after], []).append(wishes[order.before])
    morning = sum(slot.session == MORNING for slot in problem.slots)
    tables = problem.places[0].at(0) if problem.slots else 0
    requested = [(*pair, _session(wish)) for pair, wish in zip(pairs, problem.wishes, strict=True)]
    closed = [[0, *(slots[slot] for slot in person.unavailable)] for person in problem.participants]
    parts = {
        "nBusiness": str(len(people)),
        "nMeetings": str(len(wishes)),
        "nTables": str(tables),
        "nTotalSlots": str(len(slots)),
        "nMorningSlots": str(morning),
        "requested": "[|" + "".join(f"{_joined(row)},\n|" for row in requested) + "]",
        "meetingsxBusiness": _written_sets([1, *row] for row in own),
        "nMeetingsBusiness": f"[{_joined(map(len, own))}]",
        "forbidden": _written_sets(closed),
        "fixed": f"[{_joined(slots[wish.slot] if wish.slot else 0 for wish in problem.wishes)}]",
        "precedences": _written_sets(sorted(earlier.get(number, [])) for number in wishes.values()),
    }
    return "\n\n".join(f"{name} = {value};" for name, value in parts.items()) + "\n"


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _written_sets(rows: Iterable[Iterable[int]]) -> str:
    return "[" + ",\n".join(f"{{{_joined(row)}}}" for row in rows) + "]"


def _session(wish: Wish) -> int:
    return next(number for number, sessions in SESSIONS.items() if sessions == wish.sessions)


def _beyond(problem: Problem) -> Iterable[str]:
    """What the published special case has no words for."""
    sessions = [session for session, _ in groupby(slot.session for slot in problem.slots)]
    days = {slot.day for slot in problem.slots}
    if sessions not in ([], [MORNING], [AFTERNOON], [MORNING, AFTERNOON]) or len(days) > 1:
        yield "A .dzn file knows one day with a morning and an afternoon: this event has other sessions or more days."
    if len(problem.places) != 1 or not isinstance(problem.places[0].tables, int):
        yield "A .dzn file knows one number of tables for the whole day: this event has several places or numbers."
    odd = [
        wish.id
        for wish in problem.wishes
        if not wish.required
        or len(wish.parties) != 2
        or any(len(party) != 1 for party in wish.parties)
        or wish.sessions not in SESSIONS.values()
        or wish.forbidden
    ]
    if odd:
        yield f"A .dzn file knows pairs that must meet, in one session or in any: {len(odd)} wishes are otherwise."
    if problem.exclusions or any(
        person.minimum or person.maximum is not None or person.hours is not None
        for person in problem.participants
    ):
        yield "A .dzn file knows no exclusions, minima, maxima or hours."
