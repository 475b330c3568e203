"""The same events by others, in the same run: the published model with MiniZinc, a plain CP-SAT model, first fit."""

import argparse
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.schedule.events import BREAKS, CASES
from benchmarks.schedule.published import Instance, instances, words
from benchmarks.schedule.running import apart, solved
from benchmarks.schedule.table import Table, geometric_mean
from benchmarks.schedule.textbook import Outcome, first_fit, plain_model
from kontor.engine.scheduling import Problem

MODEL = Path(__file__).with_name("model.mzn")
SOLVERS = ("Chuffed", "Gecode")


def run(options: argparse.Namespace) -> int:
    """Print both tables; return how many answers of ours contradict a proof of a peer."""
    solvers = _solvers()
    if not solvers:
        print("MiniZinc with Chuffed or Gecode is not installed (Debian: apt install minizinc): left out.")
    return _published(options, solvers) + _large(options)


def _published(options: argparse.Namespace, solvers: list[str]) -> int:
    if not options.folder.exists():
        return 0
    names = ["ours", "plain CP-SAT", *solvers]
    table = Table(
        f"Published instances by peers: seconds to the proof; in brackets what stood after {options.limit:g} s",
        "instance", "answer", *names, "first fit",
    )  # fmt: skip
    seconds: dict[str, list[float]] = {name: [] for name in names}
    wrong = 0
    for instance in instances(options.folder, options.instances):
        made = solved(instance.problem, options.limit, options.workers, options.seed)
        proven = str(made.answer.status) in {"optimal", "infeasible"}
        ours = Outcome(str(made.answer.status), made.report and made.report.quality.breaks, made.wall)
        outcomes = [ours, apart(plain_model, instance.problem, options.limit, options.workers, options.seed)]
        outcomes += [_minizinc(name, options.folder / instance.name, options) for name in solvers]
        for name, outcome in zip(names, outcomes, strict=True):
            seconds[name].append(outcome.seconds if _is_proof(outcome) else options.limit)
        wrong += sum(_contradicts(instance, ours, peer) for peer in outcomes[1:] if proven)
        greedy = first_fit(instance.problem)
        table.row(
            instance.name, instance.words, *map(_cell, outcomes), f"{greedy.breaks} (-{greedy.left_over})"
        )
    means = {name: geometric_mean(values) for name, values in seconds.items()}
    print("\nGeometric means, the limit where there is no proof: " + ", ".join(
        f"{name} {mean:.2f} s" for name, mean in means.items()
    ))  # fmt: skip
    return wrong


def _large(options: argparse.Namespace) -> int:
    table = Table(
        f"Large events by peers: breaks after {options.limit:g} s",
        "participants x meetings x slots", "ours", "plain CP-SAT", "first fit", "left over",
    )  # fmt: skip
    for case in (case for case in CASES if case.people <= min(options.largest, 500)):
        problem: Problem = replace(case.make(seed=options.seed + 1), aims=BREAKS)
        made = solved(problem, options.limit, options.workers, options.seed)
        plain = apart(plain_model, problem, options.limit, options.workers, options.seed)
        greedy = first_fit(problem)
        table.row(case.name, words(made), _cell(plain), greedy.breaks, greedy.left_over)
    return 0


def _solvers() -> list[str]:
    if shutil.which("minizinc") is None:
        return []
    listed = subprocess.run(["minizinc", "--solvers"], capture_output=True, text=True, check=False).stdout
    return [name for name in SOLVERS if name in listed]


def _minizinc(solver: str, data: Path, options: argparse.Namespace) -> Outcome:
    command = ["minizinc", "--solver", solver, "--time-limit", str(round(options.limit * 1000))]
    if solver == "Gecode":
        command += ["--parallel", str(options.workers)]
    begin = time.monotonic()
    told = subprocess.run(
        [*command, "--intermediate", str(MODEL), str(data)], capture_output=True, text=True, check=False
    ).stdout
    seconds = time.monotonic() - begin
    breaks = [int(line.split()[1]) for line in told.splitlines() if line.startswith("breaks")]
    if "UNSATISFIABLE" in told:
        return Outcome("infeasible", None, seconds)
    return Outcome("optimal" if "==========" in told else "feasible", breaks[-1] if breaks else None, seconds)


def _is_proof(outcome: Outcome) -> bool:
    return outcome.state in {"optimal", "infeasible"}


def _cell(outcome: Outcome) -> str:
    if _is_proof(outcome):
        return f"{outcome.seconds:.2f}"
    return "(nothing)" if outcome.breaks is None else f"({outcome.breaks})"


def _contradicts(instance: Instance, ours: Outcome, peer: Outcome) -> bool:
    if not _is_proof(peer) or (ours.state, ours.breaks) == (peer.state, peer.breaks):
        return False
    print(f"WRONG: {instance.name}: ours is {ours.state} {ours.breaks}, a peer's {peer.state} {peer.breaks}")
    return True
