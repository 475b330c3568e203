"""Organisations like this one, ranked, each with the reasons in words."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from kontor.hub.directory.models import Classification, Organisation, Term
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible

MOST_PEERS = 12
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Peer:
    """`reasons` are sentences, the strongest first."""

    organisation: Organisation
    shared: tuple[Term, ...]
    reasons: tuple[str, ...]


def peers_of(actor: Actor, organisation: Organisation) -> list[Peer]:
    """The most alike of the organisations the actor sees: by shared terms, then region, country and kind. Three statements."""
    own = {one.term_id: one.term for one in organisation.classifications.select_related("term")}
    others = visible(Organisation, actor).exclude(pk=organisation.pk)
    near: QuerySet[Organisation]
    if own:
        shares = Count("classifications", filter=Q(classifications__term__in=own))
        near = (
            others.filter(classifications__term__in=own)
            .annotate(shares=shares)
            .order_by("-shares", "sort_name")
        )
    elif organisation.region_id:
        near = others.filter(region=organisation.region_id, kind=organisation.kind).order_by("sort_name")
    else:
        near = others.filter(country=organisation.country_id, kind=organisation.kind).order_by("sort_name")
        near = near if organisation.country_id else near.none()
    found = list(near.select_related("region")[:LOOKED_AT])
    shared = shared_terms([one.pk for one in found], own)
    peers = [Peer(one, shared[one.pk], reasons(organisation, one, shared[one.pk])) for one in found]
    return sorted(peers, key=lambda peer: rank(organisation, peer))[:MOST_PEERS]


def shared_terms(organisations: list[int], own: dict[int, Term]) -> dict[int, tuple[Term, ...]]:
    """Organisation -> which of the terms it carries too."""
    found: dict[int, tuple[Term, ...]] = defaultdict(tuple)
    rows = Classification.objects.filter(organisation__in=organisations, term__in=own) if own else ()
    for row in rows:
        found[row.organisation_id] += (own[row.term_id],)
    return found


def rank(organisation: Organisation, peer: Peer) -> tuple[int, bool, bool, bool, str]:
    other = peer.organisation
    return (
        -len(peer.shared),
        not same(organisation.region_id, other.region_id),
        not same(organisation.country_id, other.country_id),
        organisation.kind != other.kind,
        other.sort_name,
    )


def same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other


def reasons(organisation: Organisation, other: Organisation, shared: tuple[Term, ...]) -> tuple[str, ...]:
    """Why they are alike, in words."""
    said = [gettext("Both work in %(term)s.") % {"term": term.label} for term in shared]
    if same(organisation.region_id, other.region_id):
        said.append(
            gettext("Both are in %(region)s.")
            % {"region": other.region.name if other.region else other.region_id}
        )
    elif same(organisation.country_id, other.country_id):
        said.append(gettext("Both are in the same country."))
    if organisation.kind == other.kind:
        said.append(gettext("Same kind: %(kind)s.") % {"kind": other.get_kind_display()})
    return tuple(said)
