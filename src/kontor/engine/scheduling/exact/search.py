"""How the model is searched: dives at the proven bound and core-guided climbs; whichever proves first ends the search.

A *dive* asks whether a schedule as good as the bound exists; where it does, it is found quickly, because so little is
allowed. The *climb* raises the bound by cores, sets of costs that cannot all be nothing (Fu and Malik, SAT 2006), as in
the published MaxSAT approach. They take turns by deterministic effort; a second worker joins when an event is hard.
"""

from dataclasses import dataclass, field, replace
from threading import Event, Lock, Thread

from ortools.sat.python import cp_model

from kontor.engine.scheduling.arrays import Arrays, Numbers
from kontor.engine.scheduling.bounds.person import NEVER, breaks_of_person
from kontor.engine.scheduling.bounds.usable import usable
from kontor.engine.scheduling.draft import Draft
from kontor.engine.scheduling.exact.days import fewest_breaks, suits
from kontor.engine.scheduling.exact.model import Model
from kontor.engine.scheduling.solution import Control, Progress, Seconds, Status

# First budgets in the solver's deterministic time, about seconds; doubled each round.
FREE_DIVE, DIVE, FIRST_CLIMB, CLIMB = 10.0, 2.0, 8.0, 90.0
RISES = 3


@dataclass(frozen=True, eq=False)
class Found:
    """What the search knows: a schedule and its cost, the proven bound, and what is certain; `reason` why nothing is."""

    status: Status
    draft: Draft | None
    cost: int | None
    bound: int
    seconds: Seconds
    reason: str = ""


@dataclass(eq=False)
class Ledger:
    """The best schedule and bound so far, shared by searches that run side by side."""

    control: Control
    began: float
    bound: int = 0
    cost: int | None = None
    draft: Draft | None = None
    impossible: str = ""
    seconds: Seconds = field(default_factory=Seconds)
    lock: Lock = field(default_factory=Lock)
    over: Event = field(default_factory=Event)
    running: list[cp_model.CpSolver] = field(default_factory=list)

    def now(self) -> float:
        return self.control.clock() - self.began

    @property
    def left(self) -> float:
        return max(self.control.limit - self.now(), 0.01)

    @property
    def ended(self) -> bool:
        return self.over.is_set() or self.now() >= self.control.limit or self.control.cancelled()

    def found(self, cost: int, draft: Draft) -> None:
        with self.lock:
            if self.cost is not None and cost >= self.cost:
                return
            self.cost, self.draft = cost, draft
            now = self.now()
            self.seconds = replace(self.seconds, first=self.seconds.first or now, best=now)
        self.tell()

    def proved(self, bound: int) -> None:
        with self.lock:
            if bound <= self.bound:
                return
            self.bound = bound
        self.tell()

    def refuted(self, reason: str) -> None:
        """No schedule holds what must hold."""
        with self.lock:
            self.impossible = reason
            self.seconds = replace(self.seconds, proof=self.now())
        self.stop()

    def tell(self) -> None:
        self.control.progress(Progress(self.now(), self.cost, self.bound, "exact"))
        if self.cost is not None and self.cost <= self.bound and not self.over.is_set():
            self.seconds = replace(self.seconds, proof=self.now())
            self.stop()

    def stop(self) -> None:
        self.over.set()
        for solver in list(self.running):
            solver.stop_search()

    def result(self) -> Found:
        status = Status.UNKNOWN
        if self.impossible:
            status = Status.INFEASIBLE
        elif self.cost is not None:
            status = Status.OPTIMAL if self.cost <= self.bound else Status.FEASIBLE
        return Found(status, self.draft, self.cost, self.bound, self.seconds, self.impossible)


def search(arrays: Arrays, control: Control, hint: Draft | None = None, cost: int | None = None) -> Found:
    """Return the best schedule found and what is proven of it; `hint` with its `cost` is where it starts.

    The cost is that of slots and people; places come later. Optimal or infeasible are proofs.
    """
    ledger = Ledger(control, control.clock())
    event = _narrowed(arrays, control.seed)
    if isinstance(event, str):
        ledger.refuted(event)
        return ledger.result()
    if hint is not None and cost is not None:
        ledger.found(cost, hint)
    ledger.proved(event.bound)
    with _Watched(ledger):
        _in_turn(event, ledger)
    return ledger.result()


@dataclass(frozen=True, eq=False)
class _Event:
    """What is searched: the slots left for each wish, the fewest breaks of each person, and a first bound."""

    arrays: Arrays
    least: Numbers
    bound: int

    def model(self) -> Model:
        return Model(self.arrays, self.least)


