"""From a problem to an answer: construct, prove where the event is small, improve where it is large, bound, check.

A schedule is kept only when `check` finds nothing broken and its cost is below the best so far, so whatever a solver
does wrong never reaches the caller. With the same seed and effort the answer is the same; `limit` only cuts it short.
"""

from dataclasses import replace

from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.bounds import bounds
from kontor.engine.scheduling.check import check
from kontor.engine.scheduling.conflict.impossible import impossible
from kontor.engine.scheduling.construct import construct
from kontor.engine.scheduling.draft import Draft
from kontor.engine.scheduling.places import place
from kontor.engine.scheduling.problem import Problem
from kontor.engine.scheduling.solution import Answer, Control, Progress, Seconds, Solution, Status

PROVABLE = 16_000  # wishes x slots up to which a proof is tried first
START, PROOF, BOUND = 0.1, 0.95, 0.25  # shares of the time that is left


def solve(problem: Problem, control: Control) -> Answer:
    """Return the best schedule found in the time, with its proven bound; optimal and infeasible are proofs.

    Bounds and search work on slots and people; walking and changes of table come with the places and are bounded by
    nothing, so an event with several places is optimal only where they cost nothing.
    """
    faults = [fault for fault in impossible(problem) if fault.hard]
    if faults:
        reason = " ".join(fault.sentence for fault in faults)
        return Answer(Status.INFEASIBLE, None, None, None, Seconds(proof=0.0), reason)
    return _Solving(problem, control).answer()


class _Solving:
    """The best valid schedule and bound so far."""

    def __init__(self, problem: Problem, control: Control) -> None:
        self.problem, self.control = problem, control
        self.began = control.clock()
        self.arrays = Arrays.of(problem)
        self.seconds = Seconds()
        self.solution: Solution | None = None
        self.draft: Draft | None = None
        self.cost: int | None = None
        self.slot_cost: int | None = None
        self.least: int | None = None
        self.bound = 0
        self.impossible = ""

    def answer(self) -> Answer:
        start = construct(self.arrays, self.control.seed)
        self._keep(start)
        if self.arrays.wishes * self.arrays.slots <= PROVABLE:
            if not self.arrays.required.all():
                # Which wishes to hold is easier to improve than to find: the proof starts from something good.
                self._improve(start, START)
            self._prove()
        if not (self._proven or self.impossible):
            self._bound()
        if not (self._proven or self.impossible):
            self._improve(self.draft or start, 1.0)
        return self._answer()

    @property
    def _proven(self) -> bool:
        return self.cost is not None and self.cost <= self.bound

    def _now(self) -> float:
        return self.control.clock() - self.began

    def _with(self, share: float) -> Control:
        """The caller's control for one phase: this share of the time that is left, told on one clock."""
        began = self._now()

        def tell(progress: Progress) -> None:
            now = began + progress.seconds
            self._note(now, progress.objective)
            bound = max(self.bound, progress.bound or 0)
            self.control.progress(replace(progress, seconds=now, bound=bound))

        left = max(self.control.limit - began, 0.01)
        return replace(self.control, limit=share * left, progress=tell)

    def _keep(self, draft: Draft) -> None:
        """Take the schedule if it is valid and better."""
        solution = place(self.arrays, draft)
        report = check(self.problem, solution)
        quality, aims = report.quality, self.problem.aims
        if not report.valid or (self.cost is not None and quality.cost >= self.cost):
            return
        self._note(self._now(), quality.cost)
        self.solution, self.draft, self.cost = solution, draft, quality.cost
        self.slot_cost = quality.cost - aims.walking * quality.walking - aims.tables * quality.table_changes
        self.control.progress(Progress(self._now(), self.cost, self.bound, "schedule"))

    def _note(self, now: float, cost: int | None) -> None:
        """When the first schedule was there, and when the best one; a solver tells earlier than it returns."""
        if cost is not None and (self.least is None or cost < self.least):
            self.least = cost
            self.seconds = replace(self.seconds, first=self.seconds.first or now, best=now)

    def _prove(self) -> None:
        from kontor.engine.scheduling.exact import search

        found = search(self.arrays, self._with(PROOF), self.draft, self.slot_cost)
        if found.status == Status.INFEASIBLE:
            self.seconds = replace(self.seconds, proof=self._now())
            self.impossible = found.reason
            return
        if found.draft is not None:
            self._keep(found.draft)
        self._raise(found.bound)

    def _bound(self) -> None:
        proven = bounds(self.arrays, self._with(BOUND))
        if proven.impossible:
            self.seconds = replace(self.seconds, proof=self._now())
            self.impossible = " ".join(proven.impossible)
            return
        self._raise(proven.cost)

    def _improve(self, draft: Draft, share: float) -> None:
        from kontor.engine.scheduling.improve import improve

        self._keep(improve(self.arrays, draft, self._with(share)))
        self._raise(self.bound)

    def _raise(self, bound: int) -> None:
        self.bound = max(self.bound, bound)
        if self._proven and self.seconds.proof is None:
            self.seconds = replace(self.seconds, proof=self._now())

    def _answer(self) -> Answer:
        if self.impossible:
            return Answer(Status.INFEASIBLE, None, None, None, self.seconds, self.impossible)
        if self.solution is None:
            reason = "No complete schedule was found in the time; none is proven impossible either. Give it more time."
            return Answer(Status.UNKNOWN, None, None, self.bound, self.seconds, reason)
        status = Status.OPTIMAL if self._proven else Status.FEASIBLE
        return Answer(status, self.solution, self.cost, self.bound, self.seconds)
