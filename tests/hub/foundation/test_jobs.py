"""Jobs as actions and pages see them. What the queue owes us is in test_jobs_contract."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.hub.foundation import jobs
from kontor.hub.foundation.actor import VISITOR, Actor, PlatformRole
from kontor.hub.foundation.jobs.progress import folder
from kontor.hub.foundation.jobs.run import JobIsOver, give_up_lost_jobs
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible

pytestmark = pytest.mark.django_db

OWNER = Actor(label="person 1", user_id=1)
STRANGER = Actor(label="person 2", user_id=2)
ADMINISTRATOR = Actor(label="person 3", user_id=3, roles=frozenset({PlatformRole.ADMINISTRATOR}))


@pytest.fixture(autouse=True)
def documents(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make_job(**fields):
    return Job.objects.create(**{"kind": "test", "title": "A title", "owner_id": OWNER.user_id, **fields})


def test_start_of_an_unknown_job_names_it():
    with pytest.raises(LookupError, match=r"'nobody\.knows'"):
        jobs.start(OWNER, "nobody.knows", "A title")


def test_job_is_seen_by_its_owner_and_administrators():
    job = make_job()

    assert list(visible(Job, OWNER)) == [job]
    assert list(visible(Job, ADMINISTRATOR)) == [job]
    assert list(visible(Job, STRANGER)) == []
    assert list(visible(Job, VISITOR)) == []


def test_progress_is_seen_before_the_transaction_ends():
    job = make_job(state="running")
    progress = jobs.Progress(str(job.pk))

    progress.expect(40)
    progress.say("Reading")
    progress.advance(10)
    progress.write()
    seen = jobs.progress_of(job)

    assert (seen.done, seen.total, seen.step, seen.percent) == (10, 40, "Reading", 25)


def test_progress_stops_when_somebody_asked_to_cancel():
    job = make_job(state="running")
    progress = jobs.Progress(str(job.pk))
    jobs.cancel(actor=OWNER, job=job)

    with pytest.raises(jobs.Cancelled):
        progress.write()


def test_cancel_ends_a_waiting_job_at_once_and_leaves_no_files():
    job = make_job()

    jobs.cancel(actor=OWNER, job=job)
    job.refresh_from_db()

    assert job.state == "cancelled"
    assert list(folder().iterdir()) == []


def test_cancel_by_a_stranger_finds_nothing():
    with pytest.raises(NotThere):
        jobs.cancel(actor=STRANGER, job=make_job())


def test_cancel_of_an_ended_job_is_refused():
    with pytest.raises(JobIsOver):
        jobs.cancel(actor=OWNER, job=make_job(state="done"))


def test_lost_job_has_failed_after_a_day():
    lost = make_job(state="running", started_at=timezone.now() - timedelta(days=2))
    running = make_job(state="running", started_at=timezone.now())

    give_up_lost_jobs()
    states = {job.pk: job.state for job in Job.objects.all()}

    assert states == {lost.pk: "failed", running.pk: "running"}
