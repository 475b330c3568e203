"""Questionnaires on the command line."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kontor.engine.questionnaire.lss import read_lss, write_lss
from kontor.hub.surveys.models import Survey
from tests.factories.surveys import make_response, make_survey, make_wave, small_survey

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[4] / "shared" / "surveys"


def said(*words):
    out = io.StringIO()
    call_command("survey", *map(str, words), stdout=out)
    return out.getvalue()


def test_import_says_what_was_done_and_whether_it_can_be_asked(tmp_path):
    (tmp_path / "progress.lss").write_bytes(write_lss(small_survey())[0])

    told = json.loads(said("import", tmp_path / "progress.lss", "--key", "progress", "--json"))

    assert (told["survey"], told["version"], told["opens"]) == ("progress", 1, True)
    assert Survey.objects.get().name == "Progress"


def test_damaged_file_is_refused_with_a_sentence_and_exit_code_two(tmp_path):
    (tmp_path / "broken.lss").write_bytes(b"<document><broken")

    with pytest.raises(CommandError) as refused:
        said("import", tmp_path / "broken.lss")

    assert refused.value.returncode == 2
    assert "cannot be read" in str(refused.value)


def test_export_writes_what_imports_again(tmp_path):
    make_survey(key="progress")

    said("export", "progress", "--format", "lss", "--output", tmp_path / "again.lss")

    again, _report = read_lss((tmp_path / "again.lss").read_bytes())
    assert "A1" in [one.code for one in again.questions()]


def test_responses_of_the_newest_wave_are_written_as_csv_and_json():
    wave = make_wave(make_survey(key="progress"), state="open")
    make_response(wave, {"A1": "2"}, state="submitted")

    rows = list(
        csv.DictReader(io.StringIO(said("responses", "progress", "--format", "csv").lstrip("\ufeff")))
    )
    found = json.loads(said("responses", wave.key, "--format", "json"))

    assert (rows[0]["A1"], found["responses"][0]["answers"]["A1"]) == ("2", "2")


def test_unknown_survey_is_refused_with_exit_code_two():
    with pytest.raises(CommandError) as refused:
        said("export", "nothing")

    assert refused.value.returncode == 2


@pytest.mark.skipif(not SHARED.exists(), reason="the recorded answers of ../shared/surveys are not here")
@pytest.mark.parametrize(
    "name",
    ["escp4i-progress-survey.lss", "ls205_em_validation_q.lss", "ls5_sample_survey_multilingual_fr_de_en_it.lss"],
)  # fmt: skip
def test_recorded_walks_agree_step_by_step(name):
    found = json.loads(said("walk", SHARED / name, SHARED / "golden" / f"{name}.golden.json", "--json"))

    assert found["steps"] > 0
    assert [step for step in found["path"] if step["expected"] != step["actual"]] == []
    assert found["agreed"] == found["steps"]


def test_walk_that_differs_ends_with_exit_code_one(tmp_path):
    (tmp_path / "one.lss").write_bytes(write_lss(small_survey())[0])
    recording = {"traces": [{"path": [{"code": "B1", "answers": {}}], "submitted": True}]}
    (tmp_path / "one.json").write_text(json.dumps(recording))

    with pytest.raises(SystemExit) as ended:
        said("walk", tmp_path / "one.lss", tmp_path / "one.json")

    assert ended.value.code == 1
