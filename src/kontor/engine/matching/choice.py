"""What is answered: the meetings chosen, how good that is at best, and why each other wish is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from kontor.engine.matching.rows import CAPACITY, PERSON, Name


@dataclass(frozen=True, slots=True)
class Price:
    """What one more place of a limit would be worth, in units of weight; below 0: how much it wants another meeting."""

    limit: Name
    worth: float


@dataclass(frozen=True, slots=True)
class Full:
    """A limit without a free place: how many meetings it holds, and what a place of it is worth."""

    limit: Name
    held: int
    worth: float

    @property
    def words(self) -> str:
        if self.limit.kind == CAPACITY:
            return f"all {self.held} places for meetings are taken"
        kind = "" if self.limit.kind == PERSON else "limit "
        return f"{kind}{self.limit.id!r} already has {self.held} of {self.held} meetings"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A wish that is not held: two of its people are `apart`, or limits are `full`."""

    wish: str
    weight: int
    full: tuple[Full, ...] = ()
    apart: tuple[str, str] | None = None
    reason: str = ""

    @property
    def price(self) -> float:
        """What its places are worth to others, in units of weight."""
        return sum(limit.worth for limit in self.full)

    @property
    def sentence(self) -> str:
        if self.apart:
            one, other = self.apart
            return f"{one!r} and {other!r} are not to meet{f': {self.reason}' if self.reason else ''}."
        words = "; ".join(self._words())
        return f"{words[:1].upper()}{words[1:]}."

    def _words(self) -> Iterator[str]:
        yield " and ".join(limit.words for limit in self.full)
        if self.price > self.weight:
            yield f"the places are worth {self.price:.4g} to others, and this wish weighs {self.weight}"
        else:
            yield f"this wish weighs {self.weight}, and no exchange for it gains anything"


@dataclass(frozen=True, slots=True)
class Choice:
    """The meetings chosen, in the order of the wishes, and what they are worth.

    `objective` is `value`, the sum of the weights, less the price of `shortfall`, the meetings below minima. No choice
    has an objective above `bound`. `prices` prove `price_bound` for everybody who adds up (`check`); `bound` is lower
    where branching proved more.
    """

    chosen: tuple[str, ...]
    value: int
    shortfall: int
    objective: int
    bound: int
    price_bound: int
    prices: tuple[Price, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def optimal(self) -> bool:
        """Whether it is proven that nothing is better."""
        return self.objective == self.bound

    @property
    def gap(self) -> float:
        """How far the objective may be from the best one, as a share of the bound: 0 when proven optimal."""
        if self.optimal:
            return 0.0
        return (self.bound - self.objective) / max(abs(self.bound), 1)
