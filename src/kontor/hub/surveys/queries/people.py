"""Who was asked in a wave and what each answered, as the engine counts them: two statements, whatever their number."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from kontor.engine.questionnaire import Plan, Response, State, look
from kontor.engine.questionnaire.statistics import Person
from kontor.hub.surveys.models import Invitation, SurveyResponse, Wave
from kontor.hub.surveys.queries.plans import plan_of
from kontor.hub.surveys.queries.respondents import known_of


@dataclass(frozen=True, slots=True)
class People:
    """`people` are all who were asked; `responses` those rows that came back, `states` what they answered, by their id as text."""

    wave: Wave
    plan: Plan
    people: tuple[Person, ...]
    responses: Mapping[str, SurveyResponse]
    states: Mapping[str, State]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of those who were asked, by name."""
        return tuple(sorted({one.group for one in self.people}))


def people_of(wave: Wave) -> People:
    """Gather them. Whoever calls has asked for the permission: counting takes all rows, also those that a reader does not see.

    Linear in the answers; about a millisecond for each response.
    """
    made = plan_of(wave.survey_version)
    rows = list(SurveyResponse.objects.filter(wave=wave).select_related("invitation", "partnership"))
    states = {str(one.pk): state_of(made, one) for one in rows}
    answered = [one.invitation_id for one in rows if one.invitation_id is not None]
    # Whoever handed in without a name has no response of her own any more: it is one of the others.
    silent = Invitation.objects.filter(wave=wave, completed_at=None).exclude(pk__in=answered)
    people = [Person(str(one.pk), one.group, states[str(one.pk)]) for one in rows]
    people += [Person(f"invited-{pk}", group) for pk, group in silent.values_list("pk", "group")]
    return People(wave, made, tuple(people), {str(one.pk): one for one in rows}, states)


def state_of(made: Plan, response: SurveyResponse) -> State:
    """What counts of a response, as of the day on which it was last touched."""
    at = response.submitted_at or response.saved_at
    today = timezone.localdate(at) if at else timezone.localdate()
    return look(made, document(made, response), today, known_of(response.invitation))


def document(made: Plan, response: SurveyResponse) -> Response:
    if response.document:
        return Response.from_json(response.document)
    return Response(made.survey.id, made.survey.version, response.language)
