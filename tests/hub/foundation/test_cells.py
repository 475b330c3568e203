"""Cells of lists and values of filters, drawn in Python: as their kind says, and every foreign text escaped."""

import pytest

from kontor.hub.foundation.tables import Cell, Column, FacetShown, FacetValue
from kontor.hub.foundation.templatetags.cells import drawn, facet_values

EVIL = "<script>alert('x')</script>"
KINDS = (
    "text",
    "number",
    "percent",
    "date",
    "country",
    "countries",
    "badge",
    "tags",
    "bool",
    "visibility",
    "organisation",
)


def cell(kind, value, url="", hint=""):
    return Cell(Column("one", "One", kind=kind), value, url, hint)


@pytest.mark.parametrize(
    ("kind", "value", "markup"),
    [
        ("text", "plain", "plain"),
        ("text", "", '<span class="nothing" title="Not stated">–</span>'),
        ("number", 0, "0"),
        ("number", None, "–"),
        ("percent", 37.5, "38%"),
        ("date", "2018-02-25", '<time datetime="2018-02-25">25 Feb 2018</time>'),
        ("country", "ES", '<span class="country"><span class="code" aria-hidden="true">ES</span>Spain</span>'),
        ("countries", ["ES"], '<span class="tags"><abbr class="code" title="Spain">ES</abbr></span>'),
        ("badge", "draft", '<span class="badge badge-neutral">draft</span>'),
        ("tags", ["a", "b", "c", "d"], '<span class="tags"><span class="tag">a</span><span class="tag">b</span><span class="tag">c</span><span class="tag-more">+1</span></span>'),
        ("bool", False, '<span class="nothing">no</span>'),
    ],
)  # fmt: skip
def test_drawn_shows_a_value_as_its_kind_says(kind, value, markup):
    assert drawn(cell(kind, value)) == markup


def test_drawn_links_the_value_and_puts_the_hint_beside_it():
    shown = drawn(cell("text", "one", url="/a/?b=1&c=2", hint="more"))

    assert shown == '<a class="cell-link" href="/a/?b=1&amp;c=2">one</a><span class="cell-hint">more</span>'


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {"number", "percent", "date", "visibility"}]
)
def test_drawn_escapes_every_text(kind):
    value = [EVIL] if kind in {"tags", "countries"} else EVIL

    shown = drawn(cell(kind, value, url=EVIL, hint=EVIL))

    assert "<script" not in shown
    assert "alert('" not in shown


def test_facet_values_are_labelled_checkboxes_of_the_form():
    facet = FacetShown(
        "kind", "kind", "Kind", (FacetValue(EVIL, EVIL, 1200, True), FacetValue("b", "B", 1, False))
    )

    shown = facet_values(facet, "filters")

    assert "<script" not in shown
    assert shown.count('form="filters"') == 2
    assert shown.count(" checked") == 1
    assert (
        '<label class="facet-value" for="kind-2"><input id="kind-2" type="checkbox" name="kind" value="b"'
        in shown
    )
    assert '<span class="count">1,200</span>' in shown
