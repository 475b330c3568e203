"""An upload from file to undo, as people do it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.foundation.states import WrongState
from kontor.hub.transfer import actions, rules
from kontor.hub.transfer.kit.execution import Undecided, WrongDecision
from kontor.hub.transfer.kit.readers import Unreadable
from kontor.hub.transfer.models import Import
from kontor.hub.transfer.rules import AtWork, FileGone, PlanOutdated, TooOldToUndo
from tests.factories.actors import make_coordinator, make_editor
from tests.factories.evidence import make_source
from tests.hub.transfer.making import upload_of

pytestmark = pytest.mark.django_db


def upload(actor, content="id,title\na,A\n", name="table.csv"):
    return actions.upload(actor=actor, kind="test-sources", file=upload_of(content, name))


def execute(actor, record, **values):
    return actions.execute(actor=actor, record=record, digest=record.plan["digest"], **values)


def test_upload_keeps_the_plan_and_writes_no_record():
    editor = make_editor()

    record = upload(editor, name="..\\my table.csv")

    assert (record.state, record.file_name, record.rows, record.owner_id) == (
        "planned",
        "my table.csv",
        1,
        editor.user_id,
    )
    assert record.plan["counts"] == {"create": 1, "change": 0, "merge": 0, "skip": 0}
    assert record.plan["steps"]["create"] == [
        {"verb": "create", "line": 2, "row": {"id": "a", "title": "A"}, "changes": [], "doubles": []}
    ]
    assert Source.objects.count() == 0


def test_upload_keeps_errors_with_their_place():
    record = upload(make_editor(), "id,title,published\na,A,soon\n")

    assert (record.state, record.error_count) == ("refused", 1)
    assert record.errors[0] == {
        "sentence": "'%(value)s' is not a date: write 2018, 2018-02 or 2018-02-25.",
        "data": {},
        "line": 2,
        "column": "published",
        "value": "soon",
        "sheet": "",
    }


def test_upload_needs_the_permission_of_the_kind():
    with pytest.raises(NotAllowed):
        upload(make_coordinator())


def test_upload_that_is_too_large_is_not_kept(settings):
    settings.UPLOAD_LIMIT = 5

    with pytest.raises(Unreadable):
        upload(make_editor())

    assert Import.objects.count() == 0


def test_upload_of_a_large_file_is_planned_in_the_background(monkeypatch):
    monkeypatch.setattr(rules, "INLINE_BYTES", 5)

    record = upload(make_editor())

    assert (record.state, record.job.kind, record.job.arguments) == (
        "reading",
        "transfer.plan",
        {"import_id": record.pk},
    )


def test_execute_writes_the_plan():
    editor = make_editor()

    record = execute(editor, upload(editor))

    assert (record.state, Source.objects.get().title) == ("executed", "A")
    assert list(AuditEvent.objects.order_by("number").values_list("action", flat=True)) == [
        "transfer.upload",
        "transfer.plan",
        "test.create",
        "transfer.execute",
    ]


def test_execute_is_for_the_person_who_uploaded():
    record = upload(make_editor())

    with pytest.raises(NotThere):
        execute(make_editor(), record)


def test_execute_a_plan_with_errors_is_refused():
    editor = make_editor()
    record = upload(editor, "id,title,published\na,A,soon\n")

    with pytest.raises(WrongState):
        execute(editor, record)


def test_execute_twice_is_refused():
    editor = make_editor()
    record = execute(editor, upload(editor))

    with pytest.raises(WrongState):
        execute(editor, record)


def test_execute_after_records_changed_is_refused_with_a_new_plan():
    editor = make_editor()
    record = upload(editor)
    make_source(key="a", title="Other")

    with pytest.raises(PlanOutdated):
        execute(editor, record)

    record.refresh_from_db()
    assert (record.state, record.plan["counts"]["change"]) == ("planned", 1)
    assert execute(editor, record).state == "executed"


def test_execute_another_plan_than_the_one_shown_is_refused():
    editor = make_editor()

    with pytest.raises(PlanOutdated):
        actions.execute(actor=editor, record=upload(editor), digest="something else")


def test_execute_with_an_undecided_double_is_refused():
    editor = make_editor()
    make_source(key="b", title="A")

    with pytest.raises(Undecided) as refusal:
        execute(editor, upload(editor))

    assert str(refusal.value) == (
        "1 rows may be records that are there already (lines 2): decide for each, then approve the plan."
    )
    assert Source.objects.count() == 1


@pytest.mark.parametrize("decision", ["same:2", "same:x", "nonsense"])
def test_execute_with_an_impossible_decision_is_refused(decision):
    editor = make_editor()
    make_source(key="b", title="A")

    with pytest.raises(WrongDecision):
        execute(editor, upload(editor), decisions={2: decision})


def test_execute_merges_what_a_person_said_is_the_same():
    editor = make_editor()
    make_source(key="b", title="A")

    record = execute(editor, upload(editor, "id,title,published\na,A,2019\n"), decisions={2: "same:1"})

    assert list(Source.objects.values_list("key", "published_on")) == [("b", "2019")]
    actions.undo(actor=editor, record=record)
    assert Source.objects.get().published_on == ""


def test_execute_of_many_rows_runs_in_the_background(monkeypatch):
    monkeypatch.setattr(rules, "INLINE_ROWS", 0)
    editor = make_editor()

    record = execute(editor, upload(editor))

    assert (record.state, record.job.kind, Source.objects.count()) == ("planned", "transfer.execute", 0)
    with pytest.raises(AtWork):
        execute(editor, record)


def test_carry_out_twice_does_it_once():
    editor = make_editor()
    record = execute(editor, upload(editor))

    again = actions.carry_out(actor=editor, record=record)

    assert (again.pk, Source.objects.count()) == (record.pk, 1)


def test_execute_without_its_file_is_refused():
    editor = make_editor()
    record = upload(editor)
    record.file.storage.delete(record.file.name)

    with pytest.raises(FileGone):
        execute(editor, record)


def test_discard_forgets_the_file_and_its_rows(django_capture_on_commit_callbacks):
    editor = make_editor()
    record = upload(editor)
    name, storage = record.file.name, record.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(actor=editor, record=record)

    assert (record.state, record.plan, bool(record.file)) == (
        "discarded",
        {"counts": record.plan["counts"]},
        False,
    )
    assert not storage.exists(name)


def test_forget_old_keeps_only_the_counts():
    editor = make_editor()
    record = execute(editor, upload(editor))

    forgotten = actions.forget_old(actor=editor, now=timezone.now() + timedelta(days=91))

    record.refresh_from_db()
    assert (forgotten, record.state, record.undo, bool(record.file)) == (1, "executed", {}, False)
    assert record.plan == {"counts": {"create": 1, "change": 0, "merge": 0, "skip": 0}}
    with pytest.raises(TooOldToUndo):
        actions.undo(actor=editor, record=record)


def test_forget_old_leaves_young_imports_alone():
    editor = make_editor()
    upload(editor)

    assert actions.forget_old(actor=editor) == 0
