"""Who works with whom: the partners and their counterparts, linked where they share a case."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Edge, Heading, Network, Node
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.queries import PartyShown
from kontor.hub.reports.queries.deliverable import Deliverable


def blocks(found: Deliverable) -> tuple[Block, ...]:
    if not found.ties.ties:
        return ()
    return (
        Heading(gettext("Who works with whom"), id="network"),
        picture(found),
    )


def picture(found: Deliverable) -> Network:
    return Network(
        id="who-with-whom",
        caption=gettext("Partners and their counterparts"),
        alt=gettext("Network of the partners and those they work with, linked by their cooperation cases."),
        nodes=tuple(node(found, key) for key in found.ties.places),
        edges=tuple(
            Edge(a, b, min(0.2 + 0.2 * number, 1.0), number, dashed=not signed)
            for (a, b), (number, signed) in found.ties.ties.items()
        ),
        groups=(
            gettext("Partners"),
            gettext("Clusters, networks and intermediaries"),
            gettext("SMEs and companies"),
        ),
        unit=gettext("cases"),
        note=gettext(
            "A line stands for the cases that two share. It is whole where an agreement is signed, broken where none is yet."
        ),
    )


def node(found: Deliverable, key: str) -> Node:
    party = found.ties.parties[key]
    x, y = found.ties.places[key]
    ours = party.role == PartyRole.RESPONSIBLE
    degree = sum(key in pair for pair in found.ties.ties)
    return Node(
        key,
        name(party),
        x,
        y,
        size=min(0.1 + degree / 20, 1.0),
        group=0 if ours else group(party),
        href=party.url,
    )


def group(party: PartyShown) -> int:
    return 2 if party.kind in ("sme", "large-company") else 1


def name(party: PartyShown) -> str:
    return (party.organisation.short_name if party.organisation else "") or party.label
