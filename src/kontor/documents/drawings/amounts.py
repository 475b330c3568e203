"""Numbers as a reader of the report's language writes them, and the round numbers of an axis."""

import math
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent, format_scientific

_LARGEST_WRITTEN_OUT = 1e15


@cache
def locale_of(language: str) -> Locale:
    """The Babel locale of 'es', 'pt-PT', 'zh_Hans'; English for a language that Babel does not know."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def known(value: float | None) -> float | None:
    """The value, or None where it is no number: a drawing shows infinities and NaN as no data.

    >>> known(3), known(float("nan"))
    (3, None)
    """
    return value if value is not None and math.isfinite(value) else None


def amount(value: float, language: str, unit: str = "") -> str:
    """The number alone, with the percent sign where the unit is '%': other units are named once, beside the axis.

    >>> amount(1234.5, "en"), amount(1234.5, "de"), amount(12.5, "fr", "%")
    ('1,234.5', '1.234,5', '12,5\\xa0%')
    """
    locale = locale_of(language)
    if abs(value) >= _LARGEST_WRITTEN_OUT:
        return str(format_scientific(float(value), "0.##E0", locale=locale))
    if unit == "%":
        return str(format_percent(round(value, 1) / 100, _percent_pattern(locale), locale=locale))
    return str(format_decimal(_rounded(value), "#,##0.####", locale=locale))


def amount_with_unit(value: float, language: str, unit: str) -> str:
    """As a tooltip says it: '12 organisations', '12%'."""
    number = amount(value, language, unit)
    return number if unit in ("", "%") else f"{number} {unit}"


def ticks(low: float, high: float, wanted: int = 5) -> tuple[float, ...]:
    """Round numbers from at or below `low` to at or above `high`, about `wanted` of them; steps 1, 2, 5 times 10^n.

    >>> ticks(0, 43)
    (0, 10, 20, 30, 40, 50)
    """
    low, high = max(low, -1e300), min(high, 1e300)
    if high - low < 1e-6 * max(1.0, abs(high), abs(low)):
        high = low + max(1.0, abs(low))
    step = _round_step((high / wanted) - (low / wanted))
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(_clean(i * step) for i in range(first, last + 1))


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next((m * power for m in (1, 2, 5) if m * power >= rough * 0.999), 10 * power)


def _clean(value: float) -> float:
    rounded = float(f"{value:.10g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < _LARGEST_WRITTEN_OUT else rounded


def _rounded(value: float) -> float:
    """Four significant digits for a fraction, all digits of the whole part."""
    if value == int(value):
        return int(value)
    digits = max(0, 3 - math.floor(math.log10(abs(value))))
    return round(value, min(digits, 4) if abs(value) < 1000 else 1)


def _percent_pattern(locale: Locale) -> str:
    pattern = locale.percent_formats[None].pattern
    return str(pattern).replace("#,##0", "#,##0.#")
