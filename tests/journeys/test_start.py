"""`./kontor demo` as a new user meets it: what it says, what it refuses, and that nothing is lost."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest

from tests.journeys.conftest import REPOSITORY, Product, clean_environment

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]


def kontor(*words, **environment):
    command = [sys.executable, "-m", "kontor", *words]
    return subprocess.run(
        command,
        cwd=REPOSITORY,
        env={**clean_environment(), **environment},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )


def test_help_lists_every_command_with_one_line():
    told = kontor("--help").stdout

    for command in (
        "demo",
        "test",
        "load",
        "report",
        "findings",
        "import",
        "export",
        "audit",
        "duplicates",
        "bench",
        "where",
    ):
        assert f"\n  {command} " in told


def test_many_at_once_are_answered_by_all_web_processes(product):
    """A connection of the database that outlived a fork let SQLite fail under the others: now none is carried along."""

    def begin(_number):
        jar = CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        address = f"{product.address}/surveys/open/try-it/"
        browser.open(address, timeout=60).read()
        token = next(one.value for one in jar if one.name.startswith("csrf"))
        sent = urlencode({"csrfmiddlewaretoken": token, "go": "begin", "language": "en"}).encode()
        with browser.open(urllib.request.Request(address, sent, {"Referer": address}), timeout=60) as page:
            return page.status

    with ThreadPoolExecutor(8) as people:
        found = list(people.map(begin, range(48)))

    assert found == [200] * 48


def test_demo_starts_twice_and_loads_once(tmp_path):
    first = Product(tmp_path / "data")
    first.wait()
    assert first.stop() == 0
    second = Product(tmp_path / "data")
    second.wait()
    assert second.stop() == 0

    assert "organisations: 297 rows" in first.log
    assert "loading" not in second.log
    assert f"http://127.0.0.1:{second.port}/" in second.log


def test_demo_leaves_no_worker_behind(tmp_path):
    product = Product(tmp_path / "data")
    product.wait()
    product.stop()

    left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout

    assert f"--parent {product.process.pid}" not in left


def test_demo_refuses_a_taken_port(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = kontor("demo", "--port", str(port), "--data", str(tmp_path))

    assert told.returncode == 2
    assert f"Port {port} on 127.0.0.1 cannot be used" in told.stderr
    assert "--port" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    "setting",
    [
        {"KONTOR_MODE": "production"},
        {"DATABASE_URL": "postgresql://somewhere/real"},
        {"KONTOR_HOSTS": "kontor.example.org"},
    ],
)
def test_demo_refuses_production_settings(tmp_path, setting):
    told = kontor("demo", "--data", str(tmp_path), **setting)

    assert told.returncode == 2
    assert "does not start with production settings" in told.stderr
    assert "Traceback" not in told.stderr


def test_demo_refuses_a_file_that_is_no_database_and_leaves_it(tmp_path):
    file = tmp_path / "kontor.sqlite3"
    file.write_bytes(b"not a database at all, but somebody's precious notes")

    told = kontor("demo", "--data", str(tmp_path))

    assert told.returncode == 2
    assert "cannot be used" in told.stderr
    assert "Traceback" not in told.stderr
    assert file.read_bytes() == b"not a database at all, but somebody's precious notes"


def test_demo_refuses_a_damaged_database(tmp_path):
    file = tmp_path / "kontor.sqlite3"
    sqlite3.connect(file).execute("CREATE TABLE x (a)").connection.commit()
    damaged = bytearray(file.read_bytes())
    damaged[100:2000] = os.urandom(1900)
    file.write_bytes(bytes(damaged))

    told = kontor("demo", "--data", str(tmp_path))

    assert told.returncode == 2
    assert "Traceback" not in told.stderr
    assert file.read_bytes() == bytes(damaged)


def test_demo_refuses_a_database_with_records_that_are_not_its_own(tmp_path):
    assert kontor("prepare", KONTOR_DATA=str(tmp_path), KONTOR_MODE="demo").returncode == 0
    code = "from kontor.hub.accounts.models import User; User.objects.create_user('real@example.org')"
    assert kontor("shell", "-c", code, KONTOR_DATA=str(tmp_path)).returncode == 0

    told = kontor("demo", "--data", str(tmp_path))

    assert told.returncode == 2
    assert "holds records that are not the demo's" in told.stderr


def test_demo_refuses_a_folder_that_cannot_be_written(tmp_path):
    place = tmp_path / "a-file"
    place.write_text("")

    told = kontor("demo", "--data", str(place / "inside"))

    assert told.returncode == 2
    assert "cannot be used" in told.stderr
    assert "Traceback" not in told.stderr


def test_wrong_variable_is_named_in_one_sentence(tmp_path):
    told = kontor("check", KONTOR_DATA=str(tmp_path), KONTOR_HTTPS="perhaps")

    assert (told.returncode, told.stderr.strip()) == (
        2,
        "kontor: KONTOR_HTTPS is 'perhaps': write yes or no.",
    )


def test_check_deploy_is_clean_without_any_setting(tmp_path):
    told = kontor("check", "--deploy", "--fail-level", "WARNING", KONTOR_DATA=str(tmp_path))

    assert (told.returncode, told.stderr) == (0, "")


def test_load_demo_twice_changes_nothing(tmp_path):
    first = kontor("load", "demo", KONTOR_DATA=str(tmp_path))
    head = json.loads(kontor("audit", "head", KONTOR_DATA=str(tmp_path)).stdout)
    second = kontor("load", "demo", KONTOR_DATA=str(tmp_path))
    same = json.loads(kontor("audit", "head", KONTOR_DATA=str(tmp_path)).stdout)

    assert (first.returncode, second.returncode) == (0, 0)
    assert json.loads(first.stdout) == json.loads(second.stdout)
    assert head == same


@pytest.mark.parametrize(
    "words", [("report", "scoreboard", "elca"), ("findings",), ("indicators", "elca"), ("events",)]
)
def test_command_on_a_database_that_is_not_prepared_says_what_to_do(tmp_path, words):
    done = kontor(*words, KONTOR_DATA=str(tmp_path / "empty"))

    assert done.returncode == 2
    assert "Run ./kontor prepare, then try again." in done.stderr
    assert "Traceback" not in done.stderr
