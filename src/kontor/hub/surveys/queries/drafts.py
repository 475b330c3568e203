"""A draft as its author sees it: the outline with what is wrong where, one place to edit, and what was done to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from kontor.engine.questionnaire import (
    Block,
    Plan,
    Question,
    QuestionnaireError,
    Response,
    findings,
    look,
    plan,
    said,
    survey_to_json,
)
from kontor.engine.questionnaire import Survey as Questionnaire
from kontor.engine.questionnaire.edit import (
    Askable,
    Place,
    Row,
    Rows,
    askable,
    found,
    identified,
    rows_of,
    written,
)
from kontor.engine.questionnaire.words import in_words, spoken
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys.models import DraftStep, SurveyVersion
from kontor.hub.surveys.queries.fields import Drawing, ShownQuestion
from kontor.hub.surveys.queries.plans import definition_of
from kontor.hub.surveys.queries.staff import kind_in_words
from kontor.hub.surveys.queries.words import phrase, plain
from kontor.hub.surveys.rules.building import CannotBeBuilt


def draft_of(version: SurveyVersion) -> Questionnaire:
    """The questionnaire where everything has an identity that can be named. Reading it twice gives the same."""
    return identified(definition_of(version), "")


def definition_out(version: SurveyVersion) -> dict[str, Any]:
    """The draft as its definition, everything with its identity."""
    return survey_to_json(draft_of(version))


def last_step(version: SurveyVersion) -> DraftStep | None:
    """The change that would be taken back next."""
    return version.steps.filter(undone_at=None).order_by("-number").first()


def next_step(version: SurveyVersion) -> DraftStep | None:
    """The change that would be made again next."""
    return version.steps.exclude(undone_at=None).order_by("number").first()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is to be put right, or to know. `place` is a code as the author calls it."""

    place: str
    sentence: str
    is_error: bool


