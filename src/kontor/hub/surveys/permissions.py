"""Who may, and who sees which rows of surveys.

A survey is seen by its visibility; who answered and what is seen by whoever runs it: its team, and the analysts of
programmes. A respondent needs no account: her link is her right, and it opens her own answers only (`actions.answering`).
"""

from typing import Any

from django.db.models import Q

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_programme_analyst,
    is_protection_officer,
    is_the_system,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, Visibility, visibility_of
from kontor.hub.partnerships.permissions import READS_ALL, own_programme_ids
from kontor.hub.surveys.choices import WaveState
from kontor.hub.surveys.models import (
    Code,
    Coding,
    ContactEntry,
    DraftStep,
    Invitation,
    KnownAnswer,
    ProposedChange,
    Survey,
    SurveyFile,
    SurveyResponse,
    SurveyVersion,
    Wave,
)

RUNS_ALL = (PlatformRole.ANALYST, PlatformRole.ADMINISTRATOR)


def by_survey(actor: Actor, path: str) -> Q:
    """The rows whose survey (at `path`, such as 'survey__') is seen."""
    if actor.has(*READS_ALL):
        return EVERYTHING
    rows = Q(**{f"{path}visibility": Visibility.PUBLIC})
    if actor.team_ids:
        of_the_programme = Q(**{f"{path}programme__in": own_programme_ids(actor.team_ids)})
        rows |= Q(**{f"{path}visibility": Visibility.PROGRAMME}) & of_the_programme
        rows |= Q(**{f"{path}team_id__in": actor.team_ids})
    return rows


def by_running(actor: Actor, path: str, *more: PlatformRole) -> Q:
    """The rows of surveys that the actor runs."""
    if actor.has(*RUNS_ALL, *more):
        return EVERYTHING
    return Q(**{f"{path}team_id__in": actor.team_ids}) if actor.team_ids else NOTHING


@visibility_of(Survey)
def surveys(actor: Actor) -> Q:
    return by_survey(actor, "")


@visibility_of(SurveyVersion, Wave)
def with_their_survey(actor: Actor) -> Q:
    return by_survey(actor, "survey__")


@visibility_of(Invitation)
def invitations(actor: Actor) -> Q:
    return by_running(actor, "wave__survey__", PlatformRole.PROTECTION_OFFICER)


@visibility_of(ContactEntry)
def contacts(actor: Actor) -> Q:
    return by_running(actor, "invitation__wave__survey__", PlatformRole.PROTECTION_OFFICER)


@visibility_of(SurveyResponse)
def responses(actor: Actor) -> Q:
    return by_running(actor, "wave__survey__")


@visibility_of(ProposedChange)
def changes(actor: Actor) -> Q:
    """Also those who keep the records of the partnership see what it told otherwise."""
    rows = by_running(actor, "response__wave__survey__")
    edited = actor.edited_teams
    return rows | Q(response__partnership__team_id__in=edited) if edited else rows


@visibility_of(SurveyFile, Coding)
def of_responses(actor: Actor) -> Q:
    return by_running(actor, "response__wave__survey__")


@visibility_of(DraftStep)
def draft_steps(actor: Actor) -> Q:
    return by_running(actor, "survey_version__survey__")


@visibility_of(Code, KnownAnswer)
def codes(actor: Actor) -> Q:
    return by_running(actor, "survey__")


def survey_of(subject: Any) -> Survey:
    """The survey that a version, wave, invitation, response or code belongs to."""
    for name in ("invitation", "response", "wave", "survey"):
        if not isinstance(subject, Survey) and getattr(subject, f"{name}_id", None) is not None:
            return survey_of(getattr(subject, name))
    return subject


@predicate
def edits_for_the_survey(actor: Actor, subject: Any) -> bool:
    return actor.edits(survey_of(subject).team_id)


@predicate
def reads_for_the_survey(actor: Actor, subject: Any) -> bool:
    return actor.is_system or survey_of(subject).team_id in actor.team_ids


@predicate
def edits_the_partnership_that_told(actor: Actor, subject: Any) -> bool:
    partnership = subject.response.partnership
    return partnership is not None and actor.edits(partnership.team_id)


@predicate
def is_published(actor: Actor, subject: Any) -> bool:
    return getattr(subject, "state", "") == WaveState.PUBLISHED


@predicate
def edits_a_team(actor: Actor, subject: Any) -> bool:
    return actor.is_system or bool(actor.edited_teams)


ASK_THE_TEAM = N_(
    "Surveys are run by their team and by the analysts of the programme. Ask one of them to do it, or to invite you to the team."
)
RUNS = edits_for_the_survey | is_programme_analyst
PERMISSIONS.define("surveys.view", is_anybody, N_("This survey is not open to you."), scope="read")
PERMISSIONS.define("surveys.answer", is_anybody, N_("This link opens no survey."))
PERMISSIONS.define(
    "surveys.add", edits_a_team | is_programme_analyst,
    N_("Surveys are made by people who edit for a team, and by analysts. Ask your team to invite you."),
)  # fmt: skip
for verb in (
    "edit", "import", "archive", "new_version", "build",
    "add_wave", "edit_wave", "open_wave", "close_wave", "reopen_wave", "publish_wave", "remove_wave",
    "invite", "send", "remind", "reopen_response", "submit_for", "code",
):  # fmt: skip
    PERMISSIONS.define(f"surveys.{verb}", RUNS, ASK_THE_TEAM)
PERMISSIONS.define(
    "surveys.read_responses", reads_for_the_survey | is_programme_analyst, ASK_THE_TEAM, scope="read"
)
PERMISSIONS.define(
    "surveys.read_invited", reads_for_the_survey | is_programme_analyst | is_protection_officer, ASK_THE_TEAM, scope="read"
)  # fmt: skip
PERMISSIONS.define(
    "surveys.erase", RUNS | is_protection_officer,
    N_("A respondent is erased by the team of the survey, by analysts and by the data-protection officer. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define("surveys.stop_letters", is_anybody, N_("This link opens no survey."))
for verb in ("deliver", "remind_by_plan"):
    PERMISSIONS.define(f"surveys.{verb}", is_the_system, N_("This happens by itself."))
PERMISSIONS.define(
    "surveys.decide_change", RUNS | edits_the_partnership_that_told,
    N_("What was told otherwise is decided by those who edit the partnership, and by who runs the survey. Ask its coordinator."),
)  # fmt: skip
PERMISSIONS.define(
    "surveys.read_results",
    is_published | reads_for_the_survey | is_programme_analyst,
    N_("The results of this wave are not published yet. Ask the team that runs the survey for them."),
    scope="read",
)
