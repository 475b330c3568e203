"""What registers hold, and whether rules can be asked of them: known fields, kinds that fit, no indicator of itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase, listed
from kontor.engine.indicators.rule import (
    ABSENT,
    AT_LEAST,
    AT_MOST,
    BETWEEN,
    DATE,
    DISTINCT,
    EQUAL,
    EVERY_ROW_HAS,
    IN,
    NOT_IN,
    PRESENT,
    SUM_OF,
    Formula,
    Rule,
    RuleError,
)

TEXT, NUMBER, DAY, TRUTH = "text", "number", "date", "truth"
KINDS = (TEXT, NUMBER, DAY, TRUTH)

ORDERED = (AT_LEAST, AT_MOST, BETWEEN)


@dataclass(frozen=True)
class Register:
    """A register by its code and the kind (text, number, date, truth) of each of its fields. Every row has an `id`, a
    `date` and `partners` beside them."""

    code: str
    fields: Mapping[str, str]

    def kind(self, name: str) -> str | None:
        """Return the kind of a field, None where there is no such field."""
        return self.fields.get(name) or {DATE: DAY}.get(name, TEXT if name in EVERY_ROW_HAS else None)


def faults_of(rule: Rule, registers: Mapping[str, Register]) -> tuple[Phrase, ...]:
    """Return in sentences what keeps a rule from being asked of these registers; empty where nothing does. O(rule).

    >>> events = {"events": Register("events", {"kind": "text"})}
    >>> [str(one) for one in faults_of(Rule("events", dimensions=("place",)), events)]
    ['dimensions: the register events has no field place; it has kind, id, date, partners']
    """
    register = registers.get(rule.register)
    if register is None:
        problem = N_("There is no register %(register)s; there are %(known)s")
        return (Phrase(problem, {"register": rule.register, "known": listed(tuple(registers))}),)
    return (*_unknown(rule, register), *_unfit(rule, register))


def check(rule: Rule, registers: Mapping[str, Register]) -> None:
    """Raise RuleError with the first fault of a rule, if it has one. O(rule)."""
    for fault in faults_of(rule, registers):
        raise RuleError("rule", fault.text, **fault.values)


def check_formulas(definitions: Mapping[str, Rule | Formula | None]) -> None:
    """Raise RuleError where an indicator counts itself, also through others, or an indicator that is not there.

    `definitions` are the rules and formulas of all indicators by code. The error names the circle. O(all formulas).

    >>> check_formulas({"a": Formula("sum", ("b",)), "b": Formula("ratio", ("a", "c")), "c": Rule("events")})
    Traceback (most recent call last):
    ...
    kontor.engine.indicators.rule.RuleError: of: Indicator a counts itself: a, b, a
    """
    for code in definitions:
        for part in _of(definitions, code):
            if part not in definitions:
                raise RuleError(
                    "of", N_("Indicator %(code)s counts %(part)s, which is not there"), code=code, part=part
                )
    cleared: set[str] = set()
    for code in definitions:
        _walk(definitions, code, cleared)


def order_of(definitions: Mapping[str, Rule | Formula | None]) -> tuple[str, ...]:
    """Return the codes so that each stands after those it is made of; RuleError where that cannot be. O(all formulas)."""
    check_formulas(definitions)
    placed: dict[str, None] = {}
    waiting = list(reversed(list(definitions)))
    while waiting:
        missing = [part for part in _of(definitions, waiting[-1]) if part not in placed]
        if missing:
            waiting.extend(missing)
        else:
            placed.setdefault(waiting.pop())
    return tuple(placed)


def _of(definitions: Mapping[str, Rule | Formula | None], code: str) -> tuple[str, ...]:
    definition = definitions[code]
    return definition.of if isinstance(definition, Formula) else ()


def _walk(definitions: Mapping[str, Rule | Formula | None], start: str, cleared: set[str]) -> None:
    """Depth first without recursion: a chain of a thousand indicators is long, not wrong."""
    path: dict[str, Iterable[str]] = {start: iter(_of(definitions, start))} if start not in cleared else {}
    while path:
        code, parts = next(reversed(path.items()))
        part = next(iter(parts), None)
        if part is None:
            cleared.add(code)
            del path[code]
        elif part in path:
            circle = [*list(path)[list(path).index(part) :], part]
            raise RuleError(
                "of", N_("Indicator %(code)s counts itself: %(circle)s"), code=part, circle=listed(circle)
            )
        elif part not in cleared:
            path[part] = iter(_of(definitions, part))


def _unknown(rule: Rule, register: Register) -> list[Phrase]:
    problem = N_("%(part)s: the register %(register)s has no field %(field)s; it has %(known)s")
    known = listed((*register.fields, *EVERY_ROW_HAS))
    return [
        Phrase(problem, {"part": part, "register": register.code, "field": name, "known": known})
        for part, name in rule.names
        if register.kind(name) is None
    ]


def _unfit(rule: Rule, register: Register) -> list[Phrase]:
    faults = []
    if rule.measure == SUM_OF and register.kind(rule.field) not in (NUMBER, None):
        faults.append(Phrase(N_("%(field)s is not a number and cannot be summed"), {"field": rule.field}))
    if rule.date and register.kind(rule.date) not in (DAY, None):
        faults.append(Phrase(N_("%(field)s is not a date and puts no row in a period"), {"field": rule.date}))
    for one in rule.filters:
        if one.operator in ORDERED and register.kind(one.field) not in (NUMBER, DAY, None):
            problem = N_("%(field)s is neither a number nor a date; %(operator)s does not apply to it")
            faults.append(Phrase(problem, {"field": one.field, "operator": one.operator}))
    return faults


_CONDITIONS = {
    EQUAL: N_("where %(field)s is %(value)s"),
    IN: N_("where %(field)s is one of %(value)s"),
    NOT_IN: N_("where %(field)s is none of %(value)s"),
    PRESENT: N_("where %(field)s is stated"),
    ABSENT: N_("where %(field)s is not stated"),
    BETWEEN: N_("where %(field)s is between %(low)s and %(high)s"),
    AT_LEAST: N_("where %(field)s is at least %(value)s"),
    AT_MOST: N_("where %(field)s is at most %(value)s"),
}


def in_words(rule: Rule) -> tuple[Phrase, ...]:
    """Return a rule as phrases in the order in which one says them; registers, fields and values are codes. O(rule).

    >>> from kontor.engine.indicators.rule import Filter
    >>> rule = Rule("agreements", (Filter("status", "equal", "SIGNED"),), "distinct", "counterpart", date="signed_on")
    >>> print("; ".join(map(str, in_words(rule))))
    Counts each counterpart of agreements once; where status is SIGNED; in the period of signed_on
    """
    said = [_counted(rule)]
    for one in rule.filters:
        values: dict[str, object] = {"field": one.field, "value": listed(one.value)}
        if one.operator == BETWEEN and isinstance(one.value, tuple):
            values = {"field": one.field, "low": one.value[0], "high": one.value[1]}
        said.append(Phrase(_CONDITIONS[one.operator], values))
    if rule.same_as:
        said.append(Phrase(N_("rows with the same %(field)s are one"), {"field": rule.same_as}))
    if rule.date:
        said.append(Phrase(N_("in the period of %(field)s"), {"field": rule.date}))
    if rule.partners:
        said.append(Phrase(N_("credited to %(fields)s"), {"fields": listed(rule.partners)}))
    if rule.dimensions:
        said.append(Phrase(N_("broken down by %(fields)s"), {"fields": listed(rule.dimensions)}))
    return tuple(said)


def _counted(rule: Rule) -> Phrase:
    values = {"register": rule.register, "field": rule.field}
    if rule.measure == DISTINCT:
        return Phrase(N_("Counts each %(field)s of %(register)s once"), values)
    if rule.measure == SUM_OF:
        return Phrase(N_("Adds up %(field)s of %(register)s"), values)
    return Phrase(N_("Counts the rows of %(register)s"), values)
