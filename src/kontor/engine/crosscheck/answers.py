"""The answer to a counting question: the value, the rows behind it, the rule, and whether it is the whole truth.

Unknown values make three kinds of row: those that pass, those that fail, and those that might pass if we knew.
The last are left out, so counts become lower bounds and means become estimates, and the answer says so.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kontor.engine.crosscheck.names import fold
from kontor.engine.crosscheck.questions import Coverage, Filter, Having, Question, QuestionError

type Row = Mapping[str, object]
type Records = Mapping[str, Sequence[Row]]
type Value = int | float | str | tuple[str, ...] | None

EXACT, LOWER, UPPER, ESTIMATE = "exact", "lower", "upper", "estimate"
_BOUNDS = {
    "count": LOWER, "count-distinct": LOWER, "set": LOWER, "groups": LOWER, "max": LOWER, "max-date": LOWER,
    "min": UPPER, "min-date": UPPER,
}  # fmt: skip


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
    """The rows that pass, and the ids of those that cannot be judged."""

    rows: tuple[Row, ...]
    unknown: tuple[str, ...]


def answer(question: Question, records: Records) -> Answer:
    """Return the answer of `records` to `question`; QuestionError where a collection is not there.

    Every row needs an `id`. Missing keys, None, '' and empty lists are unknown. A value may be a list: it then has
    each of its entries. Linear in the rows of the collections named.

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
    rows = _collection(question.collection, records)
    chosen = _filtered(rows, question.filters)
    missing = _uncovered(question.covers, rows, records) if question.covers else ()
    return replace(chosen, unknown=chosen.unknown + missing)


def _collection(name: str, records: Records) -> Sequence[Row]:
    if name not in records:
        raise QuestionError("collection", f"there are no records called {name!r}", tuple(records))
    return records[name]


def _filtered(rows: Iterable[Row], filters: Sequence[Filter]) -> _Chosen:
    passing: list[Row] = []
    unknown: list[str] = []
    for row in rows:
        verdicts = [_passes(row, one) for one in filters]
        if False in verdicts:
            continue
        if None in verdicts:
            unknown.append(_id(row))
        else:
            passing.append(row)
    return _Chosen(tuple(passing), tuple(unknown))


def _uncovered(coverage: Coverage, rows: Iterable[Row], records: Records) -> tuple[str, ...]:
    """Return the ids of the records that should have a row in `rows` and have none."""
    heard = {plain(entry) for row in rows for entry in entries(row.get(coverage.field))}
    expected = _filtered(_collection(coverage.collection, records), coverage.filters)
    return (*(key for key in map(_id, expected.rows) if plain(key) not in heard), *expected.unknown)


def _passes(row: Row, one: Filter) -> bool | None:
    """Tell whether `row` fulfils the filter; None where its value is unknown or too imprecise."""
    values = entries(row.get(one.field))
    if one.op in ("known", "unknown"):
        return bool(values) == (one.op == "known")
    if not values:
        return None
    if one.op in ("at-least", "at-most"):
        return _any(_on_side(value, one.op, one.value) for value in values)
    if one.op == "contains":
        return any(plain(one.value) in plain(value) for value in values)
    wanted = {plain(value) for value in entries(one.value)}
    has_one = any(plain(value) in wanted for value in values)
    return has_one == (one.op in ("is", "in"))


def _any(verdicts: Iterable[bool | None]) -> bool | None:
    known = list(verdicts)
    return True if True in known else None if None in known else False


def _on_side(value: object, op: str, limit: object) -> bool | None:
    number, bound = number_of(value), number_of(limit)
    if number is not None and bound is not None:
        return number >= bound if op == "at-least" else number <= bound
    # ISO dates, each as precise as its source: 2018 may or may not be at least 2018-06.
    text, edge = _text(value), _text(limit)
    if len(text) < len(edge) and edge.startswith(text):
        return None
    text = text[: len(edge)]
    return text >= edge if op == "at-least" else text <= edge


def _simple(question: Question, chosen: _Chosen) -> Answer:
    kept, unknown = _counted(question, chosen)
    if question.measure == "count":
        return _answer(question, len(kept), _rows_of(kept), unknown)
    if question.measure in ("count-distinct", "set"):
        values, nameless = _distinct(question.field, chosen.rows)
        behind = tuple(_id(row) for row in chosen.rows if entries(row.get(question.field)))
        value: Value = values if question.measure == "set" else len(values)
        return _answer(question, value, behind, chosen.unknown + nameless)
    if question.measure in ("min-date", "max-date"):
        return _dated(question, kept, unknown)
    return _measured(question, kept, unknown)


def _counted(question: Question, chosen: _Chosen) -> tuple[dict[object, list[Row]], tuple[str, ...]]:
    """Return the rows under what is counted once, and the ids of those where that is unknown."""
    kept: dict[object, list[Row]] = {}
    unknown: list[str] = list(chosen.unknown)
    for number, row in enumerate(chosen.rows):
        key = tuple(plain(_key_value(row, field, question.collection)) for field in question.counted_once)
        if question.counted_once and not all(key):
            unknown.append(_id(row))
        else:
            kept.setdefault(key or number, []).append(row)
    return kept, tuple(unknown)


def _key_value(row: Row, field: str, collection: str) -> object:
    """Return the value to count once; in the collection `organisations`, an `organisation` is the row itself."""
    return row.get("id") if field + "s" == collection and field not in row else row.get(field)


