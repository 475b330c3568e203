"""LimeSurvey's files: what was counted and recorded with LimeSurvey 6.4.2 comes out here, and again after writing."""

import json
import resource
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.engine.questionnaire import (
    Block,
    Check,
    Kind,
    Limits,
    Option,
    Part,
    Question,
    Response,
    Survey,
    findings,
    look,
    opens,
    plan,
    posted,
    problems,
    survey_from_json,
    survey_to_json,
)
from kontor.engine.questionnaire.lss import read_lss, write_lss
from kontor.engine.questionnaire.replay import fields_of, replay
from kontor.engine.questionnaire.report import FileError
from tests.engine.questionnaire.eocic import eocic
from tests.engine.questionnaire.shared import SURVEYS, shared_file

ESCP = "escp4i-progress-survey.lss"
FILES = sorted(path.name for path in SURVEYS.glob("*.lss")) if SURVEYS.exists() else []
TODAY = date(2024, 3, 1)


@cache
def imported(name):
    return read_lss(shared_file("surveys", name).read_bytes())


@cache
def golden(name):
    return json.loads(shared_file("surveys", "golden", f"{name}.golden.json").read_text())


def without_ids(survey):
    def question(one):
        return replace(
            one,
            id="",
            options=tuple(replace(option, id="") for option in one.options),
            parts=tuple(replace(part, id="") for part in one.parts),
            columns=tuple(replace(part, id="") for part in one.columns),
        )

    blocks = tuple(
        replace(block, id="", code="", items=tuple(question(one) for one in block.items))
        for block in survey.blocks
    )
    return replace(survey, blocks=blocks)


def test_there_are_files_to_test_with_where_their_folder_is():
    assert FILES or not SURVEYS.exists()


@pytest.mark.parametrize("name", FILES)
def test_import_counts_what_limesurvey_counts(name):
    survey, report = imported(name)
    truth = golden(name)["truth_after_import"]

    assert {
        key: report.counts[key] for key in ("groups", "questions", "subquestions", "answers", "conditions")
    } == {key: truth[key] for key in ("groups", "questions", "subquestions", "answers", "conditions")}
    assert [one.code for one in survey.questions()] == truth["question_codes"]
    assert Counter(one.origin for one in survey.questions()) == truth["types"]
    assert list(survey.languages) == truth["languages"]
    assert opens(survey), [str(one) for one in findings(survey) if one.level == "error"]


@pytest.mark.parametrize("name", FILES)
def test_cells_are_limesurveys_columns(name):
    """LimeSurvey also keeps a column for each text that is only shown, and gives both halves of a dual array one heading."""
    survey, _ = imported(name)
    columns = [
        one["column"] for one in golden(name).get("fieldmap", []) if one["column"] and one["type"] != "X"
    ]
    dual = {one.code for one in survey.questions() if one.scales != (0,)}
    cells = [
        cell.name[: -2 if cell.question in dual else None]
        for one in survey.questions()
        for cell in one.cells()
    ]

    assert columns == (cells if columns else [])


@pytest.mark.parametrize("name", FILES)
def test_walks_agree_step_by_step(name):
    steps = replay(plan(imported(name)[0]), golden(name), TODAY)

    assert [one for one in steps.steps if not one.agrees] == []
    assert steps.agreed == len(steps.steps) > 0


@pytest.mark.parametrize("name", FILES)
def test_values_that_count_are_those_that_limesurvey_stored(name):
    made = plan(imported(name)[0])
    for trace in golden(name)["traces"]:
        response = Response(made.survey.id, "1")
        for step in trace["path"]:
            response, _ = posted(made, response, fields_of(made, step["code"], step["answers"]))
        mine = {cell: value for _, cell, value in look(made, response, TODAY).values()}

        # LimeSurvey gives both halves of a dual array one heading; ours have two.
        dual = {one.code for one in made.survey.questions() if one.scales != (0,)}
        stored = {key: value for key, value in trace["stored"].items() if key.split("_")[0] not in dual}

        assert {key: plain(value) for key, value in mine.items() if key.split("_")[0] not in dual} == {
            key: plain(value) for key, value in stored.items()
        }


def plain(value):
    """2.0000000000 and 2019-03-15 00:00:00 are how a database of LimeSurvey says 2 and 2019-03-15."""
    return str(value).removesuffix(".0000000000").removesuffix(" 00:00:00")


