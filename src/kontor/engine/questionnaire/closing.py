"""Figures that are not shown because they would tell what a single respondent said, and those that would give them away."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

TOTAL = "\0total"
ASKED, NOT_ASKED = "asked", "not asked"


def closed_cells(
    counts: Mapping[str, Mapping[str, int]],
    n: Mapping[str, int],
    threshold: int,
    one_answer: bool,
    also: AbstractSet[tuple[str, str]] = frozenset(),
) -> set[tuple[str, str]]:
    """Return the cells (answer, group; TOTAL is a group) that are hidden.

    Hidden are counts from 1 below the threshold, all of groups smaller than it, and those in `also`. A row adds up to its total,
    and where one answer is given a column adds up to its n: while a single hidden cell could be worked out, the smallest other
    is hidden too.

    >>> sorted(group for _, group in closed_cells({"x": {"a": 2, "b": 9, "c": 7}}, {"a": 20, "b": 20, "c": 20}, 3, False))
    ['a', 'c']
    """
    if threshold < 2:
        return set()
    sizes = {**n, TOTAL: sum(n.values())}
    table = {
        code: {**{group: row.get(group, 0) for group in n}, TOTAL: sum(row.values())}
        for code, row in counts.items()
    }
    closed = {
        (code, group)
        for code, row in table.items()
        for group, count in row.items()
        if 0 < count < threshold or (sizes[group] < threshold and count)
    } | set(also)
    rows = [[(code, group) for group in sizes] for code in table]
    columns = [[(code, group) for code in table] for group in sizes] if one_answer else []
    lines = rows + columns
    while single := next((one for one in lines if len(closed.intersection(one)) == 1 < len(one)), None):
        open_cells = sorted(
            (one[1] == TOTAL, table[one[0]][one[1]], one) for one in single if one not in closed
        )
        closed.add(open_cells[0][2])
    return closed


def closed_sizes(
    asked: Mapping[str, int], of: Mapping[str, int], threshold: int, *, same: bool = True
) -> set[str]:
    """Return the groups (TOTAL is one) in which it is not said how many were asked, or answered.

    A question that only some are shown tells by its size how they answered the question before it: that two of thirteen were
    asked is as much as that two said yes, and that eleven were asked, as much as that two said no. With `same`, a size that is
    that of its block everywhere tells nothing and is shown.

    >>> sorted(closed_sizes({"a": 2, "b": 9, "c": 9}, {"a": 13, "b": 20, "c": 20}, 3))
    ['a', 'b']
    >>> closed_sizes({"a": 2, "b": 9}, {"a": 2, "b": 9}, 3)
    set()
    """
    if threshold < 2 or (same and all(asked.get(group, 0) == count for group, count in of.items())):
        return set()
    told = {ASKED: asked, NOT_ASKED: {group: count - asked.get(group, 0) for group, count in of.items()}}
    return {group for code, group in closed_cells(told, of, threshold, one_answer=True) if code == ASKED}
