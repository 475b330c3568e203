"""An organisation enters the directory."""

from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.accounts.choices import TeamKind, TeamRoleChoice
from kontor.hub.accounts.models import Team, TeamMember
from kontor.hub.directory import rules
from kontor.hub.directory.inputs import profile_fields
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.directory.queries.keys import new_key
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def register(*, actor: Actor, today: date, **fields: Any) -> Organisation:
    """Propose an organisation: a draft, with a team in which the actor is manager. Refused for wrong fields.

    The form shows possible doubles first (`queries.possible_doubles`); whether it is one is the person's to say.
    """
    require(actor, "directory.register")
    organisation = Organisation(key=new_key(fields.get("name", "")), **fields)
    rules.check_profile(today=today, **profile_fields(organisation))
    organisation.team = Team.objects.create(kind=TeamKind.ORGANISATION, name=organisation.name)
    if actor.user_id:
        TeamMember.objects.create(team=organisation.team, user_id=actor.user_id, role=TeamRoleChoice.MANAGER)
    organisation.save()
    search.update(KIND, with_words([organisation]))
    audit.record(actor, "directory.register", organisation)
    return organisation
