"""The survey of the programme, answered: repeats by count, comments with their tick, hidden answers, versions of the truth."""

from functools import cache

import pytest

from kontor.engine.questionnaire import (
    Response,
    findings,
    look,
    opens,
    page_after,
    page_named,
    plan,
    posted,
    problems,
    problems_on,
    submission,
    survey_from_json,
    survey_to_json,
)
from tests.engine.questionnaire.eocic import eocic


@cache
def made():
    return plan(eocic())


def answered(**values):
    response = Response("escp-4i-progress-survey", "1")
    return posted(made(), response, values)[0]


def cases(response):
    return [one.path for one in look(made(), response).pages if one.block.code == "D_case"]


def test_survey_opens_without_findings():
    assert findings(eocic()) == ()
    assert opens(eocic())


def test_survey_travels_as_json():
    assert survey_from_json(survey_to_json(eocic())) == eocic()


def test_seven_agreements_make_seven_cases():
    response = answered(D2="Y", D3="7")

    assert cases(response) == [(("D_case", str(number)),) for number in range(1, 8)]


def test_case_beyond_the_count_is_kept_hidden_and_dropped_with_notice():
    response = answered(D2="Y", D3="7")
    for number in range(1, 8):
        response, wrong = posted(made(), response, {"D6": f"case {number}"}, (("D_case", str(number)),))
        assert wrong == ()

    fewer, _ = posted(made(), response, {"D3": "5"})
    handed_in = submission(look(made(), fewer))
    again, _ = posted(made(), fewer, {"D3": "7"})

    assert len(cases(fewer)) == 5
    assert [one.answers["D6"] for one in fewer.items((), "D_case")] == [
        f"case {number}" for number in range(1, 8)
    ]
    assert [(one.path, one.cell, one.value, one.reason) for one in handed_in.dropped] == [
        ((("D_case", "6"),), "D6", "case 6", "beyond"),
        ((("D_case", "7"),), "D6", "case 7", "beyond"),
    ]
    assert [one.id for one in handed_in.response.items((), "D_case")] == ["1", "2", "3", "4", "5"]
    assert look(made(), again).scope((("D_case", "7"),)).values["D6"] == "case 7"


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "x", "1e3", ""])
def test_count_that_is_no_count_is_refused_when_there_are_agreements(typed):
    response, unread = posted(made(), answered(D2="Y"), {"D3": typed})
    state = look(made(), response)

    wrong = [*unread, *problems_on(state, page_named(state, "D"))]

    assert "D3" in {one.question for one in wrong}


def test_count_is_not_asked_without_agreements():
    state = look(made(), answered(D2="N", D3="7"))

    assert "D3" not in {one.question.code for one in state.on(page_named(state, "D"))}
    assert cases(state.response) == []
    assert [(one.cell, one.value, one.reason) for one in submission(state).dropped] == [("D3", 7, "hidden")]


def test_huge_count_makes_no_more_cases_than_the_survey_takes():
    assert len(cases(answered(D2="Y", D3="999999999"))) == 40


def test_title_of_a_case_says_its_number():
    state = look(made(), answered(D2="Y", D3="2"))
    case = page_named(state, "D_case/2")

    assert state.text(case.block.title, state.scope(case.path)) == "Cooperation case 2"


def test_comment_without_its_tick_is_a_warning_and_is_dropped_at_the_end():
    response = answered(B1_03comment="three", B1_04="Y", B1_04comment="four")
    state = look(made(), response)

    found = problems_on(state, page_named(state, "B"))

    assert [(one.cell, one.warning) for one in found] == [("B1_03comment", True)]
    assert [(one.cell, one.reason) for one in submission(state).dropped] == [("B1_03comment", "no tick")]
    assert submission(state).response.answers == {"B1_04": "Y", "B1_04comment": "four"}


def test_comment_stays_while_the_tick_is_taken_away_and_set_again():
    response = answered(B1_03="Y", B1_03comment="three")
    unticked, _ = posted(made(), response, {"B1_03": ""})
    ticked, _ = posted(made(), unticked, {"B1_03": "Y"})

    assert "B1_03comment" not in submission(look(made(), unticked)).response.answers
    assert submission(look(made(), ticked)).response.answers["B1_03comment"] == "three"


def test_forged_relevance_and_foreign_cells_change_nothing():
    response, wrong = posted(
        made(),
        answered(D2="N"),
        {"relevance1234": "1", "relevanceG4": "1", "D4": "01", "D3": "3"},
    )
    state = look(made(), response)

    assert [(one.cell, one.kind) for one in wrong] == [
        ("relevance1234", "unknown"),
        ("relevanceG4", "unknown"),
        ("D4", "unknown"),
    ]
    assert cases(response) == []
    assert "D3" not in state.top.values


def test_pages_follow_each_other_through_the_cases():
    state = look(made(), answered(D2="Y", D3="2"))
    keys, key = [], ""
    while page := page_after(state, key):
        key = page.key
        keys.append(key)

    assert keys == ["A", "B", "C", "D", "D_case/1", "D_case/2", "E", "F", "G", "H"]


def test_page_that_has_gone_leads_to_the_next_that_is_there():
    state = look(made(), answered(D2="Y", D3="1"))

    assert page_after(state, "D_case/2").key == "E"
    assert page_named(state, "D_case/7").key == "E"


def test_examples_are_added_and_removed_by_the_respondent():
    response = answered()
    for name in ("one", "two", "three"):
        at = (("F", response.new_item((), "F")),)
        response, _ = posted(made(), response, {"F1": name}, at)

    fewer = response.removed((("F", "2"),))
    more = fewer.put({"F1": "four"}, (("F", fewer.new_item((), "F")),))

    assert [(one.id, one.answers["F1"]) for one in more.items((), "F")] == [
        ("1", "one"),
        ("3", "three"),
        ("4", "four"),
    ]
    assert [one.key for one in look(made(), more).pages if one.block.code == "F"] == ["F/1", "F/3", "F/4"]


def test_case_answered_first_stays_the_case_it_is():
    response = (
        answered(D2="Y", D3="3")
        .put({"D6": "third"}, (("D_case", "3"),))
        .put({"D6": "first"}, (("D_case", "1"),))
    )
    state = look(made(), response)

    assert [one.values.get("D6") for one in state.top.items["D_case"]] == ["first", "", "third"]
    assert cases(response) == [(("D_case", str(number)),) for number in (1, 2, 3)]


def test_affected_names_what_the_count_changes():
    assert made().affected("D3") == ("D_case", "D4", "D5", "D6")
    assert made().affected("D2") == ("D3", "D_case", "D4", "D5", "D6")
    assert made().affected("A1") == ()


def test_whole_response_is_required_where_the_survey_says_so():
    found = {one.cell for one in problems(look(made(), answered(D2="Y", D3="1", G1="N", H3="02")))}

    assert {"A1", "C1", "D1", "D5_01", "D5_02", "D5_03", "D6", "E1", "E2"} <= found
    assert found.isdisjoint({"D3", "G2", "H4", "B1"})


def test_response_travels_as_json():
    response = answered(D2="Y", D3="2").put({"D6": "x"}, (("D_case", "2"),))

    assert Response.from_json(response.to_json()) == response
