"""What templates say: icons, countries, dates with the precision known, numbers, addresses, and blocks of the design system."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent
from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from kontor.hub.foundation.country_names import country_name, language_name
from kontor.hub.foundation.partial_dates import parse, written
from kontor.hub.foundation.tables import sort_key
from kontor.hub.foundation.units import unit_in_words
from kontor.hub.foundation.visibility import Visibility

register = template.Library()

TONES = frozenset({"neutral", "info", "good", "warning", "bad", "accent"})


def language() -> str:
    """The reader's language for CLDR. Plain English is European English: 21 Nov 2026, not Nov 21, 2026."""
    code = (get_language() or "en").replace("-", "_")
    return "en_GB" if code == "en" else code


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite. With `label` it speaks; without, screen readers pass over it."""
    return drawn_icon(static("foundation/icons.svg"), name, str(label), css)


@lru_cache(maxsize=1000)
def drawn_icon(sprite: str, name: str, label: str, css: str) -> SafeString:
    """Drawn once: a page has two hundred."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" viewBox="0 0 20 20" focusable="false" {}><use href="{}"></use></svg>',
        f" {css}" if css else "",
        spoken,
        f"{sprite}#{name}",
    )


@register.filter
def country(code: Any) -> str:
    """'ES' -> 'Spain', in the reader's language. Takes a code or a Country."""
    code = getattr(code, "pk", code)
    return country_name(str(code), get_language() or "en") if code else ""


@register.filter
def countries(codes: Iterable[Any]) -> list[tuple[str, str]]:
    """(code, name) of each, sorted by name."""
    found = [str(getattr(code, "pk", code)) for code in codes or ()]
    return sorted(((code, country(code)) for code in found), key=lambda pair: sort_key(pair[1]))


@register.filter(name="language_name")
def named_language(code: str) -> str:
    """'de' -> 'German', in the reader's language."""
    return language_name(code, get_language() or "en") if code else ""


@register.filter
def when(value: Any, zone: str = "") -> str:
    """A date as people write it, with the precision known: '2018-02' -> 'February 2018'. '' stays ''.

    A moment is told by the reader's clock, or by that of a place (`zone`).
    """
    if not value:
        return ""
    if isinstance(value, datetime):
        moment = localtime(value, ZoneInfo(zone) if zone else None)
        return f"{format_date(moment.date(), 'long', locale=language())}, {format_time(moment.time(), 'HH:mm', locale=language())}"
    if isinstance(value, date):
        return format_date(value, "long", locale=language())
    try:
        return written(str(value), get_language() or "en")
    except ValueError:
        return str(value)


@register.filter
def when_short(value: Any) -> str:
    """A date for narrow columns: '2018-02-25' -> '25 Feb 2018'."""
    if isinstance(value, datetime):
        value = localtime(value).date()
    if isinstance(value, date):
        return format_date(value, "medium", locale=language())
    text = str(value or "")
    if len(text) == 7:
        return format_skeleton("yMMM", parse(text)[0], locale=language())
    return format_date(parse(text)[0], "medium", locale=language()) if len(text) == 10 else text


