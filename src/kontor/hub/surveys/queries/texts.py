"""What was written freely in a wave, for whoever reads and codes it: question by question, with the code book."""

from collections.abc import Sequence
from dataclasses import dataclass

from kontor.engine.questionnaire import Question
from kontor.engine.questionnaire.free import about, told, written
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys.models import Code, Coding, SurveyResponse, Wave
from kontor.hub.surveys.queries.people import People, people_of
from kontor.hub.surveys.queries.results import is_counted, language_for, may_be_quoted, place_of, said_plainly

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class QuestionWritten:
    """A question to which something may be written freely: how many answers there are, and how many are coded."""

    code: str
    identity: str
    text: str
    answers: int
    coded: int


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One free answer. `name` is how a form calls it, `whose` the partnership or the number of the response."""

    response: SurveyResponse
    cell: str
    place: str
    about: str
    text: str
    whose: str
    group: str
    quotable: bool
    codes: frozenset[int]

    @property
    def name(self) -> str:
        return f"{self.response.pk}:{self.place}:{self.cell}"


@dataclass(frozen=True, slots=True)
class TextsShown:
    """The answers to one question on one page, with the code book; `used` counts the answers by code."""

    wave: Wave
    question: QuestionWritten
    codes: tuple[Code, ...]
    used: dict[int, int]
    answers: tuple[AnswerShown, ...]
    page: int
    pages: int
    may_code: bool


def questions_written(actor: Actor, wave: Wave) -> tuple[QuestionWritten, ...]:
    """The questions of a wave to which something can be written, in order. Three statements."""
    require(actor, "surveys.read_responses", wave)
    people = people_of(wave)
    coded = {(response, place, cell) for response, place, cell, _code in codings(wave)}
    return tuple(question_written(people, one, coded) for one in written_to(people))


def written_to(people: People) -> list[Question]:
    return [one for one in people.plan.survey.questions() if is_counted(one) and written(one)]


def question_written(people: People, asked: Question, coded: set[tuple[int, str, str]]) -> QuestionWritten:
    places = [
        (int(one.person), place_of(one.path), one.cell)
        for one in told(people.plan, people.people, asked.code)
    ]
    return QuestionWritten(
        asked.code,
        asked.id or asked.code,
        said_plainly(asked.text, language_for(people.plan.survey)),
        len(places),
        len(coded.intersection(places)),
    )


def texts_of(
    actor: Actor, wave: Wave, question: str, *, page: int = 1, code: int | None = None
) -> TextsShown:
    """The answers to a question, 20 on a page; with `code` those to which it was given. Raises NotThere."""
    require(actor, "surveys.read_responses", wave)
    people = people_of(wave)
    asked = written_question(people, question)
    given: dict[tuple[int, str, str], set[int]] = {}
    for response, place, cell, one in codings(wave):
        given.setdefault((response, place, cell), set()).add(one)
    everything = answers_to(people, asked, given)
    answers = [one for one in everything if code is None or code in one.codes]
    pages = max(1, -(-len(answers) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    codes = tuple(Code.objects.filter(survey=wave.survey_id, question=asked.id or asked.code).order_by("key"))
    return TextsShown(
        wave,
        question_written(people, asked, set(given)),
        codes,
        used(codes, everything),
        tuple(answers[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]),
        page,
        pages,
        can(actor, "surveys.code", wave),
    )


def used(codes: Sequence[Code], answers: Sequence[AnswerShown]) -> dict[int, int]:
    return {one.pk: sum(one.pk in answer.codes for answer in answers) for one in codes}


def answers_to(
    people: People, asked: Question, given: dict[tuple[int, str, str], set[int]]
) -> list[AnswerShown]:
    language = language_for(people.plan.survey)
    cells = {cell.name: cell for cell in written(asked)}
    found = []
    for one in told(people.plan, people.people, asked.code, language):
        response, place = people.responses[one.person], place_of(one.path)
        found.append(
            AnswerShown(
                response,
                one.cell,
                place,
                about(people.plan, asked, cells[one.cell], language),
                one.text,
                response.partnership.acronym if response.partnership else f"#{response.pk}",
                one.group,
                may_be_quoted(response),
                frozenset(given.get((response.pk, place, one.cell), ())),
            )
        )
    return found


def identity_of(wave: Wave, question: str) -> str:
    """What stays the same of a question over versions, by its code in this wave. Raises NotThere."""
    asked = written_question(people_of(wave), question)
    return asked.id or asked.code


def places_of(wave: Wave, question: str) -> set[tuple[int, str, str]]:
    """Response, item and cell of all free answers to a question."""
    people = people_of(wave)
    return {
        (int(one.person), place_of(one.path), one.cell) for one in told(people.plan, people.people, question)
    }


def written_question(people: People, code: str) -> Question:
    asked = next((one for one in written_to(people) if one.code == code), None)
    if asked is None:
        raise NotThere
    return asked


def codings(wave: Wave) -> list[tuple[int, str, str, int]]:
    rows = Coding.objects.filter(response__wave=wave)
    return list(rows.values_list("response_id", "place", "cell", "code_id"))
