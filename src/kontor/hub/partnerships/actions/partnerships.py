"""Propose, edit, and change the state of a partnership."""

from typing import Any

from django.db import transaction

from kontor.hub.accounts.choices import TeamKind, TeamRoleChoice
from kontor.hub.accounts.models import Team, TeamMember
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.choices import ParticipationRole, PartnershipState
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.queries.findable import PARTNERSHIPS, partnerships_with_words

# Words that are addresses of the area itself: `/partnerships/network/` is no partnership.
RESERVED = frozenset(
    {
        "compare",
        "export",
        "invitations",
        "network",
        "participations",
        "practices",
        "propose",
        "searches",
        "suggest",
        "targets",
        "activities",
    }
)


@transaction.atomic
def propose(*, actor: Actor, coordinator: Organisation, **fields: Any) -> Partnership:
    """Propose a partnership: it gets a team with the actor as manager, and the organisation as coordinator.

    Refused without the right to edit `coordinator`, and for an impossible period.
    """
    require(actor, "partnerships.propose", coordinator)
    terms = fields.pop("terms", ())
    rules.check_period(fields.get("start", ""), fields.get("end", ""))
    team = Team.objects.create(kind=TeamKind.PARTNERSHIP, name=fields["acronym"])
    if actor.user_id:
        TeamMember.objects.create(team=team, user_id=actor.user_id, role=TeamRoleChoice.MANAGER)
    partnership = Partnership.objects.create(
        key=new_key(fields["acronym"]), team=team, state=PartnershipState.PROPOSED, **fields
    )
    partnership.terms.set(terms)
    participation = Participation.objects.create(
        partnership=partnership, organisation=coordinator, role=ParticipationRole.COORDINATOR
    )
    search.update(PARTNERSHIPS, partnerships_with_words([partnership]))
    audit.record(actor, "partnerships.propose", partnership)
    audit.record(actor, "partnerships.add_partner", participation)
    return partnership


def new_key(acronym: str) -> str:
    """A key made from the acronym that no partnership has."""
    return free_key_of(Partnership, stem_of(acronym, 70, "partnership"), RESERVED)


@transaction.atomic
def edit(*, actor: Actor, partnership: Partnership, version: int, **fields: Any) -> Partnership:
    """Change a partnership's facts. `version` is the one the form was filled from."""
    require(actor, "partnerships.edit", partnership)
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if partnership.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(partnership)
    terms = fields.pop("terms", None)
    for name, value in fields.items():
        setattr(partnership, name, value)
    rules.check_period(partnership.start, partnership.end)
    partnership.save()
    if terms is not None:
        partnership.terms.set(terms)
    search.update(PARTNERSHIPS, partnerships_with_words([partnership]))
    audit.record(actor, "partnerships.edit", partnership, before=before)
    return partnership


@transaction.atomic
def change_state(*, actor: Actor, partnership: Partnership, verb: str) -> Partnership:
    """Start, end, sustain, dissolve or reopen. Refused where the table of states has no such step."""
    require(actor, "partnerships.change_state", partnership)
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    before = audit.state_of(partnership)
    partnership.state = rules.PARTNERSHIP.after(verb, partnership.state)
    partnership.save(update_fields=["state"])
    audit.record(actor, f"partnerships.{verb}", partnership, before=before)
    return partnership
