"""How much of what each profile seeks the others offer: sums over lists of holders, a row at a time.

The table of all pairs never exists. What is kept is of each thing sought the list of those who offer it or something
near, and of each the list of those who seek it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

type Places = NDArray[np.int32]
type Shares = NDArray[np.float32]

NOBODY: tuple[Places, Shares] = (np.zeros(0, np.int32), np.zeros(0, np.float32))


class Coverage[Thing: Hashable]:
    """Of n profiles: `needs` says of each what it seeks and how much that weighs in its needs (summing to 1).

    `near(need)` gives the things offered that meet it, with how well, 0 to 1. Building takes O(distinct needs x n),
    a row O(n + holders of what is sought).
    """

    def __init__(
        self,
        needs: Sequence[Mapping[Thing, float]],
        offers: Sequence[Iterable[Thing]],
        near: Callable[[Thing], Mapping[Thing, float]],
    ) -> None:
        self.number = len(needs)
        self.needs = needs
        self.offers = offers
        holders = _holders(offers)
        self.reach: dict[Thing, tuple[Places, Shares]] = {}
        self.met_by: defaultdict[Thing, dict[Thing, float]] = defaultdict(dict)
        for need in dict.fromkeys(thing for things in needs for thing in things):
            fits = {offer: share for offer, share in near(need).items() if offer in holders}
            self.reach[need] = self._reached(fits, holders)
            for offer, share in fits.items():
                self.met_by[offer][need] = share
        self.seekers = _seekers(needs)

    @classmethod
    def of_same(cls, needs: Sequence[Mapping[Thing, float]], offers: Sequence[Iterable[Thing]]) -> Self:
        """Things meet only their like: words."""
        return cls(needs, offers, lambda need: {need: 1.0})

    def by_others(self, place: int) -> NDArray[np.float64]:
        """Return which share of this profile's needs each profile covers."""
        rows = [(weight, *self.reach[need]) for need, weight in self.needs[place].items()]
        return self._summed([(places, weight * shares) for weight, places, shares in rows])

    def met(self, place: int) -> dict[Thing, float]:
        """Return which needs this profile meets, of whomever, and how well."""
        best: dict[Thing, float] = {}
        for offer in self.offers[place]:
            for need, share in self.met_by.get(offer, {}).items():
                best[need] = max(share, best.get(need, 0.0))
        return best

    def of_others(self, place: int) -> NDArray[np.float64]:
        """Return which share of each profile's needs this profile covers."""
        rows = [(share, *self.seekers[need]) for need, share in self.met(place).items()]
        return self._summed([(places, share * weights) for share, places, weights in rows])

    def _summed(self, rows: list[tuple[Places, Shares]]) -> NDArray[np.float64]:
        places = np.concatenate([NOBODY[0], *(row[0] for row in rows)])
        weights = np.concatenate([NOBODY[1], *(row[1] for row in rows)])
        return np.bincount(places, weights, self.number)

    def _reached(self, fits: Mapping[Thing, float], holders: Mapping[Thing, Places]) -> tuple[Places, Shares]:
        """Who offers any of these, each with the best that she offers: the better ones are written last."""
        if len(fits) == 1:
            ((offer, share),) = fits.items()
            return holders[offer], np.full(len(holders[offer]), share, np.float32)
        row = np.zeros(self.number, np.float32)
        for offer, share in sorted(fits.items(), key=lambda pair: pair[1]):
            row[holders[offer]] = share
        places = np.flatnonzero(row).astype(np.int32)
        return places, row[places]


def _holders[Thing: Hashable](offers: Sequence[Iterable[Thing]]) -> dict[Thing, Places]:
    found: defaultdict[Thing, list[int]] = defaultdict(list)
    for place, things in enumerate(offers):
        for thing in things:
            found[thing].append(place)
    return {thing: np.array(places, np.int32) for thing, places in found.items()}


def _seekers[Thing: Hashable](needs: Sequence[Mapping[Thing, float]]) -> dict[Thing, tuple[Places, Shares]]:
    found: defaultdict[Thing, list[tuple[int, float]]] = defaultdict(list)
    for place, things in enumerate(needs):
        for thing, weight in things.items():
            found[thing].append((place, weight))
    return {
        thing: (np.array([place for place, _ in rows], np.int32), np.array([w for _, w in rows], np.float32))
        for thing, rows in found.items()
    }
