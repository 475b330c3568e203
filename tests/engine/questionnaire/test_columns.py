"""Tables of responses: round trips, repeats as tables of their own, and columns that do not move when options go."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.questionnaire import (
    Block,
    Kind,
    Part,
    Question,
    Repeat,
    Response,
    Survey,
    look,
    plan,
    posted,
    submission,
)
from kontor.engine.questionnaire.columns import columns, restored, tables, wide
from tests.engine.questionnaire.eocic import eocic


def survey(version, *codes):
    parts = tuple(Part(code, {"en": f"Option {id}"}, id) for code, id in codes)
    return Survey(
        "s",
        {"en": "S"},
        ("en",),
        (Block("b", items=(Question("m", Kind.MULTIPLE, id="m1", parts=parts),)),),
        version,
    )


def test_removed_option_keeps_its_column_and_its_data():
    """kobotoolbox/kpi#2089: an option goes, and the columns after it shift."""
    plans = {
        "1": plan(survey("1", ("a", "x"), ("b", "y"), ("c", "z"))),
        "2": plan(survey("2", ("a", "x"), ("b", "z"))),
    }
    responses = {
        "one": Response("s", "1", answers={"m_a": "Y", "m_b": "Y", "m_c": "Y"}),
        "two": Response("s", "2", answers={"m_b": "Y"}),
    }

    (found,) = tables(plans, responses)

    assert [one.identity for one in columns(plans.values())] == ["m1/x", "m1/y", "m1/z"]
    assert found.headings[4:] == ("m_a", "m_b", "m_c")
    assert [row[4:] for row in found.rows] == [("Y", "Y", "Y"), ("", "", "Y")]
    assert restored(plans, [found]) == {key: submission_of(plans, one) for key, one in responses.items()}


def submission_of(plans, response):
    kept = submission(look(plans[response.version], response)).response
    return Response(kept.survey, kept.version, kept.language, kept.answers, kept.repeats, response.state)


def test_five_cases_are_five_rows_keyed_to_their_response():
    made = plan(eocic())
    response = posted(made, Response(made.survey.id, "1"), {"D2": "Y", "D3": "7"})[0]
    for number in range(1, 8):
        response = posted(made, response, {"D6": f"case {number}"}, (("D_case", str(number)),))[0]
    response = posted(made, response, {"D3": "5"})[0]

    top, *others = tables({"1": made}, {"r1": response})
    cases = next(one for one in others if one.name == "D_case")
    side_by_side = wide([top, *others])

    assert [(row[0], row[1]) for row in cases.rows] == [(f"r1/{number}", "r1") for number in range(1, 6)]
    assert [row[cases.headings.index("D6")] for row in cases.rows] == [
        f"case {number}" for number in range(1, 6)
    ]
    assert side_by_side.rows[0][side_by_side.headings.index("D6#5")] == "case 5"
    assert len(side_by_side.rows) == 1


def test_labels_stand_for_codes_where_asked():
    made = plan(eocic())
    response = posted(made, Response(made.survey.id, "1"), {"A2": "01", "B1_01": "Y"})[0]

    top = tables({"1": made}, {"r1": response}, labels=True)[0]
    row = dict(zip(top.headings, top.rows[0], strict=True))

    assert (row["A2"], row["B1_01"]) == ("Strand-1", "Identification of strategic partners in Europe")


@cache
def nested():
    inner = Block("visit", items=(Question("days", Kind.NUMBER),), repeat=Repeat())
    outer = Block("country", items=(Question("name", Kind.TEXT), inner), repeat=Repeat())
    return plan(Survey("s", {"en": "S"}, ("en",), (Block("a", items=(Question("t", Kind.TEXT),)), outer)))


@given(
    st.text(max_size=5),
    st.lists(st.tuples(st.text(max_size=5), st.lists(st.integers(-5, 5), max_size=3)), max_size=3),
)
def test_responses_come_back_from_their_tables(text, countries):
    response = Response("s", "1", "en", answers={"t": text} if text else {})
    for at, (name, visits) in enumerate(countries, 1):
        place = (("country", str(at)),)
        response = response.put({"name": name} if name else {}, place)
        for number, days in enumerate(visits, 1):
            response = response.put({"days": days}, (*place, ("visit", str(number))))

    assert restored({"1": nested()}, tables({"1": nested()}, {"r": response})) == {"r": response}
