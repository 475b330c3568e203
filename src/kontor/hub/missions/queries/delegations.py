"""Delegations as their pages show them: to who runs one, to who travels in one, to everybody else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.countries.models import CountryProfile
from kontor.hub.countries.queries import facts_of, kept_profiles
from kontor.hub.countries.queries.pages import Topic, by_topic
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import ApplicationState, DelegateState
from kontor.hub.missions.kit import Link
from kontor.hub.missions.models import (
    Application,
    BriefingSection,
    Delegate,
    Delegation,
    Event,
    TravelCheck,
    TravelItem,
    Traveller,
)
from kontor.hub.missions.permissions.delegations import own_delegations
from kontor.hub.missions.queries.portfolio import PortfolioField, portfolio
from kontor.hub.missions.rules.calls import on_the_wall
from kontor.hub.missions.rules.delegations import NoSuchSector

GOING = (DelegateState.CONFIRMED, DelegateState.INVITED)


def delegation_of(actor: Actor, key: str) -> Delegation:
    """The delegation of the event with this key, as far as the actor may see it. Raises NotThere. One statement."""
    rows = visible(Delegation, actor).select_related("event__partnership", "event__country")
    found = rows.filter(event__key=key).first()
    if found is None:
        raise NotThere
    return found


def delegate_of(actor: Actor, delegation: Delegation, pk: int) -> Delegate:
    rows = visible(Delegate, actor).select_related("organisation", "delegation__event__partnership")
    found = rows.filter(delegation=delegation, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def delegate_by_organisation(actor: Actor, delegation: Delegation, key: str) -> Delegate:
    """The entry of the organisation with this key; the older one where a merge left two."""
    rows = visible(Delegate, actor).filter(delegation=delegation, organisation__key=key).order_by("pk")
    return delegate_of(actor, delegation, rows.values_list("pk", flat=True).first() or 0)


def item_of(actor: Actor, delegation: Delegation, pk: int) -> TravelItem:
    found = (
        visible(TravelItem, actor)
        .select_related("delegation__event__partnership")
        .filter(delegation=delegation, pk=pk)
        .first()
    )
    if found is None:
        raise NotThere
    return found


def sectors(codes: Sequence[str]) -> list[int]:
    """The sectors of these codes. Refused where one is none."""
    rows = Term.objects.filter(taxonomy=Taxonomy.SECTORAL_INDUSTRY, code__in=codes)
    known = dict(rows.values_list("code", "pk"))
    for code in codes:
        if code not in known:
            raise NoSuchSector(field="fields", code=code[:50])
    return list(known.values())


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """A delegation in a list."""

    delegation: Delegation
    own: bool
    confirmed: int


def delegations_for_lists(actor: Actor) -> list[DelegationLine]:
    """The delegations the actor sees, the latest journey first, with how many organisations are confirmed."""
    confirmed = Count("delegates", filter=Q(delegates__state=DelegateState.CONFIRMED))
    rows = visible(Delegation, actor).select_related("event").annotate(confirmed=confirmed)
    own = set(own_delegations(actor))
    return [
        DelegationLine(one, one.pk in own, one.confirmed)
        for one in rows.order_by("-event__start", "event__key")
    ]


def members_of(actor: Actor, delegation: Delegation) -> list[Delegate]:
    """Those that the actor sees: by state, confirmed first, then by name. Three statements."""
    rows = visible(Delegate, actor).filter(delegation=delegation)
    rows = rows.select_related("organisation", "application").prefetch_related("terms")
    order = {DelegateState.CONFIRMED: 0, DelegateState.INVITED: 1, DelegateState.WITHDRAWN: 2}
    return sorted(
        rows.order_by("organisation__sort_name", "pk"), key=lambda one: order[DelegateState(one.state)]
    )


@dataclass(frozen=True, slots=True)
class DelegateShown:
    """A member with what the actor may know and do. `url` is empty where she does not see the profile; `open` are its checks."""

    delegate: Delegate
    url: str
    travellers: tuple[Traveller, ...]
    knows: bool
    may_answer: bool
    open: int
    application_gone: bool


@dataclass(frozen=True, slots=True)
class CheckShown:
    check: TravelCheck
    missing: tuple[str, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item on the clock of the delegation. `late`: it should be confirmed by now and is not."""

    item: TravelItem
    start: str
    end: str
    concerns: tuple[str, ...]
    late: bool

    @property
    def until(self) -> str:
        """The end without the day where it is that of the start."""
        return self.end.removeprefix(self.start[:10]).strip()


@dataclass(frozen=True, slots=True)
class DelegationShown:
    """A delegation with what belongs to it. `hidden` confirmed organisations are counted only; `inside`: runs it, or travels."""

    delegation: Delegation
    members: tuple[DelegateShown, ...]
    hidden: int
    counts: Mapping[str, int]
    portfolio: tuple[PortfolioField, ...]
    runs: bool
    inside: bool
    sections: tuple[BriefingSection, ...]
    checks: tuple[CheckShown, ...]
    items: tuple[ItemShown, ...]
    profile: CountryProfile | None
    topics: tuple[Topic, ...]
    waiting: int
    history: tuple[Happening, ...]


