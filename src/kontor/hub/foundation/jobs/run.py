"""Starts jobs and runs them in a worker: the only two tasks the queue knows."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.tasks import TaskContext, task
from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.jobs.progress import Cancelled, Point, Progress, ask_to_cancel, forget
from kontor.hub.foundation.jobs.registry import DAILY, HOURLY, JOBS, OWN_TRANSACTIONS, Done
from kontor.hub.foundation.middleware import set_request_id
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.models.job import JobState
from kontor.hub.foundation.refusal import N_, NotThere, Refusal

ATTEMPTS = 3
KEPT_DAYS = 90

logger = logging.getLogger(__name__)


class JobIsOver(Refusal):
    code = "job-is-over"
    sentence = N_("This job has ended already: there is nothing left to cancel.")


def start(actor: Actor, kind: str, title: str, *, total: int = 0, **arguments: Any) -> Job:
    """Ask for a job. It begins after the present transaction has committed, and only then."""
    if kind not in JOBS:
        raise LookupError(f"No job is called {kind!r}: the areas' tasks.py register them.")
    job = Job.objects.create(
        kind=kind, title=title[:250], owner_id=actor.user_id, total=total, arguments=arguments
    )
    run_job.enqueue(str(job.pk))
    return job


def cancel(*, actor: Actor, job: Job) -> None:
    """Ask a job to stop. It stops at its next step and leaves nothing half-written."""
    if not actor.is_system and job.owner_id != actor.user_id:
        raise NotThere
    if job.is_over:
        raise JobIsOver
    ask_to_cancel(job)
    waiting = Job.objects.filter(pk=job.pk, state=JobState.WAITING)
    if waiting.update(state=JobState.CANCELLED, cancel_asked=True, finished_at=timezone.now()):
        forget(str(job.pk))


@task(takes_context=True)
def run_job(context: TaskContext, job_id: str) -> None:
    """Run one job to its end. Called again after a crash: a job that is over is left alone."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None or job.is_over:
        logger.warning("job %s is gone or over: nothing to do", job_id)
        return
    set_request_id(f"job-{job_id}")
    Job.objects.filter(pk=job_id).update(state=JobState.RUNNING, started_at=timezone.now())
    progress = Progress(job_id, job.total)
    try:
        progress.write()
        with nullcontext() if job.kind in OWN_TRANSACTIONS else transaction.atomic():
            done = JOBS[job.kind](progress, job.owner_id, **job.arguments)
        finish(job_id, JobState.DONE, done or Done(), progress.curve)
    except Cancelled:
        finish(job_id, JobState.CANCELLED, Done(gettext("Cancelled: nothing was changed.")), progress.curve)
    except Refusal as refusal:
        finish(job_id, JobState.FAILED, Done(gettext(refusal.template) % refusal.data), progress.curve)
    except Exception:
        if context.attempt >= ATTEMPTS:
            finish(
                job_id,
                JobState.FAILED,
                Done(gettext("It failed for a reason we did not foresee. Nothing was changed.")),
                progress.curve,
            )
        raise


def finish(job_id: str, state: JobState, done: Done, curve: Sequence[Point] = ()) -> None:
    Job.objects.filter(pk=job_id).update(
        state=state,
        sentence=done.sentence,
        result=done.result,
        result_url=done.url,
        curve=list(curve),
        finished_at=timezone.now(),
    )
    forget(job_id)


@task
def run_daily() -> None:
    """Everything that is due once a night."""
    run_each("nightly", DAILY)
    give_up_lost_jobs()
    Job.objects.filter(finished_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    call_command("ox_prune", verbosity=0)


@task
def run_hourly() -> None:
    """Everything that is due once an hour."""
    run_each("hourly", HOURLY)


def run_each(when: str, works: Mapping[str, Callable[[], None]]) -> None:
    """Each on its own: one that fails does not keep the others from running."""
    for name, work in sorted(works.items()):
        try:
            work()
        except Exception:
            logger.exception("the %s work %s failed", when, name)


def give_up_lost_jobs() -> None:
    """A job whose worker died on the last attempt was told to nobody: after a day it has failed."""
    lost = Job.objects.filter(state=JobState.RUNNING, started_at__lt=timezone.now() - timedelta(days=1))
    for job in lost:
        finish(
            str(job.pk),
            JobState.FAILED,
            Done(gettext("The worker was lost before the end. Nothing was changed.")),
        )
