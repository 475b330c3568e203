"""A strategy is proposed as a version, and every partner says yes or no to it, for itself alone."""

from datetime import date

from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
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
    version = (
        StrategyVersion.objects.select_for_update(of=("self",))
        .select_related("strategy__partnership")
        .get(pk=approval.proposal_id)
    )
    found = version.approvals.select_related("organisation").get(pk=approval.pk)
    rules.check_answer(
        state=version.state,
        number=version.number,
        before=(found.answer, found.note),
        answer=answer,
        note=note,
    )
    before = audit.state_of(found)
    found.answer, found.note, found.answered_on = answer, note.strip(), today
    found.save()
    audit.record(actor, "strategy.answer", found, before=before)
    if rules.is_approved(list(version.approvals.values_list("answer", flat=True))):
        approve(actor, version, today)
    return found


def approve(actor: Actor, version: StrategyVersion, today: date) -> None:
    before = audit.state_of(version)
    version.state, version.approved_on = VersionState.APPROVED, today
    version.save()
    audit.record(actor, "strategy.approve", version, before=before)
    notices.approved(version)