@pytest.mark.parametrize("name", FILES)
def test_export_read_again_is_the_same_survey_with_the_same_walks(name):
    survey, _ = imported(name)
    again, _ = read_lss(write_lss(survey)[0])

    steps = replay(plan(again), golden(name), TODAY)

    assert without_ids(again) == without_ids(survey)
    assert steps.agreed == len(steps.steps)
    assert survey_from_json(survey_to_json(again)) == again


def test_conditions_become_expressions_and_are_said():
    survey, report = imported("ls5_sample_survey_multilingual_fr_de_en_it.lss")
    by_code = {one.code: one for one in survey.questions()}

    changed = {one.place: one.phrase.values["now"] for one in report.of("changed")}

    assert by_code["CC01"].condition == (
        '(QCS1_SH101.NAOK == "Y" and QCS3.NAOK != "Y") or (QCS3.NAOK != "Y" and QCS2_SQ201.NAOK == "Y")'
    )
    assert changed["QCDefault"] == by_code["QCDefault"].condition == "is_empty(QC.NAOK)"


# --- files made here --------------------------------------------------------------------------------------------------


def file(version="498", sort="Survey", head="", **tables):
    """A LimeSurvey file with these rows by table, each a dict of column and value."""
    usual = {
        "surveys": [{"sid": "1", "language": "en"}],
        "groups": [{"gid": "1", "sid": "1", "group_order": "1"}],
        "questions": [
            {"qid": "5", "parent_qid": "0", "gid": "1", "type": "T", "title": "a", "question_order": "1"}
        ],
    }
    text = [
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<document><LimeSurveyDocType>{sort}</LimeSurveyDocType>'
    ]
    text.append(f"<DBVersion>{version}</DBVersion><languages><language>en</language></languages>")
    for table, rows in {**usual, **tables}.items():
        text.append(f"<{table}><fields/><rows>")
        for row in rows:
            text.append(
                "<row>"
                + "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in row.items())
                + "</row>"
            )
        text.append(f"</rows></{table}>")
    return ("".join(text) + "</document>").encode()


def row(number, **values):
    usual = {
        "qid": str(number),
        "parent_qid": "0",
        "gid": "1",
        "type": "T",
        "title": f"q{number}",
        "question_order": number,
    }
    return {**usual, **values}


HOSTILE = {
    "empty": (b"", "empty", ("", 0)),
    "text": (b"hello", "not XML", ("", 0)),
    "workbook": (b"PK\x03\x04" + b"0" * 100, "archive", ("", 0)),
    "entities": (
        file(head='<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'),
        "declares entities",
        ("", 0),
    ),
    "external": (file(head='<!DOCTYPE d SYSTEM "file:///etc/passwd">'), "declares entities", ("", 0)),
    "group file": (file(sort="Group"), "says “Group”", ("", 0)),
    "no version": (file(version=""), "version", ("", 0)),
    "no questions": (file(questions=[]), "missing or empty", ("questions", 0)),
    "cut off": (file()[:-60], "damaged", ("questions", 1)),
    "wrong encoding": (
        file().replace(b">a<", b">\xff<").replace(b"[a]", b"[\xff]"),
        "damaged",
        ("questions", 1),
    ),
    "unknown encoding": (file().replace(b"UTF-8", b"KLINGON"), "damaged", ("", 0)),
    "no number": (file(questions=[row(1), {"title": "b"}]), "qid", ("questions", 2)),
    "no type": (file(questions=[row(1), row(2, type="?")]), "no type", ("questions", 2)),
    "no group": (file(questions=[row(1), row(2, gid="9")]), "group 9", ("questions", 2)),
    "no order": (file(questions=[row(1), row(2, question_order="x")]), "no number", ("questions", 2)),
    "deep": (file(questions=[row(1, title="]]><a><b><c><d><![CDATA[")]), "nested", ("questions", 1)),
}


