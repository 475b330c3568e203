"""What rows speak of: one agreement, case or event, with all its rows that are known to be about it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kontor.engine.crosscheck.claims import is_date
from kontor.engine.crosscheck.registers import CONTACT, HELD, SIGNATURE, START, Dated, Party, Placed
from kontor.engine.crosscheck.values import plain

SAME_DAY, OVERLAP, APART, UNKNOWN = "same-day", "overlap", "apart", "unknown"
DAY = len("2018-10-25")
SHORT = 21  # days: what lasts no longer has days of its own, a month or a year is only roughly known
_BY_WEIGHT = (SIGNATURE, HELD, START)


@dataclass(frozen=True)
class Thing:
    """One thing with its rows. Several rows have one `record`, or there is one row alone."""

    rows: tuple[Placed, ...]

    @property
    def id(self) -> str:
        """The id of its first row."""
        return self.rows[0][1].id

    @property
    def title(self) -> str:
        return self.rows[0][1].title

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entry.id for _register, entry in self.rows)

    @property
    def tables(self) -> tuple[str, ...]:
        """The places of its rows."""
        return tuple(register.place for register, _entry in self.rows)

    @property
    def subject(self) -> str:
        return self.rows[0][0].subject

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The named others of the row that names most of them."""
        named = [tuple(one for one in entry.parties if one.name or one.id) for _register, entry in self.rows]
        return max(named, key=len)

    @cached_property
    def partners(self) -> frozenset[str]:
        return frozenset(partner for _register, entry in self.rows for partner in entry.partners)

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(plain(entry.kind) for _register, entry in self.rows if entry.kind)

    @cached_property
    def purposes(self) -> frozenset[str]:
        return frozenset(plain(purpose) for _register, entry in self.rows for purpose in entry.purposes)

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(country for _register, entry in self.rows for country in entry.countries)

    @cached_property
    def where(self) -> frozenset[str]:
        return frozenset(plain(entry.place) for _register, entry in self.rows if entry.place)

    @cached_property
    def text(self) -> str:
        return " ".join(entry.text for _register, entry in self.rows if entry.text)

    @cached_property
    def span(self) -> tuple[str, str]:
        """(start, end) of its signature, else of when it was held, else of its start; ('', '') where none is known."""
        known = [one for _register, entry in self.rows for one in entry.dates if usable(one) and one.start]
        spans = (
            (one.start, one.end or one.start) for role in _BY_WEIGHT for one in known if one.role == role
        )
        return next(spans, ("", ""))

    @property
    def when(self) -> str:
        """Its date as a reader sees it."""
        start, end = self.span
        return start if start == end else f"{start}/{end}"

    @cached_property
    def first_contact(self) -> str:
        """The earliest day on which there was a contact, '' where none is known."""
        starts = [
            one.start
            for _register, entry in self.rows
            for one in entry.dates
            if one.role == CONTACT and usable(one) and one.start
        ]
        return min(starts, default="")


def things_of(rows: Iterable[Placed]) -> list[Thing]:
    """Return one thing for each record of each subject, and one for each row that names no record."""
    grouped: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for register, entry in rows:
        key = f"record {entry.record}" if entry.record else f"row {entry.id}"
        grouped[register.subject, key].append((register, entry))
    return [Thing(tuple(group)) for group in grouped.values()]


def usable(dated: Dated) -> bool:
    """Tell whether the days that a date names exist."""
    return all(is_date(text) for text in (dated.start, dated.end) if text)


def compared(one: tuple[str, str], other: tuple[str, str]) -> str:
    """Return how two spans lie: on the same day or days, overlapping, apart, or unknown.

    >>> compared(("2022-10-20", "2022-10-20"), ("2022-10", "2022-10"))
    'overlap'
    """
    if not one[0] or not other[0]:
        return UNKNOWN
    if one == other and is_short(one):
        return SAME_DAY
    return OVERLAP if begins_by(one[0], other[1]) and begins_by(other[0], one[1]) else APART


def is_short(span: tuple[str, str]) -> bool:
    """Tell whether a span is a day or the days of one occasion, not a month or a year."""
    if min(map(len, span)) < DAY:
        return False
    start, end = map(date.fromisoformat, span)
    return (end - start).days < SHORT


def begins_by(start: str, end: str) -> bool:
    """Tell whether a start is not after an end, to the precision that both have."""
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]


class Groups:
    """Which of some ids belong together: each is in the group of the first one it was joined with."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._first = {one: one for one in ids}

    def join(self, one: str, other: str) -> None:
        """Put both into one group."""
        first, second = self.of(one), self.of(other)
        if first != second:
            self._first[second] = first

    def of(self, one: str) -> str:
        """Return the first of its group."""
        first = one
        while self._first[first] != first:
            first = self._first[first]
        self._first[one] = first
        return first

    def several(self) -> list[Sequence[str]]:
        """Return the groups of two or more, each in the order given."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._first:
            found[self.of(one)].append(one)
        return [group for group in found.values() if len(group) > 1]
