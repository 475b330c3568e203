"""The answer to a counting question: the value, the rows behind it, the rule, and whether it is the whole truth.

Unknown values make three kinds of row: those that pass, those that fail, and those that might pass if we knew.
The last are left out, so counts become lower bounds and means become estimates, and the answer says so.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kontor.engine.crosscheck.questions import N_, Coverage, Filter, Having, Question, QuestionError
from kontor.engine.crosscheck.tables import (
    ID,
    UNKNOWN,
    Column,
    Numbers,
    Plains,
    Row,
    Table,
    Values,
    combined_codes,
)
from kontor.engine.crosscheck.values import entries, number_of, plain, text_of, tidy

type Records = Mapping[str, Table] | Mapping[str, Sequence[Row]]
type Value = int | float | str | tuple[str, ...] | None

EXACT, LOWER, UPPER, ESTIMATE = "exact", "lower", "upper", "estimate"
_BOUNDS = {
    "count": LOWER, "count-distinct": LOWER, "set": LOWER, "groups": LOWER, "max": LOWER, "max-date": LOWER,
    "min": UPPER, "min-date": UPPER,
}  # fmt: skip
# What a filter says of a value. In this order the smallest of several is what they say together.
_FAILS, _DOUBTFUL, _PASSES = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Rule:
    """How a value was counted, as data: a page makes the sentence."""

    measure: str
    collection: str
    name: str
    counted_once: tuple[str, ...] = ()
    field: str = ""
    group_by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The value (None where nothing is known) with the ids of the rows that were counted.

    `bound` is exact, lower (at least this much), upper or estimate; `unknown` are the ids of the rows that could
    not be judged and of the records that have no row at all.
    """

    value: Value
    rows: tuple[str, ...]
    rule: Rule
    bound: str = EXACT
    unknown: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing that matters was unknown."""
        return not self.unknown

    def to_json(self) -> dict[str, object]:
        """Return the answer as plain lists, numbers and words."""
        return {
            "value": list(self.value) if isinstance(self.value, tuple) else self.value,
            "rows": list(self.rows),
            "rule": {
                "measure": self.rule.measure,
                "collection": self.rule.collection,
                "name": self.rule.name,
            },
            "bound": self.bound,
            "complete": self.complete,
            "unknown": list(self.unknown),
        }


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The numbers of the rows that pass, in order, and the ids of what cannot be judged."""

    table: Table
    rows: Numbers
    unknown: tuple[str, ...]

    def codes(self, column: Column) -> Numbers:
        """For each row the number of its cell in this column."""
        return column.codes[self.rows]

    def ids(self, which: NDArray[np.bool_]) -> tuple[str, ...]:
        """The ids of the rows at these places."""
        return self.table.ids_of(self.rows[which])

    def only(self, rows: Numbers) -> "_Chosen":
        return replace(self, rows=rows)


def answer(question: Question, records: Records) -> Answer:
    """Return the answer of `records` to `question`; QuestionError where a collection is not there.

    Every row needs an `id`. Missing keys, None, '' and empty lists are unknown. A value may be a list: it then has
    each of its entries. Linear in the rows of the collections named; a `Table` is read faster than other rows, which are
    made one for each question.

    >>> rows = [{"id": "1", "organisation": "a"}, {"id": "2", "organisation": "a"}, {"id": "3", "organisation": "b"}]
    >>> found = answer(Question("participations", rule="organisations"), {"participations": rows})
    >>> found.value, found.rows, found.complete
    (2, ('1', '2', '3'), True)
    """
    chosen = _chosen(question, records)
    if question.of is not None:
        return _compared(question, chosen, answer(question.of, records))
    return _grouped(question, chosen) if question.group_by else _simple(question, chosen)


def _chosen(question: Question, records: Records) -> _Chosen:
    table = _collection(question.collection, records)
    chosen = _filtered(table, question.filters)
    missing = _uncovered(question.covers, table, records) if question.covers else ()
    return replace(chosen, unknown=chosen.unknown + missing)


def _collection(name: str, records: Records) -> Table:
    if name not in records:
        raise QuestionError(
            "collection", N_("there are no records called '%(name)s'"), tuple(records), name=name
        )
    return Table.of(records[name])


def _filtered(table: Table, filters: Sequence[Filter]) -> _Chosen:
    said = np.full(len(table), _PASSES, dtype=np.int8)
    for one in filters:
        said = np.minimum(said, table.column(one.field).judged(_Judge(one)))
    return _Chosen(table, np.flatnonzero(said == _PASSES), table.ids_of(np.flatnonzero(said == _DOUBTFUL)))


def _uncovered(coverage: Coverage, table: Table, records: Records) -> tuple[str, ...]:
    """Return the ids of the records that should have a row in `table` and have none."""
    heard = set(table.column(coverage.field).named.plain)
    expected = _filtered(_collection(coverage.collection, records), coverage.filters)
    is_heard = expected.table.column(ID).judged(lambda _id, plains: heard.issuperset(plains))
    return (*expected.ids(is_heard[expected.rows] == 0), *expected.unknown)


