import json

import pytest
from django.core.management import CommandError, call_command

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.models import AuditEvent
from tests.factories.accounts import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("id,title,published\na,A,2018\n", encoding="utf-8")
    return path


def told(capsys):
    return json.loads(capsys.readouterr().out)


def test_import_tells_the_plan_and_writes_nothing(file, capsys):
    call_command("import", "test-sources", str(file))

    assert told(capsys) == {
        "kind": "test-sources",
        "rows": 1,
        "plan": {"create": 1, "change": 0, "merge": 0, "skip": 0},
        "applied": False,
        "import": None,
        "notes": [],
        "error_count": 0,
        "errors": [],
    }
    assert Source.objects.count() == 0


def test_import_apply_writes_as_the_system(file, capsys):
    call_command("import", "test-sources", str(file), "--apply")

    assert told(capsys)["applied"] is True
    assert AuditEvent.objects.latest("number").actor == "system: command line"
    assert Source.objects.count() == 1


def test_import_with_errors_exits_with_1(file, capsys):
    file.write_text("id,title,published\na,A,30.02.2020\n", encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        call_command("import", "test-sources", str(file), "--apply")

    output = capsys.readouterr()
    sentence = "'30.02.2020' is not a day of the calendar: 2020-02 has 29 days. Write the right day, or the month as 2020-02."
    assert ended.value.code == 1
    assert json.loads(output.out)["errors"] == [
        {"line": 2, "column": "published", "value": "30.02.2020", "sheet": "", "sentence": sentence}
    ]
    assert output.err.strip() == f"line 2, published: {sentence}"
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense", "FILE"], "There is nothing called 'nonsense' to import or export."),
        (
            ["test-sources", "/nowhere/table.csv"],
            "/nowhere/table.csv cannot be read (No such file or directory)",
        ),
        (
            ["test-sources", "FILE", "--actor", "nobody@example.org"],
            "There is no person with the address 'nobody@example.org'.",
        ),
        (["test-sources", "FILE", "--actor", "public"], "Only a platform editor may import reference data."),
    ],
)
def test_import_that_cannot_be_done_exits_with_2(file, arguments, sentence):
    with pytest.raises(CommandError) as refusal:
        call_command("import", *[str(file) if word == "FILE" else word for word in arguments])

    assert (refusal.value.returncode, str(refusal.value)[: len(sentence)]) == (2, sentence)


def test_import_acts_with_the_rights_of_a_person(file):
    person = make_person()

    with pytest.raises(CommandError) as refusal:
        call_command("import", "test-sources", str(file), "--actor", person.email)

    assert refusal.value.returncode == 2
