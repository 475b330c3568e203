"""The functions of expressions, each bounded in time. A date is its ISO text; today is given, never asked of a clock."""

import math
import operator
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from kontor.engine.questionnaire.expression.patterns import matches
from kontor.engine.questionnaire.expression.values import (
    NAN,
    Single,
    Value,
    compare,
    empty,
    equal,
    number_of,
    numeric,
    text_of,
    truth,
)

LONGEST_TEXT = 100_000
EPOCH = date(1970, 1, 1)
FORMATS = {
    "Y": "%Y",
    "y": "%y",
    "m": "%m",
    "d": "%d",
    "H": "%H",
    "i": "%M",
    "s": "%S",
}

type Arguments = Sequence[Single]


def _numbers(values: Arguments) -> list[float | int]:
    return [number_of(one) for one in values]


def _sum(values: Arguments) -> Single:
    return sum(_numbers(values))


def _extreme(choose: Callable[..., Single]) -> Callable[[Arguments], Single]:
    def found(values: Arguments) -> Single:
        if all(map(numeric, values)):
            return choose(values, key=number_of) if values else ""
        texts = [text_of(one) for one in values]
        return choose(texts)

    return found


def _meets(sign: str, value: Single, given: Single) -> bool:
    match sign:
        case "==" | "eq":
            return equal(given, value)
        case "!=" | "ne":
            return not equal(given, value)
        case "RX":
            return matches(text_of(value), text_of(given))
        case _:
            return compare({"lt": "<", "le": "<=", "gt": ">", "ge": ">="}.get(sign, sign), given, value)


def _chosen_by(values: Arguments) -> list[Single]:
    sign, value, *rest = values
    return [one for one in rest if _meets(text_of(sign), value, one)]


def _rounded(values: Arguments) -> Single:
    number, places = number_of(values[0]), int(number_of(values[1])) if len(values) > 1 else 0
    if isinstance(number, float) and not math.isfinite(number):
        return number
    shift = 10.0 ** max(-300, min(places, 300))
    found = math.copysign(math.floor(abs(number) * shift + 0.5), number) / shift
    return int(found) if places <= 0 or found == int(found) else found


def _whole(change: Callable[[float], int]) -> Callable[[Arguments], Single]:
    def found(values: Arguments) -> Single:
        number = number_of(values[0])
        return change(number) if math.isfinite(number) else number

    return found


def _mathematical(function: Callable[[float], float]) -> Callable[[Arguments], Single]:
    def found(values: Arguments) -> Single:
        try:
            return function(number_of(values[0]))
        except (ValueError, OverflowError):
            return NAN

    return found


def _root(values: Arguments) -> Single:
    number = number_of(values[0])
    return math.sqrt(number) if number >= 0 else NAN


def _power(values: Arguments) -> Single:
    try:
        found = float(number_of(values[0])) ** float(number_of(values[1]))
    except (OverflowError, ZeroDivisionError):
        return NAN
    return NAN if isinstance(found, complex) else found


def _deviation(values: Arguments) -> Single:
    known = [number_of(one) for one in values if numeric(one) and one is not None]
    if len(known) < 2:
        return 0
    mean = sum(known) / len(known)
    return math.sqrt(sum((one - mean) ** 2 for one in known) / (len(known) - 1))


def _integer_like(values: Arguments) -> Single:
    text = text_of(values[0])
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return text.removeprefix("-").isdecimal()


def _part(values: Arguments) -> Single:
    text, start = text_of(values[0]), int(number_of(values[1]))
    start = max(0, start + len(text)) if start < 0 else start
    if len(values) == 2:
        return text[start:]
    length = int(number_of(values[2]))
    return text[start : start + length] if length >= 0 else text[start:length]


def _position(values: Arguments) -> Single:
    found = text_of(values[0]).find(text_of(values[1]))
    return False if found < 0 else found


def _replaced(values: Arguments) -> Single:
    old, new, text = map(text_of, values[:3])
    found = text.replace(old, new) if old else text
    return found[:LONGEST_TEXT]


def _unique(values: Arguments) -> Single:
    given = [text for one in values if (text := text_of(one).strip())]
    return len(set(given)) == len(given)


