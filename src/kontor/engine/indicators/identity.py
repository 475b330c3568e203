"""Which rows name the same thing: those with the same value of a field, and those that say so by a common mark."""

from collections.abc import Callable, Hashable, Iterable
from typing import Protocol

from kontor.engine.crosscheck.values import entries, plain
from kontor.engine.indicators.rule import Rule

type Key = Hashable


class Held(Protocol):
    """What is asked for the values of its fields."""

    def value(self, name: str) -> object: ...


class Same[K: Hashable]:
    """Keys that are one: each union joins two, `of` names the one that stands for all. O(near 1) each."""

    def __init__(self) -> None:
        self._above: dict[K, K] = {}

    def of(self, key: K) -> K:
        while (above := self._above.get(key, key)) != key:
            self._above[key] = self._above.get(above, above)
            key = above
        return key

    @property
    def known(self) -> tuple[K, ...]:
        """The keys that another one stands for."""
        return tuple(self._above)

    def join(self, a: K, b: K) -> None:
        first, second = self.of(a), self.of(b)
        if first != second:
            self._above[second] = first


def identities(rule: Rule, register: Iterable[Held]) -> Callable[[Held], tuple[Key, ...]]:
    """Return for a `distinct` rule what tells the things of a row apart: rows with a common key are of one thing.

    A row has a key for each entry of the field. Rows with the same mark `same_as` are one, and with them all that share
    their value: that is known from the whole register, whichever rows are counted. A row that names several things marks
    none of them. O(rows).
    """
    if not rule.same_as:
        return lambda row: _of_field(rule.field, row)
    same = Same[Key]()
    for row in register:
        field, mark = _of_field(rule.field, row), _mark(rule.same_as, row)
        if len(field) == 1 and mark:
            same.join(field[0], mark[0])

    def keys(row: Held) -> tuple[Key, ...]:
        found = _of_field(rule.field, row) or _mark(rule.same_as, row)
        return tuple(dict.fromkeys(same.of(one) for one in found))

    return keys


def _of_field(name: str, row: Held) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(("value", plain(one)) for one in entries(row.value(name))))


def _mark(name: str, row: Held) -> tuple[Key, ...]:
    return tuple(("mark", plain(one)) for one in entries(row.value(name)))[:1]
