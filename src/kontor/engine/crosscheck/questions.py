"""A counting question about records, as data: what to count, where, of which rows, by which rule.

A person builds one from lists of words, without code; it travels as JSON and is hashable, so that two claims
answer the same question exactly when their questions are equal.

A question with `group_by` speaks of groups: how many there are (`groups`), the mean, largest or smallest count
per group. Its count per group is the number of distinct values of `field`, or of rows by the rule without one.
`share`, `ratio` and `difference` compare a part with the question in `of`; `part` says how the part is counted.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

type Scalar = str | int | float | bool
type FilterValue = Scalar | tuple[Scalar, ...] | None

SIMPLE_MEASURES = ("count", "count-distinct", "sum", "mean", "max", "min", "min-date", "max-date", "set")
COMPARING_MEASURES = ("share", "ratio", "difference", "only-here")
MEASURES = (*SIMPLE_MEASURES, *COMPARING_MEASURES, "groups")
FIELD_MEASURES = ("count-distinct", "sum", "min-date", "max-date", "only-here")
GROUP_MEASURES = ("groups", "mean", "max", "min", "set")
LARGEST = 10**15  # larger whole numbers lose digits on their way through JSON
PARTS = ("count", "count-distinct", "sum")

OPERATIONS = ("is", "is-not", "in", "not-in", "at-least", "at-most", "contains", "known", "unknown")
HAVING_OPERATIONS = ("at-least", "at-most", "is")

COUNTING_RULES: Mapping[str, tuple[str, ...]] = {
    "as-printed": (),
    "places": ("partnership", "organisation"),
    "organisations": ("organisation",),
    "partnerships": ("partnership",),
    "targets": ("partnership", "country"),
    "countries": ("country",),
    "agreements": ("agreement",),
    "events": ("event",),
    "cases": ("case",),
    "pairs": ("pair",),
    "distinct": (),
}
"""What counts as one: the fields whose values together are counted once. `distinct` takes `distinct_by`."""


def N_(phrase: str) -> str:  # noqa: N802 - gettext's customary marker for 'translate later'
    """Mark a phrase for translation by whoever shows it."""
    return phrase


class QuestionError(ValueError):
    """A question that cannot be asked: which field is wrong, why, and which words it allows.

    `problem` is an English phrase with places for `values`, marked with N_: a page translates it and fills it in.
    """

    def __init__(self, field: str, problem: str, allowed: tuple[str, ...] = (), **values: object) -> None:
        self.field = field
        self.problem = problem
        self.allowed = allowed
        self.values = values
        choices = f" Allowed: {', '.join(allowed)}." if allowed else ""
        super().__init__(f"{field}: {problem % values}.{choices}")


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one field. `known` and `unknown` take no value, `in` and `not-in` a list."""

    field: str
    op: str
    value: FilterValue = None

    def __post_init__(self) -> None:
        _name("filters.field", self.field)
        _word("filters.op", self.op, OPERATIONS)
        _filter_value(self.op, self.value)


