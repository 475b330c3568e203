"""Jobs as actions and pages see them. What the queue owes us is in test_jobs_contract."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from kontor.hub.foundation import jobs
from kontor.hub.foundation.actor import VISITOR, Actor, PlatformRole
from kontor.hub.foundation.job_pages import ShowJob
from kontor.hub.foundation.jobs.progress import folder
from kontor.hub.foundation.jobs.run import JobIsOver, finish, give_up_lost_jobs
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.models.job import JobState
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


def test_points_are_kept_where_they_differ_and_never_too_many():
    progress = jobs.Progress(str(make_job(state="running").pk))

    progress.mark(0.0, 10, None)
    progress.mark(0.5, 10, None)
    for second in range(1, 5000):
        progress.mark(float(second), 5000 - second, second)

    assert progress.curve[0] == (0.0, 10, None)
    assert progress.curve[-1] == (4999.0, 1, 4999)
    assert len(progress.curve) <= 200
    times = [point[0] for point in progress.curve]
    assert times == sorted(times)


def test_points_are_seen_while_the_job_runs_and_stay_with_it():
    job = make_job(state="running")
    progress = jobs.Progress(str(job.pk))
    progress.mark(1.0, 120, 100)
    progress.write()

    assert jobs.progress_of(job).curve == [[1.0, 120, 100]]
    finish(str(job.pk), JobState.DONE, jobs.Done("Ready"), progress.curve)
    job.refresh_from_db()
    assert (job.curve, job.sentence) == ([[1.0, 120, 100]], "Ready")


def test_job_that_ended_asks_its_own_page_to_load_anew():
    job = make_job(state="done")
    address = f"/jobs/{job.pk}/"
    part = RequestFactory().get(
        address, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    )
    elsewhere = RequestFactory().get(
        address, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/transfer/"}
    )
    asked = []
    for request in (part, elsewhere):
        request.actor, request.htmx = OWNER, HtmxDetails(request)
        asked.append(ShowJob.as_view()(request, pk=job.pk).headers.get("HX-Refresh"))

    assert asked == ["true", None]
