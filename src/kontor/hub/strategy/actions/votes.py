"""A strategy is proposed as a version, and every partner says yes or no to it, for itself alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import has_a_team
from kontor.hub.strategy import inputs, notices, rules
from kontor.hub.strategy.choices import VersionState
from kontor.hub.strategy.models import Approval, JointStrategy, StrategyVersion


@transaction.atomic
def propose(
    *, actor: Actor, partnership: Partnership, reason: str, today: date, despite: str = ""
) -> StrategyVersion:
    """Freeze the draft as the next version and ask every partner of today.

    An open proposal is replaced, and approvals of it count for it alone. Refused: without objectives or partners, where nothing
    changed, and with hard remarks on the wording that nobody explains.
    """
    require(actor, "strategy.propose", JointStrategy(partnership=partnership))
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    strategy = JointStrategy.objects.filter(partnership=partnership).first() or JointStrategy(
        partnership=partnership
    )
    told = rules.check_reason(reason)
    objectives = list(strategy.objectives.all()) if strategy.pk else []
    content = inputs.content_of(strategy, objectives)
    last = strategy.versions.first() if strategy.pk else None
    remarked = inputs.remarked(partnership, objectives)
    voices = inputs.voices_of(partnership, today)
    rules.check_proposal(
        objectives=len(objectives), voices=len(voices), remarked=remarked, despite=despite,
        same_as=last.number if last and last.content == content else None,
    )  # fmt: skip
    if last and last.state == VersionState.PROPOSED:
        before = audit.state_of(last)
        last.state = VersionState.SUPERSEDED
        last.save()
        audit.record(actor, "strategy.supersede", last, before=before)
    made = StrategyVersion.objects.create(
        strategy=strategy, number=last.number + 1 if last else 1, content=content, reason=told, proposed_on=today,
        despite=despite.strip() if remarked else "", open_remarks=len(remarked),
    )  # fmt: skip
    Approval.objects.bulk_create([Approval(proposal=made, organisation=one) for one in voices])
    audit.record(actor, "strategy.propose", made)
    notices.proposed(made)
    return made


@transaction.atomic
def answer(*, actor: Actor, approval: Approval, answer: str, note: str, today: date) -> Approval:
    """Approve or object, for one's own organisation. The last approval approves the version; an objection can be taken back by approving."""
    require(actor, "strategy.answer", approval)
    found = locked(approval)
    before = audit.state_of(found)
    rules.check_answer(
        state=found.proposal.state, number=found.proposal.number, answer=answer, note=note,
        repeats=(found.answer, found.note, found.how_it_came) == (answer, note.strip(), ""),
    )  # fmt: skip
    found.answer, found.note, found.answered_on, found.how_it_came = answer, note.strip(), today, ""
    return kept(actor, "strategy.answer", found, before)


@dataclass(frozen=True, slots=True)
class VoiceFromOutside:
    """An answer by mail or in a meeting: what it was, in whose words, when and how it came."""

    answer: str
    answered_on: date
    how_it_came: str
    note: str = ""


@transaction.atomic
def record_voice(*, actor: Actor, approval: Approval, came: VoiceFromOutside, today: date) -> Approval:
    """The coordination writes down the answer of a partner that nobody speaks for here; it is marked so.

    A partner with a team answers for itself: this is refused then.
    """
    require(actor, "strategy.propose", approval.proposal.strategy)
    found = locked(approval)
    version = found.proposal
    told = (came.answer, came.note.strip(), came.answered_on, came.how_it_came.strip())
    rules.check_answer(
        state=version.state, number=version.number, answer=came.answer, note=came.note,
        repeats=(found.answer, found.note, found.answered_on, found.how_it_came) == told,
    )  # fmt: skip
    rules.check_recorded(
        how=came.how_it_came, answered_on=came.answered_on, proposed_on=version.proposed_on, today=today
    )
    if has_a_team(found.organisation):
        raise rules.PartnerAnswersForItself(name=found.organisation.name)
    before = audit.state_of(found)
    found.answer, found.note, found.answered_on, found.how_it_came = told
    return kept(actor, "strategy.record_voice", found, before)


def locked(approval: Approval) -> Approval:
    """The voice as it stands, behind the lock of its version."""
    version = (
        StrategyVersion.objects.select_for_update(of=("self",))
        .select_related("strategy__partnership")
        .get(pk=approval.proposal_id)
    )
    found = version.approvals.select_related("organisation").get(pk=approval.pk)
    found.proposal = version
    return found


def kept(actor: Actor, verb: str, voice: Approval, before: dict[str, Any]) -> Approval:
    """Save the answer. The last approval approves the version, on the day on which it came."""
    voice.save()
    audit.record(actor, verb, voice, before=before)
    told = voice.proposal.approvals.values_list("answer", "answered_on")
    if rules.is_approved([answer for answer, _ in told]):
        approve(actor, voice.proposal, max(day for _, day in told if day))
    return voice


def approve(actor: Actor, version: StrategyVersion, today: date) -> None:
    before = audit.state_of(version)
    version.state, version.approved_on = VersionState.APPROVED, today
    version.save()
    audit.record(actor, "strategy.approve", version, before=before)
    notices.approved(version)
