"""A version of a questionnaire as it is printed: every question with what may be answered, when it is asked, and the findings."""

from dataclasses import dataclass

from django.utils.translation import gettext

from kontor.engine.questionnaire import Block, Kind, Limits, Plan, Question
from kontor.engine.questionnaire.kinds import TICKS
from kontor.engine.questionnaire.words import in_words, spoken
from kontor.hub.surveys.models import SurveyVersion
from kontor.hub.surveys.queries.plain import plain
from kontor.hub.surveys.queries.plans import plan_of
from kontor.hub.surveys.queries.results import language_for, said_plainly
from kontor.hub.surveys.queries.words import findings_of, phrase


@dataclass(frozen=True, slots=True)
class Offered:
    """One answer to choose, row or column: its code and words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionPrinted:
    """One question. `when` is empty where it is always asked; `bounds` are sentences; `columns` those of a table."""

    code: str
    kind: Kind
    look: str
    text: str
    help: str
    required: bool
    when: str
    options: tuple[Offered, ...]
    parts: tuple[Offered, ...]
    columns: tuple[Offered, ...]
    other: str
    comments: bool
    bounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockPrinted:
    """A page, or a part of one (`level` 2). `repeats` says how often it comes, empty where it comes once."""

    code: str
    title: str
    text: str
    when: str
    repeats: str
    level: int
    questions: tuple[QuestionPrinted, ...]


@dataclass(frozen=True, slots=True)
class FindingPrinted:
    """One thing that the check of the questionnaire found."""

    is_error: bool
    kind: str
    place: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The questionnaire in one of its languages."""

    version: SurveyVersion
    title: str
    language: str
    languages: tuple[str, ...]
    welcome: str
    closing: str
    consent: str
    blocks: tuple[BlockPrinted, ...]
    findings: tuple[FindingPrinted, ...]

    @property
    def questions(self) -> int:
        return sum(len(one.questions) for one in self.blocks)


def printed(version: SurveyVersion, language: str = "") -> Printed:
    """The version as a document, in the language asked for or the reader's, where it has it. Linear in its size."""
    made = plan_of(version)
    survey, spoken_in = made.survey, language_for(made.survey, language)
    blocks = [one for block in survey.blocks for one in blocks_printed(made, block, spoken_in, 1)]
    return Printed(
        version,
        said_plainly(survey.title, spoken_in) or version.survey.name,
        spoken_in,
        survey.languages,
        said_plainly(survey.welcome, spoken_in),
        said_plainly(survey.closing, spoken_in),
        said_plainly(survey.consent, spoken_in),
        tuple(blocks),
        tuple(
            FindingPrinted(one.level == "error", one.kind, one.place, phrase(one.phrase), one.source)
            for one in findings_of(version)
        ),
    )


def blocks_printed(made: Plan, block: Block, language: str, level: int) -> list[BlockPrinted]:
    """The block with its own questions, then those inside it."""
    own = [one for one in block.items if isinstance(one, Question)]
    found = [
        BlockPrinted(
            block.code,
            said_plainly(block.title, language),
            said_plainly(block.text, language),
            when(made, block.condition, language),
            repeats(made, block, language),
            level,
            tuple(question_printed(made, one, language) for one in own),
        )
    ]
    for one in block.items:
        if isinstance(one, Block):
            found += blocks_printed(made, one, language, 2)
    return found


def question_printed(made: Plan, asked: Question, language: str) -> QuestionPrinted:
    def offered(many: object) -> tuple[Offered, ...]:
        return tuple(Offered(one.code, said_plainly(one.text, language) or one.code) for one in many)  # type: ignore[attr-defined]

    other = said_plainly(asked.other_text, language) or gettext("Other")
    return QuestionPrinted(
        asked.code,
        asked.kind,
        asked.look,
        said_plainly(asked.text, language),
        said_plainly(asked.help, language),
        asked.required,
        when(made, asked.condition, language),
        offered(asked.options),
        offered(asked.parts),
        offered(asked.columns),
        other if asked.other else "",
        asked.kind in (Kind.MULTIPLE_COMMENT, Kind.CHOICE_COMMENT),
        tuple(bounds(asked)),
    )


def when(made: Plan, condition: str, language: str) -> str:
    """A condition in words, empty where it always holds."""
    if condition.strip() in ("", "1"):
        return ""
    return plain(spoken(in_words(made, condition, language), gettext))


def repeats(made: Plan, block: Block, language: str) -> str:
    """How often a block comes."""
    if block.repeat is None:
        return ""
    if not block.repeat.driver:
        told = {"least": block.repeat.least, "most": block.repeat.most}
        return gettext("as often as the respondent adds one (%(least)s to %(most)s times)") % told
    source = block.repeat.driver.strip().removesuffix(".NAOK")
    spot = made.spots.questions.get(source)
    named = f"{source} “{said_plainly(spot[0].text, language)}”" if spot else source
    return gettext("as often as %(question)s says") % {"question": named}


def bounds(asked: Question) -> list[str]:
    """What an answer must keep to, as sentences."""
    limits: Limits = asked.limits
    told = {
        gettext("at least %(bound)s"): limits.least,
        gettext("at most %(bound)s"): limits.most,
        gettext("together at least %(bound)s"): limits.least_total,
        gettext("together at most %(bound)s"): limits.most_total,
        gettext("together exactly %(bound)s"): limits.total,
        gettext("at least %(bound)s answers"): limits.fewest,
        gettext("at most %(bound)s answers"): limits.at_most,
        gettext("at most %(bound)s characters"): str(limits.length or ""),
    }
    found = [text % {"bound": bound} for text, bound in told.items() if bound]
    if limits.whole:
        found.append(gettext("whole numbers"))
    alone = [one.code for one in asked.parts if one.exclusive] if asked.kind in TICKS else []
    if alone:
        found.append(gettext("%(codes)s stand alone") % {"codes": ", ".join(alone)})
    return found
