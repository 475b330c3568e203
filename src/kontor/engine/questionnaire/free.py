"""What was written freely: the texts to a question, how many wrote, and how often each code was given to what they wrote."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kontor.engine.questionnaire.closing import TOTAL, closed_cells, closed_sizes
from kontor.engine.questionnaire.columns import places
from kontor.engine.questionnaire.expression.values import text_of
from kontor.engine.questionnaire.kinds import Cell, Kind, Role
from kontor.engine.questionnaire.model import Question
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.response import TOP, Path
from kontor.engine.questionnaire.state import State
from kontor.engine.questionnaire.statistics import Person, could_be_asked, outer_block

WRITTEN = {Kind.TEXT, Kind.TEXTS, Kind.ARRAY_TEXT}


@dataclass(frozen=True, slots=True)
class Told:
    """One free answer: whose, where it stands, and what it is about (the option, row and column)."""

    person: str
    group: str
    path: Path
    cell: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many, in all and by group; None where it is hidden."""

    whole: int | None
    by_group: Mapping[str, int | None]


def is_written(asked: Question, cell: Cell) -> bool:
    """Return whether a cell is filled in freely. Addresses are not: they are never read as answers.

    >>> is_written(Question("q", Kind.CONTACT), Question("q", Kind.CONTACT).cell())
    False
    """
    if cell.role in (Role.COMMENT, Role.OTHER):
        return True
    return asked.kind in WRITTEN and not cell.number


def written(asked: Question) -> tuple[Cell, ...]:
    """Return the cells of a question that are filled in freely."""
    return tuple(cell for cell in asked.cells() if is_written(asked, cell))


def told(made: Plan, people: Sequence[Person], code: str, language: str = "") -> Iterator[Told]:
    """Yield the free answers to a question, person by person, in the order of her items. Linear in the people."""
    asked, chain = made.questions[code].question, made.questions[code].chain
    cells = written(asked)
    language = language or made.survey.language
    for one in people:
        if one.state is None:
            continue
        for path in _paths(one.state, chain):
            scope = one.state.scope(path)
            for cell in cells if scope else ():
                text = text_of(scope.values.get(cell.name, "")).strip() if scope else ""
                if text:
                    yield Told(one.id, one.group, path, cell.name, about(made, asked, cell, language), text)


def about(made: Plan, asked: Question, cell: Cell, language: str) -> str:
    """Return what a cell is about besides its question: the words of its option, row and column."""
    fallback = made.survey.language
    rows = [one.text for one in asked.parts if one.code == cell.part]
    rows += [one.text for one in asked.columns if one.code == cell.column]
    words = [one.get(language) or one.get(fallback, "") for one in rows]
    if not rows and cell.role is Role.OTHER:
        words = [asked.other_text.get(language) or asked.other_text.get(fallback, "")]
    return " – ".join(filter(None, words))


def writers(made: Plan, people: Sequence[Person], code: str, threshold: int = 0) -> Sizes:
    """Return how many wrote anything to a question. Hidden as sizes are: few writers are known by their answer before it."""
    wrote = Counter[str]()
    base = Counter[str]()
    outer = outer_block(made, code)
    who = {one.person for one in told(made, people, code)}
    for one in people:
        if one.state is not None and could_be_asked(made, one.state, outer):
            base[one.group] += 1
            wrote[one.group] += one.id in who
    closed = closed_sizes(wrote, base, threshold, same=False)
    return _sizes(wrote, base, closed)


def coded(
    given: Mapping[str, AbstractSet[str]], people: Sequence[Person], threshold: int = 0
) -> Mapping[str, Sizes]:
    """Return of each code by how many people it was said; `given` are the ids of the people by code.

    One may say several things, so codes do not add up; small cells are hidden as elsewhere.
    """
    n = Counter(one.group for one in people if one.state is not None)
    counts = {
        code: Counter(one.group for one in people if one.id in ids and one.state is not None)
        for code, ids in given.items()
    }
    closed = closed_cells(counts, n, threshold, one_answer=False)
    return {
        code: _sizes(row, n, {group for found, group in closed if found == code})
        for code, row in counts.items()
    }


def _sizes(counts: Counter[str], groups: Mapping[str, int], closed: AbstractSet[str]) -> Sizes:
    return Sizes(
        None if TOTAL in closed else counts.total(),
        {group: None if group in closed else counts[group] for group in groups},
    )


def _paths(state: State, chain: tuple[str, ...]) -> Iterator[Path]:
    if not chain:
        yield TOP
        return
    for path in places(state):
        if tuple(block for block, _ in path) == chain:
            yield path
