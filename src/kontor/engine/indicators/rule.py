"""The counting rule of an indicator as data: which rows of which register count, how, when and for whom.

A person builds one from lists of words, without code. It travels as JSON and is hashable: two indicators count the
same exactly when their rules are equal. A `Formula` makes an indicator of other indicators.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self, cast

from kontor.engine.indicators.phrase import N_, IndicatorError, listed

type Scalar = str | int | float | bool
type FilterValue = Scalar | tuple[Scalar, ...] | None

ROWS, DISTINCT, SUM_OF = "rows", "distinct", "sum"
MEASURES = (ROWS, DISTINCT, SUM_OF)

EQUAL, IN, NOT_IN, PRESENT, ABSENT = "equal", "in", "not-in", "present", "absent"
BETWEEN, AT_LEAST, AT_MOST = "between", "at-least", "at-most"
OPERATORS = (EQUAL, IN, NOT_IN, PRESENT, ABSENT, BETWEEN, AT_LEAST, AT_MOST)

RATIO, ROLL_UP = "ratio", "sum"
FORMULAS = (RATIO, ROLL_UP)

ENTERED = "entered"
"""The register of values that people enter with evidence. Where it says nothing, nothing is known; other registers are
kept, so that no row in them means none."""

ID, DATE, PARTNERS = "id", "date", "partners"
EVERY_ROW_HAS = (ID, DATE, PARTNERS)
"""What a rule may name of every row beside the fields of its register."""


class RuleError(IndicatorError):
    """A rule that cannot be: which part is wrong, why, and which words are allowed."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one field: `present` and `absent` take no value, `in` and `not-in` a list, `between` two ends.

    Dates are texts in ISO form. A field that holds a list has each of its entries: it is `in` with one of them in the
    list, and `not-in` with none. Words are compared as people read them, without case and accents.
    """

    field: str
    operator: str
    value: FilterValue = None

    def __post_init__(self) -> None:
        _named("filters.field", self.field)
        _word("filters.operator", self.operator, OPERATORS)
        _filter_value(self.operator, self.value)


@dataclass(frozen=True, slots=True)
class Rule:
    """What of a register counts.

    - `measure`: `rows`, the `distinct` values of `field`, or the `sum` of `field`. Distinct by `id` are rows.
    - `date`: the field that puts a row into a period; the row's own date where empty.
    - `partners`: the fields that say who is credited, lead first; the row's own partners where empty.
    - `dimensions`: the fields by which the number is broken down.
    - `same_as`: the field whose equal values mark rows of one and the same thing; counts for `distinct` only.

    >>> Rule("agreements", (Filter("status", "equal", "SIGNED"),), date="signed_on").to_json()
    {'register': 'agreements', 'filters': [{'field': 'status', 'operator': 'equal', 'value': 'SIGNED'}], 'date': 'signed_on'}
    """

    register: str
    filters: tuple[Filter, ...] = ()
    measure: str = ROWS
    field: str = ""
    date: str = ""
    partners: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    same_as: str = ""

    def __post_init__(self) -> None:
        _named("register", self.register)
        _word("measure", self.measure, MEASURES)
        for name in ("filters", "partners", "dimensions"):
            _tuple(name, getattr(self, name), Filter if name == "filters" else str)
        for name in ("field", "date", "same_as"):
            _text(name, getattr(self, name))
        if self.measure == ROWS and self.field:
            raise RuleError("field", N_("Rows are counted without a field; leave it out or count distinct"))
        if self.measure != ROWS and not self.field:
            raise RuleError("field", N_("Say of which field: %(measure)s needs one"), measure=self.measure)
        if self.same_as and self.measure != DISTINCT:
            raise RuleError("same_as", N_("Only what is counted distinct can be the same as something else"))

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """(part of the rule, field) for every field that the rule speaks of."""
        single = ((part, getattr(self, part)) for part in ("field", "date", "same_as"))
        many = [("filters", one.field) for one in self.filters]
        many += [("partners", one) for one in self.partners] + [
            ("dimensions", one) for one in self.dimensions
        ]
        return tuple((part, name) for part, name in [*many, *single] if name)

    def to_json(self) -> dict[str, Any]:
        """Return the rule as plain lists and words, without what has its usual value."""
        return cast("dict[str, Any]", _plain(self))

    def to_text(self) -> str:
        """Return the JSON text, with keys in a fixed order: equal rules give equal texts."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, given: object) -> Self:
        """Return the rule that `given` (a JSON text or what it holds) describes, or raise RuleError.

        >>> Rule.from_json('{"register": "events", "counts": "rows"}')  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        kontor.engine.indicators.rule.RuleError: rule: 'counts' is not known here; known are register, filters, ...
        """
        parts = _parts("rule", _parsed("rule", given), cls)
        if isinstance(parts.get("filters"), list):
            parts["filters"] = tuple(_filter(one) for one in parts["filters"])
        return cls(**{name: _tupled(value) for name, value in parts.items()})


