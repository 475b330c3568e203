"""What the hub costs with 17,000 organisations, 500 partnerships and 2 million audit rows, on both databases.

    ./kontor bench directory [--db sqlite|postgres|both] [--organisations N] [--partnerships N] [--audit N] [--runs N]

Makes a data folder and a database of its own, and prints one table per database with the aim beside each figure. Costs are
CPU time (this process, and on PostgreSQL its server process): wall time says more about what else the machine does.
With `--data DIR` the records are kept and used again by the next run (on PostgreSQL: in the server of DATABASE_URL).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main() -> int:
    options = options_of(sys.argv[1:])
    if options.inside:
        return inside(options)
    databases = ["sqlite", "postgres"] if options.db == "both" else [options.db]
    return max(measured_apart(database, options.data) for database in databases)


def options_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kontor bench directory", description=__doc__.split("\n")[0])
    parser.add_argument("--db", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--organisations", type=int, default=17_000)
    parser.add_argument("--partnerships", type=int, default=500)
    parser.add_argument("--audit", type=int, default=2_000_000, help="rows of the audit trail")
    parser.add_argument("--runs", type=int, default=40, help="requests per page")
    parser.add_argument("--data", type=Path, help="keep the records here and use them again")
    parser.add_argument("--page", action="append", help="measure only this page; may be given again")
    parser.add_argument("--profile", help="print where the time of this page goes, such as 'list'")
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def measured_apart(database: str, kept: Path | None) -> int:
    """Measure in a process of its own, so that the settings are read with this database in the environment."""
    from kontor.workshop import postgres

    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        data = kept / database if kept else Path(folder)
        if database == "sqlite":
            return run(database, data, f"sqlite:///{data / 'kontor.sqlite3'}")
        with postgres() as url:
            return run(database, data, url)


def run(database: str, data: Path, url: str) -> int:
    data.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "KONTOR_MODE": "demo",  # as it is served: assets with hashes, the cache in the database
        "KONTOR_DATA": str(data),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "kontor.hub.settings",
        "PGOPTIONS": "-c max_parallel_workers_per_gather=0",  # one core
    }
    command = [sys.executable, "-m", "benchmarks.directory", *sys.argv[1:], "--inside", database]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def inside(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from benchmarks.directory import bulk, making, pages
    from benchmarks.directory.table import Figure, Table, say

    mark = Path(os.environ["KONTOR_DATA"]) / "benchmark.json"
    if mark.exists():
        kept = json.loads(mark.read_text())
        made = making.Made(**kept["made"])
        figures = [Figure(**one) for one in kept["figures"]]
    else:
        making.reference()
        figures = [bulk.overview_on_paper()]
        say(f"importing {options.organisations:,} organisations")
        figures += bulk.imported(options.organisations)
        making.competences()
        say(f"making {options.partnerships:,} partnerships")
        made = making.partnerships(options.partnerships)
        figures += [making.filled_trail(options.audit)]
        mark.write_text(json.dumps({"made": vars(made), "figures": [asdict(one) for one in figures]}))
    if options.profile:
        pages.profile(made, options.profile)
        return 0
    table = Table(options.inside)
    for page in pages.measured(made, options.runs, options.page):
        table.add_page(page)
    figures = [] if options.page else figures + bulk.all_at_once()
    for figure in figures:
        table.add(figure)
    say(table.text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
