"""Partners join, change and leave: at any time, with dates."""

from typing import Any

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.models import Participation, Partnership

OWN_WORDS = ("expectations", "goals")


@transaction.atomic
def add_partner(
    *, actor: Actor, partnership: Partnership, organisation: Organisation, **fields: Any
) -> Participation:
    """An organisation joins. Refused for a second coordinator, a second entry, or dates outside the partnership's."""
    require(actor, "partnerships.add_partner", partnership)
    return join(actor, partnership, organisation, **fields)


def join(actor: Actor, partnership: Partnership, organisation: Organisation, **fields: Any) -> Participation:
    """The one way an entry is made. The caller has asked who may: the coordinator adds, an invited organisation accepts."""
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    participation = Participation(partnership=partnership, organisation=organisation, **fields)
    _check_own_words(actor, participation, Participation(), fields)
    check(participation)
    participation.save()
    audit.record(actor, "partnerships.add_partner", participation)
    return participation


@transaction.atomic
def edit_participation(*, actor: Actor, participation: Participation, **fields: Any) -> Participation:
    """Change role, dates or mandate; the partner's own team also its expectations and goals, and nobody else."""
    require(actor, "partnerships.edit_participation", participation)
    Partnership.objects.select_for_update().get(pk=participation.partnership_id)
    before = audit.state_of(participation)
    _check_own_words(actor, participation, participation, fields)
    for name, value in fields.items():
        setattr(participation, name, value)
    check(participation)
    participation.save()
    audit.record(actor, "partnerships.edit_participation", participation, before=before)
    return participation


@transaction.atomic
def leave(*, actor: Actor, participation: Participation, on: str) -> Participation:
    """A partner leaves on a date; the entry stays, with its end."""
    require(actor, "partnerships.leave", participation)
    before = audit.state_of(participation)
    participation.end = on
    check(participation)
    participation.save(update_fields=["end"])
    audit.record(actor, "partnerships.leave", participation, before=before)
    return participation


def _check_own_words(
    actor: Actor, participation: Participation, known: Participation, fields: dict[str, Any]
) -> None:
    """What a partner expects and wants is said by nobody for it (docs/decisions/0018)."""
    if any(fields.get(name, getattr(known, name)) != getattr(known, name) for name in OWN_WORDS):
        require(actor, "partnerships.state_own_words", participation)


def check(participation: Participation) -> None:
    """Every rule of a participation, against the others of its partnership. One statement."""
    partnership = participation.partnership
    start, end = participation.start, participation.end
    rules.check_period(start, end)
    rules.check_within(start, end, partnership.start, partnership.end)
    others = partnership.participations.exclude(pk=participation.pk).select_related("organisation")
    same_role = [other for other in others if other.role == participation.role]
    rules.check_one_coordinator(
        participation.role,
        start,
        end,
        [(other.organisation.name, other.start, other.end) for other in same_role],
    )
    rules.check_takes_part_once(
        participation.organisation.name,
        start,
        end,
        [
            (other.start, other.end)
            for other in same_role
            if other.organisation_id == participation.organisation_id
        ],
    )
