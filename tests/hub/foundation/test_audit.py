"""The audit trail: one unbroken chain, whatever is tried on it."""

import json
import os
import subprocess
import sys
import threading
from importlib import import_module

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, connections, transaction

from kontor.hub.accounts.models import Team
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import VISITOR, system
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.partnerships.models import Participation
from tests.factories.accounts import make_person, make_team
from tests.factories.partnerships import make_participation, make_partnership

SYSTEM = system("test")
COLUMNS = {
    "at": "2001-01-01 00:00:00+00:00",
    "actor": "somebody else",
    "actor_id": 99,
    "action": "other.act",
    "subject_kind": "other.kind",
    "subject_id": "0",
    "subject": "Other",
    "changes": "{}",
    "request_id": "other",
    "previous": "f" * 64,
    "digest": "f" * 64,
}


def make_events(count):
    team = make_team(name="Before")
    for number in range(count):
        audit.record(SYSTEM, "accounts.found_team", team, before={"name": number})
    return list(AuditEvent.objects.order_by("number"))


def open_trail():
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE foundation_auditevent DISABLE TRIGGER audit_no_change")
        else:
            cursor.execute("DROP TRIGGER audit_no_update")
            cursor.execute("DROP TRIGGER audit_no_delete")


def guard_trail():
    rules = import_module("kontor.hub.foundation.migrations.0002_database_rules")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE foundation_auditevent ENABLE TRIGGER audit_no_change")
            return
        for statement in rules.AUDIT["sqlite"]:
            cursor.execute(statement)


def without_triggers(statement, values=()):
    open_trail()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def guarded_again(django_db_setup, django_db_blocker):
    """Set up before the database is opened, so that it ends after the database was emptied."""
    yield
    with django_db_blocker.unblock():
        guard_trail()


@pytest.fixture
def real_commits(guarded_again, transactional_db):
    """A test that commits ends with emptying all tables, which the trail refuses as long as it is guarded."""
    yield
    open_trail()


@pytest.mark.django_db
def test_verify_of_an_empty_trail_holds():
    assert audit.verify() == audit.Verification(0, audit.GENESIS, "")


@pytest.mark.django_db
def test_verify_of_an_untouched_trail_holds():
    events = make_events(5)

    assert audit.verify() == audit.Verification(5, events[-1].digest, "")
    assert [event.number for event in events] == [1, 2, 3, 4, 5]


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS)
def test_verify_finds_a_changed_column(column):
    make_events(4)
    without_triggers(f"UPDATE foundation_auditevent SET {column} = %s WHERE number = 2", [COLUMNS[column]])

    found = audit.verify()

    assert (found.at_number, found.events) == (2, 1)


@pytest.mark.django_db
def test_verify_finds_a_renumbered_event():
    make_events(3)
    without_triggers("UPDATE foundation_auditevent SET number = 9 WHERE number = 2")

    assert audit.verify().at_number == 2


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2])
def test_verify_finds_a_deleted_event(number):
    make_events(3)
    without_triggers("DELETE FROM foundation_auditevent WHERE number = %s", [number])

    assert audit.verify().fault == f"event {number} is missing"


@pytest.mark.django_db
def test_verify_finds_a_cut_tail_only_with_the_expected_head():
    head = make_events(3)[-1].digest
    without_triggers("DELETE FROM foundation_auditevent WHERE number = 3")

    assert audit.verify().fault == ""
    assert "events are missing" in audit.verify(head).fault


@pytest.mark.django_db
def test_verify_finds_events_written_anew_only_with_the_expected_head():
    events = make_events(3)
    head = events[-1].digest
    without_triggers("DELETE FROM foundation_auditevent WHERE number > 1")
    make_events(2)

    assert audit.verify().fault == ""
    assert audit.verify(head).fault != ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE foundation_auditevent SET actor = 'x'", "DELETE FROM foundation_auditevent"]
)
def test_database_refuses_to_change_the_trail(statement):
    make_events(2)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db
