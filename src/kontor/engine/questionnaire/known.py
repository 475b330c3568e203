"""What the records already know: put into a response before it is asked, and compared with what is handed in.

`filled` answers questions from facts, so that a long survey becomes short because known things are only confirmed; `differences`
says afterwards what the respondent tells otherwise than the records. A fact is named GROUP.FIELD (`partnership.name`,
`case.counterpart`); a group has one row for each record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kontor.engine.questionnaire.answers import read_value
from kontor.engine.questionnaire.columns import identity, places
from kontor.engine.questionnaire.expression.values import Single, text_of
from kontor.engine.questionnaire.kinds import (
    CHOOSES_ONE,
    HAS_OPTIONS,
    NO,
    TABLES,
    TICKS,
    YES,
    Cell,
    Kind,
    Role,
)
from kontor.engine.questionnaire.model import Option, Part, Question
from kontor.engine.questionnaire.plan import Plan, QuestionStep
from kontor.engine.questionnaire.reading import is_ticked
from kontor.engine.questionnaire.response import TOP, Path, Response
from kontor.engine.questionnaire.state import State, look

COUNT, ANY = "#", "?"
"""Fields of every group: how many rows it has, and whether it has any."""

CHANGED, ADDED, REMOVED = "changed", "added", "removed"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a group: a reference that whoever made it understands, and its values by field."""

    record: str
    values: Mapping[str, Single] = field(default_factory=dict)


type Facts = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Link:
    """A question is answered by a fact. `place` is the identity of a cell, or of a question whose rows or ticks are records.

    Of a table `place` is QUESTION/*/COLUMN: one row of the table for each record.
    """

    place: str
    fact: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One cell that was answered from the records: where, with what, from which fact of which record.

    `known` is the value as the record has it; `value` as the cell holds it (of an option its code).
    """

    path: Path
    cell: str
    value: Single
    fact: str
    record: str = ""
    known: Single = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values; `filled_from_json` reads them."""
        return {
            "path": [list(one) for one in self.path],
            "cell": self.cell,
            "value": self.value,
            "fact": self.fact,
            "record": self.record,
            "known": self.known,
        }


def filled_from_json(given: Mapping[str, Any]) -> Filled:
    """Read what `Filled.to_json` wrote.

    >>> one = Filled((("case", "1"),), "D5_name", "Fair Ltd", "case.name", "case:7")
    >>> filled_from_json(one.to_json()) == one
    True
    """
    path = tuple((str(block), str(item)) for block, item in given["path"])
    return Filled(path, given["cell"], given["value"], given["fact"], given["record"], given["known"])


@dataclass(frozen=True, slots=True)
class Difference:
    """What is told otherwise than the records say.

    - `changed`: a field of a record; `before` and `told` are its values, an option named as the record names it.
    - `removed`: a record that the respondent does not have.
    - `added`: one that the records do not have; `values` are its fields.
    """

    kind: str
    fact: str
    record: str = ""
    before: Single = ""
    told: Single = ""
    values: Mapping[str, Single] = field(default_factory=dict)


def filled(plan: Plan, links: Iterable[Link], facts: Facts) -> tuple[Filled, ...]:
    """Return the cells that the facts answer, by place and cell; what fits no option and no type is left to be asked.

    A group with many rows fills a repeat item by item, a table row by row, a multiple choice tick by tick; more records than
    a table has rows are cut. The first link of a cell counts. O(links * (cells + rows)).
    """
    standing = _places(plan)
    found: dict[tuple[Path, str], Filled] = {}
    for link in links:
        for one in _fill(plan, standing, link, facts):
            found.setdefault((one.path, one.cell), one)
    return tuple(found.values())


def prefilled(response: Response, cells: Iterable[Filled]) -> Response:
    """Return the response with these answers where nothing was answered yet."""
    for one in cells:
        if text_of(_answer(response, one.path, one.cell)) == "":
            response = response.put({one.cell: one.value}, one.path)
    return response


