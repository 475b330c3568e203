from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.transfer.kit import Integer, Number, Unclean, YesNo
from kontor.hub.transfer.kit.problems import Problem


def sentence(cleaner, text):
    with pytest.raises(Unclean) as refused:
        cleaner.clean(text)
    return str(Problem(refused.value.sentence, refused.value.data, value=text))


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12.0", 12), ("1 234", 1234), ("1\u202f234\u202f567", 1234567), ("-3", -3), ("+3", 3)],
)
def test_a_whole_number_is_taken_in_its_usual_forms(text, number):
    assert Integer().clean(text) == number


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("1,234", " Did you mean 1234?"),
        ("1.234.567", " Did you mean 1234567?"),
        ("about 12", ""),
        ("12.5", ""),
        ("１２", ""),
        ("9" * 40, ""),
    ],
)
def test_what_is_not_a_whole_number_is_refused(text, near):
    assert (
        sentence(Integer(), text) == f"'{text}' is not a whole number: write digits only, such as 1234.{near}"
    )


def test_a_number_out_of_range_says_the_bound():
    assert sentence(Integer(least=0), "-1") == "-1 is too small: the least possible is 0."
    assert sentence(Integer(most=9), "10") == "10 is too large: the most possible is 9."


def test_a_decimal_comma_is_refused_with_the_point():
    assert (
        sentence(Number(), "12,5")
        == "'12,5' is not a number: write digits with a point, such as 1234.5. Did you mean 12.5?"
    )


def test_too_many_places_are_refused():
    assert sentence(Number(places=1), "1.25") == "'1.25' has more than 1 digits after the point: round it."


def test_trailing_zeros_are_no_places():
    assert Number(places=1).clean("1.500") == Decimal("1.5")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_shown_number_is_read_again(number):
    cleaner = Number()

    assert cleaner.clean(cleaner.show(number)) == number
    assert cleaner.unpack(cleaner.pack(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", True), ("JA", True), ("sí", True), ("1", True), ("no", False), ("nein", False)],
)
def test_yes_and_no_are_known_in_the_interface_languages(text, value):
    assert YesNo().clean(text) is value


def test_neither_yes_nor_no_is_refused():
    assert sentence(YesNo(), "maybe") == "'maybe' is neither yes nor no: write 'yes' or 'no'."
