"""The inner loop of the search: one move after the other on integers, millions a second.

`moves` and `breaks` are plain Python over one flat sequence of integers `n`, so they run in two ways with exactly the
same answers: compiled by Numba on an array, or as they stand on a list. Hence integers only (random numbers, prices and
thresholds of acceptance too) and all true in 64 bits with a sign. `state` says where in `n` what begins.
Why: docs/decisions/0012-compiled-inner-loop.md.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any

from kontor.engine.scheduling.improve.kernel import breaks, moves, relay
from kontor.engine.scheduling.improve.kernel.state import Ints, State


@dataclass(frozen=True, slots=True)
class Loop:
    """What a search calls: so many moves, the costs counted anew, one person's breaks and idle slots."""

    anneal: Callable[..., int]
    race: Callable[..., int]
    settle: Callable[[State, Ints], int]
    day: Callable[[State, Ints, int], tuple[int, int]]


PLAIN = Loop(moves.anneal, relay.race, moves.settle, breaks.day)
# Called first, so that each finds compiled what it calls itself. The first ones are set into their callers.
_INLINE = (
    "draw",
    "below",
    "ones",
    "highest",
    "pick",
    "toggle",
    "worth",
    "gather",
    "day_of",
    "turned",
    "random_move",
    "healing_move",
    "turn",
    "end_of",
    "run",
    "take_back",
    "relay",
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
    space: dict[str, Any] = {**vars(breaks), **vars(moves), **vars(relay)}
    version = _version(space)
    for name in _INLINE + _OTHERS:
        # Numba looks only at the file of the outermost function when it asks whether what it keeps is still true.
        code = space[name].__code__.replace(co_name=f"{name}_{version}", co_qualname=f"{name}_{version}")
        function = FunctionType(code, space)
        try:
            space[name] = numba.njit(function, cache=True, forceinline=name in _INLINE)
        except RuntimeError:  # no folder to keep it in
            space[name] = numba.njit(function, forceinline=name in _INLINE)
    return Loop(space["anneal"], space["race"], space["settle"], space["day"])


def _version(space: dict[str, Any]) -> str:
    """A name for exactly this code: any change of a function, a constant or the state gives another."""
    fixed = sorted((name, value) for name, value in space.items() if isinstance(value, int))
    parts = [repr((State._fields, fixed)).encode()]
    for name in _INLINE + _OTHERS:
        code = space[name].__code__
        parts += [code.co_code, repr((code.co_consts, code.co_names)).encode()]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]
