"""What the reports of the demo cost: drawn from the records, drawn again unchanged, and written in each format.

    ./kontor bench reports [--data DIR]

Loads the demo into a data folder of its own (SQLite) and prints CPU seconds: aims are 5 s for a report with its figures and
1 s for one that is kept. With `--data DIR` the records are kept and used again by the next run.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
KINDS = (
    ("programme-overview", ""),
    ("key-achievements", "natureef"),
    ("cross-fertilisation", "elca"),
    ("scoreboard", "elca"),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="./kontor bench reports", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="keep the records here and use them again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        prepare(options.data or Path(folder))
        measure()


def prepare(data: Path) -> None:
    """The demo's records in this folder, as they are served."""
    data.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "KONTOR_MODE": "demo",
        "KONTOR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "kontor.hub.settings",
    }
    import django

    django.setup()
    from kontor.hub.front import demo, setup

    setup.prepare(lambda line: None)
    if demo.is_empty():
        demo.load(lambda line: None)


def measure() -> None:
    from kontor.documents import FORMATS

    print(f"{'report':34}{'drawn s':>9}{'again s':>9}" + "".join(f"{name + ' s':>9}" for name in FORMATS))
    for kind, subject in KINDS:
        report, first, again = drawn(kind, subject)
        written = [seconds(report, format) for format in FORMATS]
        print(f"{f'{kind} {subject}':34}{first:9.2f}{again:9.2f}" + "".join(f"{one:9.2f}" for one in written))


def drawn(kind: str, subject: str):
    """The report with the CPU seconds of drawing it from the records, and of asking for it again."""
    from django.core.cache import cache
    from django.utils import timezone

    from kontor.hub.foundation.actor import VISITOR
    from kontor.hub.reports.queries import draw

    cache.clear()
    today = timezone.localdate()
    times = []
    for _ in range(2):
        start = time.process_time()
        report = draw(VISITOR, kind, as_of=today, today=today, language="en", subject=subject)
        times.append(time.process_time() - start)
    return report, *times


def seconds(report, format: str) -> float:
    from kontor.documents import write

    start = time.process_time()
    write(report, format, site="https://kontor.example")
    return time.process_time() - start


if __name__ == "__main__":
    main()
