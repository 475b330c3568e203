"""Answers in words, page by page: for the look before handing in, for receipts, and for whoever reads one response."""

from dataclasses import dataclass

from kontor.engine.questionnaire import (
    Asked,
    Dropped,
    Kind,
    Page,
    Path,
    Plan,
    Problem,
    Question,
    Role,
    State,
    Submission,
    look,
    said,
)
from kontor.engine.questionnaire.expression.values import text_of
from kontor.engine.questionnaire.kinds import HAS_PARTS, TICKS
from kontor.engine.questionnaire.reading import is_ticked, label
from kontor.hub.surveys.models import SurveyResponse
from kontor.hub.surveys.queries.plans import document_of, plan_of
from kontor.hub.surveys.queries.words import phrase, plain


@dataclass(frozen=True, slots=True)
class Told:
    """One question and what was answered: lines in words; none where nothing was."""

    code: str
    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldPage:
    """The answers of one page."""

    key: str
    title: str
    answers: tuple[Told, ...]


def told(state: State) -> list[ToldPage]:
    """Return what was answered, in words, in the order of the pages. Linear in the survey."""
    return [ToldPage(page.key, title_of(state, page), tuple(told_on(state, page))) for page in state.pages]


def answers_of(response: SurveyResponse) -> tuple[str, list[ToldPage]]:
    """The language of a response and its answers. Its wave must be read with its version."""
    state = look(plan_of(response.wave.survey_version), document_of(response))
    return state.response.language or state.plan.survey.language, told(state)


def title_of(state: State, page: Page) -> str:
    return plain(state.text(page.block.title, state.scope(page.path) or state.top))


def told_on(state: State, page: Page) -> list[Told]:
    asked = [one for one in state.on(page) if one.question.kind is not Kind.DISPLAY]
    return [
        Told(
            one.question.code,
            plain(state.text(one.question.text, one.scope, one.question)),
            tuple(lines_of(state, one)),
        )
        for one in asked
    ]


def lines_of(state: State, asked: Asked) -> list[str]:
    """The answer as lines: one for each tick, row or field that was filled in."""
    one, fallback = asked.question, state.plan.survey.language
    found: list[str] = []
    for cell in asked.cells or asked.step.cells:
        value = asked.scope.values.get(cell.name, "")
        if text_of(value) == "" or (cell.role is Role.COMMENT and cell.part):
            continue
        if cell.role is Role.TICK and not is_ticked(value):
            continue
        if cell.role is Role.OTHER and one.kind not in TICKS:
            continue
        words = label(one, cell, value, asked.scope, fallback)
        comment = text_of(asked.scope.values.get(f"{cell.name}comment", ""))
        named = part_words(one, cell.part, asked.scope.language, fallback)
        if one.kind in HAS_PARTS and one.kind not in TICKS:
            column = next((part for part in one.columns if part.code == cell.column), None)
            heads = [named, said(column.text, asked.scope.language, fallback) if column else ""]
            words = f"{' · '.join(filter(None, heads))}: {words}"
        found.append(plain(f"{words}: {comment}" if comment else words))
    return found


def part_words(one: Question, code: str, language: str, fallback: str) -> str:
    part = next((part for part in one.parts if part.code == code), None)
    return said(part.text, language, fallback) if part else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something wrong before handing in: on which page, at which question, and what."""

    page: str
    title: str
    question: str
    sentence: str


def missing_of(state: State, problems: tuple[Problem, ...]) -> list[Missing]:
    """What keeps her from handing in, with the page where it is put right."""
    found = []
    for one in problems:
        if not one.warning:
            page = page_of(state, one.path, one.question or one.cell)
            title = title_of(state, page) if page else ""
            found.append(Missing(page.key if page else "", title, question_words(state.plan, one.question, state), phrase(one.phrase)))  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Lost:
    """An answer that will not be handed in: whose, what, and why ('hidden', 'beyond', 'no tick')."""

    question: str
    value: str
    reason: str


def lost_of(state: State, submitted: Submission) -> list[Lost]:
    """What handing in would drop, by name, so that nobody loses an answer without a word."""
    return [
        Lost(
            question_words(state.plan, question_of(state.plan, one), state, one.path),
            text_of(one.value),
            one.reason,
        )
        for one in submitted.dropped
        if text_of(one.value) not in ("", "N")
    ]


def question_of(plan: Plan, dropped: Dropped) -> str:
    spot = plan.spots.cells.get(dropped.cell)
    return spot[1].code if spot else dropped.cell


def question_words(plan: Plan, code: str, state: State, path: Path = ()) -> str:
    step = plan.questions.get(code)
    if step is None:
        block = plan.blocks.get(code)
        return (
            plain(said(block.block.title, state.response.language, plan.survey.language)) if block else code
        )
    text = plain(state.text(step.question.text, state.scope(path) or state.top, step.question))
    return f"{text} ({path[-1][1]})" if path else text


def page_of(state: State, path: Path, code: str) -> Page | None:
    step = state.plan.questions.get(code)
    if step is None:
        return next((page for page in state.pages if page.block.code == code), None)
    outer = step.inside
    while (inside := state.plan.blocks[outer].inside) != "":
        outer = inside
    return next(
        (page for page in state.pages if page.block.code == outer and page.path == path[: len(page.path)]),
        None,
    )
