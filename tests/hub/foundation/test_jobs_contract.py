"""What we rely on from whichever queue is set: nothing is lost, nothing is done twice, failing work is tried again.

Real worker processes on a database of their own: a SQLite file, or a database of the PostgreSQL server under test.
"""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("jobs")]

REPOSITORY = Path(__file__).parents[3]
PATIENCE = 60


class Stage:
    """A database, a file of notes, and workers that can be started and killed."""

    def __init__(self, folder, database_url):
        self.notes_file = folder / "notes"
        self.notes_file.touch()
        self.environment = {
            **os.environ,
            "KONTOR_MODE": "test",
            "KONTOR_DATA": str(folder),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "tests.hub.foundation.jobs_contract.settings",
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
            "CONTRACT_NOTES": str(self.notes_file),
        }
        self.workers = []
        self.run("migrate", "-v0")

    def run(self, *words):
        command = [sys.executable, "-m", "django", *words]
        return subprocess.run(
            command, cwd=REPOSITORY, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def shell(self, code):
        opening = "from kontor.hub.foundation import jobs; from kontor.hub.foundation.models import Job; from kontor.hub.foundation.actor import system; "
        return self.run("shell", "-v0", "-c", opening + code).strip()

    def start_job(self, kind, **arguments):
        return self.shell(f"print(jobs.start(system('test'), {kind!r}, 'a title', **{arguments!r}).pk)")

    def start_worker(self):
        command = [sys.executable, "-m", "django", "ox_worker", "--interval", "0.2"]
        worker = subprocess.Popen(command, cwd=REPOSITORY, env=self.environment, stderr=subprocess.DEVNULL)
        self.workers.append(worker)
        return worker

    def notes(self):
        return self.notes_file.read_text().split("\n")[:-1]

    def wait_for(self, word, times=1):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.notes().count(word) >= times:
                return
            time.sleep(0.2)
        raise AssertionError(f"{word!r} was not seen {times} times in {PATIENCE} s: {self.notes()}")

    def state(self, job):
        return self.shell(f"print(Job.objects.get(pk={job!r}).state)")

    def wait_for_state(self, job, state):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.state(job) == state:
                return
            time.sleep(0.5)
        raise AssertionError(f"the job is {self.state(job)}, not {state}")

    def stop(self):
        for worker in self.workers:
            if worker.poll() is None:
                worker.kill()
            worker.wait()


@pytest.fixture(scope="module")
def database_url():
    """A database beside the one under test; none for SQLite, where the stage's folder holds the file."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield ""
        return
    name = f"contract_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    parts = urlsplit(given)
    yield urlunsplit(parts._replace(path=f"/{name}"))
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def stage(tmp_path_factory, database_url):
    stage = Stage(tmp_path_factory.mktemp("contract"), database_url)
    stage.start_worker()
    yield stage
    stage.stop()


def test_killed_worker_loses_nothing(stage):
    begun, ended = stage.notes().count("slow begins"), stage.notes().count("slow ends")
    job = stage.start_job("contract.slow", seconds=3)
    stage.wait_for("slow begins", times=begun + 1)
    for worker in stage.workers:
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    stage.start_worker()
    stage.wait_for("slow ends", times=ended + 1)
    stage.wait_for_state(job, "done")

    assert stage.notes().count("slow begins") == begun + 2
    assert stage.notes().count("slow ends") == ended + 1


def test_two_workers_do_a_job_once(stage):
    stage.start_worker()
    jobs = [stage.start_job("contract.quick", word=number) for number in range(4)]

    for number in range(4):
        stage.wait_for(f"quick {number}")
    stage.wait_for_state(jobs[-1], "done")

    quick = [note for note in stage.notes() if note.startswith("quick")]
    assert sorted(quick) == [f"quick {number}" for number in range(4)]


def test_job_of_a_rolled_back_transaction_never_runs(stage):
    stage.shell(
        "from django.db import transaction\n"
        "try:\n"
        "    with transaction.atomic():\n"
        "        jobs.start(system('test'), 'contract.quick', 'never', word='never')\n"
        "        raise KeyError\n"
        "except KeyError: pass\n"
    )
    stage.start_job("contract.quick", word="after")
    stage.wait_for("quick after")

    assert "quick never" not in stage.notes()


def test_failing_job_is_tried_three_times_and_keeps_its_tracebacks(stage):
    job = stage.start_job("contract.failing")

    stage.wait_for("failing", times=3)
    stage.wait_for_state(job, "failed")
    tracebacks = stage.shell(
        "from django_ox.models import OxTask; print(sum('on purpose' in str(e) for t in OxTask.objects.all() for e in (t.errors or [])))"
    )

    assert stage.notes().count("failing") == 3
    assert tracebacks == "3"


def test_refusal_ends_a_job_with_its_sentence(stage):
    job = stage.start_job("contract.refusing")

    stage.wait_for_state(job, "failed")

    assert stage.shell(f"print(Job.objects.get(pk={job!r}).sentence)") == "The file has no rows."
    assert stage.notes().count("refusing") == 1


def test_cancelled_job_stops_and_says_so(stage):
    begun, ended = stage.notes().count("slow begins"), stage.notes().count("slow ends")
    job = stage.start_job("contract.slow", seconds=50)
    stage.wait_for("slow begins", times=begun + 1)
    stage.shell(f"jobs.cancel(actor=system('test'), job=Job.objects.get(pk={job!r}))")

    stage.wait_for_state(job, "cancelled")

    assert stage.notes().count("slow ends") == ended


def test_schedule_is_dispatched_by_several_workers_once_each_tick(stage):
    stage.wait_for("nightly", times=2)
    ticks = int(stage.shell("from django_ox.models import OxScheduleTick as T; print(T.objects.count())"))

    assert stage.notes().count("nightly") <= ticks + 1
