import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.crosscheck.questions import (
    COUNTING_RULES,
    MEASURES,
    OPERATIONS,
    PARTS,
    Coverage,
    Filter,
    Having,
    Question,
    QuestionError,
)

names = st.sampled_from(["country", "partnership", "kind", "start", "größe"])
scalars = (
    st.text(min_size=1) | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
)
filters = st.one_of(
    st.builds(Filter, names, st.sampled_from(["is", "is-not", "contains"]), scalars | st.booleans()),
    st.builds(Filter, names, st.sampled_from(["at-least", "at-most"]), scalars),
    st.builds(
        Filter, names, st.sampled_from(["in", "not-in"]), st.lists(scalars, min_size=1, max_size=3).map(tuple)
    ),
    st.builds(Filter, names, st.sampled_from(["known", "unknown"])),
)
some_filters = st.lists(filters, max_size=3).map(tuple)
coverages = st.none() | st.builds(Coverage, names, names, some_filters)
rules = st.sampled_from([rule for rule in COUNTING_RULES if rule != "distinct"])
simple = st.one_of(
    st.builds(Question, names, st.just("count"), filters=some_filters, rule=rules, covers=coverages),
    st.builds(
        Question, names, st.sampled_from(["count-distinct", "sum", "mean", "max"]), names, some_filters, rules
    ),
    st.builds(
        Question,
        names,
        filters=some_filters,
        rule=st.just("distinct"),
        distinct_by=st.lists(names, min_size=1).map(tuple),
    ),
    st.builds(
        Question,
        names,
        st.just("groups"),
        group_by=names,
        having=st.none()
        | st.builds(Having, st.sampled_from(["at-least", "at-most", "is"]), st.integers(0, 9)),
    ),
)
compared = st.builds(
    Question, names, st.sampled_from(["share", "ratio", "difference"]), of=simple, rule=rules
)
questions = simple | compared
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
near_misses = st.fixed_dictionaries(
    {"collection": st.just("targets") | anything},
    optional={
        "measure": st.sampled_from(MEASURES) | anything,
        "field": names | anything,
        "filters": st.lists(
            st.fixed_dictionaries({"field": names | anything, "op": st.sampled_from(OPERATIONS) | anything})
            | st.fixed_dictionaries({"field": names, "op": st.sampled_from(OPERATIONS), "value": anything})
        )
        | anything,
        "rule": st.sampled_from(list(COUNTING_RULES)) | anything,
        "distinct_by": st.lists(names) | anything,
        "group_by": names | anything,
        "having": st.fixed_dictionaries({"op": st.just("at-least"), "value": anything}) | anything,
        "part": st.sampled_from(PARTS) | anything,
        "of": st.just({"collection": "targets"}) | anything,
        "covers": st.just({"collection": "partnerships", "field": "partnership"}) | anything,
        "surprise": anything,
    },
)


@given(questions)
def test_a_question_survives_its_json(question):
    assert Question.from_json(question.to_text()) == question
    assert hash(Question.from_json(question.to_json())) == hash(question)


@given(questions)
def test_equal_questions_give_equal_texts(question):
    shuffled = dict(reversed(list(question.to_json().items())))

    assert Question.from_json(json.dumps(shuffled)).to_text() == question.to_text()


@given(anything | near_misses | st.text() | st.binary())
def test_reading_a_question_raises_nothing_but_its_own_error(given_value):
    read = _read(given_value)

    if isinstance(read, QuestionError):
        assert str(read).startswith(read.field or "nothing")
    else:
        assert Question.from_json(read.to_text()) == read


def _read(given_value):
    try:
        return Question.from_json(given_value)
    except QuestionError as refusal:
        return refusal


@pytest.mark.parametrize(
    ("given_value", "field", "allowed"),
    [
        ("{", "question", ()),
        ("[" * 100_000, "question", ()),
        ([], "question", ("collection",)),
        ({}, "question.collection", ()),
        ({"collection": ""}, "collection", ()),
        ({"collection": "targets", "measure": "average"}, "measure", ("count", "mean")),
        ({"collection": "targets", "rule": "heads"}, "rule", ("as-printed", "organisations")),
        ({"collection": "targets", "measur": "count"}, "question", ("measure",)),
        ({"collection": "targets", "measure": "sum"}, "field", ()),
        ({"collection": "targets", "field": "country"}, "field", ()),
        ({"collection": "targets", "rule": "distinct"}, "distinct_by", ()),
        ({"collection": "targets", "distinct_by": ["country"]}, "rule", ("distinct",)),
        ({"collection": "targets", "filters": {}}, "filters", ()),
        ({"collection": "targets", "filters": [{"field": "country"}]}, "filters.op", ()),
        ({"collection": "targets", "filters": [{"field": "country", "op": "like", "value": 1}]}, "filters.op", ("is",)),
        ({"collection": "targets", "filters": [{"field": "country", "op": "in", "value": []}]}, "filters.value", ()),
        ({"collection": "targets", "filters": [{"field": "a", "op": "is", "value": 10**5000}]}, "filters.value", ()),
        ({"collection": "targets", "filters": [{"field": "a", "op": "known", "value": 1}]}, "filters.value", ()),
        ({"collection": "targets", "filters": [{"field": "a", "op": "at-least", "value": True}]}, "filters.value", ()),
        ({"collection": "targets", "measure": "groups"}, "group_by", ()),
        ({"collection": "targets", "measure": "sum", "field": "a", "group_by": "b"}, "measure", ("groups",)),
        ({"collection": "targets", "having": {"op": "is", "value": 1}}, "having", ("groups",)),
        ({"collection": "targets", "measure": "groups", "group_by": "a", "having": {"op": "is", "value": True}},
         "having.value", ()),
        ({"collection": "targets", "measure": "share"}, "of", ()),
        ({"collection": "targets", "of": {"collection": "targets"}}, "measure", ("share",)),
        ({"collection": "targets", "part": "sum"}, "part", ("ratio",)),
        ({"collection": "targets", "measure": "ratio", "part": "sum", "of": {"collection": "a"}}, "field", ()),
        ({"collection": "targets", "measure": "only-here", "field": "a", "of": {"collection": "a"}}, "of.measure",
         ("set",)),
        ({"collection": "a", "measure": "share", "of": {"collection": "a", "measure": "set", "field": "b"}},
         "of.measure", ("count",)),
        ({"collection": "a", "measure": "share", "of": {"collection": "a", "measure": "share", "of":
         {"collection": "a", "of": {"collection": "a"}}}}, "of", ()),
        ({"collection": "targets", "covers": {"collection": "partnerships"}}, "covers.field", ()),
    ],
)  # fmt: skip
def test_a_wrong_question_names_the_field_and_the_allowed_words(given_value, field, allowed):
    with pytest.raises(QuestionError) as refused:
        Question.from_json(given_value)

    assert refused.value.field == field
    assert set(allowed) <= set(refused.value.allowed)
    assert all(word in str(refused.value) for word in allowed)