def _measured(question: Question, kept: Mapping[object, Sequence[Row]], unknown: tuple[str, ...]) -> Answer:
    """Return sum, mean, max or min of a number; of several rows counted once, the first that knows it speaks."""
    numbers: list[float] = []
    behind: list[Row] = []
    lacking: list[str] = []
    for rows in kept.values():
        speaking = next((row for row in rows if number_of(row.get(question.field)) is not None), None)
        number = number_of(speaking.get(question.field)) if speaking is not None else None
        if speaking is None or number is None:
            lacking.append(_id(rows[0]))
        else:
            numbers.append(number)
            behind.append(speaking)
    value = _combined(question.measure, numbers)
    lower = question.measure == "sum" and all(number >= 0 for number in numbers)
    return _answer(question, value, tuple(map(_id, behind)), (*unknown, *lacking), LOWER if lower else "")


def _combined(measure: str, numbers: Sequence[float]) -> Value:
    if measure == "sum":
        return _tidy(math.fsum(numbers))
    if not numbers:
        return None
    if measure == "mean":
        return _tidy(math.fsum(numbers) / len(numbers))
    return _tidy(max(numbers) if measure == "max" else min(numbers))


def _dated(question: Question, kept: Mapping[object, Sequence[Row]], unknown: tuple[str, ...]) -> Answer:
    rows = [row for group in kept.values() for row in group]
    dates = [_text(value) for row in rows for value in entries(row.get(question.field))]
    lacking = tuple(_id(row) for row in rows if not entries(row.get(question.field)))
    value = (min(dates) if question.measure == "min-date" else max(dates)) if dates else None
    behind = tuple(
        _id(row) for row in rows if value in [_text(entry) for entry in entries(row.get(question.field))]
    )
    return _answer(question, value, behind, unknown + lacking)


def _grouped(question: Question, chosen: _Chosen) -> Answer:
    groups: dict[str, list[Row]] = {}
    shown: dict[str, str] = {}
    unknown = list(chosen.unknown)
    for row in chosen.rows:
        values = entries(row.get(question.group_by))
        unknown.extend(() if values else (_id(row),))
        for value in values:
            shown.setdefault(plain(value), _text(value))
            groups.setdefault(plain(value), []).append(row)
    counts = {key: _group_count(question, rows) for key, rows in groups.items()}
    kept = {key: count for key, count in counts.items() if count and _has(count, question.having)}
    behind = tuple(dict.fromkeys(_id(row) for key in kept for row in groups[key]))
    if question.measure == "groups":
        return _answer(question, len(kept), behind, tuple(unknown), _having_bound(question.having))
    if question.measure == "set":
        names = tuple(sorted(shown[key] for key in kept))
        return _answer(question, names, behind, tuple(unknown), _having_bound(question.having))
    combined = _combined(question.measure, [float(count) for count in kept.values()])
    return _answer(question, combined, behind, tuple(unknown))


def _group_count(question: Question, rows: Sequence[Row]) -> int:
    if question.field:
        return len(_distinct(question.field, rows)[0])
    return len(_counted(question, _Chosen(tuple(rows), ()))[0])


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
    return _answer(question, _tidy(result), part.rows, unknown, ESTIMATE)


def _part_of(question: Question) -> Question:
    return replace(question, measure=question.part, part="count", of=None)


def _only_here(question: Question, chosen: _Chosen, other: Answer) -> Answer:
    values, nameless = _distinct(question.field, chosen.rows)
    elsewhere = {plain(value) for value in entries(other.value)}
    only = {plain(value) for value in values} - elsewhere
    behind = [
        row for row in chosen.rows if any(plain(value) in only for value in entries(row.get(question.field)))
    ]
    unknown = tuple(dict.fromkeys(chosen.unknown + nameless + other.unknown))
    return _answer(question, len(only), tuple(map(_id, behind)), unknown, ESTIMATE)


def _distinct(field: str, rows: Iterable[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the different values of `field`, sorted, in their first spelling, and the rows without one."""
    shown: dict[str, str] = {}
    nameless: list[str] = []
    for row in rows:
        values = entries(row.get(field))
        nameless.extend(() if values else (_id(row),))
        for value in values:
            shown.setdefault(plain(value), _text(value))
    return tuple(sorted(shown.values())), tuple(nameless)


def _answer(
    question: Question, value: Value, rows: tuple[str, ...], unknown: tuple[str, ...], bound: str = ""
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


def _rows_of(kept: Mapping[object, Sequence[Row]]) -> tuple[str, ...]:
    return tuple(_id(row) for rows in kept.values() for row in rows)


def _id(row: Row) -> str:
    return str(row.get("id", ""))


def entries(value: object) -> tuple[object, ...]:
    """Return the known entries of a field: none for None and '', each for a list, else the value itself."""
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(entry for entry in value if entry is not None and entry != "")
    return () if value is None or value == "" else (value,)


def plain(value: object) -> str:
    """Return a value as it is compared: words folded, 2 and 2.0 and '2' alike, dates in ISO form."""
    text = _text(value).strip()
    return text if number_of(text) is not None else fold(text) or text


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def number_of(value: object) -> float | None:
    """Return a number or a text that is one; None for anything else, infinity and not-a-number included."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _tidy(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number
