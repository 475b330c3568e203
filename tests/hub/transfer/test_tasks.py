import pytest

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.jobs import Cancelled, Progress, ask_to_cancel
from kontor.hub.foundation.models import Job
from kontor.hub.transfer import actions, rules, tasks
from tests.factories.actors import make_editor
from tests.factories.evidence import make_source
from tests.hub.transfer.making import upload_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(monkeypatch):
    monkeypatch.setattr(rules, "INLINE_BYTES", 0)
    monkeypatch.setattr(rules, "INLINE_ROWS", 0)
    return make_editor()


def run(task, record):
    """The job's work, as the worker calls it."""
    done = task(Progress(str(record.job_id)), record.job.owner_id, **record.job.arguments)
    Job.objects.filter(pk=record.job_id).update(state="done")
    record.refresh_from_db()
    return done


def planned(editor):
    record = actions.upload(actor=editor, kind="test-sources", file=upload_of("id,title\na,A\n"))
    run(tasks.plan, record)
    return record


def test_plan_execute_and_undo_run_in_the_background(editor):
    record = planned(editor)
    assert (record.state, record.plan["counts"]["create"]) == ("planned", 1)

    actions.execute(actor=editor, record=record, digest=record.plan["digest"])
    done = run(tasks.execute, record)
    assert (record.state, done.sentence, done.url) == (
        "executed",
        "The import is done.",
        record.get_absolute_url(),
    )

    actions.undo(actor=editor, record=record)
    run(tasks.undo, record)
    assert (record.state, Source.objects.count()) == ("undone", 0)


def test_plan_again_after_a_crash_is_harmless(editor):
    record = planned(editor)

    done = run(tasks.plan, record)

    assert (record.state, done.sentence) == ("planned", "The plan is ready.")


def test_execute_keeps_the_new_plan_when_records_changed(editor):
    record = planned(editor)
    actions.execute(actor=editor, record=record, digest=record.plan["digest"])
    make_source(key="a", title="Meanwhile")

    done = run(tasks.execute, record)

    assert "Records have changed" in done.sentence
    assert (record.state, record.plan["counts"]["change"]) == ("planned", 1)


def test_execute_that_is_cancelled_stops(editor):
    record = planned(editor)
    actions.execute(actor=editor, record=record, digest=record.plan["digest"])
    ask_to_cancel(record.job)

    with pytest.raises(Cancelled):
        run(tasks.execute, record)


def test_forget_old_leaves_young_imports_alone(editor):
    record = planned(editor)

    tasks.forget_old()

    record.refresh_from_db()
    assert bool(record.file) is True