def _narrowed(arrays: Arrays, seed: int) -> _Event | str:
    """What follows from each wish, each person and each day on its own; a sentence where that proves the event impossible."""
    left = usable(arrays)
    if left.impossible:
        return " ".join(left.impossible)
    arrays = replace(arrays, allowed=left.allowed)
    least = breaks_of_person(arrays)
    floor = fewest_breaks(arrays, seed)
    lost = [person.id for person, few in zip(arrays.problem.participants, least, strict=True) if few >= NEVER]
    if lost:
        return f"The slots left cannot hold all meetings that must take place of: {', '.join(lost)}."
    if floor is None:
        return "Everybody's meetings do not fit into the tables of all slots together, whoever meets whom."
    return _Event(arrays, least, max(floor, int(least.sum())) * arrays.problem.aims.breaks)


class _Watched:
    """Stops the solvers when the caller cancels; a solver asks nobody while it works."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.done = Event()
        self.thread = Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self.done.wait(0.1):
            if self.ledger.control.cancelled():
                self.ledger.stop()
                return

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()


def _in_turn(event: _Event, ledger: Ledger) -> None:
    """Dive, climb, dive longer, climb longer; with a second worker, two climbs from different seeds side by side.

    How long a climb takes hangs on chance (by a factor of three on the published events), so the first of two is early.
    """
    free = ledger.bound == 0 and suits(event.arrays)
    pair = ledger.control.workers > 1
    dive, climb, seed = FREE_DIVE if free else DIVE, FIRST_CLIMB if pair else CLIMB, ledger.control.seed
    while not ledger.ended:
        _dive(event, ledger, dive, seed)
        if pair and climb > FIRST_CLIMB:
            _side_by_side(event, ledger, climb, seed)
        else:
            _climb(event, ledger, climb, seed)
        dive, climb, seed = 2 * dive, max(2 * climb, CLIMB), seed + 2


def _side_by_side(event: _Event, ledger: Ledger, effort: float, seed: int) -> None:
    """Two climbs, each in a thread of its own: the solver works outside Python."""
    threads = [Thread(target=_climb, args=(event, ledger, effort, seed + number)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _dive(event: _Event, ledger: Ledger, effort: float, seed: int) -> None:
    """Ask for a schedule at the bound; where there is none, the bound rises and the question is put again, twice.

    No more than that: where nothing holds at any cost the bound would rise for ever, and only the climb sees it.
    """
    for _ in range(RISES):
        if ledger.ended:
            return
        bound = ledger.bound
        model = event.model()
        model.cp.proto.clear_objective()
        model.cp.add(model.cost <= bound)
        solver = _solver(ledger, effort, seed)
        status = _run(ledger, solver, model.cp)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            ledger.found(bound, model.draft(solver))
            return
        if status != cp_model.INFEASIBLE:
            return
        ledger.proved(_next_cost(event.arrays, bound))


def _next_cost(arrays: Arrays, cost: int) -> int:
    """The smallest cost above this one: a multiple of what all prices have in common."""
    step = arrays.problem.aims.step
    return (cost // step + 1) * step


def _climb(event: _Event, ledger: Ledger, effort: float, seed: int) -> None:
    """Raise the bound by cores until a schedule meets it."""
    if ledger.ended:
        return
    model = event.model()
    if ledger.draft is not None:
        model.hint(ledger.draft)
    solver = _solver(ledger, effort, seed)
    solver.parameters.optimize_with_core = True
    solver.best_bound_callback = lambda bound: ledger.proved(round(bound))
    status = _run(ledger, solver, model.cp, _Finds(model, ledger))
    if status == cp_model.INFEASIBLE:
        ledger.refuted("No schedule holds everything that must hold: this is proven.")
    elif status == cp_model.OPTIMAL:
        ledger.proved(round(solver.objective_value))


class _Finds(cp_model.CpSolverSolutionCallback):
    """Writes every better schedule into the ledger as it is found."""

    def __init__(self, model: Model, ledger: Ledger) -> None:
        super().__init__()
        self.model = model
        self.ledger = ledger

    def on_solution_callback(self) -> None:
        self.ledger.found(round(self.objective_value), self.model.draft(self))


def _solver(ledger: Ledger, effort: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.linearization_level = 0
    parameters.random_seed = seed
    parameters.max_deterministic_time = effort * ledger.control.effort
    parameters.max_time_in_seconds = ledger.left
    return solver


def _run(
    ledger: Ledger,
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    callback: cp_model.CpSolverSolutionCallback | None = None,
) -> int:
    """Solve where `stop` reaches it."""
    ledger.running.append(solver)
    if ledger.over.is_set():
        return int(cp_model.UNKNOWN)
    status = solver.solve(model, callback)
    ledger.running.remove(solver)
    return int(status)
