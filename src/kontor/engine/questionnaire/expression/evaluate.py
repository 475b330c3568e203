"""From a tree to a function that calculates it. Names are looked up once, when it is compiled, not each time it runs."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from kontor.engine.questionnaire.expression import functions, values
from kontor.engine.questionnaire.expression.functions import FUNCTIONS
from kontor.engine.questionnaire.expression.patterns import PatternError, machine
from kontor.engine.questionnaire.expression.tree import (
    Binary,
    Call,
    Logic,
    Name,
    Node,
    Number,
    String,
    Unary,
    walk,
)
from kontor.engine.questionnaire.expression.values import Quoted, Single, Value


class Context(Protocol):
    """Where an expression is calculated: what knows the day."""

    @property
    def today(self) -> date: ...


type Run[C] = Callable[[C], Value]
type Reader[C] = Callable[[Name], Run[C]]
"""Says how a name is read; the values of a name that stands for several cells are a list."""

DATED = {"date": (1, 2), "time": (0, 0)}
LABEL = "getAnswerOptionText"


def unsupported(node: Node) -> tuple[str, ...]:
    """Return what of an expression cannot be calculated: functions that are not known or have the wrong number of values.

    >>> unsupported(Call("mktime", ()))
    ('mktime',)
    """
    found = []
    for one in walk(node):
        if isinstance(one, Call):
            least, most = _arguments(one.function)
            if least < 0 or len(one.of) < least or 0 <= most < len(one.of) or not _pattern_is_known(one):
                found.append(one.function)
    return tuple(dict.fromkeys(found))


def compiled[C: Context](node: Node, reader: Reader[C]) -> Run[C]:  # noqa: PLR0911 - one for each sort
    """Return the function that calculates an expression for a context.

    `reader` raises KeyError for names it does not know, which passes through. Linear in the size of the expression.
    """
    match node:
        case Number(text):
            number = values.number_of(text)
            return lambda _: number
        case String(text):
            quoted = Quoted(text)
            return lambda _: quoted
        case Name():
            return reader(node)
        case Unary(operator, one):
            return _unary(operator, compiled(one, reader))
        case Logic(operator, many):
            return _logic(operator, [compiled(one, reader) for one in many])
        case Binary(operator, left, right):
            return _binary(operator, compiled(left, reader), compiled(right, reader))
        case Call(function, many):
            if function == LABEL and len(many) == 1 and isinstance(many[0], Name):
                return reader(Name(many[0].name, "shown"))
            return _call(function, [compiled(one, reader) for one in many])


def _arguments(function: str) -> tuple[int, int]:
    if function == "if":
        return 2, 3
    if function == LABEL:
        return 1, 1
    if function in DATED:
        return DATED[function]
    return FUNCTIONS[function][:2] if function in FUNCTIONS else (-1, -1)


def _pattern_is_known(call: Call) -> bool:
    if call.function == "regexMatch" and call.of and isinstance(call.of[0], String):
        try:
            machine(call.of[0].text)
        except PatternError:
            return False
    return True


def _unary[C](operator: str, one: Run[C]) -> Run[C]:
    if operator == "!":
        return lambda at: not values.truth(one(at))
    if operator == "-":
        return lambda at: values.negative(values.single(one(at)))
    return lambda at: values.negative(values.negative(values.single(one(at))))


def _logic[C](operator: str, many: list[Run[C]]) -> Run[C]:
    truth = values.truth
    if operator == "and":
        return lambda at: all(truth(one(at)) for one in many)
    return lambda at: any(truth(one(at)) for one in many)


def _binary[C](operator: str, left: Run[C], right: Run[C]) -> Run[C]:
    single, equal, compare = values.single, values.equal, values.compare
    if operator == "==":
        return lambda at: equal(single(left(at)), single(right(at)))
    if operator == "!=":
        return lambda at: not equal(single(left(at)), single(right(at)))
    if operator in ("<", "<=", ">", ">="):
        return lambda at: compare(operator, single(left(at)), single(right(at)))
    return lambda at: values.arithmetic(operator, single(left(at)), single(right(at)))


def _call[C: Context](function: str, many: list[Run[C]]) -> Run[C]:
    if function == "if":
        return lambda at: functions.chosen([one(at) for one in many])
    if function == "date":
        return lambda at: functions.dated(_spread(many, at), at.today)
    if function == "time":
        return lambda at: (at.today - functions.EPOCH).days * 86400
    if function not in FUNCTIONS:
        raise KeyError(function)
    run = FUNCTIONS[function][2]
    return lambda at: _tried(run, _spread(many, at))


def _tried(run: Callable[[list[Single]], Value], given: list[Single]) -> Value:
    try:
        return run(given)
    except (OverflowError, PatternError, IndexError):
        return False


def _spread[C](many: list[Run[C]], at: C) -> list[Single]:
    """Return the values of arguments; one that stands for several cells gives several."""
    found: list[Single] = []
    for one in many:
        value = one(at)
        if isinstance(value, list):
            found += value
        else:
            found.append(value)
    return found
