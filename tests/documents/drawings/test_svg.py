"""What every drawing is written with: ids, links, coordinates."""

import doctest
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.documents.drawings import svg


def test_examples_in_docstrings_of_svg_hold() -> None:
    result = doctest.testmod(svg)

    assert (result.failed, result.attempted > 0) == (0, True)


@given(st.text())
def test_identifier_is_an_xml_name_and_differs_for_different_texts(text: str) -> None:
    made = svg.identifier(text)

    assert made.isascii()
    assert not set(made) & set(" \t\n\"'<>&#()")
    assert svg.identifier(text + "_") != made


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "\tjavascript:x", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", ""]
)
def test_safe_link_refuses_what_could_run(href: str) -> None:
    assert svg.safe_link(href) == ""


@pytest.mark.parametrize(
    "href", ["/a/", "a/b", "?q=1", "#x", "https://example.org/a:b", "mailto:a@example.org"]
)
def test_safe_link_keeps_what_leads_somewhere(href: str) -> None:
    assert svg.safe_link(href) == href


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_coordinate_refuses_what_is_no_place(value: float) -> None:
    with pytest.raises(ValueError, match="cannot place a mark"):
        svg.coordinate(value)