def delegation_shown(actor: Actor, delegation: Delegation, language: str) -> DelegationShown:
    """Gather the page of a delegation the actor sees. The number of statements does not depend on its size."""
    runs = can(actor, "missions.run_delegation", delegation)
    inside = runs or delegation.pk in own_delegations(actor)
    rows = members_of(actor, delegation)
    checks = checks_of(actor, delegation)
    going = [one for one in rows if one.state in GOING and (runs or one.organisation.team_id in actor.teams)]
    profile, topics = facts_for(actor, delegation.event) if inside else (None, ())
    return DelegationShown(
        delegation=delegation,
        members=tuple(members_shown(actor, delegation, rows, checks, runs)),
        hidden=hidden_from(actor, delegation),
        counts=counts_of(rows),
        portfolio=tuple(
            portfolio(actor, [one for one in rows if one.state == DelegateState.CONFIRMED], language)
        ),
        runs=runs,
        inside=inside,
        sections=tuple(visible(BriefingSection, actor).filter(delegation=delegation)),
        checks=tuple(checks_shown(checks, going)),
        items=tuple(items_shown(actor, delegation, [one.pk for one in rows])),
        profile=profile,
        topics=topics,
        waiting=waiting_applications(actor, delegation) if runs else 0,
        history=tuple(history_of(actor, delegation)) if runs else (),
    )


def counts_of(rows: Iterable[Delegate]) -> dict[str, int]:
    """State in words -> how many of the members shown."""
    found: dict[str, int] = defaultdict(int)
    for one in rows:
        found[str(one.get_state_display())] += 1
    return dict(found)


def hidden_from(actor: Actor, delegation: Delegation) -> int:
    """Confirmed organisations that the actor does not see: they are counted, never named."""
    confirmed = Delegate.objects.filter(delegation=delegation, state=DelegateState.CONFIRMED)
    return confirmed.exclude(
        pk__in=visible(Delegate, actor).filter(delegation=delegation).values("pk")
    ).count()


def checks_of(actor: Actor, delegation: Delegation) -> list[TravelCheck]:
    rows = visible(TravelCheck, actor).filter(delegation=delegation)
    return list(rows.prefetch_related("done_by"))


def members_shown(
    actor: Actor, delegation: Delegation, rows: Sequence[Delegate], checks: Sequence[TravelCheck], runs: bool
) -> Iterable[DelegateShown]:
    organisations = [one.organisation_id for one in rows]
    seen = set(visible(Organisation, actor).filter(pk__in=organisations).values_list("pk", flat=True))
    people: dict[int, list[Traveller]] = defaultdict(list)
    for person in visible(Traveller, actor).filter(delegate__delegation=delegation):
        people[person.delegate_id].append(person)
    for one in rows:
        knows = runs or one.organisation.team_id in actor.teams
        done = sum(one in check.done_by.all() for check in checks)
        yield DelegateShown(
            delegate=one,
            url=one.organisation.get_absolute_url() if one.organisation_id in seen else "",
            travellers=tuple(people[one.pk]),
            knows=knows,
            may_answer=runs or actor.edits(one.organisation.team_id),
            open=len(checks) - done if knows and one.state in GOING else 0,
            application_gone=runs
            and one.application is not None
            and one.application.state == ApplicationState.WITHDRAWN
            and one.state in GOING,
        )


def checks_shown(checks: Iterable[TravelCheck], going: Sequence[Delegate]) -> Iterable[CheckShown]:
    """Each with those of these members that have not seen to it."""
    today = timezone.localdate()
    for check in checks:
        done = set(check.done_by.all())
        missing = tuple(one.organisation.name for one in going if one not in done)
        yield CheckShown(check, missing, bool(missing and check.due_on and check.due_on < today))


def items_shown(actor: Actor, delegation: Delegation, members: Sequence[int]) -> Iterable[ItemShown]:
    """What is arranged, as far as it concerns the actor, with the members among those she sees."""
    concerned = Delegate.objects.filter(pk__in=members).select_related("organisation")
    rows = visible(TravelItem, actor).filter(delegation=delegation)
    rows = rows.prefetch_related(Prefetch("delegates", concerned.order_by("organisation__sort_name", "pk")))
    today = timezone.localdate()
    for one in rows:
        yield ItemShown(
            one,
            on_the_wall(one.start, delegation.zone),
            on_the_wall(one.end, delegation.zone) if one.end else "",
            tuple(each.organisation.name for each in one.delegates.all()),
            is_late(one, today),
        )


def is_late(item: TravelItem, today: date) -> bool:
    return not item.confirmed and item.book_by is not None and item.book_by < today


def facts_for(actor: Actor, event: Event) -> tuple[CountryProfile | None, tuple[Topic, ...]]:
    """What is known of the country that the delegation travels to. Two statements."""
    profile = kept_profiles(actor).filter(country=event.country_id).first() if event.country_id else None
    if profile is None:
        return None, ()
    return profile, tuple(by_topic(facts_of(actor, profile)))


def selected_applications(actor: Actor, delegation: Delegation) -> QuerySet[Application]:
    """Selected in a call of the event, and not in the delegation in whatever state."""
    there = Delegate.objects.filter(delegation=delegation).values("organisation")
    rows = visible(Application, actor).filter(
        call__event=delegation.event_id, state=ApplicationState.SELECTED
    )
    return rows.exclude(organisation__in=there).select_related("organisation").order_by("rank", "pk")


def waiting_applications(actor: Actor, delegation: Delegation) -> int:
    return selected_applications(actor, delegation).values("organisation").distinct().count()


def links_of_delegation(actor: Actor, event: Event, edits: bool) -> Iterable[Link]:
    """The delegation of an event, or for who edits it the way to plan one. For the event's own page; one statement."""
    found = visible(Delegation, actor).select_related("event").filter(event=event).first()
    if found is not None:
        yield Link(gettext("Delegation"), found.get_absolute_url(), found.get_state_display())
    elif edits and event.number == 1 and event.same_as_id is None:
        yield Link(gettext("Plan the delegation"), reverse("missions:add_delegation", args=[event.key]))
