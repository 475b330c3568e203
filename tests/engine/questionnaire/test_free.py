"""What was written freely: who wrote what where, and what is not said of few."""

from kontor.engine.questionnaire import Block, Kind, Option, Question, Response, Survey, look, plan, posted
from kontor.engine.questionnaire.free import Sizes, coded, told, writers, written
from kontor.engine.questionnaire.statistics import Person, tally
from tests.engine.questionnaire.test_statistics import made, person


def test_texts_are_told_with_what_they_are_about():
    people = [
        person(1, "1", B1_02="Y", B1_02comment="We visited", B1_other="Y", B1_othercomment="A newsletter"),
        person(2, "2", B1_02="Y"),
    ]

    found = [(one.person, one.cell, one.about, one.text) for one in told(made(), people, "B1")]

    assert ("1", "B1_02comment", "Identification of target third countries", "We visited") in found
    assert {one[0] for one in found} == {"1"}


def test_texts_of_items_say_where_they_stand():
    response = posted(made(), Response("escp-4i-progress-survey", "1"), {"D2": "Y", "D3": "2"})[0]
    for number in ("1", "2"):
        response = posted(made(), response, {"D6": f"case {number}"}, (("D_case", number),))[0]

    found = list(told(made(), [Person("7", "1", look(made(), response))], "D6"))

    assert [(one.path, one.text) for one in found] == [
        ((("D_case", "1"),), "case 1"),
        ((("D_case", "2"),), "case 2"),
    ]


def test_addresses_are_no_answers_to_read():
    assert written(Question("A5", Kind.CONTACT)) == ()
    assert [one.name for one in written(Question("q", Kind.CHOICE, options=(Option("1"),), other=True))] == [
        "q_other"
    ]


def test_few_writers_are_not_counted_where_they_can_be_told():
    people = [person(at, "1", B1_01="Y", B1_01comment="said" if at < 4 else "") for at in range(9)]
    people += [person(at, "2", B1_01="Y", B1_01comment="said" if at < 10 else "") for at in range(9, 18)]

    assert writers(made(), people, "B1").by_group == {"1": 4, "2": 1}
    # Of two groups both go, or the whole would tell the small one.
    assert writers(made(), people, "B1", 3) == Sizes(5, {"1": None, "2": None})


def test_codes_count_people_and_hide_the_few():
    people = [person(at, "1" if at < 6 else "2", B1_01="Y") for at in range(12)]
    given = {"visits": {str(at) for at in range(8)}, "fairs": {"0", "1", "2", "3", "7"}}

    assert coded(given, people)["visits"] == Sizes(8, {"1": 6, "2": 2})
    assert coded(given, people, 3)["visits"] == Sizes(8, {"1": None, "2": None})
    assert coded(given, people, 3)["fairs"] == Sizes(5, {"1": None, "2": None})


def test_ranking_has_a_tally_for_each_place():
    asked = Question("r", Kind.RANKING, options=(Option("a", {"en": "A"}), Option("b", {"en": "B"})))
    compiled = plan(Survey("s", {}, ("en",), (Block("x", items=(asked,)),)))
    people = [
        Person(str(at), "", look(compiled, Response("s", "1", answers={"r_1": first, "r_2": second})))
        for at, (first, second) in enumerate((("a", "b"), ("a", "b"), ("b", "a")))
    ]

    found = tally(compiled, people, "r")

    assert [(one.text, [line.total.count for line in one.lines]) for one in found] == [
        ("1", [2, 1]),
        ("2", [1, 2]),
    ]
