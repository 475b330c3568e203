"""How a value looks in print: numbers, percentages, dates and links, by language.

Percentages are percentage points everywhere (37.5 prints as 37.5 %), so that a table, a figure with unit '%' and a
chart with unit '%' mean the same number.
"""

import math
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeGuard
from urllib.parse import urljoin, urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from kontor.documents.blocks import CellValue, Figure
from kontor.documents.words import Words

# What no XML format can carry, and the invisible marks by which a text could turn round the text after it
# (with the byte order mark, which is none inside a text).
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
PLANE_ENDS = re.compile(
    "[" + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17)) + "]"
)
CURRENCY = re.compile(r"[A-Z]{3}")
BEYOND_COUNTING = 10**15  # printed as a power of ten: nobody counts so far, and floats cannot
SAFE_SCHEMES = frozenset({"", "http", "https", "mailto"})


@lru_cache
def locale(language: str) -> Locale:
    """The CLDR locale of a language tag. Plain English is European English: 21 Nov 2026, not Nov 21, 2026.

    >>> str(locale("en")), str(locale("pt-br")), str(locale("tlh"))
    ('en_GB', 'pt_BR', 'en_GB')
    """
    if language in {"", "en"}:
        return Locale.parse("en_GB")
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        base = language.replace("_", "-").split("-")[0]
        return locale(base if base != language else "en")


def clean(text: str) -> str:
    """The text without characters that documents cannot carry; each leaves a visible replacement mark.

    Tabs become spaces and every kind of line end a newline, so that all formats print the same.

    >>> clean("a\\x00b")
    'a\ufffdb'
    """
    text = DIRECTION_MARKS.sub("", PLANE_ENDS.sub("\ufffd", UNPRINTABLE.sub("\ufffd", text)))
    return text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")


def number(value: float, language: str) -> str:
    """A number with the language's separators and at most two decimals.

    >>> number(1234.567, "de"), number(12, "en")
    ('1.234,57', '12')
    """
    if abs(value) >= BEYOND_COUNTING:
        return f"{Decimal(value):.4g}"
    return format_decimal(value, format="#,##0.##", locale=locale(language))


def percent(points: float, language: str) -> str:
    """Percentage points with the language's percent sign, at most one decimal.

    >>> percent(37.5, "en")
    '37.5%'
    """
    pattern = locale(language).percent_formats[None].pattern
    return format_percent(points / 100, format=pattern.replace("0", "0.#", 1), locale=locale(language))


def day(value: date, language: str) -> str:
    """The date in the language's middle length, with spaces at which no line breaks.

    >>> day(date(2026, 11, 21), "en")
    '21\\xa0Nov\\xa02026'
    """
    return format_date(value, format="medium", locale=locale(language)).replace(" ", "\u00a0")


def is_missing(value: CellValue) -> bool:
    """No data: None, and what arithmetic gives where there is none (nan, inf)."""
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def is_number(value: CellValue) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and not is_missing(value)


def printed(value: CellValue, kind: str, language: str, words: Words) -> str:
    """A cell as readers see it. A missing value is '' here: tables show a blank, text says 'no data'."""
    if is_missing(value):
        return ""
    if isinstance(value, bool):
        return words["yes"] if value else words["no"]
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, int | float):
        return _printed_number(value, kind, language)
    return clean(str(value))


def _printed_number(value: float, kind: str, language: str) -> str:
    if kind == "percent" and abs(value) < BEYOND_COUNTING:
        return percent(value, language)
    if kind == "year":
        return str(int(value))
    return number(value, language)


def amount(figure: Figure, language: str, words: Words) -> str:
    """The bare value of a figure with its sign ('%', a currency) but without its unit in words.

    Running text names the unit itself ('the 9 events'), so only signs that belong to the number are printed.
    """
    value = figure.value
    if is_missing(value):
        return words["no_data"]
    if is_number(value) and abs(value) >= BEYOND_COUNTING:
        return number(value, language)
    if figure.unit == "%" and is_number(value):
        return percent(value, language)
    if CURRENCY.fullmatch(figure.unit) and is_number(value):
        return _money(value, figure.unit, language)
    return printed(value, "number", language, words)


def _money(value: float, currency: str, language: str) -> str:
    whole = float(value).is_integer()
    return (
        format_currency(value, currency, locale=locale(language), decimal_quantization=False)
        if not whole
        else (
            format_currency(
                value,
                currency,
                format=_whole_pattern(language),
                locale=locale(language),
                currency_digits=False,
            )
        )
    )


@lru_cache
def _whole_pattern(language: str) -> str:
    return re.sub(r"0\.0+", "0", locale(language).currency_formats["standard"].pattern)


def spoken(figure: Figure, language: str, words: Words) -> str:
    """The figure's value inside a sentence: a bound is said in words ('at least 142')."""
    pattern = {">=": words["at_least"], "<=": words["at_most"]}.get(figure.bound, "{value}")
    shown = amount(figure, language, words)
    return shown if is_missing(figure.value) else pattern.replace("{value}", shown)


def displayed(figure: Figure, language: str, words: Words) -> str:
    """The figure's value standing alone: a bound is a sign (≥ 142)."""
    sign = {">=": "≥\u00a0", "<=": "≤\u00a0"}.get(figure.bound, "")
    shown = amount(figure, language, words)
    return shown if is_missing(figure.value) else sign + shown


def unit_in_words(figure: Figure) -> str:
    """The unit when it is a word ('partnerships'), '' when `amount` already prints it as a sign."""
    return "" if figure.unit == "%" or CURRENCY.fullmatch(figure.unit) else clean(figure.unit)


def safe_href(href: str, site: str = "") -> str:
    """The address as it may stand in a document, or '' when it may not.

    Schemes that run code are dropped. `site` is the address that completes relative links on paper; without it they
    stay relative.

    >>> safe_href("/p/41/", "https://kontor.example"), safe_href("javascript:alert(1)")
    ('https://kontor.example/p/41/', '')
    """
    href = clean(href).strip()
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    if not href or scheme not in SAFE_SCHEMES:
        return ""
    return urljoin(site, href) if site else href


def outside_href(href: str, site: str = "") -> str:
    """The address when it works away from the site (on paper, in a spreadsheet), otherwise ''."""
    whole = safe_href(href, site)
    return whole if whole.startswith(("http://", "https://", "mailto:")) else ""
