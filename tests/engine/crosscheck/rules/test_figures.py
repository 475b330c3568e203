import pytest

from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.rules.figures import Figure, contradicting, figures
from kontor.engine.crosscheck.tables import Table

ROWS = Table.of(
    [
        {"id": "a", "agreement": "a", "signed": "yes"},
        {"id": "b", "agreement": "a", "signed": "yes"},
        {"id": "c", "agreement": "c", "signed": "no"},
    ]
)
SIGNED = Question("agreements", filters=(Filter("signed", "is", "yes"),))


def found_of(value, question=SIGNED, **given):
    return figures(
        [Figure(Claim("f", value), "signed", "4.2", question=question, **given)], {"agreements": ROWS}
    )


def test_a_figure_that_the_rows_do_not_give_names_rule_and_rows():
    [found] = found_of(3)

    assert (found.kind, found.hardness, found.recomputed, found.difference) == (
        "figure-differs",
        "certain",
        2,
        -1,
    )
    assert (found.rows, dict(found.words)["counted"]) == (("a", "b"), "as-printed")


def test_a_figure_that_another_rule_gives_agrees():
    assert found_of(1, rules=("agreements",)) == []


def test_a_figure_that_the_rows_give_is_no_finding():
    assert found_of(2) == []


@pytest.mark.parametrize(
    ("question", "kind", "missing"),
    [
        (None, "no-question", ""),
        (Question("events"), "no-records", "events"),
        (Question("agreements", "count-distinct", "country"), "nothing-known", "country"),
    ],
)
def test_a_figure_that_cannot_be_recomputed_says_why(question, kind, missing):
    [found] = found_of(2, question, note="The colours of the table are lost.")

    assert (found.kind, found.verdict, dict(found.words)["missing"]) == (kind, "not-recomputable", missing)


def test_two_figures_about_one_thing_contradict_each_other():
    stated = [
        Figure(Claim("a", 38), "events", "4.4", about="events"),
        Figure(Claim("b", 31), "events", "summary", about="events"),
        Figure(Claim("c", 30, "more-than"), "events", "cover", about="events"),
    ]

    found = contradicting(stated)

    assert [(one.claim, one.other, one.places, one.hardness) for one in found] == [
        ("a", "b", ("4.4", "summary"), "certain")
    ]