def differences(
    plan: Plan, links: Iterable[Link], cells: Sequence[Filled], handed_in: Response
) -> tuple[Difference, ...]:
    """Return what a response that was handed in tells otherwise than was filled in. Linear in the cells and items.

    A question that is not shown any more tells nothing, unless its whole item went: then the record is `removed`, once.
    """
    state = look(plan, handed_in)
    found = [*_changed(state, cells), *_added(plan, tuple(links), cells, state)]
    return tuple({_key(one): one for one in reversed(found)}.values())[::-1]


def _key(one: Difference) -> tuple[object, ...]:
    if one.kind == REMOVED:
        return (one.kind, one.record)
    return (one.kind, one.fact, one.record, text_of(one.told), tuple(sorted(one.values.items(), key=str)))


# From facts to cells.


def _places(plan: Plan) -> dict[str, tuple[QuestionStep, Cell]]:
    """Cell by identity; a question with ticks also by its own id."""
    found: dict[str, tuple[QuestionStep, Cell]] = {}
    for asked in plan.survey.questions():
        step = plan.questions[asked.code]
        for cell in step.cells:
            found.setdefault(identity(step.question, cell), (step, cell))
            if asked.kind in TICKS:
                found.setdefault(asked.id or asked.code, (step, cell))
            if asked.kind in TABLES:
                column = next((one.id or one.code for one in asked.columns if one.code == cell.column), "")
                found.setdefault(f"{asked.id or asked.code}/*/{column}", (step, cell))
    return found


def _fill(
    plan: Plan, standing: Mapping[str, tuple[QuestionStep, Cell]], link: Link, facts: Facts
) -> Iterator[Filled]:
    group, _, name = link.fact.partition(".")
    if link.place not in standing or group not in facts:
        return
    step, cell = standing[link.place]
    asked, rows = step.question, facts[group]
    if name in (COUNT, ANY):
        value: Single = len(rows) if name == COUNT else YES if rows else NO
        yield from _one(step, cell, TOP, link.fact, Row("", {name: value}))
    elif asked.kind in TICKS and link.place == (asked.id or asked.code):
        yield from _ticked(step, rows, name, link.fact)
    elif "/*/" in link.place:
        for part, row in zip(asked.parts, rows, strict=False):
            there = asked.cell(part.code, cell.column)
            yield from _one(step, there, TOP, link.fact, row)
    elif step.chain:
        most = plan.blocks[step.chain[-1]].block.repeat
        for number, row in enumerate(rows[: most.most if most else 0], 1):
            path = ((step.chain[-1], str(number)),)
            if len(step.chain) == 1:
                yield from _one(step, cell, path, link.fact, row)
    elif len(rows) == 1:
        yield from _one(step, cell, TOP, link.fact, rows[0])


def _one(step: QuestionStep, cell: Cell, path: Path, fact: str, row: Row) -> Iterator[Filled]:
    known = row.values.get(fact.partition(".")[2], "")
    fitting = _fitting(step.question, cell, known)
    if text_of(fitting) != "":
        yield Filled(path, cell.name, fitting, fact, row.record, known)


def _ticked(step: QuestionStep, rows: Iterable[Row], name: str, fact: str) -> Iterator[Filled]:
    asked = step.question
    for row in rows:
        part = _named(asked.parts, row.values.get(name, ""))
        if part is not None:
            cell = asked.cell(part.code, role=Role.TICK)
            yield Filled(TOP, cell.name, YES, fact, row.record, row.values[name])


def _fitting(asked: Question, cell: Cell, value: Single) -> Single:
    """The value as the cell holds it, '' where it does not fit."""
    if text_of(value) == "" or asked.kind is Kind.FORMULA:
        return ""
    if asked.kind is Kind.YES_NO:
        return (YES if value else NO) if isinstance(value, bool) else value if value in (YES, NO) else ""
    if asked.kind in HAS_OPTIONS and cell.role in (Role.VALUE, Role.RANK):
        option = _named([one for one in asked.options if one.scale == cell.scale], value)
        return option.code if option is not None else ""
    read, wrong = read_value(asked, cell, value)
    return "" if wrong is not None else read


