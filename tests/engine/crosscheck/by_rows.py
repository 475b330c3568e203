"""The answers of `engine.crosscheck.answers` found a second way: row by row, as the sentences of that module say it.

Slow and without columns, so that the two have nothing in common but the values they compare.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kontor.engine.crosscheck.values import entries, number_of, plain, text_of


@dataclass(frozen=True)
class Found:
    """An answer without its bound; rows and unknown ones as sets."""

    value: object
    rows: frozenset[str]
    unknown: frozenset[str]


def found(question, records):
    rows, doubtful = filtered(records[question.collection], question.filters)
    doubtful |= (
        uncovered(question.covers, records[question.collection], records) if question.covers else set()
    )
    if question.of is not None:
        return compared(question, rows, doubtful, found(question.of, records))
    return grouped(question, rows, doubtful) if question.group_by else simple(question, rows, doubtful)


def ids(rows: Iterable) -> frozenset[str]:
    return frozenset(row["id"] for row in rows)


def known(row, field):
    return entries(row.get(field))


def filtered(rows, filters):
    passing, doubtful = [], set()
    for row in rows:
        said = [passes(row, one) for one in filters]
        if False in said:
            continue
        if None in said:
            doubtful.add(row["id"])
        else:
            passing.append(row)
    return passing, doubtful


def uncovered(coverage, rows, records):
    heard = {plain(one) for row in rows for one in known(row, coverage.field)}
    expected, doubtful = filtered(records[coverage.collection], coverage.filters)
    return {row["id"] for row in expected if plain(row["id"]) not in heard} | doubtful


def passes(row, one):
    values = known(row, one.field)
    if one.op in ("known", "unknown"):
        return bool(values) == (one.op == "known")
    if not values:
        return None
    if one.op in ("at-least", "at-most"):
        said = [on_side(value, one.op, one.value) for value in values]
        return True if True in said else None if None in said else False
    if one.op == "contains":
        return any(plain(one.value) in plain(value) for value in values)
    wanted = {plain(value) for value in entries(one.value)}
    return any(plain(value) in wanted for value in values) == (one.op in ("is", "in"))


def on_side(value, op, limit):
    number, edge = number_of(value), number_of(limit)
    if number is not None and edge is not None:
        return number >= edge if op == "at-least" else number <= edge
    text, edge = text_of(value), text_of(limit)
    if len(text) < len(edge) and edge.startswith(text):
        return None
    return text[: len(edge)] >= edge if op == "at-least" else text[: len(edge)] <= edge


def counted(question, rows):
    """What counts as one -> its rows, and the ids of the rows of which it is not known."""
    kept, doubtful = {}, set()
    for place, row in enumerate(rows):
        fields = [
            "id" if field + "s" == question.collection and field not in row else field
            for field in question.counted_once
        ]
        if all(known(row, field) for field in fields):
            key = tuple(tuple(plain(one) for one in known(row, field)) for field in fields) or place
            kept.setdefault(key, []).append(row)
        else:
            doubtful.add(row["id"])
    return kept, doubtful


def spelled(rows, field):
    """Value as it is compared -> its first spelling."""
    texts = {}
    for row in rows:
        for value in known(row, field):
            texts.setdefault(plain(value), text_of(value))
    return texts


def simple(question, rows, doubtful):
    field = question.field
    if question.measure in ("count-distinct", "set"):
        having = [row for row in rows if known(row, field)]
        values = tuple(sorted(spelled(rows, field).values()))
        value = values if question.measure == "set" else len(values)
        return Found(value, ids(having), frozenset(doubtful) | (ids(rows) - ids(having)))
    kept, nameless = counted(question, rows)
    doubtful = doubtful | nameless
    left = [row for group in kept.values() for row in group]
    if question.measure == "count":
        return Found(len(kept), ids(left), frozenset(doubtful))
    if question.measure in ("min-date", "max-date"):
        dates = {row["id"]: [text_of(one) for one in known(row, field)] for row in left}
        every = sorted(text for texts in dates.values() for text in texts)
        value = every[0 if question.measure == "min-date" else -1] if every else None
        saying = {key for key, texts in dates.items() if value in texts}
        return Found(
            value, frozenset(saying), frozenset(doubtful | {key for key, texts in dates.items() if not texts})
        )
    speaking = {
        key: [row for row in group if number_of(row.get(field)) is not None] for key, group in kept.items()
    }
    lacking = {kept[key][0]["id"] for key, group in speaking.items() if not group}
    first = [group[0] for group in speaking.values() if group]
    value = combined(question.measure, [number_of(row[field]) for row in first])
    return Found(value, ids(first), frozenset(doubtful | lacking))


def combined(measure, numbers):
    if measure == "sum":
        return math.fsum(numbers)
    if not numbers:
        return None
    return {
        "mean": lambda: math.fsum(numbers) / len(numbers),
        "max": lambda: max(numbers),
        "min": lambda: min(numbers),
    }[measure]()


def grouped(question, rows, doubtful):
    groups = {}
    for row in rows:
        for value in {plain(one) for one in known(row, question.group_by)}:
            groups.setdefault(value, []).append(row)
    sizes = {key: group_size(question, members) for key, members in groups.items()}
    kept = {key: size for key, size in sizes.items() if size and has(size, question.having)}
    behind = frozenset().union(*(ids(groups[key]) for key in kept))
    doubtful = frozenset(doubtful) | ids(row for row in rows if not known(row, question.group_by))
    if question.measure == "groups":
        return Found(len(kept), behind, doubtful)
    if question.measure == "set":
        names = spelled(rows, question.group_by)
        return Found(tuple(sorted(names[key] for key in kept)), behind, doubtful)
    return Found(combined(question.measure, list(map(float, kept.values()))), behind, doubtful)


def group_size(question, rows):
    return len(spelled(rows, question.field)) if question.field else len(counted(question, rows)[0])


def has(size, having):
    if having is None:
        return True
    return {"is": size == having.value, "at-least": size >= having.value, "at-most": size <= having.value}[
        having.op
    ]


def compared(question, rows, doubtful, other):
    if question.measure == "only-here":
        elsewhere = {plain(value) for value in entries(other.value)}
        only = spelled(rows, question.field).keys() - elsewhere
        behind = [row for row in rows if any(plain(value) in only for value in known(row, question.field))]
        nameless = ids(row for row in rows if not known(row, question.field))
        return Found(len(only), ids(behind), frozenset(doubtful) | nameless | other.unknown)
    part = simple(replace(question, measure=question.part, part="count", of=None), rows, doubtful)
    value, of = number_of(part.value), number_of(other.value)
    unknown = part.unknown | other.unknown
    if value is None or of is None or (of == 0 and question.measure != "difference"):
        return Found(None, part.rows, unknown)
    return Found(value - of if question.measure == "difference" else value / of, part.rows, unknown)
