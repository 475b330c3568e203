"""What whoever runs a survey sees: surveys, their versions and waves, and how far a wave is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext

from kontor.engine.questionnaire import Survey as Questionnaire
from kontor.engine.questionnaire import look
from kontor.hub.accounts.models import Team
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.choices import ResponseState, WaveState
from kontor.hub.surveys.models import Invitation, Survey, SurveyResponse, SurveyVersion, Wave
from kontor.hub.surveys.permissions import RUNS_ALL
from kontor.hub.surveys.queries.plans import document_of, plan_of
from kontor.hub.surveys.queries.told import ToldPage, told
from kontor.hub.surveys.queries.words import phrase, plain

HEAVY = ("definition", "import_notes")


def for_lists(actor: Actor) -> QuerySet[Survey]:
    """The surveys that the actor sees, with how many waves they had, when the last one opened, and whether one is open."""
    return visible(Survey, actor).annotate(
        wave_count=Count("waves", distinct=True),
        last_opened=Max("waves__opened_at"),
        open_waves=Count("waves", filter=Q(waves__state=WaveState.OPEN), distinct=True),
    )


def survey_by_key(actor: Actor, key: str) -> Survey:
    found = visible(Survey, actor).select_related("team", "programme").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def version_by_number(actor: Actor, key: str, number: int) -> SurveyVersion:
    """A version of a survey. A questionnaire that is not asked yet is read by whoever runs the survey."""
    rows = visible(SurveyVersion, actor).select_related("survey")
    found = rows.filter(survey__key=key, number=number).first()
    if found is None or (found.frozen_on is None and not can(actor, "surveys.read_responses", found)):
        raise NotThere
    return found


def wave_by_key(actor: Actor, key: str, wave: str) -> Wave:
    """A wave of a survey. One in preparation is known to whoever runs the survey."""
    rows = visible(Wave, actor).select_related("survey__team", "survey_version")
    found = rows.filter(survey__key=key, key=wave).first()
    if found is None or (found.state == WaveState.DRAFT and not can(actor, "surveys.read_responses", found)):
        raise NotThere
    return found


def wave_named(actor: Actor, key: str) -> Wave:
    """A wave by its own key alone, as programs name it."""
    survey = Wave.objects.filter(key=key).values_list("survey__key", flat=True).first()
    if survey is None:
        raise NotThere
    return wave_by_key(actor, survey, key)


def waves_of(actor: Actor, survey: Survey, *, runs: bool) -> Sequence[Wave]:
    """The waves of a survey, the newest first, each with how many were invited, began and handed in."""
    rows = visible(Wave, actor).filter(survey=survey).select_related("survey", "survey_version")
    rows = rows.defer(*(f"survey_version__{name}" for name in HEAVY))
    if not runs:
        rows = rows.exclude(state=WaveState.DRAFT)
    counted = rows.annotate(
        invited=Count("invitations", distinct=True),
        began=Count("responses", distinct=True),
        handed_in=Count("responses", filter=Q(responses__state=ResponseState.SUBMITTED), distinct=True),
    )
    return list(counted.order_by("-opens_on", "-pk"))


def versions_of(actor: Actor, survey: Survey) -> list[SurveyVersion]:
    return list(visible(SurveyVersion, actor).filter(survey=survey).defer(*HEAVY).order_by("-number"))


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """Something to put right in a questionnaire, or to know of it."""

    place: str
    sentence: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Outlined:
    """A question in the outline of a questionnaire."""

    code: str
    kind: str
    text: str
    required: bool
    condition: str


@dataclass(frozen=True, slots=True)
class OutlinedBlock:
    """A page in the outline: its questions, also those of blocks inside."""

    code: str
    title: str
    repeats: str
    questions: list[Outlined]


def outline_of(version: SurveyVersion, language: str) -> list[OutlinedBlock]:
    """Return the questionnaire as pages and questions in a language of its own, conditions in words."""
    from kontor.engine.questionnaire import said
    from kontor.engine.questionnaire.words import in_words, spoken

    made = plan_of(version)
    survey = made.survey
    spoken_in = language if language in survey.languages else survey.language

    def condition(source: str) -> str:
        return spoken(in_words(made, source, spoken_in), gettext) if source.strip() not in ("", "1") else ""

    def repeats(block: Any) -> str:
        if block.repeat is None:
            return ""
        if not block.repeat.driver:
            return gettext("as many as the respondent adds")
        return gettext("as often as: %(what)s") % {"what": condition(block.repeat.driver)}

    return [
        OutlinedBlock(
            block.code,
            plain(said(block.title, spoken_in, survey.language)),
            repeats(block),
            [
                Outlined(
                    one.code,
                    kind_in_words(one.kind),
                    plain(said(one.text, spoken_in, survey.language)),
                    one.required,
                    condition(one.condition),
                )
                for one in block.questions()
                if not one.hidden
            ],
        )
        for block in survey.blocks
    ]


def kind_in_words(kind: str) -> str:
    return {
        "text": gettext("text"),
        "number": gettext("number"),
        "date": gettext("date"),
        "contact": gettext("e-mail or web address"),
        "yes-no": gettext("yes or no"),
        "choice": gettext("one answer"),
        "choice-with-comment": gettext("one answer with a comment"),
        "multiple-choice": gettext("several answers"),
        "multiple-choice-with-comments": gettext("several answers with comments"),
        "ranking": gettext("ranking"),
        "array": gettext("one answer in each row"),
        "array-of-texts": gettext("table of texts"),
        "array-of-numbers": gettext("table of numbers"),
        "several-texts": gettext("several texts"),
        "file": gettext("file"),
        "formula": gettext("calculated"),
        "display": gettext("text to read"),
    }[kind]


@dataclass(frozen=True, slots=True)
class ImportNote:
    """What the import of a file did with one thing in it."""

    kind: str
    place: str
    sentence: str


def import_notes_of(version: SurveyVersion) -> tuple[dict[str, int], list[ImportNote]]:
    """The report of the import: how many of each kind, and the notes in the reader's language."""
    notes = version.import_notes.get("notes", [])
    return version.import_notes.get("counts", {}), [
        ImportNote(one["kind"], one["place"], gettext(one["phrase"]) % one.get("values", {})) for one in notes
    ]


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of those who began answered something on a page."""

    code: str
    title: str
    answered: int


@dataclass(slots=True)
class Progress:
    """How far a wave is."""

    invited: int
    began: int
    handed_in: int
    blocks: list[Reached] = field(default_factory=list)


def progress_of(wave: Wave) -> Progress:
    """Count invitations and responses, and in which blocks something was answered. Three statements."""
    rows = SurveyResponse.objects.filter(wave=wave)
    states = Counter(rows.values_list("state", flat=True))
    reached: Counter[str] = Counter()
    for blocks in rows.values_list("blocks", flat=True).iterator():
        reached.update(blocks)
    survey = plan_of(wave.survey_version).survey
    from kontor.engine.questionnaire import said

    return Progress(
        invited=Invitation.objects.filter(wave=wave).count(),
        began=states.total(),
        handed_in=states[ResponseState.SUBMITTED],
        blocks=[
            Reached(one.code, plain(said(one.title, survey.language)), reached[one.code])
            for one in survey.blocks
        ],
    )


def responses_of(actor: Actor, wave: Wave) -> QuerySet[SurveyResponse]:
    """The responses of a wave that the actor reads."""
    rows = (
        visible(SurveyResponse, actor)
        .filter(wave=wave)
        .select_related("invitation", "partnership", "wave__survey")
    )
    return rows.defer("document", "dropped")


def response_by_id(actor: Actor, wave: Wave, pk: int) -> SurveyResponse:
    rows = visible(SurveyResponse, actor).select_related("invitation", "partnership", "wave__survey_version")
    found = rows.filter(wave=wave, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def told_by(response: SurveyResponse, today: date) -> list[ToldPage]:
    """What was answered, in words."""
    return told(look(plan_of(response.wave.survey_version), document_of(response), today))


def teams_to_run_for(actor: Actor) -> QuerySet[Team]:
    """The teams in whose name the actor may run a survey: those she edits for, and all for who runs surveys of programmes."""
    if actor.has(*RUNS_ALL):
        return Team.objects.order_by("name")
    return Team.objects.filter(pk__in=actor.edited_teams).order_by("name")


def choices_of_versions(versions: Iterable[SurveyVersion]) -> list[tuple[int, str]]:
    return [(one.pk, gettext("Version %(number)s") % {"number": one.number}) for one in versions]


def blank(key: str, title: dict[str, str]) -> Questionnaire:
    """A questionnaire without a question, in the languages of its title."""
    return Questionnaire(key, title, tuple(title) or ("en",))


def shown_findings(version: SurveyVersion) -> list[ShownFinding]:
    from kontor.hub.surveys.queries.words import findings_of

    return [ShownFinding(one.place, phrase(one.phrase), one.level == "error") for one in findings_of(version)]
