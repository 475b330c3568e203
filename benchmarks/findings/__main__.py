"""How many planted inconsistencies the checker finds, how many of its findings are true, and what exact comparison finds.

Each partnership has 4 to 6 partners, some 200 rows in nine tables, four lists, and 32 planted faults; a quarter of its rows
have a neighbour of nearly the same name that is another body or event. The peer compares texts and numbers as they are.

    python -m benchmarks.findings [number of partnerships]
"""

import sys
import time

from benchmarks.findings.measure import measured
from benchmarks.findings.truth import SORTS, Score, Tally

PARTNERSHIPS = 200


def main(number: int = PARTNERSHIPS) -> None:
    """Print one line for each sort: planted, recall and precision of the checker and of the peer."""
    start = time.process_time()
    ours, theirs, rows = measured(range(1000, 1000 + number))
    print(f"{number} partnerships, {rows:,} rows, {time.process_time() - start:.1f} s CPU")
    print(f"{'sort':<40}{'planted':>8}{'recall':>9}{'precision':>11}{'exact: recall':>15}{'precision':>11}")
    for sort in SORTS:
        print(_line(sort, ours.scores[sort], theirs.scores[sort]))
    print(_line("all", _all(ours), _all(theirs)))


def _line(name: str, one: Score, other: Score) -> str:
    numbers = f"{one.recall:>9.1%}{_precision(one):>11}{other.recall:>15.1%}{_precision(other):>11}"
    return f"{name:<40}{one.planted:>8}{numbers}"


def _precision(score: Score) -> str:
    return f"{score.precision:.1%}" if score.found + score.false else "nothing"


def _all(tally: Tally) -> Score:
    scores = tally.scores.values()
    return Score(*(sum(getattr(one, name) for one in scores) for name in ("planted", "found", "false")))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
