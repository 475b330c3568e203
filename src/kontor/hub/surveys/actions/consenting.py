"""A respondent changes her mind: whether her words may be quoted, and whether her answers are kept at all."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys.actions.forgetting import empty_invitation, forget_answers
from kontor.hub.surveys.models import Invitation, SurveyResponse
from kontor.hub.surveys.queries.respondents import Respondent
from kontor.hub.surveys.rules.consent import QUOTE, QUOTE_TEXT, QUOTE_VERSION, answer


@transaction.atomic
def allow_quoting(*, actor: Actor, respondent: Respondent, quoted: bool) -> None:
    """Say from now on whether her words may be quoted. Reports drawn later follow it; what was printed is printed."""
    require(actor, "surveys.answer")
    row = own_row(respondent)
    before = {"quote": quotes(row.consent)}
    kept = answer(quoted, QUOTE_VERSION, row.language, QUOTE_TEXT, timezone.now())
    row.consent = {**row.consent, QUOTE: kept}
    row.save()
    audit.record(actor, "surveys.allow_quoting", row, before=before, after={"quote": quoted})


@transaction.atomic
def withdraw(*, actor: Actor, respondent: Respondent) -> None:
    """Erase what she wrote, her address and every letter to her, at her own word. What was counted stays, without a word of
    hers; her link leads nowhere afterwards, and nobody writes to her again.
    """
    require(actor, "surveys.answer")
    row, now = own_row(respondent), timezone.now()
    before = audit.state_of(row)
    row.wave = respondent.wave
    row.consent = {**row.consent, QUOTE: answer(False, QUOTE_VERSION, row.language, QUOTE_TEXT, now)}
    forget_answers(row, respondent.wave.unit, now)
    if row.invitation_id is not None:
        invitation = Invitation.objects.select_for_update(of=("self",)).select_related("wave__survey").get(pk=row.invitation_id)  # fmt: skip
        invitation.opted_out_at = invitation.opted_out_at or now
        empty_invitation(invitation, now)
    audit.record(actor, "surveys.withdraw", row, before=before)


def own_row(respondent: Respondent) -> SurveyResponse:
    """Her response, held to the end. Where nothing of hers is kept, or nothing ties it to her, there is none."""
    known = respondent.response
    if known is None or known.pk is None:
        raise NotThere
    return (
        SurveyResponse.objects.select_for_update(of=("self",))
        .select_related("wave__survey_version")
        .get(pk=known.pk)
    )


def quotes(consent: Mapping[str, Any]) -> bool:
    return bool(consent.get(QUOTE, {}).get("answer"))