class _Judge:
    """What a filter says of a value: it passes, fails, or is unknown or too imprecise to tell."""

    def __init__(self, one: Filter) -> None:
        self.op, self.limit = one.op, one.value
        self.words = plain(one.value)
        self.wanted = frozenset(map(plain, entries(one.value)))

    def __call__(self, values: Values, plains: Plains) -> int:
        if self.op in ("known", "unknown"):
            return _PASSES if bool(values) == (self.op == "known") else _FAILS
        if not values:
            return _DOUBTFUL
        if self.op in ("at-least", "at-most"):
            return max(_on_side(value, self.op, self.limit) for value in values)
        if self.op == "contains":
            return _PASSES if any(self.words in one for one in plains) else _FAILS
        has_one = not self.wanted.isdisjoint(plains)
        return _PASSES if has_one == (self.op in ("is", "in")) else _FAILS


def _on_side(value: object, op: str, limit: object) -> int:
    number, bound = number_of(value), number_of(limit)
    if number is not None and bound is not None:
        return _PASSES if (number >= bound if op == "at-least" else number <= bound) else _FAILS
    # ISO dates, each as precise as its source: 2018 may or may not be at least 2018-06.
    text, edge = text_of(value), text_of(limit)
    if len(text) < len(edge) and edge.startswith(text):
        return _DOUBTFUL
    text = text[: len(edge)]
    return _PASSES if (text >= edge if op == "at-least" else text <= edge) else _FAILS


def _simple(question: Question, chosen: _Chosen) -> Answer:
    if question.measure in ("count-distinct", "set"):
        values, known = _distinct(question.field, chosen)
        value: Value = values if question.measure == "set" else len(values)
        return _answer(question, value, chosen.ids(known), chosen.unknown + chosen.ids(~known))
    keys = _counted_once(question, chosen)
    known = keys != UNKNOWN
    kept = chosen.only(chosen.rows[known])
    unknown = chosen.unknown + chosen.ids(~known)
    if question.measure == "count":
        return _answer(question, len(np.unique(keys[known])), chosen.ids(known), unknown)
    if question.measure in ("min-date", "max-date"):
        return _dated(question, kept, unknown)
    return _measured(question, kept, keys[known], unknown)


def _counted_once(question: Question, chosen: _Chosen) -> Numbers:
    """Return for each row the number of what it is counted as: rows that share it count once. UNKNOWN where that is not known."""
    if not question.counted_once:
        return np.arange(len(chosen.rows))
    parts = []
    known = np.ones(len(chosen.rows), dtype=np.bool_)
    for field in question.counted_once:
        column = chosen.table.column(_key_field(chosen.table, field, question.collection))
        numbers, size = column.keys
        codes = numbers[chosen.codes(column)]
        known &= codes != UNKNOWN
        parts.append((codes, size))
    return np.where(known, combined_codes(parts, len(chosen.rows)), UNKNOWN)


def _key_field(table: Table, field: str, collection: str) -> str:
    """Return the field to count once; in the collection `organisations`, an `organisation` is the row itself."""
    return ID if field + "s" == collection and field not in table.columns else field


def _measured(question: Question, kept: _Chosen, keys: Numbers, unknown: tuple[str, ...]) -> Answer:
    """Return sum, mean, max or min of a number; of several rows counted once, the first that knows it speaks."""
    column = kept.table.column(question.field)
    numbers = column.numbers[kept.codes(column)]
    knows = np.flatnonzero(~np.isnan(numbers))
    speaking = knows[np.unique(keys[knows], return_index=True)[1]]
    silent = ~np.isin(keys, keys[speaking])
    lacking = np.flatnonzero(silent)[np.unique(keys[silent], return_index=True)[1]]
    found = numbers[np.sort(speaking)].tolist()
    lower = question.measure == "sum" and all(number >= 0 for number in found)
    return _answer(
        question,
        _combined(question.measure, found),
        kept.table.ids_of(kept.rows[np.sort(speaking)]),
        unknown + kept.table.ids_of(kept.rows[np.sort(lacking)]),
        LOWER if lower else "",
    )


def _combined(measure: str, numbers: Sequence[float]) -> Value:
    if measure == "sum":
        return tidy(math.fsum(numbers))
    if not numbers:
        return None
    if measure == "mean":
        return tidy(math.fsum(numbers) / len(numbers))
    return tidy(max(numbers) if measure == "max" else min(numbers))


def _dated(question: Question, kept: _Chosen, unknown: tuple[str, ...]) -> Answer:
    column = kept.table.column(question.field)
    codes = kept.codes(column)
    stated = [[text_of(one) for one in known] for known in column.known]
    dates = [text for cell in np.unique(codes).tolist() for text in stated[cell]]
    value = (min(dates) if question.measure == "min-date" else max(dates)) if dates else None
    says = np.array([value in one for one in stated], dtype=np.bool_)[codes]
    lacks = np.array([not one for one in stated], dtype=np.bool_)[codes]
    return _answer(question, value, kept.ids(says), unknown + kept.ids(lacks))


