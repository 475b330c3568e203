"""How values compare and count: LimeSurvey's rules, which are those of PHP 8 with a few of its own.

A value is a text, a number, True or False, None (asked of a question that is not shown), or a list (all items of a repeat).
`Quoted` marks a text that the author wrote: beside one, numbers are joined as texts.
"""

import math
import re

type Single = str | int | float | bool | None
type Value = Single | list[Single]

NUMERIC = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\s*", re.ASCII)
LEADING = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
NAN = math.nan


class Quoted(str):
    """A text written in the expression, or joined from texts."""

    __slots__ = ()


def single(value: Value) -> Single:
    """Return one value for a list: its only one, else its texts joined."""
    if isinstance(value, list):
        return value[0] if len(value) == 1 else ", ".join(text for one in value if (text := text_of(one)))
    return value


def truth(value: Value) -> bool:
    """Return whether a value counts as true: all but nothing, '', 0 and '0'."""
    if isinstance(value, list):
        return any(map(truth, value))
    return value not in (None, "", "0", 0)


def empty(value: Value) -> bool:
    """Return whether nothing was answered. 0 is an answer."""
    if isinstance(value, list):
        return all(map(empty, value))
    return value is None or value == "" or value is False


def numeric(value: Single) -> bool:
    """Return whether a value can be read as a number; '' cannot, None can."""
    if isinstance(value, str):
        return NUMERIC.fullmatch(value) is not None
    return True


def number_of(value: Single) -> int | float:
    """Return a value as number: the number a text begins with, else 0."""
    if isinstance(value, str):
        found = LEADING.match(value)
        return _number(found.group()) if found else 0
    return 0 if value is None else value


def text_of(value: Value) -> str:
    """Return a value as text: 2.0 is '2', nothing and False are ''."""
    if type(value) is str:
        return value
    if isinstance(value, str):
        return str(value)
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, float):
        return _float_text(value)
    return text_of(single(value)) if isinstance(value, list) else str(value)


def equal(left: Single, right: Single) -> bool:  # noqa: PLR0911 - one for each pair of types
    """Return whether two values are the same, loosely: '1' is '1.0', 0 is not 'a'.

    >>> equal("1", 1.0), equal("01", "1"), equal("a", 0), equal("", None), equal("", 0)
    (True, True, False, True, False)
    """
    if isinstance(left, str) and isinstance(right, str):
        if left == right:
            return True
        return numeric(left) and numeric(right) and number_of(left) == number_of(right)
    if left is None and isinstance(right, str):
        return right == ""
    if right is None and isinstance(left, str):
        return left == ""
    if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if numeric(left) and numeric(right):
        return number_of(left) == number_of(right)
    return text_of(left) == text_of(right)


def compare(operator: str, left: Single, right: Single) -> bool:
    """Return whether left is before or after right; a text and a number are neither."""
    both_numeric = numeric(left) and numeric(right)
    both_text = _textual(left) and _textual(right)
    if both_numeric and (isinstance(left, Quoted) or isinstance(right, Quoted)):
        left, right, both_numeric, both_text = text_of(left), text_of(right), False, True
    if not both_numeric and not both_text:
        return False
    if operator in ("<=", ">") and {text_of(left), text_of(right)} == {"", "0"} and None not in (left, right):
        return operator == "<="
    if both_numeric:
        return _numbers(operator, left, right)
    return _ordered(operator, text_of(left), text_of(right))


def arithmetic(operator: str, left: Single, right: Single) -> Single:
    """Return a sum, difference, product or quotient; '+' joins what are not both numbers, the others have no result."""
    if not (numeric(left) and numeric(right)) or (
        operator == "+" and (isinstance(left, Quoted) or isinstance(right, Quoted))
    ):
        return Quoted(text_of(left) + text_of(right)) if operator == "+" else NAN
    one, other = number_of(left), number_of(right)
    try:
        match operator:
            case "+":
                return one + other
            case "-":
                return one - other
            case "*":
                return float(one) * float(other)
            case _:
                return one / other if other else NAN
    except OverflowError:
        return NAN


def negative(value: Single) -> Single:
    """Return a value with the other sign; what is not answered is 0."""
    if value in ("", None):
        return 0
    return -number_of(value) if numeric(value) else NAN


def _textual(value: Single) -> bool:
    return not truth(value) or not numeric(value)


def _numbers(operator: str, left: Single, right: Single) -> bool:
    if left is None or right is None:
        other = left if right is None else right
        if isinstance(other, str):
            return _ordered(operator, text_of(left), text_of(right))
        left, right = truth(left), truth(right)
    return _ordered(operator, number_of(left), number_of(right))


def _ordered[T: (str, float)](operator: str, left: T, right: T) -> bool:
    match operator:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def _number(text: str) -> int | float:
    text = text.strip()
    if text.lstrip("+-").isdecimal() and len(text) < 19:
        return int(text)
    return float(text)


def _float_text(value: float) -> str:
    if math.isnan(value):
        return "NAN"
    if math.isinf(value):
        return "INF" if value > 0 else "-INF"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
