"""What a report of about sixty pages costs in each format: python -m benchmarks.documents [presentations].

Prints CPU seconds (the first writing of the process, then the best of three), the size of the file and, where
Debian's pdfinfo is found, the number of pages. The first writing also pays for the libraries and the fonts.
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from kontor.documents import FORMATS, write  # noqa: E402  # the folders above come first
from tests.factories.reports import sample_report  # noqa: E402

AGAIN = 3


def main() -> None:
    presentations = int(sys.argv[1]) if len(sys.argv) > 1 else 47
    report = sample_report(presentations)
    print(f"{len(report.blocks)} blocks, {presentations} presentations, three drawings\n")
    print(f"{'format':8}{'first s':>10}{'then s':>10}{'KB':>10}{'pages':>8}")
    for format in FORMATS:
        first, document = measured(report, format)
        then = min(measured(report, format)[0] for _ in range(AGAIN))
        pages = page_count(document) if format == "pdf" else ""
        print(f"{format:8}{first:10.2f}{then:10.2f}{len(document) / 1024:10.0f}{pages:>8}")


def measured(report, format):
    """CPU seconds of one writing, and what was written."""
    start = time.process_time()
    document = write(report, format)
    return time.process_time() - start, document


def page_count(paper: bytes) -> str:
    if shutil.which("pdfinfo") is None:
        return "?"
    shown = subprocess.run(["pdfinfo", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    return re.search(r"Pages:\s+(\d+)", shown)[1]


if __name__ == "__main__":
    main()
