import json

import pytest
from django.core.management import CommandError, call_command

from tests.hub.transfer.making import make_country

pytestmark = pytest.mark.django_db


def test_export_writes_csv_to_standard_output(capsys):
    make_country()

    call_command("export", "countries")

    assert capsys.readouterr().out == "code,alpha3,continent,subregion\r\nES,ESP,Europe,\r\n"


def test_export_takes_the_format_from_the_name(tmp_path):
    make_country()
    path = tmp_path / "countries.json"

    call_command("export", "countries", "-o", str(path), "--actor", "public")

    assert json.loads(path.read_text(encoding="utf-8")) == [
        {"code": "ES", "alpha3": "ESP", "continent": "Europe", "subregion": ""}
    ]


def test_export_and_import_again_finds_nothing_to_do(tmp_path, capsys):
    make_country()
    path = tmp_path / "countries.xlsx"

    call_command("export", "countries", "-o", str(path))
    call_command("import", "countries", str(path))

    assert json.loads(capsys.readouterr().out)["plan"] == {"create": 0, "change": 0, "merge": 0, "skip": 1}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "There is nothing called 'nonsense' to import or export."),
        (
            ["countries", "-o", "/nowhere/a.csv"],
            "/nowhere/a.csv cannot be written (No such file or directory)",
        ),
        (["countries", "-o", "/nowhere/a.xlsx"], "/nowhere/a.xlsx cannot be written"),
        (
            ["countries", "--actor", "nobody@example.org"],
            "There is no person with the address 'nobody@example.org'.",
        ),
    ],
)
def test_export_that_cannot_be_done_exits_with_2(arguments, sentence):
    with pytest.raises(CommandError) as refusal:
        call_command("export", *arguments)

    assert (refusal.value.returncode, str(refusal.value)[: len(sentence)]) == (2, sentence)