MULTIPLYING = {
    "questions": (file(questions=[row(at, title="a") for at in range(1, 15_003)]), ("questions", 15_001)),
    "groups": (
        file(groups=[{"gid": at, "sid": 1, "group_order": at} for at in range(1, 15_003)]),
        ("groups", 15_001),
    ),
    "languages": (
        file(surveys=[{"language": "en", "additional_languages": " ".join(f"x{at}" for at in range(100))}]),
        ("surveys", 1),
    ),
    "places of a ranking": (
        file(
            questions=[row(1, type="R")],
            answers=[{"qid": 1, "code": f"A{at}", "sortorder": at, "language": "en"} for at in range(60_001)],
        ),
        ("questions", 1),
    ),
    "scales": (
        file(
            questions=[row(1, type="1")],
            subquestions=[{"qid": at, "parent_qid": 1, "title": f"S{at}"} for at in range(2, 302)],
            answers=[
                {"qid": 1, "code": "A", "scale_id": at, "sortorder": 0, "language": "en"} for at in range(300)
            ],
        ),
        ("questions", 1),
    ),
}


@pytest.mark.parametrize("name", MULTIPLYING)
def test_file_that_multiplies_is_refused_where_it_begins_to(name):
    given_file, place = MULTIPLYING[name]

    with pytest.raises(FileError) as refused:
        read_lss(given_file)

    assert "has more than" in str(refused.value.problem)
    assert (refused.value.table, refused.value.row) == place


@pytest.mark.parametrize(
    "source", ["9" * 500_000, "1X1X" + "9" * 15_000, "this + '" * 100_000, "5X5X5" + "{a'" * 100_000]
)
def test_expression_too_large_to_be_one_is_kept_and_blocks_opening(source):
    """Each of them took minutes when it was tried from every sign to its end."""
    values = [{"qid": 1, "attribute": "em_validation_q", "value": source}]
    survey, _ = read_lss(file(questions=[row(1, relevance=source)], question_attributes=values))

    asked = next(survey.questions())

    assert (asked.condition, asked.checks[0].expression) == (source, source)
    assert not opens(survey)


def test_check_of_each_field_of_a_large_table_is_read_up_to_a_bound():
    inner = [{"qid": at, "parent_qid": 1, "title": f"R{at}", "scale_id": at % 2} for at in range(2, 402)]
    checks = [{"qid": 1, "attribute": "em_validation_sq", "value": "this > 0 or self.R2 == ''"}]
    survey, report = read_lss(
        file(questions=[row(1, type=";")], subquestions=inner, question_attributes=checks)
    )

    assert [one.place for one in plan(survey).flags] == ["q1.part_check"]
    assert [one.place for one in report.of("kept")] == ["q1.part_check"]


def test_codes_used_again_are_numbered_on():
    survey, report = read_lss(file(questions=[row(1, title="a"), row(2, title="a"), row(3, title="a")]))

    assert [one.code for one in survey.questions()] == ["a", "ar1", "ar2"]
    assert [one.phrase.values["code"] for one in report.of("renamed")] == ["ar1", "ar2"]


@pytest.mark.parametrize("name", HOSTILE)
def test_damaged_file_is_refused_with_table_and_row(name):
    given_file, words, place = HOSTILE[name]

    with pytest.raises(FileError) as refused:
        read_lss(given_file)

    assert words in str(refused.value)
    assert (refused.value.table, refused.value.row) == place


@pytest.mark.parametrize("bom", [b"\xef\xbb\xbf", b""])
def test_file_with_a_mark_at_its_beginning_is_read(bom):
    assert read_lss(bom + file())[0].languages == ("en",)


def test_future_version_is_read_and_said():
    _, report = read_lss(file(version="912"))

    assert [one.place for one in report.of("changed")] == ["DBVersion"]


@pytest.mark.parametrize("version", ["155.5", "164", "700"])
def test_old_and_new_versions_are_read(version):
    assert [one.code for one in read_lss(file(version=version))[0].questions()] == ["a"]


def test_texts_of_languages_that_the_survey_does_not_have_are_left_out():
    """Files of version 1 carry rows of languages that were taken away."""
    questions = [row(1, question="What?", language="en"), row(1, question="Quoi?", language="fr")]

    survey, _ = read_lss(file(questions=questions))

    assert next(survey.questions()).text == {"en": "What?"}


def test_escaped_signs_of_an_expression_are_read_and_said():
    survey, report = read_lss(
        file(questions=[row(1), row(2, relevance="q1.NAOK &gt; 1 &amp;&amp; q1.NAOK &lt; 5")])
    )

    assert list(survey.questions())[1].condition == "q1.NAOK > 1 && q1.NAOK < 5"
    assert [one.place for one in report.of("changed")] == ["q2"]
    assert opens(survey)


