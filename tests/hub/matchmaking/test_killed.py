"""Publishing when the server, or the worker that sends the letters, is killed: all of it or nothing, and one letter each."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

REPOSITORY = Path(__file__).parents[3]
PROGRAM = "tests.hub.matchmaking.killing"
PATIENCE = 180
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("killed")]


class Files:
    """The database as a file: kept as it was by a copy."""

    def __init__(self, folder):
        self.file, self.kept = folder / "kontor.sqlite3", folder / "kept.sqlite3"
        self.url = f"sqlite:///{self.file}"

    def keep(self):
        shutil.copy(self.file, self.kept)

    def restore(self):
        for name in ("-wal", "-shm"):
            Path(f"{self.file}{name}").unlink(missing_ok=True)
        shutil.copy(self.kept, self.file)

    def drop(self):
        pass


class Server:
    """A database of a PostgreSQL server: kept as it was by a template."""

    def __init__(self, url):
        self.name, self.kept = f"killed_{os.getpid()}", f"killed_{os.getpid()}_kept"
        self.server = url
        self.url = urlunsplit(urlsplit(url)._replace(path=f"/{self.name}"))
        self.run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)", f"CREATE DATABASE {self.name}")

    def run(self, *statements):
        with psycopg.connect(self.server, autocommit=True) as connection:
            for one in statements:
                connection.execute(one)

    def keep(self):
        self.run(f"CREATE DATABASE {self.kept} TEMPLATE {self.name}")

    def restore(self):
        self.run(
            f"DROP DATABASE {self.name} WITH (FORCE)", f"CREATE DATABASE {self.name} TEMPLATE {self.kept}"
        )

    def drop(self):
        self.run(*(f"DROP DATABASE IF EXISTS {one} WITH (FORCE)" for one in (self.name, self.kept)))


class Machine:
    """Processes of the product on a database of their own. Nothing is shared with the process of the test."""

    def __init__(self, folder, database):
        self.database, self.mail = database, folder / "mail"
        self.environment = {
            **os.environ, "DATABASE_URL": database.url, "KONTOR_DATA": str(folder), "KONTOR_MODE": "test",
            "KONTOR_JOB_LEASE_SECONDS": "3", "DJANGO_SETTINGS_MODULE": "kontor.hub.settings",
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
        }  # fmt: skip

    def start(self, *words):
        command = [sys.executable, "-m", *words]
        out = subprocess.PIPE
        return subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=self.environment,
            stdout=out,
            stderr=out,
            text=True,
            start_new_session=True,
        )

    def run(self, *words, may_die=False):
        process = self.start(*words)
        told, faults = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0 or (may_die and process.returncode == -signal.SIGKILL), faults[-3000:]
        return told.strip().splitlines()[-1] if process.returncode == 0 and told.strip() else None

    def publish(self, point):
        """What the server answered; None where it was killed first."""
        told = self.run(PROGRAM, "publish", str(point), may_die=True)
        return json.loads(told) if told else None

    def state(self):
        return json.loads(self.run(PROGRAM, "state"))

    def letters(self):
        """Address -> the numbers of the mails that were written to it, one for each time it was handed over."""
        found = {}
        for file in sorted(self.mail.glob("*")):
            text = file.read_text()
            addresses = re.findall(r"^To: (\S+)$", text, re.MULTILINE)
            numbers = re.findall(r"^Message-ID: (\S+)$", text, re.MULTILINE)
            for address, number in zip(addresses, numbers, strict=False):
                found.setdefault(address, []).append(number)
        return found

    def send(self, until):
        """A worker at work until so many people have a letter; then it is killed, as the power goes."""
        worker = self.start("kontor", "worker")
        stop = time.monotonic() + PATIENCE
        try:
            while len(self.letters()) < until and time.monotonic() < stop and worker.poll() is None:
                time.sleep(0.002)
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


@pytest.fixture
def machine(tmp_path):
    url = os.environ.get("DATABASE_URL", "")
    database = Server(url) if url.startswith("postgres") else Files(tmp_path)
    machine = Machine(tmp_path, database)
    machine.run("kontor", "migrate", "--verbosity", "0")
    yield machine
    database.drop()


def before(state):
    return (state["schedule"], state["stage"], state["notices"], state["queued"], state["trail"]) == (
        "draft", "open", 0, [], 0,
    )  # fmt: skip


def after(state):
    """Published, everybody with a meeting has one notice, and each notice waits in the queue once."""
    everybody = state["people"]
    return (
        (state["schedule"], state["stage"], state["trail"]) == ("published", "published", 1)
        and state["notices"] == state["told"] == everybody > 0
        and len(state["queued"]) == len(set(state["queued"])) == everybody
    )


def test_the_server_killed_while_publishing_leaves_all_of_it_or_nothing(machine):
    machine.run(PROGRAM, "prepare", "4")
    machine.database.keep()
    unhurt = machine.publish(0)
    whole = unhurt["statements"]
    assert after(unhurt["state"])

    found = Counter()
    for point in sorted({*range(2, whole + 1, max(1, whole // 6)), whole - 1, whole}):
        machine.database.restore()
        assert machine.publish(point) is None, point
        state = machine.state()
        assert before(state) or after(state), (point, state)
        found["before" if before(state) else "after"] += 1
        if before(state):
            again = machine.publish(0)
            assert again["status"] == 302, point
            assert after(again["state"]), point

    assert found["before"] > 0


def test_a_worker_killed_three_times_while_it_sends_leaves_nobody_without_a_letter_or_with_two(machine):
    machine.run(PROGRAM, "prepare", "18")
    everybody = machine.publish(0)["state"]["people"]

    for until in (5, 14, 23):
        machine.send(until)
    assert machine.state()["unsent"] > 0
    assert int(machine.run(PROGRAM, "again")) > 0
    machine.send(everybody)

    letters = machine.letters()
    assert len(letters) == everybody == 36
    assert {address: len(set(numbers)) for address, numbers in letters.items()} == dict.fromkeys(letters, 1)
    # What was on its way at the moment of a kill may be handed over again, as the same mail.
    assert sum(len(numbers) - 1 for numbers in letters.values()) <= 3
