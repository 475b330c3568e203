"""Who sees which rows of the floor: geography is public, a job is its owner's, the trail is read through its own pages."""

from django.db.models import Q

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.models import Country, Job, ProgrammeMembership, Region
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, visibility_of


@visibility_of(Country, ProgrammeMembership, Region)
def geography(actor: Actor) -> Q:
    return EVERYTHING


@visibility_of(Job)
def jobs(actor: Actor) -> Q:
    if actor.has(PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    return Q(owner_id=actor.user_id) if actor.user_id else NOTHING
