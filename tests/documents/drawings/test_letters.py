"""How wide texts are and how they break."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.documents.drawings import letters


def test_examples_in_docstrings_of_letters_hold() -> None:
    result = doctest.testmod(letters)

    assert (result.failed, result.attempted > 0) == (0, True)


def test_text_width_follows_the_fonts_own_widths() -> None:
    assert letters.text_width("0000", 10) == pytest.approx(4 * letters.text_width("0", 10))
    assert letters.text_width("W", 10) > letters.text_width("i", 10) * 2


@given(st.text(max_size=80), st.floats(20, 300), st.integers(1, 4))
def test_wrapped_keeps_to_the_width_and_the_number_of_lines(text: str, width: float, count: int) -> None:
    made = letters.wrapped(text, 12, width, count)

    assert 1 <= len(made) <= count
    assert [line for line in made if letters.text_width(line, 12) > width and len(line) > 2] == []


def test_wrapped_loses_no_word_where_there_is_room() -> None:
    text = "Business partnership agreements and technology transfer"

    assert " ".join(letters.wrapped(text, 12, 120, lines=9)) == text


def test_shortened_leaves_short_texts_alone_and_keeps_long_ones_within_the_width() -> None:
    assert letters.shortened("Gaia", 12, 100) == "Gaia"
    assert letters.shortened("Internationalisation", 12, 60) == "Internati…"
