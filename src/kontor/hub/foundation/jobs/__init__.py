"""Background jobs: long work that shows how far it is, can be cancelled, and survives a killed worker.

Areas register functions by name in their `tasks.py`; actions start jobs by that name and never import a task:

    @job("transfer.execute")
    def execute(progress: Progress, owner_id: int | None, *, import_id: int) -> Done: ...

    jobs.start(actor, "transfer.execute", title, import_id=4)

A job may run twice (a worker was killed): its function must be safe to repeat, which one transaction makes it. A refusal
ends the job with its sentence; any other exception is tried again by the queue, three times in all.
"""

from kontor.hub.foundation.jobs.progress import Cancelled, Progress, ask_to_cancel, progress_of
from kontor.hub.foundation.jobs.registry import (
    DAILY,
    HOURLY,
    JOBS,
    STOPS,
    WAYS,
    Done,
    Way,
    daily,
    hourly,
    job,
)
from kontor.hub.foundation.jobs.run import cancel, run_daily, run_hourly, run_job, start

__all__ = [
    "DAILY",
    "HOURLY",
    "JOBS",
    "STOPS",
    "WAYS",
    "Cancelled",
    "Done",
    "Progress",
    "Way",
    "ask_to_cancel",
    "cancel",
    "daily",
    "hourly",
    "job",
    "progress_of",
    "run_daily",
    "run_hourly",
    "run_job",
    "start",
]