@dataclass(frozen=True, slots=True)
class Having:
    """Which groups count: those whose own count is at least, at most or exactly `value`."""

    op: str
    value: int

    def __post_init__(self) -> None:
        _word("having.op", self.op, HAVING_OPERATIONS)
        if type(self.value) is not int or not _is_scalar(self.value):
            raise QuestionError("having.value", N_("must be a whole number"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which records must be heard: each of `collection` that passes needs a row whose `field` holds its id.

    Where one is missing, the answer is a lower bound or an estimate.
    """

    collection: str
    field: str
    filters: tuple[Filter, ...] = ()

    def __post_init__(self) -> None:
        _name("covers.collection", self.collection)
        _name("covers.field", self.field)
        _filters("covers.filters", self.filters)


@dataclass(frozen=True, slots=True)
class Question:
    """One counting question; see the module for what each measure needs.

    >>> Question("participations", "count", filters=(Filter("kind", "is", "ESCP-S3"),), rule="organisations").to_json()
    {'collection': 'participations', 'filters': [{'field': 'kind', 'op': 'is', 'value': 'ESCP-S3'}], 'rule': 'organisations'}
    """

    collection: str
    measure: str = "count"
    field: str = ""
    filters: tuple[Filter, ...] = ()
    rule: str = "as-printed"
    distinct_by: tuple[str, ...] = ()
    group_by: str = ""
    having: Having | None = None
    part: str = "count"
    of: "Question | None" = None
    covers: Coverage | None = None

    def __post_init__(self) -> None:
        _name("collection", self.collection)
        _word("measure", self.measure, MEASURES)
        _word("rule", self.rule, tuple(COUNTING_RULES))
        _word("part", self.part, PARTS)
        _filters("filters", self.filters)
        _check_texts(self)
        _check_measure(self)
        _check_groups(self)
        _check_rule(self)
        _check_comparison(self)

    @property
    def counted_once(self) -> tuple[str, ...]:
        """The fields whose values together are counted once; empty where every row counts."""
        return self.distinct_by or COUNTING_RULES[self.rule]

    def to_json(self) -> dict[str, Any]:
        """Return the question as plain lists and words, without what has its usual value."""
        return cast("dict[str, Any]", _plain(self))

    def to_text(self) -> str:
        """Return the JSON text, with keys in a fixed order: equal questions give equal texts."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, given: object) -> "Question":
        """Return the question that `given` (a JSON text or what it holds) describes, or raise QuestionError.

        >>> Question.from_json({"collection": "targets", "measure": "average"})  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        kontor.engine.crosscheck.questions.QuestionError: measure: 'average' is not a known word. Allowed: count, ...
        """
        return _question(_parsed(given), "question", depth=0)


def _plain(part: object) -> object:
    if isinstance(part, Question | Filter | Having | Coverage):
        named = ((one, getattr(part, one.name)) for one in fields(part))
        return {one.name: _plain(value) for one, value in named if value != one.default}
    return [_plain(value) for value in part] if isinstance(part, tuple) else part


def _parsed(given: object) -> object:
    if not isinstance(given, str | bytes):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError) as error:
        raise QuestionError("question", N_("is not valid JSON")) from error


def _question(given: object, where: str, *, depth: int) -> Question:
    values = _object(given, where, Question)
    if depth > 1:
        raise QuestionError(where, N_("may not be compared with a third question"))
    if values.get("of") is not None:
        values["of"] = _question(values["of"], "of", depth=depth + 1)
    if values.get("having") is not None:
        values["having"] = Having(**_object(values["having"], "having", Having))
    if values.get("covers") is not None:
        covered = _object(values["covers"], "covers", Coverage)
        covered["filters"] = _read_filters(covered.get("filters"), "covers.filters")
        values["covers"] = Coverage(**covered)
    values["filters"] = _read_filters(values.get("filters"), "filters")
    values["distinct_by"] = tuple(_list(values.get("distinct_by"), "distinct_by"))
    return Question(**values)


def _object(given: object, where: str, kind: type) -> dict[str, Any]:
    """Return `given` as the keyword arguments of `kind`, every key known and none missing."""
    allowed = tuple(one.name for one in fields(kind))
    if not isinstance(given, Mapping):
        raise QuestionError(where, N_("must be an object with fields"), allowed)
    for key in given:
        if not isinstance(key, str) or key not in allowed:
            raise QuestionError(where, N_("has no field '%(name)s'"), allowed, name=_short(key))
    required = {"Filter": ("field", "op"), "Having": ("op", "value"), "Coverage": ("collection", "field")}
    for name in required.get(kind.__name__, ("collection",)):
        if name not in given:
            raise QuestionError(f"{where}.{name}", N_("is missing"))
    return dict(given)


def _read_filters(given: object, where: str) -> tuple[Filter, ...]:
    return tuple(_read_filter(_object(one, where, Filter)) for one in _list(given, where))


def _read_filter(values: dict[str, Any]) -> Filter:
    if isinstance(values.get("value"), list):
        values["value"] = tuple(values["value"])
    return Filter(**values)


def _list(given: object, where: str) -> list[Any]:
    if given is None:
        return []
    if not isinstance(given, list | tuple):
        raise QuestionError(where, N_("must be a list"))
    return list(given)


def _name(where: str, given: object) -> None:
    if not isinstance(given, str) or not given:
        raise QuestionError(where, N_("must be a word"))


def _word(where: str, given: object, allowed: tuple[str, ...]) -> None:
    if not isinstance(given, str) or given not in allowed:
        raise QuestionError(where, N_("'%(given)s' is not a known word"), allowed, given=_short(given))


def _short(given: object) -> str:
    return str(given)[:60]


def _filters(where: str, given: object) -> None:
    if not isinstance(given, tuple) or not all(isinstance(one, Filter) for one in given):
        raise QuestionError(where, N_("must be a list of filters"))


def _filter_value(op: str, value: object) -> None:
    where = "filters.value"
    if op in ("known", "unknown"):
        if value is not None:
            raise QuestionError(where, N_("must be empty for '%(operation)s'"), operation=op)
    elif op in ("in", "not-in"):
        if not isinstance(value, tuple) or not value or not all(_is_scalar(one) for one in value):
            raise QuestionError(
                where, N_("must be a list of words or numbers for '%(operation)s'"), operation=op
            )
    elif not _is_scalar(value):
        raise QuestionError(where, N_("must be one word or number for '%(operation)s'"), operation=op)
    elif op in ("at-least", "at-most") and isinstance(value, bool):
        raise QuestionError(where, N_("must be a number or a date for '%(operation)s'"), operation=op)


def _is_scalar(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) <= LARGEST
    return isinstance(value, str) and bool(value)


def _check_texts(question: Question) -> None:
    for where in ("field", "group_by"):
        if not isinstance(getattr(question, where), str):
            raise QuestionError(where, N_("must be a word or empty"))
    by = question.distinct_by
    if not isinstance(by, tuple) or not all(isinstance(one, str) and one for one in by):
        raise QuestionError("distinct_by", N_("must be a list of fields"))
    for where, kind in (("having", Having), ("of", Question), ("covers", Coverage)):
        if not isinstance(getattr(question, where), kind | None):
            raise QuestionError(where, N_("must be an object with fields or empty"))


def _check_measure(question: Question) -> None:
    takes_number = question.measure in ("mean", "max", "min") and not question.group_by
    needs_field = question.measure in FIELD_MEASURES or takes_number
    needs_field = needs_field or (question.measure == "set" and not question.group_by)
    if needs_field and not question.field:
        raise QuestionError("field", N_("is needed for the measure '%(measure)s'"), measure=question.measure)
    if question.measure == "count" and question.field:
        raise QuestionError("field", N_("has no meaning for the measure 'count'; use 'count-distinct'"))


def _check_groups(question: Question) -> None:
    if question.group_by and question.measure not in GROUP_MEASURES:
        raise QuestionError(
            "measure", N_("'%(measure)s' does not speak of groups"), GROUP_MEASURES, measure=question.measure
        )
    if question.measure == "groups" and not question.group_by:
        raise QuestionError("group_by", N_("is needed for the measure 'groups'"))
    if question.having and question.measure not in ("groups", "set"):
        raise QuestionError("having", N_("chooses groups only for these measures"), ("groups", "set"))
    if question.having and not question.group_by:
        raise QuestionError("group_by", N_("is needed where 'having' chooses groups"))


def _check_rule(question: Question) -> None:
    if question.rule == "distinct" and not question.distinct_by:
        raise QuestionError("distinct_by", N_("is needed for the rule 'distinct'"))
    if question.distinct_by and question.rule != "distinct":
        raise QuestionError("rule", N_("must be 'distinct' where distinct_by is given"), ("distinct",))


def _check_comparison(question: Question) -> None:
    if question.measure not in COMPARING_MEASURES:
        if question.of is not None:
            raise QuestionError("measure", N_("compares with 'of' only as"), COMPARING_MEASURES)
        if question.part != "count":
            raise QuestionError("part", N_("has a meaning only for these measures"), COMPARING_MEASURES)
        return
    if question.of is None:
        raise QuestionError("of", N_("is needed for the measure '%(measure)s'"), measure=question.measure)
    if (
        question.of.measure in (*COMPARING_MEASURES, "set", "min-date", "max-date")
        and question.measure != "only-here"
    ):
        raise QuestionError(
            "of.measure", N_("must give a number"), ("count", "count-distinct", "sum", "mean", "groups")
        )
    if question.measure == "only-here" and question.of.measure != "set":
        raise QuestionError("of.measure", N_("must give a set to compare with"), ("set",))
    if question.part != "count" and not question.field:
        raise QuestionError("field", N_("is needed to count the part by '%(part)s'"), part=question.part)
    if question.part == "count" and question.field and question.measure != "only-here":
        raise QuestionError("field", N_("has no meaning for the part 'count'; use 'count-distinct' or 'sum'"))
