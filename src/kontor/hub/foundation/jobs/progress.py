"""How far a job is, outside its transaction.

A job does its work in one transaction, and what is written there nobody else sees before the end; on SQLite nobody else
can even write meanwhile. So progress and the wish to cancel travel through small files beside the uploaded documents,
which all machines share (docs/guide/operate.md). What became of the job is in its row.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kontor.hub.foundation.models import Job

SHORTEST_INTERVAL = 0.3
MOST_POINTS = 200

type Point = tuple[float, *tuple[float | None, ...]]


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """Somebody asked to stop. Leaves the transaction, so nothing is half-written."""


@dataclass(frozen=True, slots=True)
class HowFar:
    done: int
    total: int
    step: str


def folder() -> Path:
    place = Path(settings.MEDIA_ROOT) / "jobs"
    place.mkdir(parents=True, exist_ok=True)
    return place


class Progress:
    """Handed to a job's function. Writes at most three times a second, and looks for a wish to cancel as often."""

    def __init__(self, job_id: str, total: int = 0) -> None:
        self.job_id = job_id
        self.done = 0
        self.total = total
        self.step = ""
        self.curve: list[Point] = []
        self._written = 0.0

    def expect(self, total: int) -> None:
        """Say how much there is to do in the present step."""
        self.done, self.total = 0, total
        self.write()

    def say(self, step: str) -> None:
        """Say in words what is being done."""
        self.step = step
        self.write()

    def mark(self, at: float, *values: float | None) -> None:
        """Keep a point of the way, where it differs from the last one. Of too many every second goes: the first and the last
        stay, and what lies between them is told more coarsely.
        """
        if self.curve and self.curve[-1][1:] == values:
            return
        self.curve.append((at, *values))
        if len(self.curve) > MOST_POINTS:
            self.curve = [*self.curve[:-1:2], self.curve[-1]]

    def advance(self, number: int = 1) -> None:
        """Count what is done. Raises Cancelled when somebody asked to stop."""
        self.done += number
        if time.monotonic() - self._written >= SHORTEST_INTERVAL:
            self.write()

    def write(self) -> None:
        """Publish how far the job is, then stop if that was asked for."""
        self._written = time.monotonic()
        target = folder() / f"{self.job_id}.json"
        fresh = target.with_suffix(".new")
        told = {"done": self.done, "total": self.total, "step": self.step, "curve": self.curve}
        fresh.write_text(json.dumps(told))
        fresh.replace(target)
        self.check_cancelled()

    def check_cancelled(self) -> None:
        if (folder() / f"{self.job_id}.cancel").exists():
            raise Cancelled


def progress_of(job: Job) -> Job:
    """The job with what its worker last said of it. Changes the object, not the row."""
    if job.is_over:
        return job
    try:
        told = json.loads((folder() / f"{job.pk}.json").read_text())
    except (OSError, ValueError):
        return job
    job.done, job.total, job.step = told["done"], told["total"], told["step"]
    job.curve = told.get("curve", [])
    return job


def ask_to_cancel(job: Job) -> None:
    (folder() / f"{job.pk}.cancel").touch()


def forget(job_id: str) -> None:
    """Remove the files of a job that is over."""
    for suffix in (".json", ".cancel", ".new"):
        (folder() / f"{job_id}{suffix}").unlink(missing_ok=True)
