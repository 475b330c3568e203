import pytest

from kontor.engine.crosscheck.registers import CASES, Entry, Register
from kontor.engine.crosscheck.rules.categories import Vocabulary, outside_words

TYPES = Vocabulary(
    "type",
    (
        ("collaboration project", "Collaboration project (e.g. exchange visits)"),
        ("formal agreement", "Formal agreement (e.g. MoU)"),
        ("joint business events", "Organisation of joint business events"),
        ("exports-imports", "Exports/Imports"),
    ),
)


def found_of(*words):
    entries = tuple(Entry(f"row {number}", categories=(("type", word),)) for number, word in enumerate(words))
    return outside_words((Register("overview", CASES, entries),), [TYPES])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("agreement", "Formal agreement (e.g. MoU)"),
        ("MoU", "Formal agreement (e.g. MoU)"),
        ("Formal agrement", "Formal agreement (e.g. MoU)"),
        ("Collaboration", "Collaboration project (e.g. exchange visits)"),
        ("Organization of joint business events", "Organisation of joint business events"),
        ("Exports", "Exports/Imports"),
        ("Ехроrts/Imports", "Exports/Imports"),
    ],
)
def test_a_word_that_is_nearly_on_the_list_names_the_one_that_is_meant(word, meant):
    [found] = found_of(word)

    assert (found.kind, found.hardness, found.recomputed) == ("near-miss", "likely", meant)


@pytest.mark.parametrize("word", ["CPA", "non formal agreement", "contact initiated", "Solar energy"])
def test_a_word_of_its_own_is_outside_the_list(word):
    [found] = found_of(word)

    assert (found.kind, found.hardness, found.recomputed) == ("outside-list", "certain", None)


@pytest.mark.parametrize("word", ["formal agreement", "Formal agreement", "Formal agreement (e.g. MoU)"])
def test_a_word_of_the_list_is_let_alone(word):
    assert found_of(word) == []


def test_a_word_is_found_once_with_all_its_rows():
    [found] = found_of("agreement", "formal agreement", "agreement")

    assert found.rows == ("row 0", "row 2")
