"""One search measured: in a process of its own, so that its memory is its own and nothing is warm."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from kontor.engine.scheduling import Answer, Control, Problem, Progress, Report, check


@dataclass
class Run:
    """An answer, the verdict on it, the incumbents on the way as (second, objective), and what it took."""

    answer: Answer
    report: Report | None
    wall: float
    cpu: float
    memory: float  # peak, in MB
    trace: list[tuple[float, int]] = field(default_factory=list)

    def at(self, second: float) -> int | None:
        """The best objective known at that second."""
        known = [objective for when, objective in self.trace if when <= second]
        return min(known) if known else None


def solved(problem: Problem, limit: float, workers: int, seed: int) -> Run:
    """Solve in a process of its own. Compiling is part of what it takes, imports are not."""
    return apart(_solve, problem, limit, workers, seed)


def apart[**P, T](work: Callable[P, T], *words: P.args, **named: P.kwargs) -> T:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(work, *words, **named).result()


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _solve(problem: Problem, limit: float, workers: int, seed: int) -> Run:
    import numba  # noqa: F401  (importing libraries is start-up, which has a table of its own)
    import ortools.sat.python.cp_model  # noqa: F401

    from kontor.engine.scheduling.solve import solve

    trace: list[tuple[float, int]] = []

    def note(progress: Progress) -> None:
        if progress.objective is not None:
            trace.append((time.monotonic() - wall, progress.objective))

    control = Control(clock=time.monotonic, limit=limit, workers=workers, seed=seed, progress=note)
    cpu, wall = time.process_time(), time.monotonic()
    answer = solve(problem, control)
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    report = None if answer.solution is None else check(problem, answer.solution)
    return Run(answer, report, wall, cpu, peak(), trace)
