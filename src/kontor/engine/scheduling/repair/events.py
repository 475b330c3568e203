"""What happens on the day: each kind of event as a record, and the problem as it is after them.

WORDS names the kinds in files: `{"late": {"person": "p7", "until": "s4"}}`; the fields are those of the record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kontor.engine.scheduling.problem import Exclusion, Participant, Place, Problem, ProblemError, Wish


@dataclass(frozen=True, slots=True)
class Now:
    """It is now that slot: all before it is past and stays as it was. The slot itself can still be changed."""

    slot: str


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody arrives only for that slot: her meetings before it did not or will not take place."""

    person: str
    until: str


@dataclass(frozen=True, slots=True)
class Leaves:
    """Somebody is away from that slot on."""

    person: str
    since: str


@dataclass(frozen=True, slots=True)
class NoShow:
    """Somebody has not come and will not."""

    person: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A wish is withdrawn, and its meeting with it."""

    wish: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A place has only so many `tables` left from that slot on: none when the room is lost."""

    place: str
    since: str
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A place has so many tables more from that slot on."""

    place: str
    since: str
    tables: int = 1


@dataclass(frozen=True, slots=True)
class Latecomers:
    """New wishes, perhaps of new people, who may bring people they do not want to meet."""

    wishes: tuple[Wish, ...]
    participants: tuple[Participant, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """The organiser sets a meeting to a slot, and perhaps to a place; that outranks what was published or confirmed."""

    wish: str
    slot: str
    place: str | None = None


type Event = Now | Late | Leaves | NoShow | Cancelled | Lost | Opened | Latecomers | Fixed

WORDS: Mapping[str, type] = {
    "now": Now,
    "late": Late,
    "leaves": Leaves,
    "no_show": NoShow,
    "cancelled": Cancelled,
    "lost": Lost,
    "opened": Opened,
    "latecomers": Latecomers,
    "fixed": Fixed,
}


def after(problem: Problem, events: Iterable[Event]) -> tuple[Problem, int]:
    """Return the problem after the events, and how many of its slots are past.

    Events apply in their order; a `ProblemError` names every id that is not there. O(size of the problem + events).
    """
    events = tuple(events)
    day = _Day(problem)
    day.past = max((day.past_at(event) for event in events if isinstance(event, Now)), default=0)
    faults: list[str] = []
    for event in events:
        unknown = tuple(day.unknown(event))
        faults.extend(unknown)
        if not unknown:
            day.apply(event)
    if faults:
        raise ProblemError(faults)
    return day.problem(), day.past


class _Day:
    """The problem's records by id while events change them."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._slots = [slot.id for slot in problem.slots]
        self._position = {slot: index for index, slot in enumerate(self._slots)}
        self._people = {person.id: person for person in problem.participants}
        self._wishes = {wish.id: wish for wish in problem.wishes}
        self._places = {place.id: place for place in problem.places}
        self._exclusions = problem.exclusions
        self.past = 0

    def problem(self) -> Problem:
        return replace(
            self._problem,
            participants=tuple(self._people.values()),
            wishes=tuple(self._wishes.values()),
            places=tuple(self._places.values()),
            exclusions=self._exclusions,
            precedences=tuple(
                order
                for order in self._problem.precedences
                if order.before in self._wishes and order.after in self._wishes
            ),
        )

    def past_at(self, now: Now) -> int:
        return self._position.get(now.slot, 0)

    def unknown(self, event: Event) -> Iterator[str]:
        """A sentence for each id of the event that is not in the problem as it is by now."""
        known: dict[str, Mapping[str, object]] = {
            "slot": self._position,
            "until": self._position,
            "since": self._position,
            "person": self._people,
            "wish": self._wishes,
            "place": self._places,
        }
        kind = next(word for word, record in WORDS.items() if isinstance(event, record))
        for name, ids in known.items():
            value = getattr(event, name, None)
            if value is not None and value not in ids:
                yield f"Event {kind!r} names the {name} {value!r}, which is not there: use an id of the problem."
        if isinstance(event, Latecomers):
            doubles = [entry.id for entry in event.participants if entry.id in self._people]
            doubles += [wish.id for wish in event.wishes if wish.id in self._wishes]
            for double in doubles:
                yield f"The latecomers bring {double!r}, which is there already: give it an id of its own."

    def apply(self, event: Event) -> None:
        match event:
            case Now():
                pass  # known from the start, so that a loss counts from now on wherever it stands in the list
            case Late(person, until):
                self._away(person, self._slots[: self._position[until]])
            case Leaves(person, since):
                self._away(person, self._slots[self._position[since] :])
            case NoShow(person):
                self._away(person, self._slots)
            case Cancelled(wish):
                del self._wishes[wish]
            case Lost(place, since, tables):
                self._tables(place, since, lambda before: min(before, tables))
            case Opened(place, since, tables):
                self._tables(place, since, lambda before: before + tables)
            case Latecomers(wishes, participants, exclusions):
                self._people.update((person.id, person) for person in participants)
                self._wishes.update((wish.id, wish) for wish in wishes)
                self._exclusions += exclusions
            case Fixed(wish, slot, place):
                self._fix(wish, slot, place)

    def _away(self, person: str, slots: Iterable[str]) -> None:
        before = self._people[person]
        away = tuple(dict.fromkeys((*before.unavailable, *slots)))
        self._people[person] = replace(before, unavailable=away)

    def _tables(self, place: str, since: str, then: Callable[[int], int]) -> None:
        """Change its tables from that slot on; what is past was as it was."""
        before = self._places[place]
        first = max(self._position[since], self.past)
        tables = tuple(
            then(before.at(slot)) if slot >= first else before.at(slot) for slot in range(len(self._slots))
        )
        self._places[place] = Place(place, tables)

    def _fix(self, wish: str, slot: str, place: str | None) -> None:
        before = self._wishes[wish]
        self._wishes[wish] = replace(
            before, required=True, slot=slot, place=place or before.place, sessions=(), forbidden=()
        )
