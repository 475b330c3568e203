"""Questions from lists of words and back."""

import json

import pytest

from kontor.engine.crosscheck.questions import Question
from kontor.hub.scoreboard.forms.question import question_of, values_of
from tests.factories.scoreboard import table

BOUND = [row for row in table("claim_questions") if row["question_json"]]


@pytest.mark.parametrize("row", BOUND, ids=lambda row: row["claim_id"])
def test_every_question_of_the_demo_passes_through_the_form_unchanged(row):
    question = Question.from_json(row["question_json"])

    shown = values_of(question.to_json())
    # A browser sends texts.
    sent = {name: value if isinstance(value, list) else str(value) for name, value in shown.items()}

    assert texts(Question.from_json(question_of(sent)).to_json()) == texts(question.to_json())


def texts(part):
    """1 and '1' ask the same."""
    if isinstance(part, dict):
        return {key: texts(value) for key, value in part.items()}
    return [texts(value) for value in part] if isinstance(part, list) else str(part)


def test_question_of_nothing_is_none():
    assert question_of({"collection": "", "measure": "count", "where_1_field": "kind"}) == {}


def test_question_keeps_groups_and_their_size():
    question = {
        "collection": "targets", "measure": "groups", "field": "partnership", "group_by": "country",
        "having": {"op": "at-least", "value": 2},
    }  # fmt: skip

    assert question_of(values_of(question)) == question


def test_question_counted_once_by_chosen_fields():
    sent = {"collection": "targets", "rule": "distinct", "distinct_by": ["country", "basis"]}

    assert question_of(sent)["distinct_by"] == ["country", "basis"]


def test_question_with_a_list_of_values():
    sent = {
        "collection": "targets",
        "where_1_field": "country",
        "where_1_op": "in",
        "where_1_value": "ES; FR ;",
    }

    assert question_of(sent)["filters"] == [{"field": "country", "op": "in", "value": ["ES", "FR"]}]


def test_comparison_keeps_what_the_form_does_not_show():
    question = Question.from_json(
        {
            "collection": "targets", "measure": "only-here", "field": "country",
            "of": {
                "collection": "targets", "measure": "set", "field": "country",
                "covers": {"collection": "partnerships", "field": "partnership"},
            },
        }
    ).to_json()  # fmt: skip

    assert json.dumps(question_of(values_of(question)), sort_keys=True) == json.dumps(
        question, sort_keys=True
    )
