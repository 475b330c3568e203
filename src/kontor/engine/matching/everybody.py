"""The best of all pairs at once: the loop of `suggest` as one plain function on arrays, compiled by Numba where it is installed.

It adds up in the same order and with the same widths as the way by single rows, so both give the same answers to the last
digit; a test holds one against the other, and both against every pair reckoned alone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching.coverage import Coverage
from kontor.engine.matching.profile import Profile

type Numbers = NDArray[np.int32]
type Starts = NDArray[np.int64]
type Reals = NDArray[np.float64]
type Bits = NDArray[np.uint64]
type Found = tuple[Numbers, Reals]  # who, a row of places for each that asks; and their points, part by part

SIDES = 4  # terms by others, terms of others, words by others, words of others
PARTS = SIDES + 2  # and countries, languages
ROUNDING = 0.001  # more than rounding can change between the points of two pairs
BITS = 64


class Lists(NamedTuple):
    """Lists of different lengths, one after the other: row r is values[start[r]] to values[start[r + 1]]."""

    start: Starts
    value: Numbers
    share: NDArray[np.float32]

    @classmethod
    def of(cls, rows: Iterable[tuple[Sequence[int], Sequence[float]]]) -> "Lists":
        """From lists of numbers and their shares."""
        listed = list(rows)
        start = _starts([len(values) for values, _ in listed])
        value = np.fromiter(chain.from_iterable(values for values, _ in listed), np.int32, start[-1])
        share = np.fromiter(chain.from_iterable(shares for _, shares in listed), np.float32, start[-1])
        return cls(start, value, share)

    @classmethod
    def plain(cls, rows: Iterable[Sequence[int]]) -> "Lists":
        """From lists of numbers alone."""
        listed = list(rows)
        start = _starts([len(values) for values in listed])
        value = np.fromiter(chain.from_iterable(listed), np.int32, start[-1])
        return cls(start, value, np.ones(len(value), np.float32))

    @classmethod
    def joined(cls, rows: Collection[tuple[Numbers, NDArray[np.float32]]]) -> "Lists":
        """From arrays."""
        start = _starts([len(values) for values, _ in rows])
        value = np.concatenate([np.zeros(0, np.int32), *(values for values, _ in rows)])
        return cls(start, value, np.concatenate([np.zeros(0, np.float32), *(shares for _, shares in rows)]))


def _starts(sizes: Sequence[int]) -> Starts:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])


type Through = Callable[
    [Pairs, Numbers, int], Found
]  # how the best of many are reckoned: `here`, or elsewhere


class Pairs(NamedTuple):
    """What the loop reads. Four sides: `asks` says of each profile which lists to add up and how much each counts, `holds`
    who stands on a list and with which share. Countries and languages are bits. A tuple, because that is what both Python and
    the compiler read.
    """

    asks: tuple[Lists, Lists, Lists, Lists]
    holds: tuple[Lists, Lists, Lists, Lists]
    weights: Reals
    country: Numbers
    targets: Bits
    languages: Bits
    kind: Numbers
    askable: NDArray[np.bool_]
    refused: Lists


def pairs(
    profiles: Sequence[Profile],
    covers: Sequence[Coverage[Any]],
    weights: Reals,
    requests: Mapping[str, Iterable[str]] | None,
    refused: Sequence[Sequence[int]],
) -> Pairs:
    """Return the arrays of these profiles. O(profiles + lists)."""
    sides = [side for cover in covers for side in (_by_others(cover), _of_others(cover))]
    asks, holds = zip(*sides, strict=True)
    places = _numbered(word for one in profiles for word in (one.country, *one.targets))
    spoken = _numbered(word for one in profiles for word in one.languages)
    kinds = {kind: at for at, kind in enumerate(dict.fromkeys(one.kind for one in profiles))}
    return Pairs(
        asks=asks,
        holds=holds,
        weights=weights,
        country=np.array([places.get(one.country, -1) for one in profiles], np.int32),
        targets=_bits([one.targets for one in profiles], places),
        languages=_bits([one.languages for one in profiles], spoken),
        kind=np.array([kinds[one.kind] for one in profiles], np.int32),
        askable=_askable(kinds, requests),
        refused=Lists.plain(refused),
    )


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: at for at, word in enumerate(word for word in dict.fromkeys(words) if word)}


def _bits(rows: Sequence[Sequence[str]], number: Mapping[str, int]) -> Bits:
    """A row for each profile; the bit of each word that it has is set."""
    table = np.zeros((len(rows), len(number) // BITS + 1), np.uint64)
    for place, row in enumerate(rows):
        for word in row:
            if word:
                table[place, number[word] // BITS] |= np.uint64(1 << number[word] % BITS)
    return table


def _askable(kinds: Mapping[str, int], requests: Mapping[str, Iterable[str]] | None) -> NDArray[np.bool_]:
    """Which kind may ask which."""
    table = np.full((len(kinds), len(kinds)), requests is None)
    for kind, asked in (requests or {}).items():
        for other in asked:
            if kind in kinds and other in kinds:
                table[kinds[kind], kinds[other]] = True
    return table


def _by_others(cover: Coverage[Any]) -> tuple[Lists, Lists]:
    """What each profile seeks, and who offers it or something near."""
    number = {need: at for at, need in enumerate(cover.reach)}
    asks = Lists.of(([number[need] for need in row], list(row.values())) for row in cover.needs)
    return asks, Lists.joined(cover.reach.values())


def _of_others(cover: Coverage[Any]) -> tuple[Lists, Lists]:
    """Which needs each profile meets, and who has them."""
    number = {need: at for at, need in enumerate(cover.seekers)}
    met = (cover.met(place) for place in range(cover.number))
    asks = Lists.of(([number[need] for need in row], list(row.values())) for row in met)
    return asks, Lists.joined(cover.seekers.values())


def found_by(loop: Callable[..., None], pairs: Pairs, places: Numbers, k: int) -> Found:
    """Return the `k` best others of the profiles in these places, a row for each; `loop` is `best`, plain or compiled."""
    who = np.full((len(places), k), -1, np.int32)
    points = np.zeros((len(places), k, PARTS))
    loop(pairs, places, (who, points))
    return who, points


def here(pairs: Pairs, places: Numbers, k: int) -> Found:
    """Return the `k` best others of each, reckoned in this process: compiled where that can be had."""
    return found_by(compiled() or best, pairs, places, k)


def best(pairs: Pairs, places: Numbers, found: Found) -> None:
    """Write of the profiles in these places the best others into `found`: who (-1: no more), and the points part by part.

    Only who rounding could still put among them is reckoned part by part. O(holders of what is sought) for each.
    """
    who, points = found
    number, k = pairs.country.shape[0], who.shape[1]
    weights, kind, askable = pairs.weights, pairs.kind, pairs.askable
    sums = np.zeros((number, SIDES))
    near = np.empty(number, np.int32)
    seen = np.full(number, -1, np.int32)
    out = np.full(number, -1, np.int32)
    part, bases, highest, totals = np.zeros(PARTS), np.zeros(number), np.zeros(k), np.zeros(k)
    for row in range(places.shape[0]):
        place = places[row]
        reached = add(pairs, place, sums, (near, seen))
        for at in range(pairs.refused.start[place], pairs.refused.start[place + 1]):
            out[pairs.refused.value[at]] = place
        noted = 0
        for at in range(reached):
            other = near[at]
            base = 0.0
            if out[other] != place and askable[kind[place], kind[other]]:
                for side in range(SIDES):
                    base += weights[side] * sums[other, side]
            if base > 0:
                base += countries(pairs, place, other) * weights[SIDES]
                base += languages(pairs, place, other) * weights[SIDES + 1]
                noted = note(highest, noted, base)
            bases[at] = base
        floor = highest[k - 1] - ROUNDING if noted == k else 0.0
        kept = 0
        for at in range(reached):
            if bases[at] > 0 and bases[at] >= floor:
                reckon(pairs, place, near[at], sums, part)
                kept = insert((who[row], points[row], totals), kept, near[at], part)
        for at in range(reached):
            for side in range(SIDES):
                sums[near[at], side] = 0.0


def add(pairs: Pairs, place: int, sums: Reals, met: tuple[Numbers, Numbers]) -> int:
    """Add up the four sides. `met` lists whom anything was added to, and marks them; returns how many these are."""
    near, seen = met
    reached = 0
    for side in range(SIDES):
        asks, holds = pairs.asks[side], pairs.holds[side]
        start, value, share = holds.start, holds.value, holds.share
        for at in range(asks.start[place], asks.start[place + 1]):
            row = asks.value[at]
            weight = asks.share[at]
            for entry in range(start[row], start[row + 1]):
                other = value[entry]
                if seen[other] != place:
                    seen[other] = place
                    near[reached] = other
                    reached += 1
                sums[other, side] += weight * share[entry]
    return reached


def reckon(pairs: Pairs, place: int, other: int, sums: Reals, part: Reals) -> None:
    """Write the points of one pair, part by part, to four digits."""
    for side in range(SIDES):
        part[side] = min(sums[other, side], 1.0) * pairs.weights[side]
    part[SIDES] = countries(pairs, place, other) * pairs.weights[SIDES]
    part[SIDES + 1] = languages(pairs, place, other) * pairs.weights[SIDES + 1]
    for at in range(PARTS):
        part[at] = np.rint(part[at] * 10_000.0) / 10_000.0


def countries(pairs: Pairs, place: int, other: int) -> float:
    """Half for each side that is where the other wants to work."""
    return 0.5 * has(pairs.targets, place, pairs.country[other]) + 0.5 * has(
        pairs.targets, other, pairs.country[place]
    )


def has(bits: Bits, row: int, number: int) -> int:
    """1 where a bit of the row is set; there is none below 0."""
    if number < 0:
        return 0
    return int((bits[row, number >> 6] >> np.uint64(number & 63)) & np.uint64(1))


def languages(pairs: Pairs, place: int, other: int) -> float:
    """1 where both speak one."""
    for at in range(pairs.languages.shape[1]):
        if pairs.languages[place, at] & pairs.languages[other, at] != 0:
            return 1.0
    return 0.0


def note(highest: Reals, found: int, value: float) -> int:
    """Keep the highest values, in order. Returns how many are kept."""
    size = highest.shape[0]
    if found == size:
        if value <= highest[size - 1]:
            return found
        at = size - 1
    else:
        at = found
        found += 1
    while at > 0 and highest[at - 1] < value:
        highest[at] = highest[at - 1]
        at -= 1
    highest[at] = value
    return found


def insert(found: tuple[Numbers, Reals, Reals], kept: int, other: int, part: Reals) -> int:
    """Put somebody among the best so far, who stand in order: highest first, earlier ones first among equals."""
    who, points, totals = found
    total = 0.0
    for at in range(PARTS):
        total += part[at]
    total = np.rint(total * 10_000.0) / 10_000.0
    size = totals.shape[0]
    if kept == size:
        if total < totals[size - 1] or (total == totals[size - 1] and other > who[size - 1]):
            return kept
        at = size - 1
    else:
        at = kept
        kept += 1
    while at > 0 and (totals[at - 1] < total or (totals[at - 1] == total and who[at - 1] > other)):
        totals[at] = totals[at - 1]
        who[at] = who[at - 1]
        points[at] = points[at - 1]
        at -= 1
    totals[at] = total
    who[at] = other
    points[at] = part
    return kept


@cache
def compiled() -> Callable[..., None] | None:
    """`best`, compiled; None where Numba is not installed. Takes seconds the first time on a machine.

    Numba is imported here and not above, because that alone takes longer than a few suggestions.
    """
    try:
        from numba import njit
    except ImportError:
        return None
    world = dict(globals())
    for name in ("add", "has", "countries", "languages", "note", "reckon", "insert", "best"):
        # Each calls those before it by name, so it is given a world in which these are the compiled ones.
        plain = globals()[name]
        world[name] = njit(cache=True, nogil=True)(type(plain)(plain.__code__, world, name))
    compiled_best: Callable[..., None] = world["best"]
    return compiled_best
