"""Archives and response files of LimeSurvey, and those made to do harm."""

import io
import zipfile

import pytest

from kontor.engine.questionnaire import look, plan
from kontor.engine.questionnaire.lss import read_lsa, read_lss, read_responses
from kontor.engine.questionnaire.report import FileError
from tests.engine.questionnaire.shared import shared_file
from tests.engine.questionnaire.test_lss import file, row

TITLES = ["id", "submitdate", "lastpage", "startlanguage", "q1", "q2[SQ1]", "q2[SQ1comment]", "5X1X3"]


def archive(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def structure():
    return file(
        questions=[row(1), row(2, type="P"), row(3, type="N")],
        subquestions=[row(7, parent_qid="2", title="SQ1")],
    )


def test_archive_brings_responses_and_marks_those_handed_in():
    found = read_lsa(shared_file("surveys", "survey_simple_statistics.lsa").read_bytes())
    made = plan(found.survey)
    counted = [
        {cell: value for _, cell, value in look(made, one.response).values()} for one in found.responses
    ]

    assert found.report.counts["responses"] == len(found.responses) > 5
    assert len(counted[0]) == 3
    assert found.report.of("changed") == []
    assert {one.response.state for one in found.responses} <= {"submitted", "draft"}


def test_archive_brings_participants():
    token = {"tid": "1", "firstname": "Ada", "lastname": "Example", "email": "ada@example.org", "emailstatus": "OptOut",
             "token": "abc", "remindercount": "2", "sent": "N", "completed": "2018-11-02 10:00", "attribute_1": "2"}  # fmt: skip
    tokens = file(sort="Tokens", tokens=[token])

    (ada,) = read_lsa(archive(survey_1__lss=structure(), survey_1_tokens__lst=tokens)).participants

    assert (ada.token, ada.reminders, ada.sent, ada.completed, ada.opted_out) == (
        "abc",
        2,
        "",
        "2018-11-02 10:00",
        True,
    )
    assert ada.attributes == {"attribute_1": "2"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_response_file_is_read_whatever_its_titles_and_separators(delimiter, mark):
    survey, _ = read_lss(structure())
    lines = [TITLES, ["9", "2018-11-02 10:00:00", "3", "en", "text", "Y", "why", "2.0000000000"]]
    text = mark + "\r\n".join(delimiter.join(f'"{one}"' for one in line) for line in lines)

    (found,), report = read_responses(text.encode(), survey)

    assert found.response.answers == {"q1": "text", "q2_SQ1": "Y", "q2_SQ1comment": "why", "q3": 2}
    assert (found.id, found.submitted, found.response.state) == ("9", "2018-11-02 10:00:00", "submitted")
    assert report.of("ignored") == []


def test_vv_file_has_two_rows_of_titles():
    survey, _ = read_lss(structure())
    text = "Number\tFirst\nid\tq1\n4\tone"

    (found,), _ = read_responses(text.encode(), survey)

    assert (found.id, found.response.answers) == ("4", {"q1": "one"})


def test_columns_that_are_not_asked_and_values_that_cannot_be_are_said():
    survey, _ = read_lss(structure())

    (found,), report = read_responses(b"id,q3,other\n1,many,x\n", survey)

    assert found.response.answers == {"q3": "many"}
    assert [one.place for one in report.of("ignored")] == ["other"]
    assert [one.place for one in report.of("changed")] == ["responses row 2, q3"]


HOSTILE = {
    "no archive": b"PK not really",
    "text": b"hello",
    "empty archive": archive(),
    "no survey": archive(readme__txt=b"x"),
    "damaged survey": archive(survey_1__lss=b"<document>"),
    "bomb": archive(survey_1__lss=b"0" * 70_000_000),
    "many files": archive(**{f"f{at}__txt": b"" for at in range(200)}),
    "entities": archive(survey_1__lss=structure(), r__lsr=b'<!DOCTYPE d [<!ENTITY a "x">]><document/>'),
    "cut off": archive(survey_1__lss=structure())[:-40],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_damaged_archive_is_refused(name):
    with pytest.raises(FileError) as refused:
        read_lsa(HOSTILE[name])

    assert str(refused.value)


@pytest.mark.parametrize("given", [b"", b"nothing here", b"\xff\xfe\x00", b"a,b\n1,2"])
def test_response_file_without_questions_is_refused(given):
    with pytest.raises(FileError):
        read_responses(given, read_lss(structure())[0])
