"""Maps and networks of partnerships as `documents` draws them: the same block on the page and in a report."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from kontor.documents.blocks import Edge, Map, MapValue, Node
from kontor.documents.blocks import Network as NetworkBlock
from kontor.hub.foundation.country_names import country_name
from kontor.hub.partnerships.queries import Focus, Matrix, Network

NAMED_COMMUNITIES = 7
MOST_EDGES = 600


def name_of_country(code: str) -> str:
    return country_name(code, get_language() or "en")


def map_of_partners(countries: Mapping[str, int], caption: str) -> Map:
    """Where the partners of one partnership are; each country opens its organisations in the directory."""
    values = tuple(
        MapValue(code, name_of_country(code), number, f"{reverse('directory:index')}?country={code}")
        for code, number in countries.items()
    )
    told = ", ".join(f"{value.label} {value.value:g}" for value in values)
    return Map("partner-countries", caption, told, values, gettext("partner organisations"), "europe")


def map_of_targets(matrix: Matrix, caption: str) -> Map:
    """How many partnerships target each country; each opens them."""
    values = tuple(
        MapValue(
            row.country,
            name_of_country(row.country),
            row.count,
            f"{reverse('partnerships:index')}?target={row.country}",
        )
        for row in matrix.rows
    )
    most = ", ".join(f"{value.label} {value.value:g}" for value in values[:5])
    alt = gettext("World map. Most partnerships: %(most)s.") % {"most": most} if most else caption
    return Map("target-countries", caption, alt, values, gettext("partnerships"), "world")


def drawing_of_network(network: Network, names: Mapping[str, str], caption: str, href: str) -> NetworkBlock:
    """The best connected organisations. Size: how many they work with; colour: their community. `href` + key focuses one."""
    drawn = {key: place for key, place in network.drawn.items() if key in names}
    most = max((place.partners for place in drawn.values()), default=1) or 1
    nodes = tuple(
        Node(
            id=key,
            label=names[key],
            x=place.x,
            y=place.y,
            size=place.partners / most,
            group=min(place.community, NAMED_COMMUNITIES),
            href=f"{href}{key}",
            note=ngettext("works with %(n)d other", "works with %(n)d others", place.partners)
            % {"n": place.partners},
        )
        for key, place in drawn.items()
    )
    alt = gettext("Network of %(nodes)d organisations; lines join those that share a partnership.")
    return NetworkBlock(
        "who-with-whom",
        caption,
        alt % {"nodes": len(nodes)},
        nodes,
        edges_among((tie for tie in network.ties if tie[0] in drawn and tie[1] in drawn), len(network.ties)),
        communities(network),
        gettext("shared partnerships"),
    )


def edges_among(ties: Iterable[tuple[str, str, int]], most_edges: int = MOST_EDGES) -> tuple[Edge, ...]:
    """The strongest ties first, as many as an eye can follow."""
    chosen = sorted(ties, key=lambda tie: (-tie[2], tie[0], tie[1]))[:most_edges]
    most = max((shared for *_pair, shared in chosen), default=1)
    return tuple(Edge(a, b, weight=shared / most * 0.6, value=shared) for a, b, shared in chosen)


def communities(network: Network) -> tuple[str, ...]:
    named = tuple(
        gettext("Community %(number)d (%(size)d)") % {"number": number, "size": group.size}
        for number, group in enumerate(network.groups[:NAMED_COMMUNITIES], 1)
    )
    return (*named, gettext("Smaller ones")) if network.group_count > NAMED_COMMUNITIES else named


def drawing_of_focus(focus: Focus, names: Mapping[str, str], caption: str, href: str) -> NetworkBlock:
    """One organisation in the middle of those it works with, and how these are linked among each other."""
    most = max((len(shared) for shared in focus.shared.values()), default=1)
    nodes = tuple(
        Node(
            id=key,
            label=names.get(key, ""),
            x=x,
            y=y,
            size=1.0 if key == focus.key else len(focus.shared.get(key, ())) / most * 0.6,
            group=0 if key == focus.key else 1,
            href=f"{href}{key}",
        )
        for key, (x, y) in focus.drawn.items()
        if key in names
    )
    edges = edges_among(tie for tie in focus.ties if tie[0] in names and tie[1] in names)
    groups = (names.get(focus.key, ""), gettext("works with it directly"))
    return NetworkBlock("focus", caption, caption, nodes, edges, groups, gettext("shared partnerships"))
