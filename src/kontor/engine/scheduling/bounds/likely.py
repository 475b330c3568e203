"""How likely each person meets in each slot, when cheap days are likelier than dear ones (Gibbs distribution).

The cheapest day jumps when a price moves a little; this average over all days does not, so prices found with it settle
quickly. It is used to find prices, never to prove: the proof is the cheapest day at those prices (`day`).
"""

import numpy as np
from numpy.typing import NDArray

from kontor.engine.scheduling.arrays import Flags
from kontor.engine.scheduling.bounds.day import AFTER, BEFORE, BETWEEN, BUSY, People

type Reals = NDArray[np.float64]

NEVER = 1e6  # the price, in breaks, of what cannot be
MEET, REST, PAUSE = range(3)  # meet now; idle before the first or after the last meeting; idle inside a break


def likely_busy(people: People, price: Reals, heat: float) -> Reals:
    """Return N x T chances of meeting, for prices of slots (N x T) in breaks; the lower `heat`, the surer. O(N x T x most)."""
    chances = _chances(people, price, heat)
    rows, slots = people.open.shape
    where = np.zeros((rows, int(people.number.max(initial=0)) + 1, 4))
    where[:, 0, BEFORE] = 1
    busy = np.zeros((rows, slots))
    full = _full(people)
    for slot, (meet, rest, pause) in enumerate(chances):
        if people.days[slot]:
            where[:, :, BEFORE] = where.sum(axis=2)
            where[:, :, BUSY:] = 0
        meeting = (where * meet).sum(axis=2)
        resting = where * rest
        following = np.zeros_like(where)
        following[:, 1:, BUSY] = meeting[:, :-1]
        following[:, :, BUSY] += np.where(full, meeting, 0)
        following[:, :, BEFORE] = resting[:, :, BEFORE]
        following[:, :, AFTER] = resting[:, :, BUSY:].sum(axis=2)
        following[:, :, BETWEEN] = (where * pause).sum(axis=2)
        busy[:, slot] = meeting.sum(axis=1)
        where = following
    return busy


def _full(people: People) -> Flags:
    """N x counts: she has had what she must and may go on."""
    counts = np.arange(int(people.number.max(initial=0)) + 1)
    full: Flags = (counts[None, :] == people.number[:, None]) & people.loose[:, None]
    return full


def _chances(people: People, price: Reals, heat: float) -> list[tuple[Reals, Reals, Reals]]:
    """Of each slot the chances to meet, rest or pause, by person, meetings behind her and state; from the end backwards."""
    rows, slots = people.open.shape
    counts = np.arange(int(people.number.max(initial=0)) + 1)
    full = _full(people)
    after = np.full((rows, len(counts), 4), NEVER)
    after[counts[None, :] == people.number[:, None]] = 0
    chances: list[tuple[Reals, Reals, Reals]] = []
    for slot in range(slots - 1, -1, -1):
        if people.days[slot + 1]:
            after = np.repeat(after[:, :, BEFORE, None], 4, axis=2)
            after[:, :, BETWEEN] = NEVER
        prices = _ahead(after, full, price[:, slot], people.open[:, slot])
        least = prices.min(axis=0)
        weights = np.exp((least - prices) / heat)
        total = weights.sum(axis=0)
        chances.append((weights[MEET] / total, weights[REST] / total, weights[PAUSE] / total))
        after = np.minimum(least - heat * np.log(total), NEVER)
        late = counts < people.due[:, slot, None]
        soon = ~people.loose[:, None] & (counts > people.ready[:, slot, None])
        after[late | soon] = NEVER
    return chances[::-1]


def _ahead(after: Reals, full: Flags, price: Reals, opened: Flags) -> Reals:
    """3 x N x counts x 4: what meeting, resting and pausing from here on costs in each state."""
    onward = np.full(full.shape, NEVER)
    onward[:, :-1] = after[:, 1:, BUSY]
    onward = np.where(full, after[:, :, BUSY], onward) + price[:, None]
    onward[~opened] = NEVER
    prices = np.full((3, *after.shape), NEVER)
    prices[MEET, :, :, BEFORE] = prices[MEET, :, :, BUSY] = onward
    prices[MEET, :, :, BETWEEN] = onward + 1
    prices[REST, :, :, BEFORE] = after[:, :, BEFORE]
    prices[REST, :, :, BUSY] = prices[REST, :, :, AFTER] = after[:, :, AFTER]
    prices[PAUSE, :, :, BUSY] = prices[PAUSE, :, :, BETWEEN] = after[:, :, BETWEEN]
    return prices