def day_of(value: Single) -> date | None:
    """Return the day a text or number of seconds stands for, or None.

    >>> day_of("2019-03-15 10:00"), day_of("15 March")
    (datetime.date(2019, 3, 15), None)
    """
    try:
        if isinstance(value, str) and not value.isdecimal():
            return date.fromisoformat(value.strip()[:10])
        return EPOCH + timedelta(seconds=float(number_of(value)))
    except (ValueError, OverflowError):
        return None


def seconds_of(value: Single) -> Single:
    """Return the seconds since 1970 of a day, False where it is none."""
    day = day_of(value) if not empty(value) else None
    return False if day is None else (day - EPOCH).days * 86400


def dated(values: Arguments, today: date) -> Single:
    """Return a day in a form of PHP's date: Y y m d H i s stand for themselves."""
    day = day_of(values[1]) if len(values) > 1 else today
    if day is None:
        return False
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day has no zone
    return "".join(moment.strftime(FORMATS[sign]) if sign in FORMATS else sign for sign in text_of(values[0]))


FUNCTIONS: dict[str, tuple[int, int, Callable[[Arguments], Value]]] = {
    # name: fewest and most arguments (-1: any), the function of their values
    "is_empty": (1, 1, lambda v: empty(v[0])),
    "is_numeric": (1, 1, lambda v: numeric(v[0]) and v[0] is not None and not isinstance(v[0], bool)),
    "is_int": (1, 1, _integer_like),
    "is_string": (1, 1, lambda v: isinstance(v[0], str)),
    "sum": (0, -1, _sum),
    "count": (0, -1, lambda v: sum(1 for one in v if text_of(one) != "")),
    "countif": (1, -1, lambda v: sum(1 for one in v[1:] if equal(one, v[0]))),
    "countifop": (2, -1, lambda v: len(_chosen_by(v))),
    "sumifop": (2, -1, lambda v: _sum(_chosen_by(v))),
    "min": (1, -1, _extreme(min)),
    "max": (1, -1, _extreme(max)),
    "abs": (1, 1, lambda v: abs(number_of(v[0]))),
    "floor": (1, 1, _whole(math.floor)),
    "ceil": (1, 1, _whole(math.ceil)),
    "round": (1, 2, _rounded),
    "intval": (1, 1, _whole(math.trunc)),
    "floatval": (1, 1, lambda v: float(number_of(v[0]))),
    "sqrt": (1, 1, _root),
    "pow": (2, 2, _power),
    "exp": (1, 1, _mathematical(math.exp)),
    "log": (1, 1, _mathematical(math.log)),
    "sin": (1, 1, _mathematical(math.sin)),
    "cos": (1, 1, _mathematical(math.cos)),
    "tan": (1, 1, _mathematical(math.tan)),
    "pi": (0, 0, lambda _: math.pi),
    "stddev": (1, -1, _deviation),
    "strlen": (1, 1, lambda v: len(text_of(v[0]))),
    "strtolower": (1, 1, lambda v: text_of(v[0]).lower()),
    "strtoupper": (1, 1, lambda v: text_of(v[0]).upper()),
    "trim": (1, 1, lambda v: text_of(v[0]).strip()),
    "substr": (2, 3, _part),
    "strpos": (2, 2, _position),
    "str_replace": (3, 3, _replaced),
    "strcmp": (2, 2, lambda v: operator.sub(*_order(v))),
    "implode": (1, -1, lambda v: text_of(v[0]).join(map(text_of, v[1:]))[:LONGEST_TEXT]),
    "join": (0, -1, lambda v: "".join(map(text_of, v))[:LONGEST_TEXT]),
    "list": (0, -1, lambda v: ", ".join(text for one in v if (text := text_of(one)))[:LONGEST_TEXT]),
    "unique": (0, -1, _unique),
    "regexMatch": (2, 2, lambda v: matches(text_of(v[0]), text_of(v[1]))),
    "strtotime": (1, 1, lambda v: seconds_of(v[0])),
}


def _order(values: Arguments) -> tuple[int, int]:
    one, other = text_of(values[0]), text_of(values[1])
    return int(one > other), int(one < other)


def chosen(values: Sequence[Value]) -> Value:
    """Return the second value where the first is true, else the third."""
    return values[1] if truth(values[0]) else values[2] if len(values) > 2 else ""
