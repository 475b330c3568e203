"""Bits of a word that stands for slots. Compiled, `ones` and `lowest` are single instructions (`machine`)."""

from collections.abc import Callable
from typing import Any


def ones(x: int) -> int:
    """How many bits are set. x is not negative."""
    return x.bit_count()


def lowest(x: int) -> int:
    """Position of the lowest bit that is set. x is not 0."""
    return (x & -x).bit_length() - 1


def highest(x: int) -> int:
    """Position of the highest bit that is set."""
    x |= x >> 1
    x |= x >> 2
    x |= x >> 4
    x |= x >> 8
    x |= x >> 16
    x |= x >> 32
    return ones(x) - 1


def pick(x: int, start: int) -> int:
    """The first bit that is set from `start` on, going round. x is not 0."""
    rest = x & ~((1 << start) - 1)
    if rest == 0:
        rest = x
    return lowest(rest)


def machine() -> dict[str, Callable[..., Any]]:
    """Return `ones` and `lowest` as Numba inserts them into compiled functions."""
    from llvmlite import ir  # type: ignore[import-untyped]
    from numba import types
    from numba.core.extending import intrinsic

    @intrinsic
    def ones(_context: Any, x: Any) -> Any:
        def build(_: Any, builder: Any, __: Any, words: Any) -> Any:
            return builder.ctpop(words[0])

        return types.int64(types.int64), build

    @intrinsic
    def lowest(_context: Any, x: Any) -> Any:
        def build(_: Any, builder: Any, __: Any, words: Any) -> Any:
            return builder.cttz(words[0], ir.Constant(ir.IntType(1), 0))

        return types.int64(types.int64), build

    return {"ones": ones, "lowest": lowest}