@dataclass(slots=True)
class OutlinePart:
    """A page, a part of one (`level` 1 and more) or a question, as a line of the outline."""

    place: str
    id: str
    code: str
    text: str
    is_question: bool
    level: int
    first: bool
    last: bool
    kind: str = ""
    required: bool = False
    hidden: bool = False
    condition: str = ""
    repeats: str = ""
    at: int = 0
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The whole draft, line by line, and what is wrong with it that belongs to no line."""

    lines: list[OutlinePart]
    wrong: list[Wrong]
    languages: list[str]
    errors: int

    @property
    def pages(self) -> list[list[OutlinePart]]:
        """The lines page by page."""
        found: list[list[OutlinePart]] = []
        for line in self.lines:
            if line.level == 0 and not line.is_question:
                found.append([])
            found[-1].append(line)
        return found


class Speaking:
    """Conditions in words, in one language of the questionnaire."""

    def __init__(self, made: Plan, language: str) -> None:
        self.made = made
        self.language = language if language in made.survey.languages else made.survey.language

    def condition(self, source: str) -> str:
        if source.strip() in ("", "1"):
            return ""
        return spoken(in_words(self.made, source, self.language), gettext)

    def text(self, texts: Mapping[str, str]) -> str:
        return plain(said(texts, self.language, self.made.survey.language))


def outline(version: SurveyVersion, language: str) -> Outline:
    """Return the draft line by line. Linear in its size."""
    survey = draft_of(version)
    made = plan(survey)
    speaking = Speaking(made, language)
    lines = list(lines_of(survey.blocks, speaking, 0))
    by_code: dict[str, list[Wrong]] = {}
    found_wrong = sorted(findings(survey, made), key=lambda one: one.level != "error")
    for one in found_wrong:
        by_code.setdefault(one.place, []).append(Wrong(one.place, phrase(one.phrase), one.level == "error"))
    for line in lines:
        line.wrong = by_code.pop(line.code, [])
    rest = [one for many in by_code.values() for one in many]
    errors = sum(one.level == "error" for one in found_wrong)
    return Outline(lines, rest, list(survey.languages), errors)


def lines_of(items: Any, speaking: Speaking, level: int) -> Iterator[OutlinePart]:
    for at, item in enumerate(items):
        ends: dict[str, Any] = {"first": at == 0, "last": at == len(items) - 1, "level": level, "at": at}
        if isinstance(item, Question):
            yield OutlinePart(
                f"question/{item.id}", item.id, item.code, speaking.text(item.text) or item.code, True,
                kind=kind_in_words(item.kind), required=item.required, hidden=item.hidden,
                condition=speaking.condition(item.condition), **ends,
            )  # fmt: skip
            continue
        yield OutlinePart(
            f"block/{item.id}", item.id, item.code, speaking.text(item.title) or item.code, False,
            condition=speaking.condition(item.condition), repeats=repeats_of(item, speaking), **ends,
        )  # fmt: skip
        yield from lines_of(item.items, speaking, level + 1)


def repeats_of(block: Block, speaking: Speaking) -> str:
    if block.repeat is None:
        return ""
    if not block.repeat.driver:
        return gettext("as many as the respondent adds")
    return gettext("as often as: %(what)s") % {"what": speaking.condition(block.repeat.driver)}


def thing_at(survey: Questionnaire, place: Place) -> Any:
    """What stands in a place of a draft. What is not there (any more) is not there."""
    try:
        return found(survey, place)
    except QuestionnaireError as error:
        raise NotThere from error


def block_of(survey: Questionnaire, question: str) -> Block:
    """The block in which a question stands."""
    for block in survey.all_blocks():
        if any(isinstance(item, Question) and item.id == question for item in block.items):
            return block
    raise NotThere


def pages_of(survey: Questionnaire, language: str) -> list[tuple[str, str]]:
    """(identity, title) of every page and part, in order: where a question can stand."""

    def inside(blocks: Any, level: int) -> Iterator[tuple[str, str]]:
        for block in blocks:
            if isinstance(block, Block):
                title = plain(said(block.title, language, survey.language)) or block.code
                yield block.id, "– " * level + title
                yield from inside(block.items, level + 1)

    return list(inside(survey.blocks, 0))


def preview(survey: Questionnaire, question: Question, language: str) -> ShownQuestion | None:
    """A question as a respondent sees it, whatever it hangs on. None for what is never shown or cannot be drawn."""
    shown = replace(question, condition="", hidden=False, only_of="", not_of="", defaults={})
    alone = Block(
        "kontorpreview", {}, (replace(shown, parts=tuple(replace(one, condition="") for one in shown.parts)),)
    )
    others = tuple(replace(one, items=without(one.items, question.id)) for one in survey.blocks)
    try:
        made = plan(replace(survey, blocks=(*others, alone)))
        state = look(made, Response(survey.id, survey.version, language), timezone.localdate())
        asked = next(
            (one for page in state.pages for one in state.on(page) if one.question.code == question.code),
            None,
        )
        return Drawing(state, (), {}, frozenset()).question(asked) if asked else None
    except QuestionnaireError:
        return None


def without(items: Any, question: str) -> tuple[Any, ...]:
    """The items of a block but for one question, wherever it stands."""
    return tuple(
        replace(one, items=without(one.items, question)) if isinstance(one, Block) else one
        for one in items
        if isinstance(one, Block) or one.id != question
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """When something is asked: as rows, or (None) as an expression that the rows cannot say; and what rows can be about."""

    source: str
    words: str
    rows: Rows | None
    abouts: list[tuple[str, str]]
    answers: dict[str, list[tuple[str, str]]]
    hows: dict[str, tuple[str, ...]]


def asking(survey: Questionnaire, thing: Any, language: str) -> Asking:
    """Return the condition of a block or question for its author."""
    made = plan(survey)
    speaking = Speaking(made, language)
    many = list(askable(made, thing.code))
    return Asking(
        thing.condition,
        speaking.condition(thing.condition),
        rows_of(thing.condition),
        [(one.name, label_of(one, speaking)) for one in many],
        {
            one.name: [
                (code, phrase(text) if not isinstance(text, Mapping) else speaking.text(text) or code)
                for code, text in one.answers
            ]
            for one in many
        },
        {one.name: one.hows for one in many},
    )


def condition_written(rows: Sequence[tuple[str, str, str]], joined: str) -> str:
    """Rows (about, how, answer) as an expression. Refused (`CannotBeBuilt`) in the engine's words."""
    try:
        return written(Rows(tuple(Row(*one) for one in rows), joined))
    except QuestionnaireError as error:
        raise CannotBeBuilt(error.problem.text, error.problem.values) from error


def label_of(one: Askable, speaking: Speaking) -> str:
    words = speaking.text(one.question.text) or one.question.code
    entry = speaking.text(one.entry) if one.entry else ""
    shown = f"{words[:70]}: {entry[:50]}" if entry else words[:100]
    return f"{one.question.code} {shown}"


def numbers_before(survey: Questionnaire, block: Block, language: str) -> list[tuple[str, str]]:
    """(code, words) of the numbers asked before a block: what can say how often it is repeated."""
    speaking = Speaking(plan(survey), language)
    return [
        (one.question.code, label_of(one, speaking))
        for one in askable(speaking.made, block.code)
        if one.cell.number and one.cell.name == one.question.code
    ]
