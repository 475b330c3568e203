"""Who may, and who sees which rows of delegations.

A delegation is never more open than its event. Those who keep the event run it and see all of it. The teams of its members see
it while it is a draft, with each other, the briefing and what is arranged for them. Published, everybody who sees the event sees
the confirmed organisations. Who travels is seen by those who run it and by the team of her own organisation; costs by those
who run it.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import PERMISSIONS, predicate
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import visibility_of, visible
from kontor.hub.missions.choices import DelegateState, DelegationState
from kontor.hub.missions.models import (
    BriefingSection,
    CostLine,
    Delegate,
    Delegation,
    Event,
    TravelCheck,
    TravelItem,
    Traveller,
)
from kontor.hub.missions.permissions import ASK_A_PARTNER, EDITS
from kontor.hub.missions.permissions.calls import kept_events


def run_delegations(actor: Actor) -> list[int]:
    """Those whose event the actor keeps. Asked at once: as a part of the rules below it would lie too deep for SQLite."""
    rows = Delegation.objects.filter(event__in=Event.objects.filter(kept_events(actor)).values("pk"))
    return list(rows.values_list("pk", flat=True))


def own_delegations(actor: Actor) -> list[int]:
    """Those in which an organisation of the actor's travels, and whose event she sees."""
    if not actor.teams:
        return []
    rows = Delegate.objects.filter(
        organisation__team_id__in=list(actor.teams),
        delegation__event__in=visible(Event, actor).values("pk"),
    ).exclude(state=DelegateState.WITHDRAWN)
    return list(rows.values_list("delegation", flat=True))


@visibility_of(Delegation)
def delegations(actor: Actor) -> Q:
    open_ones = Q(state=DelegationState.PUBLISHED, event__in=visible(Event, actor).values("pk"))
    return Q(pk__in={*run_delegations(actor), *own_delegations(actor)}) | open_ones


@visibility_of(Delegate)
def delegates(actor: Actor) -> Q:
    """Other organisations only where the directory shows them, too; who withdrew only to its own team and the organisers."""
    seen = Exists(visible(Organisation, actor).filter(pk=OuterRef("organisation_id")))
    going = ~Q(state=DelegateState.WITHDRAWN)
    published = Q(
        delegation__state=DelegationState.PUBLISHED,
        delegation__event__in=visible(Event, actor).values("pk"),
        state=DelegateState.CONFIRMED,
    )
    fellows = Q(delegation__in=own_delegations(actor)) & going
    return (
        Q(delegation__in=run_delegations(actor))
        | of_own_organisations(actor)
        | ((fellows | published) & seen)
    )


def of_own_organisations(actor: Actor, way: str = "") -> Q:
    """The entries of the actor's organisations, where she sees the event."""
    return Q(
        **{
            f"{way}organisation__team_id__in": list(actor.teams),
            f"{way}delegation__event__in": visible(Event, actor).values("pk"),
        }
    )


@visibility_of(Traveller)
def travellers(actor: Actor) -> Q:
    return Q(delegate__delegation__in=run_delegations(actor)) | of_own_organisations(actor, "delegate__")


@visibility_of(BriefingSection, TravelCheck)
def briefings(actor: Actor) -> Q:
    return Q(delegation__in={*run_delegations(actor), *own_delegations(actor)})


@visibility_of(TravelItem)
def items(actor: Actor) -> Q:
    """What concerns all or one's own organisation."""
    mine = Delegate.objects.filter(organisation__team_id__in=list(actor.teams))
    others = TravelItem.delegates.through.objects.filter(travelitem=OuterRef("pk"))
    concerned = ~Exists(others) | Exists(others.filter(delegate__in=mine.values("pk")))
    return Q(delegation__in=run_delegations(actor)) | (Q(delegation__in=own_delegations(actor)) & concerned)


@visibility_of(CostLine)
def costs(actor: Actor) -> Q:
    return Q(delegation__in=run_delegations(actor))


@predicate
def keeps_the_event_of_the_delegation(actor: Actor, delegation: Any) -> bool:
    return EDITS(actor, delegation.event).allowed


@predicate
def travels_or_runs(actor: Actor, delegate: Any) -> bool:
    """Edits for the organisation that travels, or keeps the event."""
    return actor.edits(delegate.organisation.team_id) or EDITS(actor, delegate.delegation.event).allowed


PERMISSIONS.define("missions.add_delegation", EDITS, ASK_A_PARTNER)
PERMISSIONS.define("missions.run_delegation", keeps_the_event_of_the_delegation, ASK_A_PARTNER)
PERMISSIONS.define("missions.answer_for_delegate", travels_or_runs, N_(
    "An organisation's place in a delegation is kept by its own team and by those who keep the event. Ask one of them."
))  # fmt: skip
