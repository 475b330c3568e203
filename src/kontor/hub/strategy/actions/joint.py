"""The draft of a joint strategy: its texts, its objectives, what is said to them. Every change has a reason and a partner who made it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.actions.saving import Edited, key_of, sparing_hidden, unchanged
from kontor.hub.strategy.choices import ChangeKind
from kontor.hub.strategy.models import JointStrategy, Objective, ObjectiveComment, StrategyChange
from kontor.hub.strategy.permissions import COORDINATES, says_the_comment

TEXTS = ("vision", "mission", "visibility")


@transaction.atomic
def write_strategy(
    *,
    actor: Actor,
    partnership: Partnership,
    version: int,
    fields: Mapping[str, Any],
    reason: str,
    organisation: Organisation | None = None,
) -> JointStrategy:
    """Write vision and mission, and say who reads what is approved. `version` 0 begins the draft."""
    strategy = draft_of(actor=actor, partnership=partnership, organisation=organisation)
    if version not in (0, strategy.version) or (version == 0 and strategy.version > 1):
        raise ChangedMeanwhile
    told = rules.check_reason(reason)
    before, stated = audit.state_of(strategy), texts(strategy)
    for name, value in fields.items():
        setattr(strategy, name, value)
    rules.check_changed(stated, texts(strategy))
    strategy.save()
    note_change(
        strategy=strategy, objective=None, kind=ChangeKind.TEXT, before=stated, after=texts(strategy), reason=told,
        organisation=organisation,
    )  # fmt: skip
    audit.record(actor, "strategy.write_strategy", strategy, before=before)
    return strategy


@transaction.atomic
def add_objective(
    *,
    actor: Actor,
    partnership: Partnership,
    fields: Mapping[str, Any],
    reason: str,
    organisation: Organisation | None = None,
) -> Objective:
    """Set an objective; it comes last. A key that is not given is made of its sentence. Remarks on its wording forbid nothing."""
    strategy = draft_of(actor=actor, partnership=partnership, organisation=organisation)
    told = rules.check_reason(reason)
    one = Objective(strategy=strategy, **fields)
    check_owner(one)
    one.key = new_key(one)
    if not one.position:
        one.position = (strategy.objectives.aggregate(last=Max("position"))["last"] or 0) + 1
    one.save()
    note_change(
        strategy=strategy, objective=one, kind=ChangeKind.ADDED, before={}, after=wording(one), reason=told,
        organisation=organisation,
    )  # fmt: skip
    audit.record(actor, "strategy.add_objective", one)
    return one


@transaction.atomic
def edit_objective(
    *,
    actor: Actor,
    edited: Edited[Objective],
    fields: Mapping[str, Any],
    reason: str,
    organisation: Organisation | None = None,
) -> Objective:
    """Change an objective of the draft. What was proposed or approved of it stays as it was."""
    strategy = draft_of(
        actor=actor, partnership=edited.record.strategy.partnership, organisation=organisation
    )
    found = unchanged(edited)
    told = rules.check_reason(reason)
    before, stated = audit.state_of(found), wording(found)
    for name, value in sparing_hidden(actor, found, fields, "owner").items():
        setattr(found, name, value)
    check_owner(found)
    rules.check_changed(stated, wording(found))
    found.save()
    note_change(
        strategy=strategy, objective=found, kind=ChangeKind.CHANGED, before=stated, after=wording(found), reason=told,
        organisation=organisation,
    )  # fmt: skip
    audit.record(actor, "strategy.edit_objective", found, before=before)
    return found


@transaction.atomic
def remove_objective(
    *, actor: Actor, objective: Objective, reason: str, organisation: Organisation | None = None
) -> None:
    """Take an objective out of the draft, with what was said to it; versions keep it, and so does the reason."""
    strategy = draft_of(actor=actor, partnership=objective.strategy.partnership, organisation=organisation)
    told = rules.check_reason(reason)
    entry = audit.Entry("strategy.remove_objective", objective, audit.state_of(objective), {})
    note_change(
        strategy=strategy, objective=objective, kind=ChangeKind.REMOVED, before=wording(objective), after={}, reason=told,
        organisation=organisation,
    )  # fmt: skip
    Objective.objects.filter(pk=objective.pk).delete()
    audit.record_many(actor, [entry])


@transaction.atomic
def comment_on_objective(
    *, actor: Actor, objective: Objective, text: str, organisation: Organisation | None = None
) -> ObjectiveComment:
    """Say something to an objective, in the name of a partner."""
    draft_of(actor=actor, partnership=objective.strategy.partnership, organisation=organisation)
    one = ObjectiveComment.objects.create(objective=objective, organisation=organisation, text=text.strip())
    audit.record(actor, "strategy.comment_on_objective", one)
    return one


@transaction.atomic
def remove_comment(*, actor: Actor, comment: ObjectiveComment, reason: str = "") -> None:
    """Take a comment out: one's own without more, another's with a reason.

    The trail of the objective keeps whose was removed and why, not what it said.
    """
    require(actor, "strategy.remove_comment", comment)
    if not says_the_comment(actor, comment).allowed:
        reason = rules.check_reason(reason)
    told = {"comment": comment.pk, "organisation": comment.organisation_id}
    entry = audit.Entry(
        "strategy.remove_comment", comment.objective, {**told, "reason": ""}, {"reason": reason.strip()}
    )
    ObjectiveComment.objects.filter(pk=comment.pk).delete()
    audit.record_many(actor, [entry])


def draft_of(*, actor: Actor, partnership: Partnership, organisation: Organisation | None) -> JointStrategy:
    """The draft, locked: those who write at once wait for each other. It begins with whoever writes first."""
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    found = JointStrategy.objects.select_for_update(of=("self",)).filter(partnership=partnership).first()
    strategy = found or JointStrategy(partnership=partnership)
    strategy.partnership = partnership
    # Asked without the record: whether a draft has begun is not for others to learn.
    require(actor, "strategy.draft", JointStrategy(partnership=partnership))
    check_voice(actor, partnership, organisation)
    if found is None:
        strategy.save()
        audit.record(actor, "strategy.begin", strategy)
    return strategy


def check_voice(actor: Actor, partnership: Partnership, organisation: Organisation | None) -> None:
    """One speaks for a partner whose team one is in; without a partner for the coordination."""
    if organisation is None:
        if not COORDINATES(actor, JointStrategy(partnership=partnership)).allowed:
            raise rules.NotYourVoice(field="organisation", name=partnership.acronym)
        return
    takes_part = Participation.objects.filter(partnership=partnership, organisation=organisation).exists()
    if not takes_part or not actor.edits(organisation.team_id):
        raise rules.NotYourVoice(field="organisation", name=organisation.name)


def check_owner(one: Objective) -> None:
    if one.owner_id is None:
        return
    rows = Participation.objects.filter(partnership=one.strategy.partnership_id)
    rules.check_owner(one.owner_id, str(one.owner), set(rows.values_list("organisation_id", flat=True)))


def new_key(one: Objective) -> str:
    words = " ".join(one.statement.split()[:5])
    return key_of(one, f"{one.strategy.partnership.key} {words}", "objective", rules.ObjectiveKeyTaken)


def texts(strategy: JointStrategy) -> dict[str, Any]:
    return {name: getattr(strategy, name) for name in TEXTS}


def wording(one: Objective) -> dict[str, Any]:
    """What an objective says, as plain values."""
    names = ("position", "statement", "indicator", "card", "unit", "country_id", "owner_id")
    figures = {name: getattr(one, name) for name in ("baseline", "target")}
    return {
        **{name: getattr(one, name) for name in names},
        **{name: None if value is None else rules.plain(Decimal(value)) for name, value in figures.items()},
        "due_on": one.due_on.isoformat() if one.due_on else None,
    }


def note_change(
    *,
    strategy: JointStrategy,
    objective: Objective | None,
    kind: ChangeKind,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str,
    organisation: Organisation | None,
) -> None:
    """Keep for the partners what changed, why and by whom; the audit trail is the platform's."""
    names = [*before, *(name for name in after if name not in before)]
    changes = [
        [name, before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)
    ]
    StrategyChange.objects.create(
        strategy=strategy, objective=objective if kind != ChangeKind.REMOVED else None, kind=kind,
        about=objective.statement if objective else "", changes=changes, reason=reason, organisation=organisation,
    )  # fmt: skip
