from datetime import date

import pytest

from kontor.documents import values
from kontor.documents.blocks import Figure
from kontor.documents.words import ENGLISH


def a_figure(value, unit="", bound="="):
    return Figure("f", "Label", value, "Rule", 1, unit, bound=bound)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "1,234.57"),
        ("de", "1.234,57"),
        ("fr", "1\u202f234,57"),
        ("es", "1.234,57"),
        ("sv", "1\u00a0234,57"),
    ],
)
def test_number_follows_the_language(language, shown):
    assert values.number(1234.567, language) == shown


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (2019, "year", "2019"),
        (2019, "number", "2,019"),
        (37.5, "percent", "37.5%"),
        (60.0, "percent", "60%"),
        (date(2020, 10, 19), "date", "19 Oct 2020"),
        (True, "text", "yes"),
        (False, "number", "no"),
        (None, "number", ""),
        (float("nan"), "number", ""),
        (float("inf"), "percent", ""),
        ("=1+1", "text", "=1+1"),
    ],
)
def test_printed_cell(value, kind, shown):
    assert values.printed(value, kind, "en", ENGLISH).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("figure", "alone", "in_text"),
    [
        (a_figure(46, "countries", ">="), "≥\u00a046", "at least 46"),
        (a_figure(46, "countries", "<="), "≤\u00a046", "at most 46"),
        (a_figure(0, "countries"), "0", "0"),
        (a_figure(None, "countries", ">="), "no data", "no data"),
        (a_figure(37.5, "%"), "37.5%", "37.5%"),
        (a_figure(6_250_000, "EUR"), "€6,250,000", "€6,250,000"),
        (a_figure(12.5, "EUR"), "€12.50", "€12.50"),
    ],
)
def test_figure_shows_its_bound_and_its_sign(figure, alone, in_text):
    assert values.displayed(figure, "en", ENGLISH) == alone
    assert values.spoken(figure, "en", ENGLISH) == in_text


@pytest.mark.parametrize("value", [10**15, 1e300, 10**400, -(10**20)])
def test_numbers_beyond_counting_are_powers_of_ten(value):
    assert "e+" in values.number(value, "de")
    assert "e+" in values.displayed(a_figure(value, "EUR"), "en", ENGLISH)
    assert "e+" in values.printed(value, "percent", "en", ENGLISH)


def test_no_data_is_not_zero():
    assert values.displayed(a_figure(None), "en", ENGLISH) != values.displayed(a_figure(0), "en", ENGLISH)


@pytest.mark.parametrize("language", ["xx", "", "en-XX", "not a tag", "zz-ZZ-zz"])
def test_unknown_language_is_printed_in_english(language):
    assert values.day(date(2026, 11, 21), language).replace("\u00a0", " ") == "21 Nov 2026"


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "java\x00script:x",
        "//[",
        "",
    ],
)
def test_address_that_runs_code_is_dropped(href):
    assert values.safe_href(href) in ("", "java\ufffdscript:x")
    assert values.outside_href(href, "https://kontor.example") in (
        "",
        "https://kontor.example",
        "https://kontor.example/java\ufffdscript:x",
    )


def test_relative_address_needs_the_site_on_paper():
    assert values.outside_href("/p/41/") == ""
    assert values.outside_href("/p/41/", "https://kontor.example") == "https://kontor.example/p/41/"


def test_clean_leaves_a_mark_for_what_cannot_be_carried():
    assert values.clean("a\x00b\ud800c\ufffed\U0001ffffe") == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_clean_removes_marks_that_turn_text_round():
    assert values.clean("\u202eabc\u2066d\ufeff") == "abcd"
