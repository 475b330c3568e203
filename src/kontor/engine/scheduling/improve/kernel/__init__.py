"""The inner loop of the search: one move after the other on integers, millions a second.

`moves` and `breaks` are plain Python over one flat sequence of integers `n`; `relay`, for meetings of pairs, over one
sequence for each quantity. So they run in two ways with exactly the same answers: compiled by Numba on arrays, or as
they stand on lists. Hence integers only (random numbers, prices and thresholds of acceptance too) and all true in 64
bits with a sign. `state` says what stands where; `bits` are instructions of the machine where there is Numba.
Why: docs/decisions/0012-compiled-inner-loop.md.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any

from kontor.engine.scheduling.improve.kernel import bits, breaks, moves, relay
from kontor.engine.scheduling.improve.kernel.state import Ints, Paths, State


@dataclass(frozen=True, slots=True)
class Loop:
    """What a search calls: so many moves, the costs counted anew, one person's breaks and idle slots."""

    anneal: Callable[..., int]
    race: Callable[[Paths, int, int, int], int]
    settle: Callable[[State, Ints], int]
    day: Callable[[State, Ints, int], tuple[int, int]]
    compilings: Callable[[], int]  # how many of these had to be compiled so far, since none was kept on disk


PLAIN = Loop(moves.anneal, relay.race, moves.settle, breaks.day, lambda: 0)
# Called first, so that each finds compiled what it calls itself. The first ones are set into their callers.
_INLINE = (
    *("draw", "below", "highest", "pick", "toggle", "worth", "gather"),
    *("stirred", "allowance", "runs", "ends_of", "turned", "end_of", "move"),
    *("sliding_move", "closing_move", "healing_move", "take_back", "list_broken", "relay"),
)
_OTHERS = (
    *("day", "toggled", "renew", "exchange", "put", "take", "remember", "fits", "line_up", "spare"),
    *("in_the_way", "in_order", "follow", "swap", "shift", "admit", "expel", "reseat", "settle", "anneal"),
    "race",
)


@cache
def compiled() -> Loop | None:
    """The loop compiled by Numba, which keeps it on disk; None where there is no Numba."""
    try:
        import numba
    except ImportError:
        return None
    space: dict[str, Any] = {**vars(bits), **vars(breaks), **vars(moves), **vars(relay)}
    version = _version(space)
    space |= bits.machine()
    for name in _INLINE + _OTHERS:
        # Numba looks only at the file of the outermost function when it asks whether what it keeps is still true.
        code = space[name].__code__.replace(co_name=f"{name}_{version}", co_qualname=f"{name}_{version}")
        function = FunctionType(code, space)
        ways: dict[str, Any] = {"nogil": True, "forceinline": name in _INLINE}
        try:
            space[name] = numba.njit(function, cache=True, **ways)
        except RuntimeError:  # no folder to keep it in
            space[name] = numba.njit(function, **ways)
    anneal, race, settle, day = (space[name] for name in ("anneal", "race", "settle", "day"))

    def compilings() -> int:
        return sum(door.stats.cache_misses.total() for door in (anneal, race, settle, day))

    return Loop(anneal, race, settle, day, compilings)


def _version(space: dict[str, Any]) -> str:
    """A name for exactly this code: any change of a function, a constant or the state gives another."""
    fixed = sorted((name, value) for name, value in space.items() if isinstance(value, int))
    parts = [repr((State._fields, Paths._fields, fixed)).encode()]
    for name in _INLINE + _OTHERS:
        code = space[name].__code__
        parts += [code.co_code, repr((code.co_consts, code.co_names)).encode()]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]
