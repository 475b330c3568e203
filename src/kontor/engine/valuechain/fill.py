"""Who in a directory could fill the components of a chain that miss somebody: in which country, how ready, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from kontor.engine.matching import Directory, Found, Search, find, score
from kontor.engine.valuechain.call import Candidate, Offer
from kontor.engine.valuechain.chain import Chain, Component
from kontor.engine.valuechain.coverage import Coverage, Stage

CLOSE_ENOUGH = 0.95  # a score from which somebody is a candidate: the terms sought, not their neighbours


@dataclass(frozen=True, slots=True)
class Filling:
    """A component that misses somebody, and whom the directory has for it. `found` is None where it states no needs."""

    component: Component
    missing: int
    required: int | None
    found: Found | None


def fillings(
    chain: Chain, coverage: Coverage, directory: Directory, *, countries: Iterable[str] = (), number: int = 10
) -> tuple[Filling, ...]:
    """Return for each gap, heaviest first, the `number` best of the directory who could fill it, with reasons.

    Left out are those who contribute to the component already, and whoever is below the level required or states none.
    The ids of the chain's organisations are those of the directory's profiles. A few milliseconds for each gap.
    """
    rows = tuple(countries)
    return tuple(
        Filling(
            stage.component,
            stage.missing,
            stage.required,
            find(directory, _search(chain, stage, rows), number) if stage.component.needs else None,
        )
        for stage in coverage.gaps
    )


def _search(chain: Chain, stage: Stage, countries: tuple[str, ...]) -> Search:
    present = tuple(row.organisation for row in chain.contributions_to[stage.component.id])
    return Search(stage.component.needs, countries=countries, readiness=stage.required, without=present)


def candidates(
    chain: Chain, coverage: Coverage, directory: Directory, *, least: float = CLOSE_ENOUGH
) -> tuple[Candidate, ...]:
    """Return all of the directory who meet the needs of some gap with a score of `least` or more, for `invite`.

    Each offers what it meets, at the best level of what meets it; in the order of the ids, all of weight 1.
    O(gaps x rows of the directory).
    """
    offers: dict[int, list[Offer]] = {}
    for stage in coverage.gaps:
        for place, level in _meeting(chain, stage, directory, least) if stage.component.needs else ():
            offers.setdefault(place, []).append(Offer(stage.component.id, level))
    people = ((directory.profiles[place], tuple(offers[place])) for place in sorted(offers))
    return tuple(Candidate(one.id, one.name, one.country, rows) for one, rows in people)


def _meeting(
    chain: Chain, stage: Stage, directory: Directory, least: float
) -> Iterator[tuple[int, int | None]]:
    found = score(directory, _search(chain, stage, ()))
    for place in np.flatnonzero(found.share >= least).tolist():
        yield place, int(found.level[place]) or None