def test_what_holds_for_this_holds_for_each_field():
    attributes = [{"qid": "1", "attribute": "em_validation_q", "value": "is_empty(this) || this > 2"}]
    survey, _ = read_lss(
        file(
            questions=[row(1, type="K")],
            subquestions=[row(7, parent_qid="1", title="a"), row(8, parent_qid="1", title="b")],
            question_attributes=attributes,
        )
    )
    made = plan(survey)

    def wrong(**values):
        return bool(problems(look(made, posted(made, Response("1", "1"), values)[0])))

    assert [wrong(), wrong(q1_a=3), wrong(q1_a=3, q1_b=1), wrong(q1_a=3, q1_b=4)] == [
        False,
        False,
        True,
        False,
    ]


def test_option_that_stands_alone_takes_the_others_with_it():
    survey, _ = read_lss(
        file(
            questions=[row(1, type="M"), row(2, relevance='q1_a.NAOK == "Y"')],
            subquestions=[row(7, parent_qid="1", title="a"), row(8, parent_qid="1", title="none")],
            question_attributes=[{"qid": "1", "attribute": "exclude_all_others", "value": "none"}],
        )
    )
    made = plan(survey)
    state = look(made, posted(made, Response("1", "1"), {"q1_a": "Y", "q1_none": "Y"})[0])

    assert state.top.values == {"q1_none": "Y"}
    assert [one.warning for one in problems(state)] == [True]


def test_double_codes_are_renamed_and_said():
    survey, report = read_lss(file(questions=[row(1, title="a"), row(2, title="a"), row(3, title="1x")]))

    assert [one.code for one in survey.questions()] == ["a", "ar1", "Q1x"]
    assert [one.phrase.values["code"] for one in report.of("renamed")] == ["ar1", "Q1x"]


@pytest.mark.parametrize(
    ("columns", "kept"),
    [
        ({"relevance": "a.NAOK == "}, "a.NAOK =="),
        ({"relevance": "nobody.NAOK == 1"}, "nobody.NAOK == 1"),
        ({"relevance": "rand(1, 6) > 3"}, "rand(1, 6) > 3"),
    ],
)
def test_expression_that_is_not_understood_is_kept_and_blocks_opening(columns, kept):
    survey, report = read_lss(file(questions=[row(1), row(2, **columns)]))

    assert list(survey.questions())[1].condition.strip() == kept
    assert [one.source.strip() for one in report.of("kept")] == [kept]
    assert not opens(survey)


def test_conditions_that_wait_for_each_other_block_opening():
    survey, _ = read_lss(file(questions=[row(1, relevance="q2.NAOK == 1"), row(2, relevance="q1.NAOK == 1")]))

    assert "cycle" in {one.kind for one in findings(survey)}
    assert not opens(survey)


def test_malformed_condition_names_table_and_row_and_blocks_opening():
    conditions = [
        {
            "cid": "1",
            "qid": "2",
            "cqid": "1",
            "cfieldname": "1X1X77",
            "method": "==",
            "value": "Y",
            "scenario": "1",
        },
        {
            "cid": "2",
            "qid": "99",
            "cqid": "1",
            "cfieldname": "1X1X1",
            "method": "==",
            "value": "Y",
            "scenario": "1",
        },
    ]
    survey, report = read_lss(file(questions=[row(1), row(2)], conditions=conditions))

    assert report.of("kept")[0].place == "table conditions, row 1"
    assert [one.place for one in report.of("ignored")] == ["conditions row 2"]
    assert not opens(survey)


def test_rows_of_questions_that_are_not_there_are_said():
    _, report = read_lss(file(subquestions=[row(7, parent_qid="99")]))

    assert [(one.place, one.phrase.values["number"]) for one in report.of("ignored")] == [
        ("subquestions", "99")
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_file_with_broken_bytes_is_read_or_refused_but_never_breaks(data):
    whole = file(questions=[row(1), row(2, relevance='q1.NAOK == "Y"')])
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.integers(0, 40))
    broken = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + cut :]

    try:
        survey, _ = read_lss(broken)
    except FileError:
        return

    assert survey.languages


def test_large_value_and_many_rows_are_refused_within_bounds():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileError, match="longer"):
        read_lss(file(questions=[row(1, title="x" * 2_000_000)]))
    with pytest.raises(FileError, match="rows"):
        read_lss(file(questions=[{"qid": "1"}] * 120_001))

    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 200


