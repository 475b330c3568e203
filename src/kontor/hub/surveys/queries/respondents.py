"""Who stands behind a link, found in one statement. A link that nobody was given is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils import timezone

from kontor.engine.questionnaire import Plan, Response, State, look
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys import kit
from kontor.hub.surveys.choices import ResponseState, WaveState
from kontor.hub.surveys.models import Invitation, SurveyResponse, Wave
from kontor.hub.surveys.queries.plans import plan_of

# A page needs few columns, and the wording is kept with the plan in the process: asking for all would cost most of a page's time.
OF_A_WAVE = (
    "state", "anonymous", "closes_on", "key", "survey_id", "survey_version__created_at", "survey_version__changed_at",
    "survey_version__frozen_on",
)  # fmt: skip
OF_AN_INVITATION = (
    "name",
    "email",
    "language",
    "group",
    "attributes",
    "completed_at",
    "partnership_id",
    "token_hash",
)
OF_A_RESPONSE = ("version", "document", "state", "language", "blocks", "prefilled")


@dataclass(slots=True)
class Respondent:
    """One link: the wave it leads to, who was invited (nobody, over an open link), and what she answered so far."""

    token: str
    wave: Wave
    invitation: Invitation | None
    response: SurveyResponse | None

    @property
    def plan(self) -> Plan:
        return plan_of(self.wave.survey_version)

    @property
    def actor(self) -> Actor:
        """In the trail she is a number, and in an anonymous wave nobody."""
        known = self.invitation is not None and not self.wave.anonymous
        return Actor(label=f"respondent {self.invitation.pk}" if known and self.invitation else "respondent")

    @property
    def is_open(self) -> bool:
        return self.wave.state == WaveState.OPEN

    @property
    def submitted(self) -> bool:
        if self.response is None:
            # In an anonymous wave what she handed in is no longer tied to her.
            return self.invitation is not None and self.invitation.completed_at is not None
        return self.response.state == ResponseState.SUBMITTED

    def document(self) -> Response:
        """What she answered so far, or an empty document in her language."""
        if self.response is not None and self.response.document:
            return Response.from_json(self.response.document)
        survey = self.plan.survey
        return Response(survey.id, survey.version, self.invitation.language if self.invitation else "")

    def state(self, document: Response) -> State:
        return look(self.plan, document, timezone.localdate(), known_of(self.invitation))


def known_of(invitation: Invitation | None) -> Mapping[str, str]:
    """What expressions and texts may say of the respondent, as TOKEN:NAME, TOKEN:EMAIL, TOKEN:GROUP, and her attributes."""
    if invitation is None:
        return {}
    first, _, last = invitation.name.partition(" ")
    known = {
        "NAME": invitation.name,
        "FIRSTNAME": first,
        "LASTNAME": last,
        "EMAIL": invitation.email,
        "LANGUAGE": invitation.language,
        "GROUP": invitation.group,
    }
    return known | {name.upper(): str(value) for name, value in invitation.attributes.items()}


def respondent_of(token: str) -> Respondent:
    """Return who has this link: one statement for who has begun, two for who was only invited. Nobody: NotThere."""
    held = kit.digest(token)
    for answered in ANSWERED.filter(resume_hash=held)[:1]:
        return Respondent(token, answered.wave, answered.invitation, answered)
    for found in INVITED.filter(token_hash=held)[:1]:
        return Respondent(token, found.wave, found, response_to(found))
    raise NotThere


def lean(rows: QuerySet[Any], *joined: tuple[str, tuple[str, ...]]) -> QuerySet[Any]:
    """The rows with only these columns of what is joined."""
    return rows.only(*(f"{place}{name}" for place, names in joined for name in names)).order_by()


ANSWERED = lean(
    SurveyResponse.objects.select_related("wave__survey_version", "invitation"),
    ("", OF_A_RESPONSE), ("wave__", OF_A_WAVE), ("invitation__", OF_AN_INVITATION),
)  # fmt: skip
INVITED = lean(
    Invitation.objects.select_related("wave__survey_version", "response"),
    ("", OF_AN_INVITATION), ("wave__", OF_A_WAVE), ("response__", (*OF_A_RESPONSE, "invitation_id", "wave_id")),
)  # fmt: skip


def response_to(invitation: Invitation) -> SurveyResponse | None:
    """Her response, which was read with the invitation."""
    try:
        return invitation.response
    except ObjectDoesNotExist:
        return None


def open_wave_named(key: str, actor: Actor) -> Wave:
    """Return the wave behind a public address. One that is not for everybody is not there; its survey must be seen, too."""
    rows = visible(Wave, actor).select_related("survey", "survey_version")
    found = rows.filter(key=key, open_link=True).exclude(state=WaveState.DRAFT).first()
    if found is None:
        raise NotThere
    return found