def _grouped(question: Question, chosen: _Chosen) -> Answer:
    column = chosen.table.column(question.group_by)
    which, groups = column.named.of(chosen.codes(column))
    grouped = np.zeros(len(chosen.rows), dtype=np.bool_)
    grouped[which] = True
    unknown = chosen.unknown + chosen.ids(~grouped)
    counts = _group_counts(question, chosen.only(chosen.rows[which]), groups, len(column.named.plain))
    kept = [group for group, count in enumerate(counts) if count and _has(count, question.having)]
    behind = np.zeros(len(chosen.rows), dtype=np.bool_)
    behind[which[np.isin(groups, kept)]] = True
    if question.measure == "groups":
        return _answer(question, len(kept), chosen.ids(behind), unknown, _having_bound(question.having))
    if question.measure == "set":
        spelled = _spelled(column, chosen)
        names = tuple(sorted(spelled[column.named.plain[group]] for group in kept))
        return _answer(question, names, chosen.ids(behind), unknown, _having_bound(question.having))
    combined = _combined(question.measure, [float(counts[group]) for group in kept])
    return _answer(question, combined, chosen.ids(behind), unknown)


def _group_counts(question: Question, members: _Chosen, groups: Numbers, number: int) -> list[int]:
    """Return the count of each group; the members are in the `groups` beside them."""
    if question.field:
        column = members.table.column(question.field)
        which, counted = column.named.of(members.codes(column))
        groups, size = groups[which], len(column.named.plain)
    else:
        counted = _counted_once(question, members)
        groups, counted = groups[counted != UNKNOWN], counted[counted != UNKNOWN]
        size = int(counted.max(initial=0)) + 1
    different = np.unique(combined_codes([(counted, size), (groups, number)], len(groups)))
    return np.bincount(different % max(number, 1), minlength=number).tolist()


def _has(count: int, having: Having | None) -> bool:
    if having is None:
        return True
    if having.op == "is":
        return count == having.value
    return count >= having.value if having.op == "at-least" else count <= having.value


def _having_bound(having: Having | None) -> str:
    """A group may grow past 'at most' once the rest is known: only 'at least' stays true."""
    return LOWER if having is None or having.op == "at-least" else ESTIMATE


def _compared(question: Question, chosen: _Chosen, other: Answer) -> Answer:
    if question.measure == "only-here":
        return _only_here(question, chosen, other)
    part = _simple(_part_of(question), chosen)
    value, of = number_of(part.value), number_of(other.value)
    unknown = tuple(dict.fromkeys(part.unknown + other.unknown))
    if value is None or of is None or (of == 0 and question.measure != "difference"):
        return _answer(question, None, part.rows, unknown, ESTIMATE)
    result = value - of if question.measure == "difference" else value / of
    return _answer(question, tidy(result), part.rows, unknown, ESTIMATE)


def _part_of(question: Question) -> Question:
    return replace(question, measure=question.part, part="count", of=None)


def _only_here(question: Question, chosen: _Chosen, other: Answer) -> Answer:
    column = chosen.table.column(question.field)
    elsewhere = {plain(value) for value in entries(other.value)}
    only = _spelled(column, chosen).keys() - elsewhere
    nameless = column.named.lengths[chosen.codes(column)] == 0
    behind = column.judged(lambda _known, plains: not only.isdisjoint(plains))[chosen.rows] > 0
    unknown = tuple(dict.fromkeys(chosen.unknown + chosen.ids(nameless) + other.unknown))
    return _answer(question, len(only), chosen.ids(behind), unknown, ESTIMATE)


def _distinct(field: str, chosen: _Chosen) -> tuple[tuple[str, ...], NDArray[np.bool_]]:
    """Return the different values of `field`, sorted, in their first spelling, and which rows have one."""
    column = chosen.table.column(field)
    known: NDArray[np.bool_] = column.named.lengths[chosen.codes(column)] > 0
    return tuple(sorted(_spelled(column, chosen).values())), known


def _spelled(column: Column, chosen: _Chosen) -> dict[str, str]:
    """Return the different entries of these rows, each with its first spelling."""
    cells, first = np.unique(chosen.codes(column), return_index=True)
    shown: dict[str, str] = {}
    for cell in cells[np.argsort(first)].tolist():
        for text in column.named.texts[cell]:
            shown.setdefault(plain(text), text)
    return shown


def _answer(
    question: Question, value: Value, rows: tuple[str, ...], unknown: Iterable[str], bound: str = ""
) -> Answer:
    rule = Rule(
        question.measure,
        question.collection,
        question.rule,
        question.counted_once,
        question.field,
        question.group_by,
    )
    # The smallest group may grow once its other rows are known, so a minimum of counts bounds nothing.
    counts_groups = question.group_by and question.measure == "min"
    limited = bound or (ESTIMATE if counts_groups else _BOUNDS.get(question.measure, ESTIMATE))
    unknown = tuple(dict.fromkeys(unknown))
    return Answer(value, rows, rule, limited if unknown else EXACT, unknown)
