"""What stands in each column of exported answers: question, kind, and what its codes mean, over all versions of a survey."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kontor.engine.questionnaire.columns import Column, columns, identity
from kontor.engine.questionnaire.kinds import OTHER, YES_NO_WORDS, Cell, Kind, Role
from kontor.engine.questionnaire.model import Question, Survey, said
from kontor.engine.questionnaire.plan import Plan

TICKED = {"Y": "chosen"}
ITEM = "#"


@dataclass(frozen=True, slots=True)
class Variable:
    """One column: its heading and words, the question it belongs to, and by code what its values mean.

    `versions` are those of the survey that have it; `table` is '' or the repeat in whose table it stands.
    """

    heading: str
    identity: str
    text: str
    question: str
    kind: Kind
    role: Role
    table: str
    number: bool
    versions: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)


def dictionary(plans: Iterable[Plan], language: str = "") -> tuple[Variable, ...]:
    """Return a variable for each column of `columns.tables`, in their order.

    An answer that a later version no longer offers keeps its meaning; where two versions word it differently, the later
    words stand. Linear in the cells and options.
    """
    made = tuple(plans)
    found: dict[str, tuple[Question, Cell, list[str]]] = {}
    meanings: dict[str, dict[str, str]] = {}
    for one in made:
        for step in one.questions.values():
            for cell in step.cells:
                key = identity(step.question, cell)
                versions = found[key][2] if key in found else []
                found[key] = (step.question, cell, [*versions, one.survey.version])
                meanings.setdefault(key, {}).update(values(one.survey, step.question, cell, language))
    return tuple(
        _variable(column, *found[column.identity], meanings[column.identity]) for column in columns(made)
    )


def values(survey: Survey, asked: Question, cell: Cell, language: str = "") -> dict[str, str]:
    """Return what each code of a cell means, in the survey's words; {} where it holds what was typed."""
    language = language or survey.language
    if cell.role is Role.TICK:
        part = next((one for one in asked.parts if one.code == cell.part), None)
        return {"Y": said(part.text, language, survey.language) if part else TICKED["Y"]}
    if asked.kind is Kind.YES_NO:
        return {code: said(words, language.split("-")[0], "en") for code, words in YES_NO_WORDS.items()}
    if cell.role not in (Role.VALUE, Role.RANK) or not asked.options:
        return {}
    told = {
        one.code: said(one.text, language, survey.language)
        for one in asked.options
        if cell.role is Role.RANK or one.scale == cell.scale
    }
    if asked.other and cell.role is Role.VALUE:
        told[OTHER] = said(asked.other_text, language, survey.language) or OTHER
    return told


def side_by_side(variables: Iterable[Variable], headings: Iterable[str]) -> dict[str, Variable]:
    """Return the variable of each heading of `columns.wide`, where those of repeats carry a number (`D4#2`).

    >>> side_by_side((), ("response", "D4#2"))
    {}
    """
    known = {one.heading: one for one in variables}
    found = {heading: known.get(heading) or known.get(heading.rpartition(ITEM)[0]) for heading in headings}
    return {heading: one for heading, one in found.items() if one is not None}


def _variable(
    column: Column, asked: Question, cell: Cell, versions: list[str], meanings: Mapping[str, str]
) -> Variable:
    return Variable(
        column.heading,
        column.identity,
        column.text,
        asked.code,
        asked.kind,
        cell.role,
        "/".join(column.chain),
        column.number,
        tuple(dict.fromkeys(versions)),
        meanings,
    )
