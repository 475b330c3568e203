"""Make, judge or repair the schedule of an event that stands in a file.

Exit codes: 0 a schedule (or a valid one), 1 none (or not a valid one), 2 a file could not be read or written.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kontor.engine.scheduling import (
    Aims,
    Answer,
    Control,
    Problem,
    ProblemError,
    Report,
    Solution,
    Status,
    check,
)
from kontor.engine.scheduling.codec import answer_data, figures, report_data, solution_data, written
from kontor.engine.scheduling.records import encode
from kontor.engine.scheduling.repair import Repaired, repair
from kontor.schedule import files, telling
from kontor.schedule.live import Live, Stop

DONE, NONE, UNREADABLE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        problem = files.read_problem(options.file)
        if options.check:
            return judge(problem, files.read_solution(options.check, problem), options)
        with Stop() as stop:
            return mend(problem, options, stop) if options.repair else plan(problem, options, stop)
    except ProblemError as error:
        for fault in error.faults:
            print(f"kontor schedule: {fault}", file=sys.stderr)
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./kontor schedule", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, metavar="FILE", help="the event: .json, or published .dzn")
    parser.add_argument(
        "--limit", type=_seconds, default=60.0, metavar="SECONDS", help="search no longer (60)"
    )
    parser.add_argument(
        "--workers",
        type=_count,
        default=cores(),
        metavar="N",
        help="threads (all cores); with 1 the same seed gives the same schedule",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="what ties are broken by (0)")
    parser.add_argument(
        "--why", action="store_true", help="where there is none, name demands of which one has to be given up"
    )
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument(
        "-o", dest="output", type=Path, metavar="FILE", help="keep the whole answer there as JSON"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", type=Path, metavar="SOLUTION", help="judge this schedule and make none")
    what.add_argument("--repair", type=Path, metavar="EVENTS", help="change a schedule after these events")
    parser.add_argument(
        "--published",
        type=Path,
        metavar="SOLUTION",
        help="the schedule to repair; without, one is made first",
    )
    return parser


def _seconds(word: str) -> float:
    return _above_zero(float, word)


def _count(word: str) -> int:
    return _above_zero(int, word)


def _above_zero[N: (int, float)](kind: Callable[[str], N], word: str) -> N:
    try:
        number = kind(word)
    except ValueError:
        number = kind("0")
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{word!r} is no number above 0")
    return number


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def plan(problem: Problem, options: argparse.Namespace, stop: Stop) -> int:
    """Make a schedule and tell of it."""
    answer = solve(problem, options, stop)
    if answer.status is Status.INFEASIBLE and options.why:
        answer = replace(answer, reason=contradiction(problem, options, stop) or answer.reason)
    tell(answer_data(answer, problem), telling.of_answer(problem, answer), options)
    return NONE if answer.solution is None else DONE


def judge(problem: Problem, solution: Solution, options: argparse.Namespace) -> int:
    """Say whether a schedule is valid, what it breaks, and its figures."""
    report = check(problem, solution)
    data = {
        "objective": figures(report.quality),
        "check": report_data(report),
        "solution": solution_data(solution),
    }
    tell(data, telling.of_report(problem, report), options)
    return DONE if report.valid else NONE


def mend(problem: Problem, options: argparse.Namespace, stop: Stop) -> int:
    """Repair the published schedule after the events of the day."""
    day = files.read_events(options.repair)
    published = files.read_solution(options.published, problem) if options.published else day.published
    if published is None:
        published = solve(problem, options, stop).solution
    if published is None:
        raise ProblemError(["There is no schedule to repair: none was found for the event as it was."])
    with Live() as live:
        repaired = repair(problem, published, day.events, control(options, stop, live), day.confirmed)
    report = check(repaired.problem, repaired.solution)
    tell(repaired_data(repaired, report), telling.of_repair(repaired, report), options)
    return DONE if report.valid else NONE


def repaired_data(repaired: Repaired, report: Report) -> dict[str, Any]:
    """The schedule after the events, every difference with its reason, and the event as it is now."""
    return {
        "objective": figures(report.quality),
        "check": report_data(report),
        "kept": list(repaired.kept),
        "changed": [
            {"before": encode(each.before), "after": encode(each.after), "reason": each.reason.sentence}
            for each in repaired.changed
        ],
        "dropped": [
            {"before": encode(each.before), "reason": each.reason.sentence} for each in repaired.dropped
        ],
        "added": encode(repaired.added),
        "unavoidable": [reason.sentence for reason in repaired.unavoidable],
        "solution": solution_data(repaired.solution),
        "problem": encode(repaired.problem),
    }


def contradiction(problem: Problem, options: argparse.Namespace, stop: Stop) -> str:
    """The smallest set of demands found in the time that cannot hold together, in sentences; empty without one."""
    from kontor.engine.scheduling.conflict import conflict
    from kontor.engine.scheduling.solve import solve as best

    with Live() as live:
        searching = control(options, stop, live)
        end = searching.clock() + searching.limit

        def feasible(some: Problem) -> bool | None:
            left = end - searching.clock()
            if left <= 0 or searching.cancelled():
                return None
            # Any schedule will do, so breaks and the rest cost nothing.
            plain = Aims(0, 0, 0, 0, 0, 0, 0, difference=some.aims.difference)
            status = best(replace(some, aims=plain), replace(searching, limit=left)).status
            return {Status.INFEASIBLE: False, Status.UNKNOWN: None}.get(status, True)

        demands = conflict(problem, feasible, searching)
    if not demands:
        return ""
    sentences = " ".join(demand.sentence for demand in demands)
    return f"These {len(demands)} demands cannot hold together, and one has to be given up: {sentences}"


def solve(problem: Problem, options: argparse.Namespace, stop: Stop) -> Answer:
    from kontor.engine.scheduling.solve import solve as best

    with Live() as live:
        return best(problem, control(options, stop, live))


def control(options: argparse.Namespace, stop: Stop, live: Live) -> Control:
    return Control(
        clock=time.monotonic,
        limit=options.limit,
        seed=options.seed,
        workers=options.workers,
        progress=live.show,
        cancelled=stop.asked.is_set,
    )


def tell(data: dict[str, Any], lines: Iterable[str], options: argparse.Namespace) -> None:
    """Print for people or for programs, and keep it where that was asked for."""
    if options.output:
        files.write(options.output, written(data))
    if options.json:
        print(written(data), end="")
    else:
        print("\n".join(lines))
