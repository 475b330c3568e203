"""Units agree with their number, in the reader's language, whichever way the source wrote them."""

import pytest
from django.utils.translation import override

from kontor.hub.foundation.units import UNITS, known, unit_in_words


@pytest.mark.parametrize(
    ("unit", "number", "words"),
    [
        ("partnerships", 1, "partnership"),
        ("partnerships", "1", "partnership"),
        ("organisation", 18, "organisations"),
        ("agreement", 1.0, "agreement"),
        ("agreement", 1.5, "agreements"),
        ("agreement", 0, "agreements"),
        ("agreement", None, "agreements"),
        ("people", -1, "person"),
        ("SME", "17000", "SMEs"),
        ("cases", float("inf"), "cases"),
        ("EUR", 1, "EUR"),
        ("ESCP-4i", 2, "ESCP-4i"),
        ("", 3, ""),
    ],
)
def test_unit_agrees_with_its_number(unit, number, words):
    assert unit_in_words(unit, number) == words


def test_unit_is_told_in_the_readers_language():
    with override("de"):
        assert [unit_in_words("events", number) for number in (1, 2)] == ["Veranstaltung", "Veranstaltungen"]
    with override("fr"):
        assert unit_in_words("agreement", 0) == "accord"


def test_every_unit_is_known_by_the_one_and_by_the_many():
    with override("en"):
        for many, words in UNITS.items():
            assert str(words % {"number": 2}) == many
    assert len(known()) == 2 * len(UNITS)
