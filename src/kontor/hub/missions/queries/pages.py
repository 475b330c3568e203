"""Events as their pages show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import NullIf, Substr
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.evidence.queries import Cited, citations_of
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import kit
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Call, Event, EventOrganisation
from kontor.hub.missions.queries.delegations import links_of_delegation
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.permissions import may, own_partnerships


def for_lists(actor: Actor) -> QuerySet[Event]:
    """The events the actor sees, each with its year; None where no date is known."""
    year = NullIf(Substr("start", 1, 4), Value(""))
    return visible(Event, actor).annotate(year=year)


def in_sector(code: str) -> Q:
    """Those of partnerships that carry the term, in whatever taxonomy it stands."""
    return Q(partnership__in=Partnership.objects.filter(terms__code=code).values("pk"))


def event_by_key(actor: Actor, key: str) -> Event:
    """The event at this address, as far as the actor may see it. Raises NotThere. One statement."""
    rows = visible(Event, actor).select_related("partnership", "country", "same_as")
    found = rows.filter(key=key).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """Those named with an event in one role, or on one side of a mission."""

    label: str
    entries: tuple[EventOrganisation, ...]


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event with what belongs to it, as far as the actor may see it."""

    event: Event
    groups: tuple[Group, ...]
    counted_as: Event | None
    second_entries: tuple[Event, ...]
    sources: list[Cited]
    history: list[Happening]
    may_edit: bool
    links: tuple[kit.Link, ...]


def event_shown(actor: Actor, event: Event) -> EventShown:
    """Gather the page of an event the actor sees. The number of statements does not depend on its size."""
    rows = visible(EventOrganisation, actor).filter(event=event).select_related("organisation__country")
    seen = visible(Event, actor)
    return EventShown(
        event=event,
        groups=tuple(groups(rows)),
        counted_as=seen.filter(pk=event.same_as_id).first() if event.same_as_id else None,
        second_entries=tuple(seen.filter(same_as=event).order_by("key")),
        sources=citations_of(actor, [event])[event],
        history=history_of(actor, event),
        may_edit=(edits := not actor.is_visitor and may(actor, "missions.edit", event)),
        links=(
            *links_of_calls(actor, event, edits),
            *links_of_delegation(actor, event, edits),
            *(link for find in kit.LINKS for link in find(actor, event, edits)),
        ),
    )


def links_of_calls(actor: Actor, event: Event, edits: bool) -> Iterable[kit.Link]:
    """The calls of an event that concern the actor, and for who edits it the way to write one."""
    for call in visible(Call, actor).filter(event=event).order_by("opens", "key"):
        label = gettext("Call for expression of interest: %(title)s") % {"title": call.title}
        yield kit.Link(label, call.get_absolute_url(), call.get_state_display())
    if edits and event.number == 1 and event.same_as_id is None:
        yield kit.Link(
            gettext("Write a call for expression of interest"), reverse("missions:add_call", args=[event.key])
        )


def groups(rows: Iterable[EventOrganisation]) -> Iterable[Group]:
    """By role, those of a mission by side; in the order of the roles and as they were listed."""
    found: dict[tuple[int, str], list[EventOrganisation]] = defaultdict(list)
    order = {role: place for place, role in enumerate(EventRole.values)}
    for one in rows:
        found[order[one.role], one.side].append(one)
    for (_place, side), entries in sorted(found.items(), key=lambda pair: (pair[0][0], pair[1][0].position)):
        label = entries[0].get_side_display() if side else entries[0].get_role_display()
        yield Group(str(label), tuple(entries))


def may_be_the_same(actor: Actor, event: Event) -> QuerySet[Event]:
    """Counted entries of which this may be a second one: of its partnership, or begun in its year, whoever reports them."""
    near = Q(partnership=event.partnership_id) if event.partnership_id else Q(pk__in=[])
    if event.start:
        near |= Q(start__startswith=event.start[:4])
    rows = visible(Event, actor).filter(near, same_as=None).exclude(pk=event.pk)
    return rows.order_by("name", "key")


def partnerships_to_add_for(actor: Actor) -> QuerySet[Partnership]:
    """Those in which the actor may enter events: she edits it, or an organisation in it. Platform editors: all."""
    if actor.is_system or may(actor, "partnerships.import"):
        return visible(Partnership, actor).order_by("acronym", "key")
    teams = actor.edited_teams
    own = own_partnerships(actor).filter(team_id__in=teams)
    through = Partnership.objects.filter(participations__organisation__team_id__in=teams)
    either = {*own.values_list("pk", flat=True), *through.values_list("pk", flat=True)}
    return visible(Partnership, actor).filter(pk__in=either).order_by("acronym", "key")
