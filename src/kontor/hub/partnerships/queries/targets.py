"""Target countries by partnerships: which markets many address, and which are addressed by one or none."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import TargetBasis
from kontor.hub.partnerships.models import Partnership, TargetMarket

SHARED_FROM = 2
SATURATED_FROM = 5


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One target country: by whom, on what basis. `bases` is partnership key -> bases."""

    country: str
    bases: dict[str, tuple[str, ...]]

    @property
    def count(self) -> int:
        return len(self.bases)

    @property
    def saturation(self) -> str:
        """saturated (5 or more partnerships), shared (2 to 4) or single."""
        if self.count >= SATURATED_FROM:
            return "saturated"
        return "shared" if self.count >= SHARED_FROM else "single"


@dataclass(frozen=True, slots=True)
class Addressing:
    """A partnership as the matrix names it."""

    key: str
    acronym: str
    generation: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries by partnerships. `unknown` partnerships name no target at all: every count is a lower bound."""

    rows: tuple[CountryRow, ...]
    partnerships: tuple[Addressing, ...]
    unknown: tuple[Addressing, ...]

    @property
    def mean(self) -> float | None:
        """Mean number of targets per partnership that names any."""
        return sum(row.count for row in self.rows) / len(self.partnerships) if self.partnerships else None


def matrix(
    actor: Actor, as_of: date, chosen: Q, *, bases: frozenset[str] = frozenset(TargetBasis.values)
) -> Matrix:
    """The matrix of the partnerships that `chosen` (a condition on Partnership) admits. Two statements."""
    day = as_of.isoformat()
    partnerships = visible(Partnership, actor).filter(chosen, start__lte=day)
    named_as = partnerships.values_list("pk", "key", "acronym", "call__generation")
    by_pk = {pk: Addressing(key, acronym, generation) for pk, key, acronym, generation in named_as}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    targets = visible(TargetMarket, actor).filter(partnership__in=by_pk, basis__in=bases, start__lte=day)
    still = Q(end="") | Q(end__gte=day) | Q(end=day[:7]) | Q(end=day[:4])
    named = set()
    for pk, country, basis in targets.filter(still).values_list("partnership_id", "country_id", "basis"):
        found[country][by_pk[pk].key].add(basis)
        named.add(pk)
    rows = [
        CountryRow(country, {key: tuple(sorted(its)) for key, its in sorted(by.items())})
        for country, by in found.items()
    ]
    return Matrix(
        rows=tuple(sorted(rows, key=lambda row: (-row.count, row.country))),
        partnerships=tuple(one for pk, one in by_pk.items() if pk in named),
        unknown=tuple(one for pk, one in by_pk.items() if pk not in named),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """Countries that one generation targets and the other does not."""

    new: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: tuple[str, ...]


def part_of(whole: Matrix, keys: Collection[str]) -> Matrix:
    """The matrix of some of its partnerships."""
    rows = (
        CountryRow(row.country, {key: its for key, its in row.bases.items() if key in keys})
        for row in whole.rows
    )
    return Matrix(
        rows=tuple(sorted((row for row in rows if row.bases), key=lambda row: (-row.count, row.country))),
        partnerships=tuple(one for one in whole.partnerships if one.key in keys),
        unknown=tuple(one for one in whole.unknown if one.key in keys),
    )


def change(before: Matrix, after: Matrix) -> Change:
    """How the targets changed between two matrices."""
    first, second = {row.country for row in before.rows}, {row.country for row in after.rows}
    return Change(tuple(sorted(second - first)), tuple(sorted(first - second)), tuple(sorted(first & second)))