@register.filter
def machine_date(value: Any) -> str:
    """What the `datetime` attribute of <time> takes."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


@register.simple_tag
def period(start: Any, end: Any, dash: str = "–") -> str:
    """'February 2018 – 2019'; open ends stay open: '2018 –'; a single day is one."""
    if start and start == end:
        return when(start)
    return f"{when(start)} {dash} {when(end)}".strip() if start or end else ""


@register.filter
def number(value: Any, digits: int = 2) -> str:
    """1234.5 -> '1,234.5' or '1.234,5'. No data is not 0: None gives a dash."""
    if value is None or value == "":
        return "–"
    return decimal_in(language(), value, digits)


@lru_cache(maxsize=8192)
def decimal_in(language: str, value: Any, digits: int) -> str:
    """CLDR is slow and a list shows the same small numbers again and again."""
    return format_decimal(value, format="#,##0." + "#" * digits if digits else "#,##0", locale=language)


@register.filter
def unit(words: str, number: Any = None) -> str:
    """The unit agreeing with its number: {{ 'agreement'|unit:18 }} is 'agreements', without a number the many."""
    return unit_in_words(words, number)


@register.filter
def percent(value: Any, digits: int = 0) -> str:
    """Percentage points: 37.5 -> '38%' or '38 %'. None gives a dash."""
    if value is None or value == "":
        return "–"
    return format_percent(
        value / 100, format="#,##0" + ("." + "0" * digits if digits else "") + "%", locale=language()
    )


@register.filter
def initials(name: Any) -> str:
    """One or two letters for the square beside a name: 'Basque Energy Cluster' -> 'BE'."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


@register.filter
def hue(name: Any) -> int:
    """One of eight colours, always the same for the same name."""
    return sum(ord(sign) * place for place, sign in enumerate(str(name or ""), 1)) % 8 + 1


@register.filter
def host(address: str) -> str:
    """'https://www.example.eu/a' -> 'example.eu'."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The present query string with parameters changed; None drops one: `{% query page=2 sort=None %}`."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None and value != "":
            values[name] = value
    return f"?{values.urlencode()}" if values else "?"


@register.simple_tag
def url_for(name: str, *args: Any, **kwargs: Any) -> str:
    """Like `url`, but '' where the area is not installed: for links from below to above."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag
def visible_to(visibility: str, label: str = "") -> SafeString:
    """The marker 'visible to'; nothing is public by silence, so it is shown for every record."""
    known = visibility if visibility in Visibility.values else Visibility.RESTRICTED
    return render_to_string(
        "foundation/parts/visibility.html", {"visibility": known, "label": label or Visibility(known).label}
    )


# Blocks: `{% card title=... %} ... {% endcard %}`. Each is a template in foundation/parts with `content` inside.


def block(name: str) -> None:
    def draw(content: str, **values: Any) -> SafeString:
        return render_to_string(f"foundation/parts/{name}.html", {"content": content, **values})

    register.simple_block_tag(draw, name=name)


for block_name in ("card", "callout", "dialog", "empty", "disclosure", "fact", "panel", "figure"):
    block(block_name)


@register.simple_tag
def badge(label: Any, tone: str = "neutral", dot: bool = True) -> SafeString:
    """A state in words, never by colour alone."""
    tone = tone if tone in TONES else "neutral"
    return format_html('<span class="badge badge-{}{}">{}</span>', tone, "" if dot else " badge-plain", label)


@register.simple_tag
def tag(label: Any, url: str = "", hint: str = "") -> SafeString:
    """A term of a taxonomy; with `url`, a link to what carries it."""
    title = format_html(' title="{}"', hint) if hint else ""
    if url:
        return format_html('<a class="tag" href="{}"{}>{}</a>', url, title, label)
    return format_html('<span class="tag"{}>{}</span>', title, label)


@register.simple_tag
def button(
    label: Any,
    *,
    url: str = "",
    kind: str = "secondary",
    icon_name: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A link that looks like a button (`url`), or a submit button. kinds: primary, secondary, quiet, danger."""
    drawn = icon(icon_name) if icon_name else ""
    if url:
        return format_html(
            '<a class="button button-{}" href="{}">{}<span>{}</span></a>', kind, url, drawn, label
        )
    sends = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button class="button button-{}" type="submit"{}>{}<span>{}</span></button>',
        kind,
        sends,
        drawn,
        label,
    )


@register.filter
def back(breadcrumb: Iterable[Any]) -> str:
    """Where 'cancel' leads: the last step of the breadcrumb that has an address."""
    return next((step.url for step in reversed(tuple(breadcrumb)) if step.url), "")


@register.filter
def words(text: str) -> list[str]:
    """Several words as a list."""
    return text.split()
