"""The parts of an expression, as frozen values, and how they are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class String:
    """A text in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A cell, question or given value, with the suffix after its last dot that says what of it is meant ('NAOK', 'shown')."""

    name: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Unary:
    """`operator` is '!', '-' or '+'."""

    operator: str
    of: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """`operator` is == != < <= > >= + - * or /."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Logic:
    """`operator` is 'and' or 'or', of two or more."""

    operator: str
    of: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values."""

    function: str
    of: "tuple[Node, ...]"


type Node = Number | String | Name | Unary | Binary | Logic | Call

STRENGTH = {
    "or": 1,
    "and": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "!": 7,
}


def parts(node: Node) -> tuple[Node, ...]:
    """Return what an expression is directly made of."""
    match node:
        case Unary(of=one):
            return (one,)
        case Binary(left=left, right=right):
            return (left, right)
        case Logic(of=many) | Call(of=many):
            return many
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield an expression and all that is in it, outermost first."""
    yield node
    for one in parts(node):
        yield from walk(one)


def names(node: Node) -> tuple[Name, ...]:
    """Return the names an expression speaks of, in order, each once."""
    return tuple(dict.fromkeys(one for one in walk(node) if isinstance(one, Name)))


def renamed(node: Node, rename: Callable[[Name], Node]) -> Node:
    """Return the expression with another node for each name."""
    match node:
        case Name():
            return rename(node)
        case Unary(operator, one):
            return Unary(operator, renamed(one, rename))
        case Binary(operator, left, right):
            return Binary(operator, renamed(left, rename), renamed(right, rename))
        case Logic(operator, many):
            return Logic(operator, tuple(renamed(one, rename) for one in many))
        case Call(function, many):
            return Call(function, tuple(renamed(one, rename) for one in many))
        case _:
            return node


def to_source(node: Node) -> str:
    """Return an expression as LimeSurvey reads it; reading it again gives the same.

    >>> to_source(Logic("and", (Binary("==", Name("D2", "NAOK"), String("Y")), Unary("!", Name("D3")))))
    'D2.NAOK == "Y" and !D3'
    """
    return _written(node, 0)


def _written(node: Node, around: int) -> str:  # noqa: PLR0911 - one for each sort
    match node:
        case Number(text):
            return text
        case String(text):
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Name(name, suffix):
            return f"{name}.{suffix}" if suffix else name
        case Call(function, many):
            return f"{function}({', '.join(_written(one, 0) for one in many)})"
        case Unary(operator, one):
            inner = _written(one, STRENGTH["!"] + 1)
            return operator + inner
        case Logic(operator, many):
            inner = f" {operator} ".join(_written(one, STRENGTH[operator] + 1) for one in many)
            return _bracketed(inner, STRENGTH[operator], around)
        case Binary(operator, left, right):
            own = STRENGTH[operator]
            return _bracketed(f"{_written(left, own)} {operator} {_written(right, own + 1)}", own, around)


def _bracketed(text: str, own: int, around: int) -> str:
    return f"({text})" if own < around else text