def test_table_of_a_hundred_million_fields_is_refused():
    parts = [
        {"qid": str(10 + at), "parent_qid": "1", "title": f"S{at}", "scale_id": str(at % 2)}
        for at in range(20_000)
    ]

    with pytest.raises(FileError, match="fields"):
        read_lss(file(questions=[row(1, type=";")], subquestions=parts))


def test_expressions_that_read_too_much_together_are_flagged():
    wide = " or ".join(f"q{at % 300 + 1}.NAOK==1" for at in range(900))
    survey, report = read_lss(file(questions=[row(at, relevance=wide) for at in range(1, 400)]))

    assert 0 < len(report.of("kept")) < 399
    assert not opens(survey)


# --- drawn surveys ----------------------------------------------------------------------------------------------------

WORDS = st.text(alphabet="abc äß<&\"'{}]>\n", max_size=12).map(str.strip)
TEXTS = st.fixed_dictionaries({}, optional={"en": WORDS, "de": WORDS}).map(
    lambda texts: {key: value for key, value in texts.items() if value}
)
KINDS = st.sampled_from(sorted(set(Kind) - {Kind.CONTACT}))


@st.composite
def drawn_surveys(draw):
    questions = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(KINDS)
        parts = tuple(Part(f"S{at}", draw(TEXTS)) for at in range(1, 3))
        earlier = [one.code for one in questions if one.kind in (Kind.YES_NO, Kind.TEXT, Kind.NUMBER)]
        lists = kind in (Kind.CHOICE, Kind.CHOICE_COMMENT, Kind.RANKING, Kind.ARRAY)
        rows = kind in (Kind.MULTIPLE, Kind.MULTIPLE_COMMENT, Kind.TEXTS) or kind.startswith("array")
        questions.append(
            Question(
                f"q{number}",
                kind,
                draw(TEXTS),
                required=draw(st.booleans()),
                condition=f'{draw(st.sampled_from(earlier))}.NAOK == "Y"'
                if earlier and draw(st.booleans())
                else "",
                options=(Option("A1", draw(TEXTS), value="0"), Option("A2", draw(TEXTS), value="2"))
                if lists
                else (),
                parts=parts if rows else (),
                columns=(Part("C1", draw(TEXTS)),) if kind in (Kind.ARRAY_TEXT, Kind.ARRAY_NUMBER) else (),
                other=kind in (Kind.MULTIPLE, Kind.CHOICE) and draw(st.booleans()),
                hidden=draw(st.booleans()),
                limits=Limits(least="1", most="9") if kind is Kind.NUMBER else Limits(),
                checks=(Check("1 == 1", draw(TEXTS)),) if draw(st.booleans()) else (),
                formula="1 + 1" if kind is Kind.FORMULA else "",
            )
        )
    half = draw(st.integers(0, len(questions)))
    blocks = (
        Block("one", {"en": "One"}, tuple(questions[:half])),
        Block("two", {"en": "Two"}, tuple(questions[half:])),
    )
    return Survey("7", {"en": "Drawn"}, ("en", "de"), blocks)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(drawn_surveys())
def test_drawn_survey_written_and_read_again_is_the_same(survey):
    again, _ = read_lss(write_lss(survey)[0])
    same = [replace(one, look="", origin="", kept={}) for one in without_ids(again).questions()]

    assert same == [replace(one, look="") for one in without_ids(survey).questions()]
    assert write_lss(again)[0] == write_lss(read_lss(write_lss(again)[0])[0])[0]


def test_repeats_are_pasted_for_limesurvey_and_said():
    written, report = write_lss(eocic())
    survey, _ = read_lss(written)
    made = plan(survey)
    response, _ = posted(made, Response(survey.id, "1"), {"D2": "Y", "D3": 3, "F1r1": "one"})
    shown = {one.question.code for one in look(made, response).asked()}

    assert str(report.of("changed")[0].phrase) == (
        "The repeated block is pasted 10 times; more cannot be answered there"
    )
    assert {"D4r1", "D4r2", "D4r3"} <= shown
    assert "D4r4" not in shown
    assert {"F1r1", "F1r2"} <= shown
    assert "F1r3" not in shown
    assert opens(survey)
