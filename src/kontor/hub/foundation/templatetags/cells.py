"""Cells and filter values of lists, drawn in Python: a page has hundreds, and a template for each costs ten times more."""

from collections.abc import Callable
from typing import Any

from django import template
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kontor.hub.foundation.tables import Cell, FacetShown
from kontor.hub.foundation.templatetags.kontor import (
    badge,
    countries,
    country,
    hue,
    icon,
    initials,
    machine_date,
    number,
    percent,
    tag,
    visible_to,
    when_short,
)

register = template.Library()

TAGS_SHOWN = 3


def drawn_country(code: Any) -> str:
    sign = escaped(getattr(code, "pk", code))
    return f'<span class="country"><span class="code" aria-hidden="true">{sign}</span>{escaped(country(code))}</span>'


def drawn_countries(codes: Any) -> str:
    shown = (
        f'<abbr class="code" title="{escaped(name)}">{escaped(code)}</abbr>'
        for code, name in countries(codes)
    )
    return f'<span class="tags">{"".join(shown)}</span>'


def drawn_tags(words: Any) -> str:
    hidden = len(words) - TAGS_SHOWN
    more = f'<span class="tag-more">+{hidden}</span>' if hidden > 0 else ""
    return f'<span class="tags">{"".join(tag(word) for word in words[:TAGS_SHOWN])}{more}</span>'


def drawn_badge(state: Any) -> str:
    return badge(getattr(state, "label", "") or state, tone=getattr(state, "tone", "neutral"))


def drawn_truth(value: Any) -> str:
    return icon("check", label=gettext("yes")) if value else f'<span class="nothing">{gettext("no")}</span>'


def drawn_date(value: Any) -> str:
    return f'<time datetime="{escaped(machine_date(value))}">{escaped(when_short(value))}</time>'


DRAWN: dict[str, Callable[[Any], str]] = {
    "country": drawn_country,
    "countries": drawn_countries,
    "tags": drawn_tags,
    "badge": drawn_badge,
    "bool": drawn_truth,
    "date": drawn_date,
    "visibility": visible_to,
}
NUMBERS: dict[str, Callable[[Any], str]] = {"number": number, "percent": percent}


def drawn_value(kind: str, value: Any) -> str:
    """What is not stated is a dash that says so; a number has its own dash."""
    if kind in NUMBERS:
        return escaped(NUMBERS[kind](value))
    if value is None or value == "":
        return f'<span class="nothing" title="{escaped(gettext("Not stated"))}">–</span>'
    return DRAWN.get(kind, escaped)(value)


def drawn_organisation(cell: Cell) -> str:
    name = escaped(cell.value)
    shown = f'<a class="who-name" href="{escaped(cell.url)}">{name}</a>' if cell.url else name
    square = f'<span class="initials" data-hue="{hue(cell.value)}" aria-hidden="true">{escaped(initials(cell.value))}</span>'
    return f'<span class="who">{square}<span>{shown}{drawn_hint(cell)}</span></span>'


def drawn_hint(cell: Cell) -> str:
    return f'<span class="cell-hint">{escaped(cell.hint)}</span>' if cell.hint else ""


@register.filter
def drawn(cell: Cell) -> SafeString:
    """The inside of one cell, by the kind of its column. Everything that is not our own markup is escaped."""
    if cell.column.kind == "organisation":
        return mark_safe(drawn_organisation(cell))  # noqa: S308 - escaped part by part
    shown = drawn_value(cell.column.kind, cell.value)
    if cell.url:
        shown = f'<a class="cell-link" href="{escaped(cell.url)}">{shown}</a>'
    return mark_safe(shown + drawn_hint(cell))  # noqa: S308 - escaped part by part


@register.simple_tag
def facet_values(facet: FacetShown, form: str) -> SafeString:
    """The checkboxes of a facet, as members of `form`."""
    name, form = escaped(facet.parameter), escaped(form)
    rows = (
        f'<li><label class="facet-value" for="{name}-{place}">'
        f'<input id="{name}-{place}" type="checkbox" name="{name}" value="{escaped(one.value)}" form="{form}"'
        f"{' checked' if one.chosen else ''}>"
        f'<span class="facet-label">{escaped(one.label)}</span><span class="count">{number(one.count)}</span></label></li>'
        for place, one in enumerate(facet.values, 1)
    )
    return mark_safe("\n      ".join(rows))  # noqa: S308 - escaped part by part
