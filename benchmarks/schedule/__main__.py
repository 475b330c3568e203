"""The scheduling engine against published results, large events and peers, in one run on one machine.

./kontor bench schedule                                   # everything; takes hours, most of it peers
./kontor bench schedule --only published --instances 'tic-12*'
./kontor bench schedule --only large --limit 10
./kontor bench schedule --only peers --limit 20 --instances '*original*'

Exit code 1 when an answer is wrong: no valid schedule where one was claimed, or another optimum than the published one.
"""

import argparse
import os
from pathlib import Path

from benchmarks.schedule import day, events, peers, published, starting

PARTS = {
    "published": published.run,
    "large": events.run,
    "repair": day.run,
    "start": starting.run,
    "peers": peers.run,
}
INSTANCES = Path(__file__).resolve().parents[3] / "shared/benchmarks/b2b"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./kontor bench schedule",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be given again")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of each search (60)")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="threads (2)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=INSTANCES, help="where the published .dzn files are")
    parser.add_argument("--instances", default="*.dzn", metavar="GLOB", help="which of them")
    parser.add_argument("--largest", type=int, default=5_000, help="leave out events of more people (5000)")
    options = parser.parse_args()
    print(f"{options.workers} threads, at most {options.limit:g} s a search, seed {options.seed}")
    wrong = [PARTS[part](options) for part in options.only or PARTS]
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    raise SystemExit(main())
