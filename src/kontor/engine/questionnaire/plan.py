"""A survey made ready to be answered: where each cell stands, what each expression reads, and in which order to look.

A plan is made once for each version and kept. Its steps are blocks and questions, sorted so that whatever a step reads comes
before it; `affected` says what may change when a question is answered otherwise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kontor.engine.questionnaire.expression import (
    ExpressionError,
    Name,
    Node,
    compiled,
    names,
    parse,
    renamed,
    unsupported,
)
from kontor.engine.questionnaire.kinds import Cell, Role
from kontor.engine.questionnaire.model import Block, Check, Limits, Question, Survey
from kontor.engine.questionnaire.reading import (
    Run,
    Spots,
    cells_of,
    read_by,
    reader,
    reads_cells,
    spoken_of,
)

type Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """An expression that cannot be calculated, verbatim, and why. It blocks opening."""

    place: str
    source: str
    problem: ExpressionError | str


@dataclass(slots=True)
class BlockStep:
    """A block: its condition, its repeat, and the codes of the blocks around it."""

    block: Block
    chain: Chain
    inside: str
    condition: Run | None = None
    driver: Run | None = None
    reads: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.block.code


@dataclass(slots=True)
class QuestionStep:
    """A question with all its expressions compiled."""

    question: Question
    chain: Chain
    inside: str
    cells: tuple[Cell, ...]
    condition: Run | None = None
    formula: Run | None = None
    parts: dict[str, Run] = field(default_factory=dict)
    defaults: dict[str, Run] = field(default_factory=dict)
    checks: tuple[tuple[Check, Run], ...] = ()
    part_checks: dict[str, Run] = field(default_factory=dict)
    limits: dict[str, Run] = field(default_factory=dict)
    filtered: dict[str, list[tuple[bool, Run]]] = field(default_factory=dict)
    reads: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.question.code


type Step = BlockStep | QuestionStep

MOST_WORK = 150_000
"""How much all expressions of a survey may read together; what is beyond is flagged, once for each place."""

TOO_LARGE = "…"
MOST_CYCLES = 100
"""How many circles are told; each may be as long as the survey."""
BOUNDS = ("least", "most", "least_total", "most_total", "total", "fewest", "at_most")


@dataclass(slots=True)
class Standing:
    """Where an expression stands: the repeats around it, its question, and what it and its neighbours read."""

    chain: Chain
    asked: Question | None
    reads: list[str]


@dataclass(frozen=True)
class Plan:
    """A survey compiled. `steps` in order of evaluation, `pages` the outer blocks in order of the survey."""

    survey: Survey
    steps: tuple[Step, ...]
    blocks: dict[str, BlockStep]
    questions: dict[str, QuestionStep]
    spots: Spots
    flags: tuple[Flag, ...]
    cycles: tuple[tuple[str, ...], ...]
    readers: dict[str, tuple[str, ...]]

    def affected(self, code: str) -> tuple[str, ...]:
        """Return the codes of all blocks and questions that may change with the answer to a question, in order.

        Linear in what is affected and what it reads.
        """
        found, left = {code}, [code]
        while left:
            for one in self.readers.get(left.pop(), ()):
                if one not in found:
                    found.add(one)
                    left.append(one)
        found.discard(code)
        return tuple(step.code for step in self.steps if step.code in found)


def plan(survey: Survey) -> Plan:
    """Compile a survey. Never fails on an expression: what cannot be calculated is in `flags` and counts as true.

    Codes must be unique (`check.findings` says so); of doubles the first counts. O(questions + expressions), about 20 us
    for each question.
    """
    making = _Making(survey)
    steps = making.steps
    order, cycles = _sorted(making.in_order, {step.code: step.reads for step in steps})
    by_code = {step.code: step for step in steps}
    return Plan(
        survey,
        tuple(by_code[code] for code in order),
        making.blocks,
        making.questions,
        making.spots,
        tuple(making.flags),
        cycles,
        _readers(steps),
    )


class _Making:
    """Collects places first, then compiles what is in them."""

    def __init__(self, survey: Survey) -> None:
        self.spots = Spots(survey)
        self.flags: list[Flag] = []
        self.blocks: dict[str, BlockStep] = {}
        self.questions: dict[str, QuestionStep] = {}
        self.in_order: list[str] = []
        self.budget = MOST_WORK
        for block in survey.blocks:
            self.place(block, (), "")
        for step in self.blocks.values():
            self.compile_block(step)
        for one in self.questions.values():
            self.compile_question(one)

    @property
    def steps(self) -> list[Step]:
        return [*self.blocks.values(), *self.questions.values()]

    def place(self, block: Block, chain: Chain, inside: str) -> None:
        chain = (*chain, block.code) if block.repeat else chain
        if block.code in self.blocks:
            return
        self.blocks[block.code] = BlockStep(block, chain, inside)
        self.in_order.append(block.code)
        if block.repeat:
            self.spots.repeats[block.code] = chain
        for item in block.items:
            if isinstance(item, Block):
                self.place(item, chain, block.code)
            elif item.code not in self.questions and item.code not in self.blocks:
                self.questions[item.code] = QuestionStep(item, chain, block.code, item.cells())
                self.spots.add(item, chain)
                self.in_order.append(item.code)

    def compile_block(self, step: BlockStep) -> None:
        block = step.block
        at = Standing(
            step.chain[:-1] if block.repeat else step.chain, None, [step.inside] if step.inside else []
        )
        step.condition = self.run(block.condition, f"{block.code}.condition", at)
        if block.repeat and block.repeat.driver:
            step.driver = self.run(block.repeat.driver, f"{block.code}.repeat", at)
        step.reads = tuple(dict.fromkeys(at.reads))

    def compile_question(self, step: QuestionStep) -> None:
        asked = step.question
        at = Standing(step.chain, asked, [step.inside])
        step.condition = self.run(asked.condition, f"{asked.code}.condition", at)
        step.formula = self.run(asked.formula, f"{asked.code}.formula", at)
        for one in (*asked.parts, *asked.columns):
            run = self.run(one.condition, f"{asked.code}_{one.code}.condition", at)
            if run is not None:
                step.parts[one.code] = run
        for cell, source in asked.defaults.items():
            run = self.default(source, f"{cell}.default", at)
            if run is not None:
                step.defaults[cell] = run
        for code, wanted, run in self.filters(at):
            step.filtered.setdefault(code, []).append((wanted, run))
        step.reads = tuple(dict.fromkeys(one for one in at.reads if one != asked.code))
        self.compile_checks(step)

    def compile_checks(self, step: QuestionStep) -> None:
        """Checks and limits are asked after all else; nothing waits for them."""
        asked, at = step.question, Standing(step.chain, step.question, [])
        step.checks = tuple(
            (check, run)
            for check in asked.checks
            for run in self.check(check.expression, step, at)
            if run is not None
        )
        if asked.part_check:
            place = f"{asked.code}.part_check"
            node = self.parsed(asked.part_check, place)
            for cell in step.cells:
                if node is None or self.budget < 0:
                    break
                run = self.made(node, asked.part_check, place, at, cell)
                if run is not None:
                    step.part_checks[cell.name] = run
        for name in BOUNDS if asked.limits != Limits() else ():
            source = getattr(asked.limits, name).strip()
            run = (lambda _: 1) if source == "1" else self.run(source, f"{asked.code}.limits.{name}", at)
            if run is not None:
                step.limits[name] = run

    def check(self, source: str, step: QuestionStep, at: "Standing") -> Iterator[Run | None]:
        """What holds for `this` holds for each sub-question."""
        place = f"{step.code}.check"
        cells = [one for one in step.cells if one.role not in (Role.COMMENT, Role.OTHER)]
        node = self.parsed(source, place)
        if node is None:
            return
        if len(cells) < 2 or not any(_is_this(one) for one in names(node)):
            yield self.made(node, source, place, at)
            return
        for cell in cells:
            if self.budget < 0:
                break
            yield self.made(_about(node, cell), source, place, at)

    def filters(self, at: "Standing") -> Iterator[tuple[str, bool, Run]]:
        asked = at.asked
        assert asked is not None
        codes = [one.code for one in asked.parts or asked.options]
        for given, wanted in ((asked.only_of, True), (asked.not_of, False)):
            for other in (one.strip() for one in given.replace(",", ";").split(";")):
                if other and other not in self.questions:
                    self.flag(f"{asked.code}.filter", other, other)
                found: dict[str, list[str]] = {}
                for one in self.questions[other].cells if other in self.questions else ():
                    if one.role is not Role.COMMENT:
                        found.setdefault(one.part, []).append(f"{one.name}.NAOK")
                for code in codes if found and self.budget >= 0 else ():
                    read = found.get(code, [])
                    source = read[0] if len(read) == 1 else f"list({', '.join(read)})"
                    run = self.run(source, f"{asked.code}.filter", at) if read else None
                    if run is not None:
                        yield code, wanted, run

    def default(self, source: str, place: str, at: "Standing") -> Run | None:
        if not source.startswith("{"):
            return (lambda _: source) if source else None
        return self.run(source.strip("{}"), place, at)

    def run(self, source: str, place: str, at: "Standing") -> Run | None:
        """Return what calculates an expression, or None where there is none or it is flagged."""
        node = self.parsed(source, place)
        return None if node is None else self.made(node, source, place, at)

    def parsed(self, source: str, place: str) -> Node | None:
        """Return the tree of an expression, or None where there is none or it is flagged."""
        if not source.strip() or source.strip() == "1":
            return None
        self.budget -= len(source) // 8
        if self.budget < 0:
            self.flag(place, source, TOO_LARGE)
            return None
        try:
            return parse(source)
        except ExpressionError as problem:
            self.flag(place, source, problem)
            return None

    def made(
        self, node: Node, source: str, place: str, at: "Standing", cell: Cell | None = None
    ) -> Run | None:
        """Return what calculates a tree, or None where it is flagged."""
        self.budget -= len(source) // 8
        try:
            self.budget -= sum(self.width(one, at, cell) for one in spoken_of(node))
            if self.budget < 0:
                self.flag(place, source, TOO_LARGE)
                return None
            made = compiled(node, reader(self.spots, at.chain, at.asked, cell))
        except KeyError as unknown:
            self.flag(place, source, str(unknown.args[0]))
            return None
        if missing := unsupported(node):
            self.flag(place, source, missing[0])
            return None
        at.reads += self.spoken(node, at)
        return made

    def width(self, name: Name, at: "Standing", cell: Cell | None) -> int:
        """Return how many cells a name reads."""
        one = name.name in self.spots.cells or not reads_cells(self.spots, name)
        if one or (cell is not None and name.name in ("this", "self") and not name.suffix):
            return 1
        return len(cells_of(self.spots, name, at.asked))

    def flag(self, place: str, source: str, problem: ExpressionError | str) -> None:
        flag = Flag(place, source, problem)
        last = self.flags[-1] if self.flags else None
        again = problem is TOO_LARGE and last is not None and (last.place, last.problem) == (place, TOO_LARGE)
        if flag != last and not again:
            self.flags.append(flag)

    def spoken(self, node: Node, at: "Standing") -> Iterable[str]:
        for one in spoken_of(node):
            for owner in read_by(self.spots, one, at.asked):
                # A whole repeat is read through its block, a cell through its question.
                if owner not in at.chain:
                    yield owner


def _is_this(name: Name) -> bool:
    return name.name == "this" or name.name.startswith("this.")


def _about(node: Node, cell: Cell) -> Node:
    """Return the expression with a cell in the place of `this`."""
    return renamed(
        node,
        lambda one: Name(cell.name + one.name.removeprefix("this"), one.suffix) if _is_this(one) else one,
    )


def _readers(steps: Iterable[Step]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for step in steps:
        for code in step.reads:
            found.setdefault(code, []).append(step.code)
    return {code: tuple(many) for code, many in found.items()}


def _sorted(
    codes: list[str], reads: dict[str, tuple[str, ...]]
) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """Return the codes so that each follows what it reads, and the first circles that make this impossible."""
    order: list[str] = []
    done: set[str] = set()
    cycles: list[tuple[str, ...]] = []
    for start in codes:
        trail: dict[str, Iterator[str]] = {}
        if start not in done:
            trail[start] = iter(reads[start])
        while trail:
            code = next(reversed(trail))
            after = next((one for one in trail[code] if one in reads and one not in done), None)
            if after is None:
                del trail[code]
                done.add(code)
                order.append(code)
            elif after in trail:
                if len(cycles) < MOST_CYCLES:
                    circle = list(trail)
                    cycles.append(tuple(circle[circle.index(after) :]))
            else:
                trail[after] = iter(reads[after])
    return order, tuple(cycles)
