"""The wording check: what it finds in four languages, where, and that each remark explains itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kontor.hub.strategy.queries.wording import ToldRemark, marked, told
from kontor.hub.strategy.rules.wording import Wording, remarks
from kontor.hub.strategy.rules.wording.reading import amounts, languages_of, several_aims

GOOD = Wording(
    "Sign 12 cooperation agreements with clusters in Japan by June 2027.",
    indicator="Signed agreements in the list",
    baseline=Decimal(0),
    target=Decimal(12),
    unit="agreements",
    due_on=date(2027, 6, 30),
    has_owner=True,
    start="2025-01",
    end="2027-12",
)


def codes(one):
    return [remark.code for remark in remarks(one)]


def found(one, code):
    return next(remark for remark in remarks(one) if remark.code == code)


def test_good_objective_has_no_remark():
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (
            {"statement": "Sign agreements with clusters in Japan.", "target": None, "baseline": None},
            "no-amount",
        ),
        ({"target": Decimal(15)}, "amounts-differ"),
        ({"indicator": " "}, "no-indicator"),
        ({"due_on": None}, "no-day"),
        ({"has_owner": False}, "no-owner"),
        ({"baseline": Decimal(12)}, "no-change"),
        ({"baseline": Decimal(20)}, "below-the-baseline"),
        ({"statement": "Reduce the waiting time to 12 days."}, "above-the-baseline"),
        ({"due_on": date(2024, 12, 31)}, "outside-the-project"),
        ({"due_on": date(2028, 1, 1)}, "outside-the-project"),
    ],
)
def test_hard_remark_stands_alone(changed, code):
    assert codes(replace(GOOD, **changed)) == [code]
    assert found(replace(GOOD, **changed), code).hard


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"target": None, "baseline": None}, "no-target"),
        ({"unit": ""}, "no-unit"),
        ({"baseline": None}, "no-baseline"),
        ({"statement": "Train 12 managers and send them to Japan."}, "several-aims"),
        ({"statement": "Improve 12 export plans."}, "vague-aim"),
        ({"statement": "Sign 12 agreements with several clusters."}, "vague-amount"),
        ({"statement": "Sign 12 " + "very " * 40 + "good agreements."}, "too-long"),
    ],
)
def test_soft_remark_stands_alone(changed, code):
    assert codes(replace(GOOD, **changed)) == [code]
    assert not found(replace(GOOD, **changed), code).hard


def test_vague_words_are_hard_where_no_figure_says_what_they_leave_open():
    vague = replace(
        GOOD,
        statement="Improve the visibility of our companies as soon as possible.",
        target=None,
        baseline=None,
    )

    assert [remark.code for remark in remarks(vague) if remark.hard] == [
        "no-amount",
        "vague-aim",
        "vague-amount",
    ]


@pytest.mark.parametrize(
    ("statement", "aims", "amounts_said"),
    [
        ("We will strengthen our companies and help as many as possible.", ("strengthen", "help"), ("as many as possible",)),
        ("Wir wollen die Sichtbarkeit verbessern und möglichst viele KMU erreichen.", ("verbessern",), ("möglichst viele",)),
        ("Mejorar la presencia de las pymes en varios mercados.", ("Mejorar",), ("varios",)),
        ("Renforcer la coopération avec plusieurs clusters, dès que possible.", ("Renforcer",), ("plusieurs", "dès que possible")),
    ],
)  # fmt: skip
def test_vague_words_are_told_as_they_stand(statement, aims, amounts_said):
    one = replace(GOOD, statement=statement)

    assert found(one, "vague-aim").where == aims
    assert found(one, "vague-amount").where == amounts_said


@pytest.mark.parametrize(
    ("statement", "language", "pair"),
    [
        ("Sign 12 agreements and organise 3 missions for our members.", "en", ("Sign", "and organise")),
        ("Train the managers of our members. Send 10 of them to Chile.", "en", ("Train", "Send")),
        ("Bis 2027 zwölf Verträge unterzeichnen und drei Missionen organisieren.", "de",
            ("unterzeichnen", "und drei Missionen organisieren")),
        ("Firmar 5 acuerdos y organizar una misión para las pymes.", "es", ("Firmar", "y organizar")),
        ("Signer 5 accords et organiser une mission pour les PME.", "fr", ("Signer", "et organiser")),
    ],
)  # fmt: skip
def test_two_aims_in_a_sentence_are_found_by_their_words(statement, language, pair):
    assert languages_of(statement) == (language,)
    assert several_aims(statement, [language]) == pair


@pytest.mark.parametrize(
    "statement",
    [
        "Organise 3 missions to open markets for our members.",
        "Sign 12 agreements with clusters and chambers of commerce.",
        "Bis 2027 zwölf Verträge mit Clustern und Kammern unterzeichnen.",
        "Firmar 5 acuerdos con clústeres y cámaras de la región.",
    ],
)
def test_one_aim_is_one_aim(statement):
    assert several_aims(statement, languages_of(statement)) == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("Win 1,500 members by 2027-06-30.", [1500]),
        ("Win 1.500 Mitglieder bis 30.06.2027 für die Industrie 4.0.", [1500]),
        ("Raise the share of exporting members by 12.5 % by 2027.", [Decimal("12.5")]),
        ("Hold two B2B events in M18 of the S3 project.", [2]),
        ("Organiser douze ateliers avec les PME en 2027.", [12]),
    ],
)
def test_years_days_and_names_are_no_amounts(statement, said):
    assert [value for _, value in amounts(statement, languages_of(statement))] == said


def test_year_in_the_sentence_is_told_where_the_day_is_missing():
    remark = found(replace(GOOD, due_on=None), "no-day")

    assert remark.where == ("2027",)
    assert "2027" in told(remark).found


def test_unknown_dates_of_the_partnership_put_nothing_outside():
    assert codes(replace(GOOD, start="", end="", due_on=date(2050, 1, 1))) == []
    assert codes(replace(GOOD, end="2027", due_on=date(2027, 12, 31))) == []


def test_every_remark_says_what_why_and_what_to_write():
    bad = Wording("Improve it as soon as possible and promote all " + "very " * 40)
    worse = replace(
        GOOD, statement="Reduce the time from 90 to 30 days.", baseline=Decimal(1), unit="", due_on=None
    )

    for remark in (*remarks(bad), *remarks(worse)):
        shown = told(remark)
        assert all((shown.found, shown.why, shown.write)), remark.code
        assert "%(" not in shown.found + shown.write, remark.code
        assert all(word in bad.statement + worse.statement for word in shown.where)


def test_words_are_marked_in_the_sentence():
    remark = ToldRemark("vague-amount", True, "", ("several",), "", "")

    assert marked("Win several members, severally.", (remark,)) == (
        ("Win ", False), ("several", True), (" members, severally.", False),
    )  # fmt: skip
    assert marked("Win 12 members.", ()) == (("Win 12 members.", False),)
