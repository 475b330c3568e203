"""What a wave adds up to: response by block and group, each question counted with its own n, numbers in figures, coded texts.

Small cells are hidden here, before anything is shaped: pages, files, the API and reports get no more than this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from kontor.engine.questionnaire import Block, Kind, Question
from kontor.engine.questionnaire import Survey as Definition
from kontor.engine.questionnaire.columns import words
from kontor.engine.questionnaire.free import Sizes, coded, told, writers, written
from kontor.engine.questionnaire.model import said
from kontor.engine.questionnaire.statistics import Rate, Summaries, Tally, rates, summaries, tally
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys.choices import ResponseState
from kontor.hub.surveys.models import Code, Coding, SurveyResponse, Wave
from kontor.hub.surveys.queries.people import People, people_of
from kontor.hub.surveys.queries.plain import plain
from kontor.hub.surveys.rules.consent import QUOTE

# Neither read nor counted: who somebody is, what is shown only, what she handed in as a file.
NOT_COUNTED = frozenset({Kind.DISPLAY, Kind.CONTACT, Kind.FILE})


@dataclass(frozen=True, slots=True)
class BlockRate:
    """The response to one block that everybody is asked."""

    code: str
    identity: str
    title: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A cell that holds numbers: its words, and its figures in all and by group."""

    text: str
    summaries: Summaries


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A code of the book: by how many respondents it was said."""

    key: str
    label: str
    sizes: Sizes


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question with whatever it adds up to. `writers` is None where nothing is written freely; `quotes` have consent."""

    code: str
    identity: str
    text: str
    kind: Kind
    tallies: tuple[Tally, ...]
    numbers: tuple[NumberShown, ...]
    writers: Sizes | None
    codes: tuple[CodeShown, ...]
    quotes: tuple[str, ...]

    @property
    def hidden(self) -> int:
        """How many cells are not shown."""
        return sum(one.hidden for one in self.tallies)


