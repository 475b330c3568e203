"""What papers tell of a delegation: the catalogue for those it meets, the briefing for those who travel."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kontor.hub.countries.models import CountryFact
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import DelegateState
from kontor.hub.missions.models import Delegate, Delegation, Event
from kontor.hub.missions.permissions.delegations import own_delegations, run_delegations
from kontor.hub.missions.queries.delegations import DelegationShown, delegation_of, delegation_shown


def with_a_delegation(actor: Actor) -> QuerySet[Event]:
    """The events whose delegation the actor sees, the latest first."""
    rows = visible(Event, actor).filter(pk__in=visible(Delegation, actor).values("event"))
    return rows.order_by("-start", "name", "key")


def travelled_to(actor: Actor) -> QuerySet[Event]:
    """Those whose delegation the actor runs, or travels in."""
    inside = Delegation.objects.filter(pk__in={*run_delegations(actor), *own_delegations(actor)})
    return visible(Event, actor).filter(pk__in=inside.values("event")).order_by("-start", "name", "key")


@dataclass(frozen=True, slots=True)
class DelegationTold:
    """A delegation as it is shown to the actor; `members` are the confirmed ones, `facts` those of its country.

    `profiles` are the organisations whose profile she sees.
    """

    shown: DelegationShown
    members: Sequence[Delegate]
    facts: Sequence[CountryFact]
    profiles: frozenset[int]

    @property
    def event(self) -> Event:
        return self.shown.delegation.event

    @property
    def confirmed(self) -> int:
        """With those that are counted only."""
        return len(self.members) + self.shown.hidden


def told_delegation(actor: Actor, key: str, language: str) -> DelegationTold:
    """Gather it. Raises NotThere. The number of statements does not depend on the number of members."""
    shown = delegation_shown(actor, delegation_of(actor, key), language)
    members = [one.delegate for one in shown.members if one.delegate.state == DelegateState.CONFIRMED]
    facts = [one.fact for topic in shown.topics for one in topic.facts]
    profiles = frozenset(one.delegate.organisation_id for one in shown.members if one.url)
    return DelegationTold(shown, members, facts, profiles)


def delegation_if_any(actor: Actor, key: str, language: str) -> DelegationTold | None:
    """For papers that tell of more than the delegation."""
    try:
        return told_delegation(actor, key, language)
    except NotThere:
        return None
