import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import (
    Filter,
    Formula,
    Register,
    Rule,
    RuleError,
    check,
    check_formulas,
    definition_from_json,
    faults_of,
    in_words,
    order_of,
)

WORDS = st.text("abcdeß ", min_size=1, max_size=5).filter(str.strip)
SCALARS = st.one_of(WORDS, st.integers(-5, 5), st.booleans(), st.sampled_from([0.5, 2.0]))
FILTERS = st.one_of(
    st.builds(Filter, WORDS, st.sampled_from(["equal", "at-least", "at-most"]), SCALARS),
    st.builds(Filter, WORDS, st.sampled_from(["in", "not-in"]), st.lists(SCALARS, min_size=1).map(tuple)),
    st.builds(Filter, WORDS, st.sampled_from(["present", "absent"])),
    st.builds(Filter, WORDS, st.just("between"), st.tuples(SCALARS, SCALARS)),
)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
RULES = st.one_of(
    st.builds(
        Rule, WORDS, st.lists(FILTERS, max_size=3).map(tuple), date=WORDS, partners=NAMES, dimensions=NAMES
    ),
    st.builds(Rule, WORDS, measure=st.just("distinct"), field=WORDS, same_as=st.one_of(st.just(""), WORDS)),
    st.builds(Rule, WORDS, measure=st.just("sum"), field=WORDS),
)
CASES = {
    "agreements": Register(
        "agreements", {"status": "text", "amount": "number", "signed_on": "date", "country": "text"}
    )
}


@given(RULES)
def test_rule_comes_back_from_json(rule):
    again = definition_from_json(rule.to_text())

    assert again == rule
    assert json.loads(rule.to_text()) == rule.to_json()


def test_formula_comes_back_from_json():
    formula = Formula("ratio", ("signed", "all"))

    assert definition_from_json(json.dumps(formula.to_json())) == formula


@pytest.mark.parametrize(
    ("given_rule", "sentence"),
    [
        ({"register": "agreements", "measure": "average"}, "measure: 'average' is not known"),
        ({"register": "agreements", "measure": "sum"}, "field: Say of which field: sum needs one"),
        ({"register": "agreements", "field": "amount"}, "field: Rows are counted without a field"),
        ({"register": "agreements", "same_as": "x"}, "same_as: Only what is counted distinct"),
        ({"register": " "}, "register: A name is missing"),
        ({"filters": []}, "rule: register is missing"),
        (
            {"register": "a", "filters": [{"field": "b", "operator": "like", "value": 1}]},
            "filters.operator: 'like'",
        ),
        ({"register": "a", "filters": [{"field": "b", "operator": "in", "value": 1}]}, "in needs a list"),
        ({"register": "a", "filters": [{"field": "b", "operator": "between", "value": [1]}]}, "two values"),
        ({"register": "a", "filters": [{"field": "b", "operator": "present", "value": 1}]}, "takes no value"),
        ({"register": "a", "filters": [{"field": "b", "operator": "equal"}]}, "equal needs one value"),
        ({"register": "a", "filters": "b"}, "filters: Expected a list"),
        ({"register": "a", "dimensions": [1]}, "dimensions: Expected a list"),
        ("{", "rule: This is not valid JSON"),
        ([], "rule: Expected an object"),
        ({"how": "mean", "of": ["a"]}, "how: 'mean' is not known"),
        ({"how": "ratio", "of": ["a"]}, "of: A ratio needs two indicators"),
        ({"how": "sum", "of": ["a", "a"]}, "of: An indicator is added up twice"),
        ({"how": "sum", "of": []}, "of: Say which indicators"),
        ({"how": "sum"}, "formula: of is missing"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words(given_rule, sentence):
    with pytest.raises(RuleError) as refused:
        definition_from_json(given_rule)

    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("rule", "sentences"),
    [
        (Rule("cases"), ["There is no register cases; there are agreements"]),
        (
            Rule("agreements", date="due", dimensions=("town",)),
            [
                "dimensions: the register agreements has no field town; it has status, amount, signed_on, country, "
                "id, date, partners",
                "date: the register agreements has no field due; it has status, amount, signed_on, country, id, "
                "date, partners",
            ],
        ),
        (Rule("agreements", measure="sum", field="status"), ["status is not a number and cannot be summed"]),
        (Rule("agreements", date="country"), ["country is not a date and puts no row in a period"]),
        (
            Rule("agreements", (Filter("status", "at-least", 3),)),
            ["status is neither a number nor a date; at-least does not apply to it"],
        ),
        (Rule("agreements", (Filter("amount", "at-least", 3),), "distinct", "partners", "signed_on"), []),
    ],
)
def test_a_rule_that_a_register_cannot_answer_is_refused_in_words(rule, sentences):
    assert [str(one) for one in faults_of(rule, CASES)] == sentences


def test_checking_a_rule_raises_its_first_fault():
    check(Rule("agreements", date="signed_on"), CASES)
    with pytest.raises(RuleError, match="rule: country is not a date"):
        check(Rule("agreements", date="country"), CASES)


@pytest.mark.parametrize(
    ("formulas", "circle"),
    [
        ({"a": Formula("sum", ("a",))}, "a, a"),
        ({"a": Formula("sum", ("b",)), "b": Formula("ratio", ("c", "a")), "c": None}, "a, b, a"),
        ({"x": None, "b": Formula("ratio", ("x", "c")), "c": Formula("sum", ("x", "b"))}, "b, c, b"),
    ],
)
def test_an_indicator_that_counts_itself_is_refused_with_the_circle(formulas, circle):
    with pytest.raises(RuleError, match=f"counts itself: {circle}$"):
        check_formulas(formulas)


def test_an_indicator_that_is_not_there_is_refused():
    with pytest.raises(RuleError, match="Indicator a counts b, which is not there"):
        check_formulas({"a": Formula("sum", ("b",))})


@given(st.dictionaries(st.integers(0, 30), st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True)))
def test_formulas_without_a_circle_come_in_the_order_in_which_they_can_be_worked_out(drawn):
    downwards = {
        str(code): Formula("sum", below)
        for code, parts in drawn.items()
        if (below := tuple(str(part) for part in parts if part < code))
    }
    definitions = {str(code): downwards.get(str(code)) for code in range(31)}

    order = order_of(definitions)

    assert sorted(order) == sorted(definitions)
    assert all(order.index(part) < order.index(code) for code, one in downwards.items() for part in one.of)


def test_a_chain_of_a_thousand_indicators_is_long_and_not_wrong():
    chain = {str(i): Formula("sum", (str(i + 1),)) for i in range(2_000)} | {"2000": None}

    assert order_of(chain)[0] == "2000"
    with pytest.raises(RuleError, match="counts itself"):
        check_formulas(chain | {"2000": Formula("sum", ("0",))})


def test_every_part_of_a_rule_is_said_in_words():
    rule = Rule(
        "agreements",
        (
            Filter("amount", "between", (1, 5)),
            Filter("country", "not-in", ("DE", "ES")),
            Filter("status", "present"),
        ),
        "distinct",
        "counterpart",
        date="signed_on",
        partners=("lead",),
        dimensions=("country",),
        same_as="mark",
    )

    assert [str(one) for one in in_words(rule)] == [
        "Counts each counterpart of agreements once",
        "where amount is between 1 and 5",
        "where country is none of DE, ES",
        "where status is stated",
        "rows with the same mark are one",
        "in the period of signed_on",
        "credited to lead",
        "broken down by country",
    ]