def test_database_refuses_the_orm_too():
    event = make_events(1)[0]

    for attempt in (
        event.delete,
        event.save,
        lambda: AuditEvent.objects.update(actor="x"),
        AuditEvent.objects.all().delete,
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()

    assert audit.verify().fault == ""


@pytest.mark.django_db
def test_postgresql_refuses_truncation():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    make_events(1)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE foundation_auditevent")


@pytest.mark.django_db
def test_record_many_is_one_chain_in_few_statements(django_assert_max_num_queries):
    team = make_team()
    entries = [audit.Entry("accounts.found_team", team, {}, {"name": str(number)}) for number in range(5000)]

    with django_assert_max_num_queries(12):
        events = audit.record_many(SYSTEM, entries)

    assert [event.number for event in events] == list(range(1, 5001))
    assert audit.verify() == audit.Verification(5000, events[-1].digest, "")


@pytest.mark.django_db
@pytest.mark.parametrize("size", [2, 30])
def test_record_many_names_records_by_others_in_as_many_statements(size, django_assert_num_queries):
    made = [make_participation(make_partnership()) for _ in range(size)]
    rows = list(Participation.objects.order_by("pk"))
    entries = [audit.Entry("partnerships.import", row, {}, {}) for row in rows]

    with django_assert_num_queries(8 if connection.vendor == "sqlite" else 9):
        events = audit.record_many(SYSTEM, entries)

    assert [event.subject for event in events] == [f"{one.organisation} in {one.partnership}" for one in made]


@pytest.mark.django_db
def test_record_many_of_nothing_writes_nothing():
    assert audit.record_many(SYSTEM, []) == []
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_record_keeps_no_personal_value():
    person = make_person(email="marker@example.org", name="Marker Name")

    event = audit.record(VISITOR, "accounts.edit_person", person)

    assert "marker" not in (event.changes + event.subject).lower()
    assert event.changed["is_active"] == [None, True]


@pytest.mark.django_db
def test_record_in_a_transaction_that_fails_leaves_no_gap():
    team = make_team()
    with transaction.atomic():
        audit.record(SYSTEM, "accounts.found_team", team)
        transaction.set_rollback(True)

    audit.record(SYSTEM, "accounts.found_team", team)

    assert audit.verify().events == 1
    assert audit.verify().fault == ""


WRITER = """
import sys
import django
django.setup()
from django.db import connection, transaction
from kontor.hub.accounts.models import Team
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import system
for number in range(40):
    with transaction.atomic():
        audit.record(system(sys.argv[1]), "accounts.found_team", Team(pk=1, name=str(number)))
"""


def environment_of_the_test_database(tmp_path):
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return {"DATABASE_URL": f"sqlite://{tmp_path}/kontor.sqlite3"}
    user, host, port = values["USER"], values["HOST"], values["PORT"]
    address = f"postgresql://{user}:{values['PASSWORD']}@/{values['NAME']}?host={host}"
    return {"DATABASE_URL": address + (f"&port={port}" if port else "")}


def test_writers_in_several_processes_keep_one_chain(real_commits, tmp_path):
    """On SQLite in a file of its own: the test database is in memory and belongs to this process."""
    environment = {**os.environ, **environment_of_the_test_database(tmp_path), "KONTOR_DATA": str(tmp_path)}
    run = [sys.executable, "-W", "ignore"]
    if connection.vendor == "sqlite":
        subprocess.run([*run, "-m", "django", "migrate", "--verbosity=0"], env=environment, check=True)

    writers = [
        subprocess.Popen([*run, "-c", WRITER, f"writer {number}"], env=environment) for number in range(2)
    ]
    codes = [writer.wait(timeout=120) for writer in writers]
    verified = subprocess.run(
        [*run, "-m", "django", "audit", "verify"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert codes == [0, 0]
    answer = json.loads(verified.stdout)
    assert (verified.returncode, answer["holds"], answer["events"]) == (0, True, 80)


def test_writers_in_several_threads_keep_one_chain(real_commits):
    if connection.vendor == "sqlite":
        pytest.skip(
            "SQLite's test database is in memory and shared by the threads of one connection; see the processes"
        )
    team = make_team()
    faults = []

    def write():
        try:
            for _ in range(20):
                with transaction.atomic():
                    audit.record(SYSTEM, "accounts.found_team", team)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert (audit.verify().events, audit.verify().fault) == (80, "")


def run_audit(capsys, *words):
    """(exit code, answer) of the command."""
    code = 0
    try:
        call_command("audit", *words)
    except SystemExit as stop:
        code = stop.code
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.django_db
def test_audit_verify_says_that_it_holds(capsys):
    head = make_events(2)[-1].digest

    code, answer = run_audit(capsys, "verify", "--expect", head)

    assert code == 0
    assert answer == {"holds": True, "events": 2, "head": head, "fault": "", "at_number": None}


@pytest.mark.django_db
def test_audit_verify_says_where_it_breaks(capsys):
    make_events(3)
    without_triggers("UPDATE foundation_auditevent SET subject = 'x' WHERE number = 3")

    code, answer = run_audit(capsys, "verify")

    assert (code, answer["holds"], answer["at_number"], answer["fault"]) == (
        1,
        False,
        3,
        "event 3 was altered",
    )


@pytest.mark.django_db
def test_audit_verify_refuses_what_is_no_head():
    with pytest.raises(CommandError, match="64 digits") as refused:
        call_command("audit", "verify", "--expect", "abc")

    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_audit_head_names_the_last_event(capsys):
    events = make_events(2)

    code, answer = run_audit(capsys, "head")

    assert (code, answer) == (0, {"number": 2, "head": events[-1].digest})


@pytest.mark.django_db
def test_audit_head_of_an_empty_trail(capsys):
    assert run_audit(capsys, "head") == (0, {"number": 0, "head": audit.GENESIS})


def test_differences_name_only_what_differs():
    assert audit.differences({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None}) == {"b": [2, 3]}


def test_state_leaves_out_keys_and_bookkeeping():
    assert audit.state_of(Team(pk=3, name="One", kind="organisation")) == {
        "name": "One",
        "kind": "organisation",
    }
