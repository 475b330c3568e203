"""Values of records as people compare them: which are known, what they are called, which are numbers."""

import math
from datetime import date

from kontor.engine.crosscheck.names import fold


def entries(value: object) -> tuple[object, ...]:
    """Return the known entries of a field: none for None and '', each for a list, else the value itself."""
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(entry for entry in value if entry is not None and entry != "")
    return () if value is None or value == "" else (value,)


def plain(value: object) -> str:
    """Return a value as it is compared: words folded, 2 and 2.0 and '2' alike, dates in ISO form."""
    text = text_of(value).strip()
    return text if number_of(text) is not None else fold(text) or text


def text_of(value: object) -> str:
    """Return a value as it is shown: dates in ISO form, whole numbers without decimals."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def number_of(value: object) -> float | None:
    """Return a number or a text that is one; None for anything else, infinity and not-a-number included."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and value[:1].isalpha():  # most are words, and to try costs more than to look
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def tidy(number: float) -> int | float:
    """Return a whole number as an integer."""
    return int(number) if float(number).is_integer() else number
