"""A respondent is forgotten: her address, her name and her words go; what is counted stays, so no figure changes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kontor.engine.questionnaire.forget import forgotten
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.surveys import kit
from kontor.hub.surveys.choices import RespondentUnit
from kontor.hub.surveys.models import ContactEntry, Invitation, SurveyResponse
from kontor.hub.surveys.queries import document_of, plan_of
from kontor.hub.surveys.rules import invitations as rules


@transaction.atomic
def erase_respondent(*, actor: Actor, invitation: Invitation, now: datetime | None = None) -> None:
    """Erase who was invited, every letter to her and every word of hers. She still counts as asked, and as answered.

    Her link leads nowhere afterwards. Cannot be taken back; refused where it was done already.
    """
    require(actor, "surveys.erase", invitation)
    now = now or timezone.now()
    one = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.check_changeable(one.erased_at)
    before = audit.state_of(one)
    empty_respondent(one, now)
    audit.record(actor, "surveys.erase", one, before=before)


def empty_respondent(one: Invitation, now: datetime) -> None:
    """The part of an erasure that empties an invitation and its response; whoever calls it has asked and keeps the trail."""
    response: SurveyResponse | None = getattr(one, "response", None)
    if response is not None:
        response.wave = one.wave
        forget_answers(response, one.wave.unit, now)
    empty_invitation(one, now)


def empty_invitation(one: Invitation, now: datetime) -> None:
    ContactEntry.objects.filter(invitation=one).delete()
    one.email = one.name = one.bounce_reason = ""
    one.attributes = {}
    one.nonce = kit.new_nonce()
    one.token_hash = kit.digest(one.token)
    one.erased_at = now
    if one.wave.unit == RespondentUnit.PERSON:
        one.partnership = None
    one.save()


@transaction.atomic
def erase_response(*, actor: Actor, response: SurveyResponse, now: datetime | None = None) -> None:
    """Erase the words of a response that came over an open link, or whose respondent is known no more."""
    require(actor, "surveys.erase", response)
    rows = SurveyResponse.objects.select_for_update(of=("self",)).select_related("wave__survey_version")
    one = rows.get(pk=response.pk)
    rules.check_changeable(one.erased_at)
    before = audit.state_of(one)
    forget_answers(one, one.wave.unit, now or timezone.now())
    audit.record(actor, "surveys.erase_response", one, before=before)


def forget_answers(response: SurveyResponse, unit: str, now: datetime) -> None:
    """Words, files and told changes go. Whose partnership it is stays, unless a response speaks for one person alone."""
    response.document = forgotten(plan_of(response.wave.survey_version), document_of(response)).to_json()
    response.prefilled, response.resume_hash, response.erased_at = [], None, now
    if unit == RespondentUnit.PERSON:
        response.partnership = None
    for file in response.files.all():
        file.file.delete(save=False)
        file.delete()
    response.changes.all().delete()
    response.save()