@dataclass(frozen=True, slots=True)
class Formula:
    """An indicator made of others: the `ratio` of two (numerator, denominator), or the `sum` of several (a roll-up)."""

    how: str
    of: tuple[str, ...]

    def __post_init__(self) -> None:
        _word("how", self.how, FORMULAS)
        _tuple("of", self.of, str)
        if self.how == RATIO and len(self.of) != 2:
            raise RuleError("of", N_("A ratio needs two indicators: a numerator and a denominator"))
        if not self.of:
            raise RuleError("of", N_("Say which indicators are added up"))
        if self.how == ROLL_UP and len(set(self.of)) < len(self.of):
            raise RuleError("of", N_("An indicator is added up twice; name each once"))

    def to_json(self) -> dict[str, Any]:
        return {"how": self.how, "of": list(self.of)}

    @classmethod
    def from_json(cls, given: object) -> Self:
        """Return the formula that `given` (a JSON text or what it holds) describes, or raise RuleError."""
        parts = _parts("formula", _parsed("formula", given), cls)
        return cls(**{name: _tupled(value) for name, value in parts.items()})


def definition_from_json(given: object) -> Rule | Formula:
    """Return the Rule or Formula that `given` describes: a formula says `how`. Raise RuleError."""
    held = _parsed("rule", given)
    return Formula.from_json(held) if isinstance(held, dict) and "how" in held else Rule.from_json(held)


def _plain(part: object) -> object:
    if isinstance(part, Rule | Filter):
        named = ((one, getattr(part, one.name)) for one in fields(part))
        return {one.name: _plain(value) for one, value in named if value != one.default}
    return [_plain(value) for value in part] if isinstance(part, tuple) else part


def _parsed(what: str, given: object) -> object:
    if not isinstance(given, str | bytes):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError) as error:
        raise RuleError(what, N_("This is not valid JSON")) from error


def _parts(what: str, given: object, kind: type[Rule | Formula | Filter]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise RuleError(what, N_("Expected an object with names and values"))
    known = [one.name for one in fields(kind)]
    for name in given:
        if name not in known:
            raise RuleError(
                what, N_("%(name)r is not known here; known are %(known)s"), name=name, known=listed(known)
            )
    for name in known[:2] if kind is not Rule else known[:1]:
        if name not in given:
            raise RuleError(what, N_("%(name)s is missing"), name=name)
    return dict(given)


def _filter(given: object) -> Filter:
    parts = _parts("filters", given, Filter)
    return Filter(**{name: _tupled(value) for name, value in parts.items()})


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _named(part: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(part, N_("A name is missing"))


def _text(part: str, value: object) -> None:
    if not isinstance(value, str):
        raise RuleError(part, N_("%(value)r is no name"), value=value)


def _tuple(part: str, value: object, of: type) -> None:
    if not isinstance(value, tuple) or not all(isinstance(one, of) and one for one in value):
        raise RuleError(part, N_("Expected a list"))


def _word(part: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise RuleError(
            part, N_("%(value)r is not known; use one of %(allowed)s"), value=value, allowed=listed(allowed)
        )


def _filter_value(operator: str, value: object) -> None:
    if operator in (PRESENT, ABSENT):
        if value is not None:
            raise RuleError("filters.value", N_("%(operator)s takes no value"), operator=operator)
    elif operator in (IN, NOT_IN, BETWEEN):
        if not isinstance(value, tuple) or not value or not all(map(_scalar, value)):
            raise RuleError("filters.value", N_("%(operator)s needs a list of values"), operator=operator)
        if operator == BETWEEN and len(value) != 2:
            raise RuleError("filters.value", N_("between needs two values, the lower first"))
    elif not _scalar(value):
        raise RuleError("filters.value", N_("%(operator)s needs one value"), operator=operator)


def _scalar(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, str | int | bool) and value != ""
