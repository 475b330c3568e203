"""What the columns of exported answers mean, also those of options that are gone and of items side by side."""

from kontor.engine.questionnaire import Block, Kind, Option, Question, Response, Survey, look, plan, posted
from kontor.engine.questionnaire.columns import columns, tables, wide
from kontor.engine.questionnaire.dictionary import dictionary, side_by_side
from kontor.engine.questionnaire.kinds import OTHER, Role
from tests.engine.questionnaire.eocic import eocic


def by_heading(*plans, language=""):
    return {one.heading: one for one in dictionary(plans, language)}


def test_dictionary_has_one_variable_for_each_column_in_order():
    made = plan(eocic())

    assert [one.heading for one in dictionary([made])] == [one.heading for one in columns([made])]


def test_codes_are_told_as_the_survey_words_them():
    found = by_heading(plan(eocic()))

    assert found["A2"].values == {"01": "Strand-1", "02": "Strand-2"}
    assert found["D2"].values == {"Y": "Yes", "N": "No"}
    assert found["B1_02"].values == {"Y": "Identification of target third countries"}
    assert found["B1_02comment"].values == {}
    assert (found["B1_02comment"].role, found["D4"].table, found["D3"].number) == (
        Role.COMMENT,
        "D_case",
        True,
    )
    assert found["D4"].values[OTHER] == OTHER


def test_option_that_is_gone_keeps_its_meaning():
    def version(number, *options):
        asked = Question("q", Kind.CHOICE, options=tuple(Option(*one) for one in options), id="q")
        return plan(Survey("s", {}, ("en", "de"), (Block("b", items=(asked,)),), number))

    first = version("1", ("1", {"en": "fairs", "de": "Messen"}), ("2", {"en": "visits"}))
    second = version("2", ("2", {"en": "study visits"}))

    (found,) = dictionary([first, second])

    assert found.values == {"1": "fairs", "2": "study visits"}
    assert found.versions == ("1", "2")
    assert by_heading(first, second, language="de")["q"].values["1"] == "Messen"


def test_items_side_by_side_mean_what_their_column_means():
    made = plan(eocic())
    response = posted(made, Response(made.survey.id, "1"), {"D2": "Y", "D3": "2"})[0]
    for number, kind in (("1", "01"), ("2", "04")):
        response = posted(made, response, {"D4": kind}, (("D_case", number),))[0]
    flat = wide(tables({"1": made}, {"r": response}))

    found = side_by_side(dictionary([made]), flat.headings)

    assert (found["D4#2"].question, found["D4#2"].values["04"]) == ("D4", "Company")
    assert "response" not in found


def test_tables_take_what_else_is_known_of_a_response():
    asked = Question("q", Kind.TEXT, condition='TOKEN:strand == "1"')
    made = plan(Survey("s", {}, ("en",), (Block("b", items=(asked,)),)))
    response = Response("s", "1", answers={"q": "told"})

    (plainly,) = tables({"1": made}, {"r": response})
    (known,) = tables(
        {"1": made}, {"r": response}, seen=lambda _: look(made, response, given={"strand": "1"})
    )

    assert (plainly.rows[0][-1], known.rows[0][-1]) == ("", "told")
