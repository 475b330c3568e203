"""Findings over the reference data: verdicts, days, readers, and what is kept of them."""

import json
from datetime import date

import pytest

from kontor.engine.crosscheck.fields import COLLECTIONS
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.inputs import Gathered
from kontor.hub.scoreboard.inputs.asked import GATHER as ASKED
from kontor.hub.scoreboard.inputs.cooperation import GATHER as COOPERATION
from kontor.hub.scoreboard.models import Claim
from tests.factories.accounts import make_team
from tests.factories.actors import SYSTEM, make_administrator, make_coordinator, make_editor, visitor
from tests.factories.scoreboard import (
    make_claim,
    make_organisation,
    make_participation,
    make_partnership,
    table,
)
from tests.hub.scoreboard.conftest import TODAY

pytestmark = pytest.mark.django_db

PLACES = {"collection": "participations", "rule": "places"}


def verdicts(actor, day=TODAY):
    return {one.key: one for one in queries.findings(actor, day)}


def test_findings_of_the_published_figures_are_those_of_the_engine(demo):
    # The engine's own tally over the same questions (tests/engine/crosscheck/test_reference.py) has 74 that agree and 78
    # not recomputable; twelve of the 74 speak of cooperation cases, which are not kept yet.
    found = queries.findings(VISITOR, TODAY)

    assert queries.tally(found) == {
        "agrees": 62,
        "differs": 13,
        "parts-do-not-sum": 2,
        "missing-data": 9,
        "lower-bound": 28,
        "not-recomputable": 90,
    }
    assert sum(one.not_kept for one in found) == 12


@pytest.mark.parametrize(
    ("claim", "verdict", "recomputed"),
    [
        ("s3-partners", "differs", 61),
        ("s3-launch-date", "agrees", "2018-10-25"),
        ("g1-clusters-s21", "lower-bound", 93),
        ("g1-target-countries", "lower-bound", 24),
        ("g1-smes-members", "lower-bound", 7858),
        ("g2-clusters-it", "differs", 11),
        ("g2-target-kz", "missing-data", 0),
        ("g1-voluntary-without-targets", "parts-do-not-sum", 1),
        ("co-interested", "agrees", 34),
        ("co-interested-galicia", "agrees", 3),
        ("g1-funding-eur", "not-recomputable", None),
    ],
)
def test_finding_of_a_published_figure(demo, claim, verdict, recomputed):
    found = verdicts(VISITOR)[claim]

    assert (found.word, found.verdict.recomputed) == (verdict, recomputed)


def test_finding_names_the_rule_under_which_the_claim_agrees(demo):
    found = verdicts(VISITOR)["g2-clusters-it"]

    assert found.verdict.agrees_as == ("as-printed", "places")


def test_findings_that_contradict_each_other_name_each_other(demo):
    found = verdicts(VISITOR)

    pairs = {tuple(sorted((one.key, other))) for one in found.values() for other in one.contradicted_by}
    assert pairs == {
        ("s3-launch-date", "s3-launch-year-s11"),
        ("s3-launch-year-exec", "s3-launch-year-s11"),
        ("co-escp-existing-s11", "g1-partnerships"),
        ("co-escp-existing-s11", "g1-partnerships-s22"),
        ("g2-clusters-s21", "g2-clusters-s22"),
        ("co-escp-targeting-s11", "co-escp-targeting-s3"),
        ("co-escp-targeting-s11", "g1-target-co"),
        ("g2-targets-data-partnerships", "g2-targets-partnerships-counted"),
        ("challenge-areas-claimed", "challenge-areas-listed"),
    }


def test_contradiction_between_unbound_claims_is_the_verdict_itself():
    make_claim(key="one", statement="Grant of the call", value="4300000", unit="EUR")
    make_claim(key="other", statement="Grant of the call", value="4000000", unit="EUR")

    found = verdicts(VISITOR)

    assert (found["one"].word, found["one"].contradicted_by) == ("contradicts", ("other",))