def _named[Named: (Option, Part)](options: Iterable[Named], value: Single) -> Named | None:
    """The option that a value names: by id, code or text in any language."""
    wanted = _folded(value)
    return next((option for option in options if wanted and wanted in _names(option)), None)


def _names(option: Option | Part) -> set[str]:
    return {_folded(name) for name in (option.id, option.code, *option.text.values())}


def _folded(value: Single) -> str:
    return " ".join(text_of(value).split()).casefold()


# From cells back to facts.


def _changed(state: State, cells: Iterable[Filled]) -> Iterator[Difference]:
    for one in cells:
        scope = state.scope(one.path)
        step = state.plan.questions[state.plan.spots.cells[one.cell][1].code]
        if scope is None:
            yield Difference(REMOVED, one.fact, one.record)
            continue
        if not one.record or one.cell not in scope.values:
            continue
        told = scope.values[one.cell]
        if _folded(told) == _folded(one.value):
            continue
        if step.question.kind in TICKS:
            yield Difference(REMOVED, one.fact, one.record)
        else:
            yield Difference(CHANGED, one.fact, one.record, one.known, _said(step, one.cell, told, one.known))


def _added(plan: Plan, links: Sequence[Link], cells: Sequence[Filled], state: State) -> Iterator[Difference]:
    """Items, table rows and ticks that no record stands behind, with what their linked cells say."""
    standing = _places(plan)
    stood = {one.path for one in cells}
    rows: dict[tuple[str, Path, str], dict[str, Single]] = {}
    for link in links:
        if link.place not in standing:
            continue
        step, cell = standing[link.place]
        group, _, name = link.fact.partition(".")
        if name in (COUNT, ANY):
            continue
        for path, at, value in _told(step, cell, link, state):
            behind = path in stood if path else any(one.record and one.cell in at for one in cells)
            if not behind and text_of(value) != "":
                rows.setdefault((group, path, at[0] if at else ""), {})[name] = value
    for (group, _, _), values in rows.items():
        yield Difference(ADDED, group, values=values)


def _told(
    step: QuestionStep, cell: Cell, link: Link, state: State
) -> Iterator[tuple[Path, tuple[str, ...], Single]]:
    """Path, the cells of one row of a table or tick, and what is told, for each record that an answer could stand for."""
    asked = step.question
    if asked.kind in TICKS and link.place == (asked.id or asked.code):
        for part in asked.parts:
            ticked = asked.cell(part.code, role=Role.TICK).name
            if is_ticked(state.top.values.get(ticked, "")):
                yield TOP, (ticked,), part.id or part.code
    elif "/*/" in link.place:
        for part in asked.parts:
            own = tuple(one.name for one in asked.cells() if one.part == part.code)
            yield TOP, own, state.top.values.get(asked.cell(part.code, cell.column).name, "")
    elif step.chain:
        for path in places(state):
            scope = state.scope(path)
            if scope is not None and tuple(block for block, _ in path) == step.chain:
                yield path, (), _said(step, cell.name, scope.values.get(cell.name, ""))


def _said(step: QuestionStep, name: str, value: Single, like: Single = "") -> Single:
    """A value as records hold it: of an option its id, or what the record called another one by (`like`)."""
    asked = step.question
    cell = next((one for one in step.cells if one.name == name), None)
    chosen = asked.kind in CHOOSES_ONE or asked.kind is Kind.ARRAY
    if cell is None or cell.role is not Role.VALUE or not chosen:
        return value
    told = next((one for one in asked.options if one.code == value and one.scale == cell.scale), None)
    if told is None:
        return value
    known = _named(asked.options, like)
    if known is None or _folded(known.id) == _folded(like):
        return told.id or told.code
    if _folded(known.code) == _folded(like):
        return told.code
    language = next(name for name, text in known.text.items() if _folded(text) == _folded(like))
    return told.text.get(language) or told.id or told.code


def _answer(response: Response, path: Path, cell: str) -> Single:
    answers = response.answers
    for at, (block, item) in enumerate(path):
        answers = next((one.answers for one in response.items(path[:at], block) if one.id == item), {})
    return answers.get(cell, "")
