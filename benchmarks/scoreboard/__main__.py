"""What scoreboards cost: every number of every partnership, cold and after one edit.

./kontor bench scoreboard                       # a million rows, 500 partnerships
./kontor bench scoreboard --only engine --rows 100000

Exit code 1 when an answer is wrong: another number than `count` or the database gives.
"""

import argparse

from benchmarks.scoreboard import database, engine

PARTS = {"engine": engine.run, "database": database.run}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./kontor bench scoreboard",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be given again")
    parser.add_argument("--partnerships", type=int, default=500)
    parser.add_argument("--rows", type=int, default=1_000_000, help="of all registers together")
    parser.add_argument("--runs", type=int, default=5, help="of the cold count")
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = [PARTS[part](options) for part in options.only or PARTS]
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    raise SystemExit(main())
