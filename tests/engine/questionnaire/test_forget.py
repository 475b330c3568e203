"""A respondent who is forgotten: her words go, her numbers stay, and everything counts as before."""

from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.questionnaire import (
    Block,
    Kind,
    Option,
    Part,
    Question,
    Repeat,
    Response,
    Survey,
    look,
    plan,
    posted,
)
from kontor.engine.questionnaire.forget import MARK, forgotten
from kontor.engine.questionnaire.state import is_answered

PARTS = (Part("1"), Part("2"))
OPTIONS = (Option("a"), Option("b"))
QUESTIONS = (
    Question("text", Kind.TEXT),
    Question("mail", Kind.CONTACT, look="email"),
    Question("number", Kind.NUMBER),
    Question("day", Kind.DATE),
    Question("yes", Kind.YES_NO),
    Question("one", Kind.CHOICE, options=OPTIONS, other=True),
    Question("why", Kind.CHOICE_COMMENT, options=OPTIONS),
    Question("many", Kind.MULTIPLE_COMMENT, parts=PARTS, other=True),
    Question("rank", Kind.RANKING, options=OPTIONS),
    Question("words", Kind.TEXTS, parts=PARTS),
    Question("sums", Kind.TEXTS, parts=PARTS, look="numbers"),
    Question("table", Kind.ARRAY_TEXT, parts=PARTS, columns=PARTS),
    Question("grid", Kind.ARRAY_NUMBER, parts=PARTS, columns=PARTS),
    Question("file", Kind.FILE),
)
INNER = (Question("case_text", Kind.TEXT), Question("case_number", Kind.NUMBER))
MADE = plan(
    Survey(
        "s", {"en": "S"}, ("en",), (Block("A", items=QUESTIONS), Block("case", items=INNER, repeat=Repeat()))
    )
)
NAMES = [name for name, (_, _, chain) in MADE.spots.cells.items() if not chain]
SECRET = "Ada Lovelace"


@st.composite
def drawn_responses(draw):
    typed = draw(
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from([SECRET, "3", "Y", "a", "2019-03-15", ""]))
    )
    response, _ = posted(MADE, Response("s", "1"), typed)
    for item in range(draw(st.integers(0, 3))):
        response, _ = posted(
            MADE, response, {"case_text": SECRET, "case_number": str(item)}, (("case", str(item + 1)),)
        )
    return response


@given(drawn_responses())
def test_forgotten_keeps_no_word_of_hers(response):
    assert SECRET not in str(forgotten(MADE, response).to_json())


@given(drawn_responses())
def test_forgotten_answers_the_same_questions(response):
    before = [(one.question.code, one.path, is_answered(one)) for one in look(MADE, response).asked()]
    after = [
        (one.question.code, one.path, is_answered(one))
        for one in look(MADE, forgotten(MADE, response)).asked()
    ]

    assert after == before


@given(drawn_responses())
def test_forgotten_twice_is_forgotten_once(response):
    once = forgotten(MADE, response)

    assert forgotten(MADE, once) == once


def test_forgotten_keeps_what_is_counted():
    response, _ = posted(
        MADE,
        Response("s", "1"),
        {"text": SECRET, "number": "7", "day": "2019-03-15", "one": "a", "many_1": "Y", "many_1comment": SECRET,
         "sums_1": "4", "table_1_1": SECRET, "grid_1_1": "5", "one_other": SECRET},
    )  # fmt: skip

    assert forgotten(MADE, response).answers == {
        "text": MARK, "number": 7, "day": "2019-03-15", "one": "a", "many_1": "Y", "many_1comment": MARK,
        "sums_1": 4, "table_1_1": MARK, "grid_1_1": 5, "one_other": MARK,
    }  # fmt: skip


def test_forgotten_drops_words_typed_where_a_number_or_day_was_asked():
    response, _ = posted(MADE, Response("s", "1"), {"number": SECRET, "day": SECRET})

    assert forgotten(MADE, response).answers == {"number": MARK, "day": MARK}


def test_forgotten_drops_what_the_survey_does_not_know():
    assert forgotten(MADE, Response("s", "1").put({"old_cell": SECRET})).answers == {"old_cell": MARK}
