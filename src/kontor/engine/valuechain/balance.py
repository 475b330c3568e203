"""How evenly the work of a chain is spread: between partners, countries or sides."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kontor.engine.valuechain.chain import Chain, Contribution, Organisation
from kontor.engine.valuechain.coverage import Coverage

PARTNER, COUNTRY, SIDE = "partner", "country", "side"

_GROUPS: Mapping[str, Callable[[Organisation], str]] = {
    PARTNER: lambda one: one.partner or one.id,
    COUNTRY: lambda one: one.country,
    SIDE: lambda one: one.side,
}


@dataclass(frozen=True, slots=True)
class Portion:
    """What one group carries: its share of the work, 0 to 1, and the contributions that make it."""

    group: str
    share: float
    rows: tuple[Contribution, ...]

    @property
    def components(self) -> tuple[str, ...]:
        """The components it contributes to."""
        return tuple(dict.fromkeys(row.component for row in self.rows))


@dataclass(frozen=True, slots=True)
class Balance:
    """The portions, largest first, and two measures of how even they are.

    `evenness` is J = H / ln S with H = -sum p ln p, over all S groups, those that carry nothing too (Pielou 1966, The
    measurement of diversity in different types of biological collections): 1 when all carry alike, 0 when one carries all;
    None for fewer than two groups or no work. `effective` is 1 / sum p^2 (Hill 1973, Diversity and evenness, order 2;
    Laakso and Taagepera 1979 for parties): as many equal groups would be as uneven. `unknown` is the share of work
    of organisations whose group is not recorded; it is no group and is in neither measure.
    """

    by: str
    portions: tuple[Portion, ...]
    evenness: float | None
    effective: float | None
    unknown: float


def balance(chain: Chain, found: Coverage, by: str = PARTNER) -> Balance:
    """Return how evenly the filled work is spread by partner, country or side.

    The weight of each component to which somebody contributes is divided equally among those whose contribution counts.
    O(contributions + groups log groups). Raises KeyError for another `by`.
    """
    group_of = {one.id: _GROUPS[by](one) for one in chain.organisations}
    work: defaultdict[str, float] = defaultdict(float)
    rows: defaultdict[str, list[Contribution]] = defaultdict(list)
    for group in group_of.values():
        work[group] += 0.0
    for stage in found.stages:
        for row in stage.ready:
            work[group_of[row.organisation]] += stage.component.weight / len(stage.ready)
            rows[group_of[row.organisation]].append(row)
    total = sum(work.values())
    unknown = work.pop("", 0.0)
    known = sum(work.values())
    portions = [
        Portion(group, round(amount / known, 6) if known else 0.0, tuple(rows[group]))
        for group, amount in work.items()
    ]
    return Balance(
        by=by,
        portions=tuple(sorted(portions, key=lambda one: (-one.share, one.group))),
        evenness=_evenness([amount / known for amount in work.values()] if known else []),
        effective=round(known**2 / sum(amount**2 for amount in work.values()), 6) if known else None,
        unknown=round(unknown / total, 6) if total else 0.0,
    )


def _evenness(shares: list[float]) -> float | None:
    if len(shares) < 2:
        return None
    spread = -sum(share * math.log(share) for share in shares if share > 0)
    return round(spread / math.log(len(shares)), 6) + 0.0