@dataclass(frozen=True, slots=True)
class BlockShown:
    code: str
    title: str
    questions: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """`blocks` are those asked for; `outline` names all that have something to count. Groups are the words people are counted under."""

    wave: Wave
    title: str
    language: str
    groups: tuple[str, ...]
    invited: int
    begun: int
    handed_in: int
    rates: tuple[BlockRate, ...]
    outline: tuple[tuple[str, str], ...]
    blocks: tuple[BlockShown, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """What the code book says of one wave: by question its codes, by code the ids of the responses, and the coded cells."""

    codes: Mapping[str, tuple[Code, ...]]
    said: Mapping[int, frozenset[str]]
    cells: frozenset[tuple[str, str, str]]


def results(actor: Actor, wave: Wave, *, block: str | None = None, language: str = "") -> Results:
    """Count a wave: all of it, one block (its code), or none ('' leaves the questions out). Four statements.

    Whoever runs the survey sees it at any time, others once the wave is published. Raises NotThere for an unknown block.
    """
    require(actor, "surveys.read_results", wave)
    people = people_of(wave)
    made, language = people.plan, language_for(people.plan.survey, language)
    countable = [one for one in made.survey.blocks if any(map(is_counted, one.questions()))]
    wanted = [one for one in countable if block is None or one.code == block]
    if block and not wanted:
        raise NotThere
    book = coded_in(wave) if wanted else Coded({}, {}, frozenset())
    came = [one.state for one in people.responses.values()]
    return Results(
        wave=wave,
        title=said_plainly(made.survey.title, language),
        language=language,
        groups=people.groups,
        invited=len(people.people),
        begun=sum(one != ResponseState.OPENED for one in came),
        handed_in=sum(one == ResponseState.SUBMITTED for one in came),
        rates=tuple(block_rates(people, language)),
        outline=tuple((one.code, said_plainly(one.title, language)) for one in countable),
        blocks=tuple(block_shown(people, one, book, language) for one in wanted),
    )


def language_for(survey: Definition, language: str = "") -> str:
    """The language in which a survey is shown: that asked for or the reader's, where the survey has it."""
    wanted = language or get_language() or "en"
    return next(
        (one for one in survey.languages if one.split("-")[0] == wanted.split("-")[0]), survey.language
    )


def said_plainly(texts: Mapping[str, str], language: str) -> str:
    """A text of the survey as one line; where the number of an entry would stand, three dots."""
    return plain(said(texts, language)).replace("{INDEX}", "…")


def is_counted(asked: Question) -> bool:
    return asked.kind not in NOT_COUNTED and not asked.hidden


def block_rates(people: People, language: str) -> Iterable[BlockRate]:
    """The rates of blocks that everybody is asked: how many were asked the others is an answer, and told as one."""
    for block, rate in zip(people.plan.survey.blocks, rates(people.plan, people.people), strict=True):
        if block.repeat is None and not block.condition:
            yield BlockRate(block.code, block.id or block.code, said_plainly(block.title, language), rate)


def block_shown(people: People, block: Block, book: Coded, language: str) -> BlockShown:
    return BlockShown(
        block.code,
        said_plainly(block.title, language),
        tuple(question_shown(people, one, book, language) for one in block.questions() if is_counted(one)),
    )


def question_shown(people: People, asked: Question, book: Coded, language: str) -> QuestionShown:
    made, threshold = people.plan, people.wave.threshold
    identity = asked.id or asked.code
    return QuestionShown(
        asked.code,
        identity,
        said_plainly(asked.text, language),
        asked.kind,
        tally(made, people.people, asked.code, threshold=threshold, language=language),
        tuple(numbers(people, asked, language)),
        writers(made, people.people, asked.code, threshold) if written(asked) else None,
        codes_shown(people, book.codes.get(identity, ()), book),
        tuple(quotes(people, asked, book)),
    )


def numbers(people: People, asked: Question, language: str) -> Iterable[NumberShown]:
    for cell in asked.cells():
        if cell.number:
            found = summaries(people.plan, people.people, cell.name, threshold=people.wave.threshold)
            yield NumberShown(plain(words(people.plan.survey, asked, cell, language)), found)


def codes_shown(people: People, codes: tuple[Code, ...], book: Coded) -> tuple[CodeShown, ...]:
    sizes = coded(
        {one.key: book.said.get(one.pk, frozenset()) for one in codes}, people.people, people.wave.threshold
    )
    return tuple(CodeShown(one.key, str(one), sizes[one.key]) for one in codes)


def quotes(people: People, asked: Question, book: Coded) -> Iterable[str]:
    """What may be quoted: it was read and coded, and whoever wrote it agreed. Without her name, without her code."""
    for one in told(people.plan, people.people, asked.code):
        coded_one = (one.person, place_of(one.path), one.cell) in book.cells
        if coded_one and may_be_quoted(people.responses[one.person]):
            yield one.text


def place_of(path: Iterable[tuple[str, str]]) -> str:
    """The item in which an answer stands, as a coding names it: 'case/2'."""
    return "/".join(part for step in path for part in step)


def may_be_quoted(response: SurveyResponse) -> bool:
    """Whether the respondent agreed that her words are quoted. Not asked is not agreed."""
    given = response.consent.get(QUOTE)
    return isinstance(given, dict) and given.get("answer") is True


def coded_in(wave: Wave) -> Coded:
    """The code book of the survey, and what of this wave it was given to. Two statements."""
    codes: dict[str, tuple[Code, ...]] = {}
    for code in Code.objects.filter(survey=wave.survey_id).order_by("question", "key"):
        codes[code.question] = (*codes.get(code.question, ()), code)
    said_by: dict[int, set[str]] = {}
    cells = set()
    rows = Coding.objects.filter(response__wave=wave).values_list("response_id", "place", "cell", "code_id")
    for response, place, cell, code_id in rows:
        said_by.setdefault(code_id, set()).add(str(response))
        cells.add((str(response), place, cell))
    return Coded(codes, {code: frozenset(ids) for code, ids in said_by.items()}, frozenset(cells))
