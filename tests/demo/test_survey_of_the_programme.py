"""The survey over the programme in the demo: what the report tells of its wave, and nothing more."""

import json
from collections import Counter

import pytest

from kontor.engine.questionnaire import Item, Response, findings, look, plan, submission, survey_from_json
from kontor.hub.front.demo import FOLDER

DEFINITION = json.loads((FOLDER / "eocic" / "survey.json").read_text(encoding="utf-8"))
WAVE = json.loads((FOLDER / "eocic" / "survey_wave.json").read_text(encoding="utf-8"))


def test_questionnaire_has_nothing_to_put_right_and_a_real_repeat_for_cases():
    survey = survey_from_json(DEFINITION)

    cases = next(one for one in survey.blocks if one.repeat and one.repeat.driver)
    assert findings(survey) == ()
    assert [one.code for one in survey.blocks] == ["A", "B", "C", "D", "Dcase", "E", "F", "G", "H"]
    assert (cases.repeat.driver, [one.code for one in cases.questions()]) == ("D3.NAOK", ["D4", "D5", "D6"])


def test_respondents_are_counted_by_page_and_strand_as_the_report_does():
    reached = Counter(block for one in WAVE["respondents"] for block in one["blocks"])
    by_strand = Counter((one["group"], block) for one in WAVE["respondents"] for block in one["blocks"])

    assert len(WAVE["respondents"]) == 23
    assert {block: reached[block] for block in "BCDEG"} == {"B": 21, "C": 20, "D": 19, "E": 19, "G": 19}
    assert (by_strand["strand-1", "B"], by_strand["strand-2", "B"]) == (14, 7)
    assert (by_strand["strand-1", "D"], by_strand["strand-2", "D"]) == (13, 6)


def test_twenty_one_agreements_stand_as_cases_of_their_partnerships():
    cases = {
        one["partnership"]: len(one["repeats"]["Dcase"]) for one in WAVE["respondents"] if one["repeats"]
    }

    assert sum(cases.values()) == 21
    assert cases == {
        "cosmenerg-4i": 5, "ec2i": 4, "foodnet": 4, "ideo": 2, "laser-go-global": 2, "mobigoin-action": 2, "nf4": 2,
    }  # fmt: skip


@pytest.mark.parametrize("one", [one for one in WAVE["respondents"] if one["answers"]], ids=lambda one: one["answers"]["A1"])  # fmt: skip
def test_what_is_told_are_answers_to_the_questions_and_none_is_dropped(one):
    made = plan(survey_from_json(DEFINITION))
    items = tuple(Item(str(place), case) for place, case in enumerate(one["repeats"].get("Dcase", ()), 1))

    found = submission(look(made, Response(made.survey.id, "1", "en", one["answers"], {"Dcase": items})))

    assert found.dropped == ()
    assert [problem for problem in found.problems if problem.kind == "invalid" and "mail" not in str(problem.phrase)] == []  # fmt: skip


def test_no_person_is_named():
    written = json.dumps(WAVE)

    assert "@" not in written
    assert all(not {"A4", "A5"} & one["answers"].keys() for one in WAVE["respondents"])
