"""Every published instance: is the answer the published one, and how long does the proof take?"""

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.schedule.running import Run, solved
from benchmarks.schedule.table import Table, geometric_mean
from kontor.engine.scheduling import Problem, Status, dzn

PROVEN = {Status.OPTIMAL, Status.INFEASIBLE}


@dataclass(frozen=True)
class Instance:
    """A published event with its published answer: breaks, or None where it is infeasible."""

    name: str
    problem: Problem
    breaks: int | None
    seconds: float

    @property
    def words(self) -> str:
        return "infeasible" if self.breaks is None else str(self.breaks)


def instances(folder: Path, glob: str) -> Iterator[Instance]:
    with (folder / "published.csv").open() as rows:
        for row in csv.DictReader(rows):
            path = folder / row["instance"]
            if path.match(glob):
                answer = row["breaks_optimum_d2"]
                yield Instance(
                    row["instance"],
                    dzn.read(path.read_text()),
                    None if answer == "infeasible" else int(answer),
                    float(row["maxsat_seconds_published"]),
                )


def run(options: argparse.Namespace) -> int:
    """Print the table; return how many answers are wrong."""
    if not options.folder.exists():
        print(f"The published instances are not in {options.folder}: this part is left out.")
        return 0
    table = Table(
        "Published instances",
        "instance",
        "published",
        "ours",
        "first s",
        "best s",
        "proof s",
        "CPU s",
        "MaxSAT s",
    )
    rows: list[tuple[Instance, Run]] = []
    wrong = 0
    for instance in instances(options.folder, options.instances):
        made = solved(instance.problem, options.limit, options.workers, options.seed)
        rows.append((instance, made))
        seconds = made.answer.seconds
        table.row(
            instance.name,
            instance.words,
            words(made),
            seconds.first,
            seconds.best,
            seconds.proof,
            made.cpu,
            instance.seconds,
        )
        for fault in faults(instance, made):
            wrong += 1
            print(f"WRONG: {instance.name}: {fault}", flush=True)
    _sum_up(rows, wrong)
    return wrong


def words(made: Run) -> str:
    if made.report is None:
        return str(made.answer.status)
    return f"{made.report.quality.breaks}" + ("" if made.answer.status is Status.OPTIMAL else "?")


def faults(instance: Instance, made: Run) -> Iterator[str]:
    """What cannot be, whatever the time: an invalid schedule, a wrong proof, better than the proven best."""
    if made.report is not None:
        breaks = made.report.quality.breaks
        if not made.report.valid:
            yield made.report.violations[0].sentence
        if instance.breaks is None:
            yield "has a schedule, and is published as infeasible"
        elif breaks < instance.breaks or (made.answer.status is Status.OPTIMAL and breaks > instance.breaks):
            yield f"is said to have {breaks} breaks at best, and published is {instance.breaks}"
    if made.answer.status is Status.INFEASIBLE and instance.breaks is not None:
        yield f"is said to be infeasible, and {instance.breaks} breaks are published"


def _sum_up(rows: list[tuple[Instance, Run]], wrong: int) -> None:
    proofs = [made.wall for _, made in rows if made.answer.status in PROVEN]
    ours = geometric_mean([made.wall for _, made in rows])
    theirs = geometric_mean([instance.seconds for instance, _ in rows])
    print(
        f"\n{len(rows)} instances: {len(proofs)} proven, {sum(second <= 10 for second in proofs)} of them within 10 s, "
        f"{wrong} wrong. Geometric mean {ours:.2f} s; published MaxSAT {theirs:.2f} s (on its authors' machine)."
    )
