"""Scores and pipelines of many at once are those of each, counted row by row."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import CREDITS, Card, Filter, IndicatorError, Row, Rule, count, counted
from kontor.engine.indicators.bulk import Asked, Columns, scored

from .making import MEASURES, drawn_rows
from .test_bulk import PLACES, REGISTERS, UNTIL, columns, numbered

STAGES = ("contact", "planned", "negotiation")
LISTED = Filter("kind", "equal", "sme")
STATES = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["contact", "signed", "negotiation", "lost", ""]),
        "case_state": st.sampled_from(["", "", "contact", "closed"]),
    }
)
WAYS = [
    ("sum", "sum"),
    ("distinct", "distinct"),
    ("cumulative", "sum"),
    ("maximum", "maximum"),
    ("latest", "joint"),
]
RULES = (
    *MEASURES,
    Rule("entered", measure="sum", field="jobs", partners=("lead", "kind")),
    Rule("a", (LISTED, Filter("state", "equal", "signed"))),
    Rule("a", (Filter("state", "in", ("signed", "active")),), "distinct", "with", same_as="mark"),
    Rule("a", (Filter("state", "present"), Filter("status", "equal", "signed")), "distinct", "id", date="signed_on"),
)  # fmt: skip


@st.composite
def registers_with_states(draw):
    """The registers, with how far each row is; rows of one name are one thing."""

    def told(row):
        more = draw(STATES) | {"same_as": draw(st.sampled_from(["x", "y", f"own {row.id}"]))}
        return replace(row, fields={**row.fields, **more})

    return {name: [[told(row) for row in rows] for rows in lists] for name, lists in draw(REGISTERS).items()}


@given(registers_with_states(), st.sampled_from(CREDITS), UNTIL, st.sampled_from(WAYS))
def test_scores_of_all_are_those_of_each(registers, credit, until, ways):
    asked = [Asked(rule, *ways, credit) for rule in RULES]

    found = scored(asked, columns(registers), PLACES, until, STAGES)

    for place, told in enumerate(PLACES):
        for one, its in zip(asked, found[place], strict=True):
            rows = [numbered(row) for row in registers[one.rule.register][place]]
            each = count(one.rule, rows, told.periods, told.partners, until)
            card = Card("c", over_time=ways[0], over_partners=ways[1])
            assert its.score == counted(card, each, credit), (one, told.code)
            assert its.unjudged == len(each.unjudged)
            waiting = waiting_of(each, rows)
            assert {one.thing for one in its.waiting} == waiting.keys(), (one, told.code)
            assert all((w.row, stage(w)) in waiting[w.thing] for w in its.waiting), (one, told.code)


def stage(one):
    return "planned" if one.later else one.state


def waiting_of(found, rows):
    """Row by row: thing -> (row, how far it is) of what would count but for its state, or is dated later."""
    if found.rule.measure == "sum":
        return {}
    rule = replace(found.rule, filters=tuple(one for one in found.rule.filters if one.field != "state"))
    candidates = [one for one in count(rule, rows).total.rows if rule != found.rule or one in found.later]
    by_id = {row.id: row for row in rows}
    counts = {by_id[one].value("same_as") for one in found.total.rows}
    told = {}
    for one in candidates:
        row = by_id[one]
        said = "planned" if one in found.later else row.value("case_state") or row.value("state")
        if said in STAGES and row.value("same_as") not in counts:
            told.setdefault(row.value("same_as"), []).append((one, said))
    return told


def test_rows_without_a_common_name_are_things_of_their_own():
    rows = [Row("1", None, ("A",), {"state": "contact"}), Row("2", None, ("A",), {"state": "signed"})]
    asked = Asked(Rule("a", (Filter("state", "equal", "signed"),)), "sum", "sum", "full")

    found = scored([asked], {"a": Columns.of((0, row) for row in rows)}, PLACES, None, STAGES)[0][0]

    assert (found.score.total.value, [one.row for one in found.waiting]) == (1, ["1"])


def test_whoever_is_not_listed_is_named_where_something_is_theirs():
    rows = [Row("1", date(2022, 1, 5), ("Z", "A"), {"kind": "sme"}), Row("2", date(2022, 1, 6), ("Y",))]
    asked = [Asked(Rule("a", (LISTED,)), "sum", "sum", "lead"), Asked(Rule("a"), "sum", "sum", "fractional")]

    one, other = scored(asked, {"a": Columns.of((0, row) for row in rows)}, PLACES)[0]

    assert {who: str(its.value) for who, its in one.score.by_partner.items()} == {
        "A": "0",
        "B": "0",
        "Z": "1",
    }
    assert {who: str(its.value) for who, its in other.score.by_partner.items()} == {
        "A": "1/2", "B": "0", "Z": "1/2", "Y": "1",
    }  # fmt: skip


def test_a_register_that_is_not_there_is_refused():
    with pytest.raises(IndicatorError, match="There is no register b"):
        scored([Asked(Rule("b"), "sum", "sum", "full")], {}, PLACES)


@given(drawn_rows(4))
def test_asking_nothing_says_nothing(rows):
    assert scored([], {"a": Columns.of((0, row) for row in rows)}, PLACES) == [[], [], []]