def test_contradiction_does_not_depend_on_the_spelling_of_the_question():
    asked = {"collection": "partnerships", "filters": [{"field": "generation", "op": "is", "value": 1}]}
    typed = {"collection": "partnerships", "filters": [{"field": "generation", "op": "is", "value": "1"}]}
    make_claim(key="one", value="24", question=asked)
    make_claim(key="other", value="25", question=typed)

    assert verdicts(VISITOR)["one"].contradicted_by == ("other",)


@pytest.mark.parametrize(
    "collection", [name for name in COLLECTIONS if name not in {"cases", *COOPERATION, *ASKED}]
)
def test_inputs_have_every_field_that_the_engine_asks_for(demo, collection):
    rows = Gathered(SYSTEM, TODAY)[collection]

    assert rows
    assert {frozenset(row) for row in rows} == {frozenset(COLLECTIONS[collection])}


def test_inputs_hold_values_of_the_types_that_the_engine_compares(demo):
    given = Gathered(SYSTEM, TODAY)

    for collection, rows in given.items():
        ids = [row["id"] for row in rows]
        assert len(set(ids)) == len(ids), collection
        for row in rows:
            assert all(isinstance(value, str | int | tuple | None) for value in row.values()), row
            assert isinstance(row["id"], str)


def test_inputs_give_the_same_ids_in_every_load(db):
    partnership, organisation = make_partnership(key="ship"), make_organisation(key="body")
    first = make_participation(partnership, organisation)
    before = Gathered(SYSTEM, TODAY)["participations"]

    first.delete()
    make_participation(partnership, organisation)

    assert Gathered(SYSTEM, TODAY)["participations"] == before


def test_findings_of_an_earlier_day_know_nothing_later(demo):
    day = date(2017, 12, 31)

    found = verdicts(VISITOR, day)
    partnerships = queries.records_of(VISITOR, day)["partnerships"]

    assert {one.source_key for one in found.values()} == {"colombia-paper-2017"}
    assert len(partnerships) == 26
    assert not [row for row in partnerships if row["generation"] == 2 or row["kind"] == "ESCP-S3"]


def test_findings_of_a_day_follow_the_partners_of_that_day():
    partnership = make_partnership(start="2016")
    make_participation(partnership, end="2017-06")
    make_participation(partnership, start="2018-02")

    counts = [
        len(queries.records_of(SYSTEM, day)["participations"])
        for day in (date(2015, 1, 1), date(2017, 6, 30), date(2017, 7, 1), date(2018, 2, 1))
    ]

    assert counts == [0, 1, 0, 1]


def test_withdrawn_claim_is_held_against_nothing_from_its_day_on():
    make_claim(key="gone", withdrawn_on=date(2024, 5, 1), withdrawn_reason="misread")

    assert verdicts(SYSTEM) == {}
    assert set(verdicts(SYSTEM, date(2024, 4, 30))) == {"gone"}


def test_organisation_that_is_hidden_is_counted_only_for_those_who_see_it():
    team = make_team()
    partnership = make_partnership()
    make_participation(partnership)
    make_participation(partnership, make_organisation(visibility="restricted", team=team))
    make_claim(key="partners", value="2", unit="partners", question=PLACES)

    counts = {name: verdicts(actor)["partners"].verdict.recomputed for name, actor in {
        "visitor": visitor(), "outsider": make_coordinator(), "its own": make_coordinator(team),
        "editor": make_editor(), "administrator": make_administrator(),
    }.items()}  # fmt: skip

    assert counts == {"visitor": 1, "outsider": 1, "its own": 2, "editor": 2, "administrator": 2}


def test_partnership_that_is_hidden_is_not_counted_for_others():
    make_participation(make_partnership(visibility="restricted", key="hidden"))
    make_claim(key="all", question={"collection": "partnerships"})

    assert verdicts(visitor())["all"].verdict.recomputed == 0
    assert verdicts(make_editor())["all"].verdict.recomputed == 1


