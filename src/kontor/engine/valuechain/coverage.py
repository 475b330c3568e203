"""How far the components of a chain are filled: coverage, gaps and overlaps, each with the contributions behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kontor.engine.valuechain.chain import Chain, Component, Contribution, is_ready

FILLED, TOO_FEW, NOT_READY, NOT_STATED, EMPTY = "filled", "too-few", "not-ready", "not-stated", "empty"


@dataclass(frozen=True, slots=True)
class Stage:
    """A component and the contributions to it, apart by whether they count.

    `ready` count. `unready` are below the level required; `unstated` name no level where one is required: unknown is not 0.
    """

    component: Component
    required: int | None
    ready: tuple[Contribution, ...]
    unready: tuple[Contribution, ...]
    unstated: tuple[Contribution, ...]

    @property
    def missing(self) -> int:
        """How many more organisations it wants."""
        return max(self.component.wanted - len(self.ready), 0)

    @property
    def state(self) -> str:
        """Filled, or the first of: too few (some count), not ready, not stated, empty."""
        if not self.missing:
            return FILLED
        if self.ready:
            return TOO_FEW
        if self.unready:
            return NOT_READY
        return NOT_STATED if self.unstated else EMPTY

    @property
    def rows(self) -> tuple[Contribution, ...]:
        """All contributions to the component, those that count first."""
        return self.ready + self.unready + self.unstated


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two or more organisations whose contributions to one component count.

    A pair is explained when one of the two states how it complements others: `unexplained` are the pairs that do not.
    """

    component: Component
    rows: tuple[Contribution, ...]
    unexplained: tuple[tuple[str, str], ...]

    @property
    def complementary(self) -> bool:
        """Whether every pair is explained."""
        return not self.unexplained


@dataclass(frozen=True, slots=True)
class Coverage:
    """The stages in the order of the components."""

    stages: tuple[Stage, ...]

    @property
    def share(self) -> float | None:
        """The part of the wanted contributions that there are, by weight, 0 to 1; None for a chain without components.

        Sum of weight x min(ready, wanted) / wanted, over the sum of the weights.
        """
        total = sum(stage.component.weight for stage in self.stages)
        filled = sum(
            stage.component.weight * (1 - stage.missing / stage.component.wanted) for stage in self.stages
        )
        return round(filled / total, 6) if total else None

    @property
    def gaps(self) -> tuple[Stage, ...]:
        """The stages that are not filled: heaviest first, then those that miss most, then in the chain's order."""
        found = [stage for stage in self.stages if stage.missing]
        return tuple(sorted(found, key=lambda stage: (-stage.component.weight, -stage.missing)))

    @property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The components to which more than one organisation contributes, in the chain's order."""
        return tuple(_overlap(stage) for stage in self.stages if len(stage.ready) > 1)


def coverage(chain: Chain, at_least: int | None = None) -> Coverage:
    """Return how far each component is filled. O(components + contributions).

    `at_least` is the level that a contribution needs where its component says none, in the chain's scale.

    >>> from kontor.engine.valuechain import Organisation
    >>> found = coverage(Chain((Component("mill"), Component("bake", readiness=6)), (), (Organisation("a"),),
    ...                        (Contribution("a", "mill"), Contribution("a", "bake", readiness=4))))
    >>> [(stage.component.id, stage.state) for stage in found.stages], found.share
    ([('mill', 'filled'), ('bake', 'not-ready')], 0.5)
    """
    rows = chain.contributions_to
    return Coverage(tuple(_stage(one, rows[one.id], at_least) for one in chain.components))


def _stage(component: Component, rows: Iterable[Contribution], at_least: int | None) -> Stage:
    required = at_least if component.readiness is None else component.readiness
    ready, unready, unstated = [], [], []
    for row in rows:
        if is_ready(row.readiness, required):
            ready.append(row)
        elif row.readiness is None:
            unstated.append(row)
        else:
            unready.append(row)
    return Stage(component, required, tuple(ready), tuple(unready), tuple(unstated))


def _overlap(stage: Stage) -> Overlap:
    silent = [row.organisation for row in stage.ready if not row.complements.strip()]
    return Overlap(stage.component, stage.ready, tuple(combinations(silent, 2)))
