"""Who says that it works with whom: statements of single sides put together into pairs, whatever the spelling.

A statement is what one side says of another in its own words. `reconcile` finds whom each name means (`who_is_meant`), joins
what is said of the same two, and says how each pair stands (`standing`) and whom to ask for confirmation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from kontor.engine.crosscheck.names import fold, spelled_alike

CONFIRMED, ONE_SIDED, NOT_ASKED, DENIED = "confirmed", "one-sided", "not-asked", "denied"
# Letters that may differ (a swap of neighbours is one) by the length of the name: one in eight, at least one.
LETTERS_FOR_A_SLIP = 8
SHORTEST_WITH_A_SLIP = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One that may say something or be named: its id, its names, and whether it was asked itself."""

    id: str
    names: tuple[str, ...]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """`reporter` says that it works with `counterpart`: ids or names in any spelling. `detail` is what it says of it."""

    reporter: str
    counterpart: str
    detail: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are said to work together. `sides` are ids in order, or the name as stated where nobody is known by it.

    `said` are the statements about them; `ask` are the ids of those who were asked and have not said so themselves.
    """

    sides: tuple[str, str]
    standing: str
    said: tuple[Statement, ...]
    ask: tuple[str, ...] = ()

    @property
    def detailed(self) -> bool:
        """Whether at least one side says what they do together."""
        return any(one.detail.strip() for one in self.said)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`unclear` are names that fit several sides equally well, or none, by the statement; `own` name the speaker itself."""

    pairs: tuple[Pair, ...]
    unclear: tuple[Statement, ...] = ()
    own: tuple[Statement, ...] = ()

    def count(self, standing: str, *, detailed: bool = True) -> int:
        """How many pairs with (or without) details stand so."""
        return sum(one.standing == standing and one.detailed is detailed for one in self.pairs)


def standing(reply: str, *, reported_back: bool, asked: bool) -> str:
    """confirmed, denied, one-sided (asked, no answer yet) or not-asked, which is never denied.

    The other side's own report confirms without being asked; a reply goes before it.

    >>> standing("", reported_back=False, asked=False)
    'not-asked'
    """
    if reply:
        return reply
    if reported_back:
        return CONFIRMED
    return ONE_SIDED if asked else NOT_ASKED


def reconcile(statements: Iterable[Statement], sides: Sequence[Side]) -> Reconciled:
    """Return each pair once, in the order of their ids, with how it stands.

    Statements whose names are not clear make pairs with the name as stated, which nobody can confirm, and stand in `unclear`.
    Linear in the statements, times the sides for names that are in no list.
    """
    known = Known(sides)
    said: dict[tuple[str, str], list[tuple[str, Statement]]] = {}
    unclear: list[Statement] = []
    own: list[Statement] = []
    for one in statements:
        reporter, counterpart = known.meant(one.reporter), known.meant(one.counterpart)
        if not reporter or not counterpart:
            unclear.append(one)
        reporter, counterpart = reporter or one.reporter, counterpart or one.counterpart
        if reporter == counterpart:
            own.append(one)
            continue
        first, second = sorted((reporter, counterpart))
        said.setdefault((first, second), []).append((reporter, one))
    asked = {one.id: one.asked for one in sides}
    pairs = tuple(_pair(key, told, asked) for key, told in sorted(said.items()))
    return Reconciled(pairs, tuple(unclear), tuple(own))


def who_is_meant(name: str, sides: Sequence[Side]) -> str:
    """Return the id of the one side that a name means, '' where none or several may be meant.

    Case, accents, spaces and signs do not count. A slip counts as the same where no other side is as near: one letter in
    eight, at least one; in names of three letters only two that changed places.

    >>> sides = [Side("nf4", ("NF4",)), Side("adpack2", ("AdPack²",)), Side("dia", ("DIA",))]
    >>> [who_is_meant(name, sides) for name in ("N4F", "Adpack 2", "dia", "DIB", "NANOPHARM")]
    ['nf4', 'adpack2', 'dia', '', '']
    """
    return Known(sides).meant(name)


def squashed(name: str) -> str:
    """Return a name as one folded word.

    >>> squashed("SmartCity Tech"), squashed("AdPack²")
    ('smartcitytech', 'adpack2')
    """
    return spelled_alike(fold(name).replace(" ", ""))


def readings(name: str) -> tuple[str, ...]:
    """Return what a name may be read as: all of it, what stands before brackets, and what stands in them.

    >>> readings("Cosmetics4Wellbeing (C4W)")
    ('cosmetics4wellbeingc4w', 'cosmetics4wellbeing', 'c4w')
    """
    before, _, rest = name.partition("(")
    inside = rest.partition(")")[0]
    return tuple(dict.fromkeys(filter(None, map(squashed, (name, before, inside) if rest else (name,)))))


@dataclass(slots=True)
class Known:
    """The sides by each of their names, to look up many; a name that two of them share means neither."""

    sides: Sequence[Side]
    exact: dict[str, set[str]] = field(init=False)
    found: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.exact = {}
        for one in self.sides:
            for name in (one.id, *one.names):
                for reading in readings(name):
                    self.exact.setdefault(reading, set()).add(one.id)

    def meant(self, name: str) -> str:
        """Return what `who_is_meant` returns. Constant for a name in a list, else linear in the names; once for each."""
        if name not in self.found:
            self.found[name] = self.look_for(name)
        return self.found[name]

    def look_for(self, name: str) -> str:
        for reading in readings(name):
            if reading in self.exact:
                return _only(self.exact[reading])
        for reading in readings(name):
            if near := self.nearest(reading):
                return near
        return ""

    def nearest(self, reading: str) -> str:
        slips = max(1, len(reading) // LETTERS_FOR_A_SLIP)
        if len(reading) < SHORTEST_WITH_A_SLIP:
            return ""
        by_distance: dict[int, set[str]] = {}
        for known, ids in self.exact.items():
            distance = OSA.distance(reading, known, score_cutoff=slips)
            if distance <= slips and _may_be_a_slip(reading, known):
                by_distance.setdefault(distance, set()).update(ids)
        return _only(by_distance[min(by_distance)]) if by_distance else ""


def _may_be_a_slip(reading: str, known: str) -> bool:
    """Whether two near words may be one: in three letters every letter tells, and a figure always does."""
    if min(len(reading), len(known)) <= SHORTEST_WITH_A_SLIP:
        return sorted(reading) == sorted(known)
    return _figures(reading) == _figures(known)


def _figures(word: str) -> list[str]:
    return sorted(letter for letter in word if letter.isdecimal())


def _only(ids: set[str]) -> str:
    return next(iter(ids)) if len(ids) == 1 else ""


def _pair(sides: tuple[str, str], told: Sequence[tuple[str, Statement]], asked: Mapping[str, bool]) -> Pair:
    speakers = {reporter for reporter, _ in told}
    silent = [one for one in sides if one not in speakers]
    could = [one for one in silent if asked.get(one, False)]
    stands = standing("", reported_back=not silent, asked=bool(could))
    return Pair(sides, stands, tuple(one for _, one in told), tuple(could))