def test_claim_for_partners_is_seen_by_partners():
    team = make_team(kind="partnership")
    partnership = make_partnership(team=team)
    make_claim(key="inside", visibility="partners", partnership=partnership)

    assert set(verdicts(make_coordinator(team))) == {"inside"}
    assert verdicts(visitor()) == {}
    assert verdicts(make_coordinator()) == {}


def test_claim_about_a_hidden_partnership_is_hidden_with_it():
    make_claim(key="named", partnership=make_partnership(visibility="restricted"))

    assert verdicts(visitor()) == {}
    assert set(verdicts(make_editor())) == {"named"}


def test_contradiction_by_a_hidden_claim_is_not_told():
    asked = {"collection": "partnerships"}
    make_claim(key="open", value="1", question=asked)
    make_claim(key="closed", value="2", question=asked, visibility="restricted", team=make_team())

    assert verdicts(visitor())["open"].contradicted_by == ()
    assert verdicts(make_administrator())["open"].contradicted_by == ("closed",)


def test_kept_finding_changes_with_the_records():
    partnership = make_partnership(smes_involved=100)
    make_claim(key="smes", value="100", unit="SMEs", question={"collection": "partnerships", "measure": "sum", "field": "smes_involved"})  # fmt: skip
    audit.record(SYSTEM, "test.add", partnership)
    before = verdicts(VISITOR)["smes"].word

    partnership.smes_involved = 120
    partnership.save()
    audit.record(SYSTEM, "test.edit", partnership)

    assert (before, verdicts(VISITOR)["smes"].word) == ("agrees", "differs")


def test_kept_findings_cost_one_statement(django_assert_num_queries):
    for _number in range(3):
        make_claim(question=PLACES)
    queries.findings(VISITOR, TODAY)

    with django_assert_num_queries(1):
        queries.findings(VISITOR, TODAY)


@pytest.mark.parametrize("number", [1, 5])
def test_findings_ask_as_often_for_few_records_as_for_many(django_assert_num_queries, number):
    for _number in range(number):
        make_participation()
        make_claim(question=PLACES)

    with django_assert_num_queries(3):
        queries.findings(VISITOR, TODAY)


@pytest.mark.parametrize("number", [1, 5])
def test_records_are_gathered_with_as_many_statements_for_few_as_for_many(django_assert_num_queries, number):
    for _number in range(number):
        make_participation()
        make_claim()
    given = Gathered(VISITOR, TODAY)

    with django_assert_num_queries(27):
        sizes = {name: len(given[name]) for name in given}

    assert (sizes["participations"], sizes["claims"]) == (number, number)


def test_only_the_records_that_are_asked_for_are_gathered(django_assert_num_queries):
    given = Gathered(VISITOR, TODAY)

    with django_assert_num_queries(1):
        assert len(given["partnerships"]) == len(given["partnerships"]) == 0


def test_finding_of_a_question_that_nobody_can_ask_any_more_is_not_recomputable():
    make_claim(key="old", question={"collection": "stars"})

    assert verdicts(VISITOR)["old"].word == "not-recomputable"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("s3-partners", {"s3-partners"}), ("reina-plus", {"co-smes-reina-plus"}), ("colombia-paper-2017", 66)],
)
def test_findings_about_a_subject(demo, subject, expected):
    found = {one.key for one in queries.findings_about(VISITOR, TODAY, subject)}

    if isinstance(expected, int):
        assert len(found) == expected
    else:
        assert expected <= found


def test_every_bound_claim_of_the_demo_asks_something_readable(demo):
    for row in table("claim_questions"):
        if row["question_json"]:
            question = queries.readable_question(row["question_json"])
            assert queries.in_words(question)
            assert queries.readable_question(json.loads(question.to_text())) == question


def test_demo_has_as_many_claims_as_its_file(demo):
    assert Claim.objects.count() == len(table("claims")) == 204
    assert Partnership.objects.count() == 60
