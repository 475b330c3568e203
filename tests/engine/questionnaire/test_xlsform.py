"""Forms of ODK and KoboToolbox: what pyxform counted comes out here, repeats are real, and XPath means what it says there."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kontor.engine.questionnaire import (
    Kind,
    Response,
    findings,
    look,
    opens,
    plan,
    posted,
    problems,
    submission,
)
from kontor.engine.questionnaire.expression import ExpressionError, to_source
from kontor.engine.questionnaire.report import FileError
from kontor.engine.questionnaire.xlsform import read_xlsform, write_xlsform
from kontor.engine.questionnaire.xlsform.written import Writing
from kontor.engine.questionnaire.xlsform.xpath import Fields, read_xpath
from tests.engine.questionnaire.eocic import eocic
from tests.engine.questionnaire.shared import shared_file

FORM = "correlaid-all-types-survey.xlsx"


def sheets_of(name):
    book = CalamineWorkbook.from_path(shared_file("surveys", name))
    return {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}


def form(*rows, choices=(), **settings_):
    """A form with these rows of type, name and the columns given by name."""
    columns = list(
        dict.fromkeys(["type", "name", "label", *(key for row in rows for key in (row[2:] and row[2]) or {})])
    )
    lines = [
        [
            {"type": row[0], "name": row[1], "label": row[1], **(row[2] if len(row) > 2 else {})}.get(
                column, ""
            )
            for column in columns
        ]
        for row in rows
    ]
    return {
        "survey": [columns, *lines],
        "choices": [["list_name", "name", "label"], *([*one, one[1]] for one in choices)],
        "settings": [list(settings_), list(settings_.values())],
    }


def test_form_has_what_pyxform_counted():
    survey, report = read_xlsform(sheets_of(FORM))
    oracle = json.loads(shared_file("surveys", "golden", f"{FORM}.oracle.json").read_text())
    kinds = Counter(one.kind for one in survey.questions())
    others = sum(one.other for one in survey.questions())

    names = {name.rpartition("/")[2] for name in oracle["names"]}
    mine = {cell.name for one in survey.questions() for cell in one.cells()} | {
        one.code for one in survey.questions()
    }
    mine |= {block.code for block in survey.all_blocks()}

    assert kinds[Kind.CHOICE] == oracle["controls"]["select1"]
    assert kinds[Kind.MULTIPLE] == oracle["controls"]["select"]
    assert kinds[Kind.RANKING] == oracle["controls"]["rank"]
    # pyxform makes a field with a condition of every 'other', of the ranking too, which is said.
    assert sum(bool(one.condition) for one in survey.questions()) + others + 1 == oracle["relevant"]
    assert sum(bool(one.checks) for one in survey.questions()) == oracle["constraint"]
    assert sum(one.required for one in survey.questions()) == oracle["required"]
    assert sum(one.kind is Kind.FORMULA for one in survey.questions()) == oracle["calculate"]
    assert survey.title == {"de": oracle["title"]}
    assert names - mine == {
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "audit",
        "instanceID",
        "q_rank_other_other",
    }
    assert [one.phrase.values.get("sort") for one in report.of("ignored")][:3] == ["start", "end", "today"]
    assert opens(survey)


def test_form_written_and_read_again_is_the_same():
    survey, _ = read_xlsform(sheets_of(FORM))
    again, _ = read_xlsform(write_xlsform(survey)[0])

    def plainly(one):
        return [replace(asked, origin="", other_text={}) for asked in one.questions()]

    assert plainly(again) == plainly(survey)
    assert [block.code for block in again.all_blocks()] == [block.code for block in survey.all_blocks()]


def test_repeats_of_a_form_are_real_and_nested_once():
    survey, _ = read_xlsform(
        form(
            ("integer", "countries"),
            ("begin_repeat", "country", {"repeat_count": "${countries}"}),
            ("text", "name"),
            ("begin repeat", "visit"),
            ("integer", "days", {"constraint": ". > 0 and . < 100"}),
            ("end repeat", ""),
            ("end_repeat", ""),
            ("calculate", "all", {"calculation": "sum(${days})"}),
        )
    )
    made = plan(survey)
    response = posted(made, Response("form", "1"), {"countries": 2})[0]
    for path, days in ((("1", "1"), 3), (("1", "2"), 4), (("2", "1"), 200)):
        response = posted(made, response, {"days": days}, (("country", path[0]), ("visit", path[1])))[0]
    state = look(made, response)

    assert state.top.values["all"] == 207
    assert [(one.path, one.question) for one in problems(state)] == [
        ((("country", "2"), ("visit", "1")), "days")
    ]
    assert findings(survey) == ()


def test_eocic_keeps_its_repeats_and_conditions_in_a_form():
    sheets, _ = write_xlsform(eocic())
    survey, _ = read_xlsform(sheets)
    made = plan(survey)
    response = posted(made, Response(survey.id, survey.version), {"D2": "Y", "D3": 7})[0]
    cases = [one for one in look(made, response).pages if one.block.code == "D_case"]

    assert len(cases) == 7
    assert opens(survey)
    assert submission(look(made, posted(made, response, {"D2": "N"})[0])).dropped[0].cell == "D3"


def test_languages_stand_beside_each_other():
    survey, _ = read_xlsform(
        {
            "survey": [
                ["type", "name", "label::English (en)", "label::العربية (ar)"],
                ["text", "a", "Name", "اسم"],
            ],
            "settings": [["default_language"], ["العربية (ar)"]],
        }
    )
    again, _ = read_xlsform(write_xlsform(survey)[0])

    assert survey.languages == ("ar", "en")
    assert next(survey.questions()).text == {"en": "Name", "ar": "اسم"}
    assert next(again.questions()).text == next(survey.questions()).text


@pytest.mark.parametrize(
    ("xpath", "ours"),
    [
        ("${a} = 'x' and not(${b} > 3)", 'a.NAOK == "x" and !(b.NAOK > 3)'),
        ("selected(${m}, 'red') or ${a} != ''", 'm_red.NAOK == "Y" or !is_empty(a.NAOK)'),
        ("selected(${a}, 'x')", 'a.NAOK == "x"'),
        ("count-selected(${m}) >= 2", "count(that.m.NAOK) >= 2"),
        ("${m} = ''", "count(that.m.NAOK) == 0"),
        ("${b} div 2 + 1", "b.NAOK / 2 + 1"),
        ("if(${b} > 1, 'many', 'one')", 'if(b.NAOK > 1, "many", "one")'),
        ("regex(., '[a-z]+')", 'regexMatch("/^(?:[a-z]+)$/", a.NAOK)'),
        ("coalesce(${a}, 'none')", 'if(is_empty(a.NAOK), "none", a.NAOK)'),
        ("today() > ${a}", 'date("Y-m-d") > a.NAOK'),
        ("position(..) = 1", "INDEX == 1"),
    ],
)
def test_xpath_becomes_our_expression(xpath, ours):
    fields = Fields({"a": "a", "b": "b", "m": "m"}, {"m": {"red": "m_red"}})

    assert to_source(read_xpath(xpath, fields, "a")) == ours


@pytest.mark.parametrize(
    "xpath",
    [
        "${z} = 1",
        "once(1)",
        "instance('x')/root",
        "(1",
        "1 1",
        "uuid()",
        "(" * 300 + "1" + ")" * 300,
        "-" * 300 + "1",
        "",
        "selected(${m}, 'blue')",
    ],
)
def test_xpath_that_is_not_supported_is_refused(xpath):
    with pytest.raises(ExpressionError):
        read_xpath(xpath, Fields({"m": "m"}, {"m": {"red": "m_red"}}))


@pytest.mark.parametrize(
    ("source", "xpath"),
    [
        ('D2.NAOK == "Y"', "${D2} = 'Y'"),
        ("B1_01.NAOK", "selected(${B1}, '01')"),
        ('B1_01.NAOK != "Y"', "not(selected(${B1}, '01'))"),
        ("!is_empty(A3.NAOK)", "${A3} != ''"),
        ("count(that.B1) > 2", "count-selected(${B1}) > 2"),
        ("D3.NAOK / 2 >= INDEX", "(${D3} div 2) >= position(..)"),
        ("sum(D3.NAOK, E3.NAOK)", "coalesce(${D3}, 0) + coalesce(${E3}, 0)"),
    ],
)
def test_our_expression_becomes_xpath(source, xpath):
    assert Writing(plan(eocic()).spots).xpath(source) == xpath


def test_expression_that_is_not_supported_is_kept_and_blocks_opening():
    survey, report = read_xlsform(form(("text", "a"), ("text", "b", {"relevant": "pulldata('x', ${a})"})))

    assert list(survey.questions())[1].condition == "pulldata('x', ${a})"
    assert report.of("kept")[0].source == "pulldata('x', ${a})"
    assert not opens(survey)


def test_type_that_is_not_supported_is_kept_and_blocks_opening():
    survey, report = read_xlsform(form(("tekst", "a")))

    assert [one.source for one in report.of("kept")] == ["tekst"]
    assert [one.place for one in findings(survey)] == ["a"]
    assert not opens(survey)


@pytest.mark.parametrize(
    ("sort", "kind"),
    [
        ("select one from x", Kind.CHOICE),
        ("select all that apply from x or specify other", Kind.MULTIPLE),
        ("Select_One x", Kind.CHOICE),
        ("select1 x", Kind.CHOICE),
    ],
)
def test_words_of_older_forms_are_known(sort, kind):
    survey, _ = read_xlsform(form((sort, "a"), choices=[("x", "y")]))

    assert [one.kind for one in survey.questions()] == [kind]


@pytest.mark.parametrize(
    ("sheets", "words", "place"),
    [
        ({}, "no sheet", ("", 0)),
        ({"survey": []}, "no sheet", ("", 0)),
        ({"survey": [["name"], ["a"]]}, "no column", ("survey", 1)),
        (form(("text", "")), "needs a name", ("survey", 2)),
        (form(("text", "a"), ("text", "a")), "used twice", ("survey", 3)),
        (form(("select_one x", "a")), "list of choices", ("survey", 2)),
        (form(("begin_group", "a")), "never ended", ("survey", 2)),
        (form(("end_repeat", "")), "not begun", ("survey", 2)),
        (form(("begin_group", "a"), ("end_repeat", "")), "not begun", ("survey", 3)),
        (form(*[("begin_group", f"g{at}") for at in range(40)]), "deeper", ("survey", 13)),
    ],
)
def test_damaged_form_is_refused_with_sheet_and_row(sheets, words, place):
    if sheets == {"survey": []}:
        sheets = {}
    with pytest.raises(FileError) as refused:
        read_xlsform(sheets)

    assert words in str(refused.value.problem)
    assert (refused.value.table, refused.value.row) == place


@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ({"survey": [["type", "name", *["x"] * 500]]}, ("survey", 0)),
        ({"survey": [["type", "name", *[f"label::x{at}" for at in range(101)]]]}, ("survey", 1)),
        (form(*[("text", f"a{at}", {"relevant": "1 + " * 4000 + "1"}) for at in range(50)]), ("survey", 39)),
        (
            form(
                *[("select_one x", f"a{at}") for at in range(200)],
                choices=[("x", f"c{at}") for at in range(900)],
            ),
            ("survey", 135),
        ),
    ],
)
def test_form_that_multiplies_is_refused_where_it_begins_to(sheets, place):
    with pytest.raises(FileError) as refused:
        read_xlsform(sheets)

    assert "has more than" in str(refused.value.problem)
    assert (refused.value.table, refused.value.row) == place


def test_fields_of_a_form_whose_codes_become_the_same_are_numbered_on():
    survey, _ = read_xlsform(form(("text", "a-b"), ("text", "a+b"), ("text", "a.b")))

    assert [one.code for one in survey.questions()] == ["a_b", "a_b_2", "a_b_3"]


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False),
    st.sampled_from(["text", "a", "begin_group", "end_group", "select_one x", "${a} = 1", "yes", "${", "(("]),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.lists(st.lists(CELLS, max_size=3), max_size=4))
def test_any_sheet_is_read_or_refused_but_never_breaks(rows, choices):
    titles = ["type", "name", "label", "relevant", "required", "constraint"]
    try:
        survey, _ = read_xlsform(
            {"survey": [titles, *rows], "choices": [["list_name", "name", "label"], *choices]}
        )
    except FileError:
        return

    assert read_xlsform(write_xlsform(survey)[0])[0].languages == survey.languages
