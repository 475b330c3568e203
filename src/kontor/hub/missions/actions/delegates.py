"""Organisations join a delegation, by hand or from the call; they are invited, confirm and withdraw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit, mail
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.mail import Handed
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.missions.actions.delegations import locked
from kontor.hub.missions.choices import DelegateState
from kontor.hub.missions.models import Delegate, Delegation, Traveller
from kontor.hub.missions.queries.delegations import selected_applications
from kontor.hub.missions.rules import delegations as rules

INVITATIONS = "delegations"


@dataclass(frozen=True, slots=True)
class DelegateEntry:
    """What is said of a member. `fields`: offers, seeks. None leaves the terms, or who travels, as they are.

    `travellers`: one person in each line, the function after a comma. `state` and `reason` are for who takes over a list:
    people confirm and withdraw by verbs of their own.
    """

    fields: Mapping[str, Any]
    terms: Sequence[int] | None = None
    travellers: str | None = None
    state: str | None = None
    reason: str = ""


@transaction.atomic
def add_delegate(
    *, actor: Actor, delegation: Delegation, organisation: Organisation, entry: DelegateEntry
) -> Delegate:
    """Add an organisation by hand and write to its team. Refused for one that is there, or withdrew.

    Where the entry says nothing else it is invited; only who is invited is written to.
    """
    require(actor, "missions.run_delegation", delegation)
    known = locked(delegation)
    there = Delegate.objects.filter(delegation=known, organisation=organisation).order_by("pk").first()
    rules.check_new_member(organisation.name, there.state if there else None, there.reason if there else "")
    delegate = Delegate(delegation=known, organisation=organisation)
    keep(actor, delegate, entry, "missions.add_delegate")
    invite([delegate])
    return delegate


@transaction.atomic
def take_over(*, actor: Actor, delegation: Delegation) -> list[Delegate]:
    """Invite, in one step, every organisation selected in a call of the event that is not in the delegation yet.

    Who withdrew from the delegation stays withdrawn. Refused where there is nobody to take over.
    """
    require(actor, "missions.run_delegation", delegation)
    known = locked(delegation)
    found: dict[int, Delegate] = {}
    for one in selected_applications(actor, known):
        if one.organisation_id not in found:
            delegate = Delegate(delegation=known, organisation=one.organisation, application=one)
            keep(actor, delegate, DelegateEntry({}), "missions.take_over_delegate")
            found[one.organisation_id] = delegate
    if not found:
        raise rules.NobodySelected
    invite(list(found.values()))
    return list(found.values())


@transaction.atomic
def edit_delegate(*, actor: Actor, delegate: Delegate, version: int, entry: DelegateEntry) -> Delegate:
    """Say what a member offers and looks for, and who travels. By its own team, or by those who run the delegation."""
    require(actor, "missions.answer_for_delegate", delegate)
    known = one_of(delegate)
    if known.version != version:
        raise ChangedMeanwhile
    return keep(actor, known, entry, "missions.edit_delegate")


def one_of(delegate: Delegate) -> Delegate:
    """The member anew, with its delegation locked: whoever acts on a member waits for whoever acts on another one."""
    locked(delegate.delegation)
    return Delegate.objects.select_related("organisation", "delegation__event__partnership").get(
        pk=delegate.pk
    )


def keep(actor: Actor, delegate: Delegate, entry: DelegateEntry, action: str) -> Delegate:
    before = told_of(delegate) if delegate.pk else {}
    people = (
        None
        if entry.travellers is None
        else rules.travellers_of(entry.travellers, delegate.organisation.name)
    )
    for name, value in entry.fields.items():
        setattr(delegate, name, value)
    if entry.state is not None:
        rules.check_reason(delegate.organisation.name, entry.state, entry.reason)
        delegate.state, delegate.reason = entry.state, entry.reason.strip()
    delegate.save()
    if entry.terms is not None:
        delegate.terms.set(entry.terms)
    if people is not None:
        set_travellers(delegate, people)
    audit.record(actor, action, delegate, before=before, after=told_of(delegate))
    return delegate


def told_of(delegate: Delegate) -> audit.State:
    """For the trail: the fields, and how many travel. Who they are stays out of it."""
    terms = sorted(delegate.terms.values_list("code", flat=True))
    return audit.state_of(delegate) | {"sectors": terms, "people": delegate.travellers.count()}


def set_travellers(delegate: Delegate, people: Sequence[rules.Person]) -> None:
    """Who stays keeps its row."""
    there = {rules.folded(one.name): one for one in delegate.travellers.order_by("-pk")}
    kept = []
    for one in people:
        row = there.get(rules.folded(one.name)) or Traveller(delegate=delegate)
        if (row.name, row.function) != (one.name, one.function):
            row.name, row.function = one.name, one.function
            row.save()
        kept.append(row.pk)
    delegate.travellers.exclude(pk__in=kept).delete()


@transaction.atomic
def confirm_delegate(*, actor: Actor, delegate: Delegate) -> Delegate:
    """An invited organisation comes along."""
    require(actor, "missions.answer_for_delegate", delegate)
    known = one_of(delegate)
    if known.state != DelegateState.INVITED:
        raise rules.NotInvited(organisation=known.organisation.name, state=in_words(known))
    return set_state(actor, known, DelegateState.CONFIRMED, "", "missions.confirm_delegate")


@transaction.atomic
def withdraw_delegate(*, actor: Actor, delegate: Delegate, reason: str) -> Delegate:
    """An organisation does not come after all, and says why. Its application to the call stays as it is."""
    require(actor, "missions.answer_for_delegate", delegate)
    known = one_of(delegate)
    name = known.organisation.name
    if known.state == DelegateState.WITHDRAWN:
        raise rules.WithdrawnAlready(organisation=name, reason=known.reason)
    rules.check_reason(name, DelegateState.WITHDRAWN, reason)
    return set_state(actor, known, DelegateState.WITHDRAWN, reason.strip(), "missions.withdraw_delegate")


@transaction.atomic
def invite_again(*, actor: Actor, delegate: Delegate) -> Delegate:
    """Ask an organisation that withdrew once more. By those who run the delegation."""
    require(actor, "missions.run_delegation", delegate.delegation)
    known = one_of(delegate)
    if known.state != DelegateState.WITHDRAWN:
        raise rules.NotWithdrawn(organisation=known.organisation.name, state=in_words(known))
    known.told = ""
    set_state(actor, known, DelegateState.INVITED, "", "missions.invite_again")
    invite([known])
    return known


def in_words(delegate: Delegate) -> str:
    return str(DelegateState(delegate.state).label)


def set_state(actor: Actor, delegate: Delegate, state: str, reason: str, action: str) -> Delegate:
    before = audit.state_of(delegate)
    delegate.state, delegate.reason = state, reason
    delegate.save()
    audit.record(actor, action, delegate, before=before)
    return delegate


def invite(delegates: Sequence[Delegate]) -> None:
    """A letter to the team of each that is invited, after the commit."""
    asked = [one.pk for one in delegates if one.state == DelegateState.INVITED and one.organisation.team_id]
    mail.post(INVITATIONS, asked)


def keep_fate(delegate: int, handed: Handed) -> None:
    """What became of the letter, for those who run the delegation."""
    Delegate.objects.filter(pk=delegate).update(told=str(handed.fate))
