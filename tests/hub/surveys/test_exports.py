"""Files of responses: every format holds the same, nothing shifts, CSV comes back as it went, and nobody is in what is anonymised."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kontor.engine.questionnaire import Block, Kind, Part, Question, Survey, survey_to_json
from kontor.engine.questionnaire.columns import Table, restored
from kontor.engine.questionnaire.expression.values import text_of
from kontor.engine.questionnaire.lss import read_responses
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotAllowed
from kontor.hub.surveys import exporters
from kontor.hub.surveys.exporters.spss import named
from kontor.hub.surveys.queries import wave_by_key
from kontor.hub.surveys.queries.exports import exported, waves_to_export
from kontor.hub.surveys.queries.plans import plan_of
from kontor.hub.surveys.rules.results import UnknownForm
from kontor.hub.transfer.kit.readers.separated import undefused
from tests.engine.questionnaire.eocic import eocic
from tests.factories import actors
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_invitation, make_response, make_survey, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    return actors.make_analyst()


def filled_wave():
    """One with five cases, one with formulas and line breaks, one begun, one that only opened."""
    wave = make_wave(definition=eocic(), state="closed")
    cases = [{"D4": "01", "D5_01": f"Partner {at}", "D6": f"Aims {at}"} for at in range(1, 6)]
    invitation = make_invitation(
        wave, group="strand-1", name="Ottoline Zephyr", partnership=make_partnership("HARBOURS")
    )
    make_response(
        wave,
        {"A2": "01", "A4": "Ottoline Zephyr", "A5": "ottoline@example.org", "B1_01": "Y", "B1_01comment": "ja", "D2": "Y", "D3": 5},
        repeats={"D_case": cases},
        invitation=invitation,
        state="submitted",
    )  # fmt: skip
    make_response(
        wave, {"A2": "02", "B1_02": "Y", "B1_02comment": '=1+1\n"Zeile" ü', "D2": "N"}, state="submitted"
    )
    make_response(wave, {"A2": "02", "A3": "-3"})
    make_response(wave, {}, state="opened")
    return wave


def told(analyst, wave, **more):
    return exported(analyst, [wave_by_key(analyst, wave.survey.key, wave.key)], **more)


def csv_rows(content):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [[undefused(cell) for cell in row] for row in rows]


def test_csv_has_a_file_for_each_repeat_keyed_to_its_response(analyst):
    archive = zipfile.ZipFile(io.BytesIO(exporters.written(told(analyst, filled_wave()), "tables")))
    cases = csv_rows(archive.read("D_case.csv"))
    responses = csv_rows(archive.read("responses.csv"))

    assert sorted(archive.namelist()) == ["D_case.csv", "F.csv", "dictionary.csv", "responses.csv"]
    assert len(responses) == 4
    assert [row[1] for row in cases[1:]] == [responses[1][0]] * 5
    assert [row[cases[0].index("D6")] for row in cases[1:]] == [f"Aims {at}" for at in range(1, 6)]


def test_csv_comes_back_as_it_went(analyst):
    wave = filled_wave()
    found = told(analyst, wave)
    archive = zipfile.ZipFile(io.BytesIO(exporters.written(found, "tables")))
    read = []
    for table in found.codes:
        first, *rows = csv_rows(archive.read(f"{table.name or 'responses'}.csv"))
        read.append(Table(table.name, tuple(first), tuple(map(tuple, rows))))

    plans = {"1": plan_of(wave.survey_version)}

    assert as_texts(restored(plans, read)) == as_texts(restored(plans, found.codes))
    assert len(restored(plans, read)) == 3


def as_texts(responses):
    def plain(answers):
        return {cell: text_of(value) for cell, value in answers.items()}

    return {
        key: (plain(one.answers), {block: [plain(item.answers) for item in items] for block, items in one.repeats.items()}, one.state)
        for key, one in responses.items()
    }  # fmt: skip


def test_flat_csv_is_read_as_limesurvey_s_own(analyst):
    wave = make_wave(state="closed")
    make_response(
        wave, {"A1": "2", "B1_SQ001": "Y", "B1_SQ001comment": "ja, ü", "D2": "N"}, state="submitted"
    )

    content = exporters.written(told(analyst, wave), "csv")
    recorded, _report = read_responses(content, plan_of(wave.survey_version).survey)

    assert dict(recorded[0].response.answers) == {
        "A1": "2", "B1_SQ001": "Y", "B1_SQ001comment": "ja, ü", "D2": "N",
    }  # fmt: skip


def test_workbook_has_codes_labels_repeats_and_dictionary(analyst):
    content = exporters.written(told(analyst, filled_wave()), "xlsx", "both")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    codes = book.get_sheet_by_name("Responses (codes)").to_python()
    labels = book.get_sheet_by_name("Responses (words)").to_python()

    assert book.sheet_names == [
        "Responses (codes)", "D_case (codes)", "F (codes)", "Responses (words)", "D_case (words)", "F (words)", "Dictionary",
    ]  # fmt: skip
    assert (codes[1][codes[0].index("A2")], labels[1][labels[0].index("A2")]) == ("01", "Strand-1")
    assert codes[1][codes[0].index("D3")] == 5
    # What begins like a formula is a text.
    assert codes[2][codes[0].index("B1_02comment")] == '=1+1\n"Zeile" ü'


def test_spss_file_has_numbers_labels_and_values(analyst, tmp_path):
    file = tmp_path / "x.sav"
    file.write_bytes(exporters.written(told(analyst, filled_wave()), "sav"))

    data, about = pyreadstat.read_sav(str(file))

    assert data["D3"].iloc[0] == 5.0
    assert data["A2"].tolist() == ["01", "02", "02"]
    assert about.variable_value_labels["A2"] == {"01": "Strand-1", "02": "Strand-2"}
    assert about.column_names_to_labels["A2"] == "Strand of the partnership"
    assert data["D6#5"].tolist() == ["Aims 5", "", ""]
    assert data["B1_02comment"].iloc[1] == '=1+1\n"Zeile" ü'


def test_names_of_variables_are_what_spss_takes():
    found = named(("1x", "A", "a", "to", "ünder", "x" * 90, "D4#2"))

    assert list(found.values()) == ["v_1x", "A", "a_2", "v_to", "v__nder", "x" * 59, "D4#2"]


def test_json_has_each_response_as_it_was_answered(analyst):
    found = json.loads(exporters.written(told(analyst, filled_wave()), "json"))
    first = found["responses"][0]

    assert len(found["responses"]) == 3
    assert first["answers"]["D3"] == 5
    assert [item["answers"]["D6"] for item in first["repeats"]["D_case"]] == [
        f"Aims {at}" for at in range(1, 6)
    ]
    assert next(one for one in found["variables"] if one["column"] == "D2")["values"] == {
        "Y": "Yes",
        "N": "No",
    }


@pytest.mark.parametrize("form", list(exporters.FORMS))
@pytest.mark.parametrize("content", ["codes", "labels"])
def test_what_is_anonymised_names_nobody_in_any_format(analyst, form, content):
    wave = filled_wave()
    secrets = ("Ottoline", "ottoline@", "HARBOURS", "Aims 1", "Partner 1", "partnership-", "Zeile")

    whole, bare = (
        readable(exporters.written(told(analyst, wave, anonymised=one), form, content), form)
        for one in (False, True)
    )

    assert [one for one in secrets if one not in whole and one != "HARBOURS"] == []
    assert [one for one in secrets if one in bare] == []
    assert "strand-1" in bare


def readable(content, form):
    """The words of a file."""
    if form in ("tables", "xlsx"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        return "".join(archive.read(name).decode() for name in archive.namelist())
    return content.decode(errors="replace")


def test_answers_that_were_hidden_are_in_no_file(analyst):
    wave = make_wave(state="closed")
    make_response(
        wave, {"A1": "1", "D2": "N", "D3": 7}, repeats={"case": [{"D5": "Quillon Works"}]}, state="partial"
    )

    found = told(analyst, wave)

    for form in exporters.FORMS:
        assert "Quillon" not in readable(exporters.written(found, form), form)


def test_option_that_a_later_version_lost_keeps_its_column(analyst):
    """kobotoolbox/kpi#2089."""

    def asked(*parts):
        return Survey("s", {"en": "S"}, ("en",), (Block("b", items=(Question("m", Kind.MULTIPLE, id="m", parts=tuple(Part(code, {"en": id}, id) for code, id in parts)),)),))  # fmt: skip

    survey = make_survey(definition=asked(("a", "x"), ("b", "y"), ("c", "z")))
    first = make_wave(survey, state="closed", opened_at="2018-01-01T00:00Z")
    make_response(first, {"m_a": "Y", "m_b": "Y", "m_c": "Y"}, state="submitted")
    later = survey.versions.create(number=2, definition=survey_to_json(asked(("a", "x"), ("b", "z"))))
    second = make_wave(survey, survey_version=later, state="closed", opened_at="2019-01-01T00:00Z")
    make_response(second, {"m_b": "Y"}, state="submitted")

    found = exported(analyst, waves_to_export(analyst, survey.pk)).flat

    assert found.headings[-3:] == ("m_a", "m_b", "m_c")
    assert [row[-3:] for row in found.rows] == [("Y", "Y", "Y"), ("", "", "Y")]
    assert [row[found.headings.index("version")] for row in found.rows] == ["1", "2"]


def test_responses_are_for_those_who_run_the_survey():
    wave = make_wave(state="published", survey=make_survey(visibility="public"))

    with pytest.raises(NotAllowed):
        exported(VISITOR, [wave])
    with pytest.raises(UnknownForm):
        exporters.written(exported(actors.make_coordinator(wave.survey.team), [wave]), "stata")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {"A3": st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20), "D2": st.sampled_from("YN"), "A2": st.sampled_from(("01", "02"))}
        ),
        min_size=1,
        max_size=4,
    )
)  # fmt: skip
def test_whatever_was_typed_comes_back_from_csv(analyst, rows):
    wave = make_wave(definition=replace(eocic(), id="typed"), state="closed")
    for row in rows:
        make_response(wave, row, state="submitted")
    found = told(analyst, wave)
    archive = zipfile.ZipFile(io.BytesIO(exporters.written(found, "tables")))

    headings, *read = csv_rows(archive.read("responses.csv"))

    assert [row[headings.index("A3")] for row in read] == [row["A3"] for row in rows]
