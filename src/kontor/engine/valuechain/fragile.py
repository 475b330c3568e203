"""Where a chain hangs on one organisation, and where it would fall apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kontor.engine.network import Graph, articulation_points, bridges
from kontor.engine.valuechain.chain import Chain, Contribution, Link
from kontor.engine.valuechain.coverage import Coverage
from kontor.engine.valuechain.remarks import beginnings, reachable


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """An organisation without which something is no longer carried.

    `components`: it alone contributes there (`rows`). `links`: nobody else hands over there. `cut_off`: components that
    others still fill, but which no carried way from a beginning of the chain reaches any more.
    """

    organisation: str
    components: tuple[str, ...]
    links: tuple[Link, ...]
    cut_off: tuple[str, ...]
    rows: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A component or link whose loss takes the drawing apart, and who carries it."""

    component: str
    link: Link | None
    carriers: tuple[str, ...]


def single_points(chain: Chain, found: Coverage) -> tuple[SinglePoint, ...]:
    """Return the organisations that alone carry a component or link; those whose loss costs most come first.

    A link is carried by the organisations named on it that are known in the chain, and where none is named by each pair
    of one that fills its start and one that fills its end, who may be the same; it hangs on whoever is in all of them.
    A link with an empty end is carried by nobody. O(organisations alone somewhere x size of the chain).
    """
    fillers = fillers_of(found)
    alone = {name: next(iter(who)) for name, who in fillers.items() if len(who) == 1}
    hanging = {link: only for link in chain.links if (only := _only_carriers(link, fillers))}
    names = [one.id for one in chain.organisations]
    risky = set(alone.values()) | {name for only in hanging.values() for name in only}
    points = [_point(chain, fillers, alone, hanging, name) for name in names if name in risky]
    return tuple(sorted(points, key=lambda one: (-_loss(chain, one), names.index(one.organisation))))


def fillers_of(found: Coverage) -> dict[str, frozenset[str]]:
    """Of each component the organisations whose contribution counts."""
    return {stage.component.id: frozenset(row.organisation for row in stage.ready) for stage in found.stages}


def _loss(chain: Chain, point: SinglePoint) -> int:
    """The weight of the components lost or cut off, then the links."""
    lost = sum(chain.component[name].weight for name in (*point.components, *point.cut_off))
    return lost * (len(chain.links) + 1) + len(point.links)


def _only_carriers(link: Link, fillers: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Who is in every way of carrying the link; nobody where nobody carries it."""
    if not (fillers[link.start] and fillers[link.end]):
        return frozenset()
    if link.carriers:
        return frozenset(link.carriers) if len(set(link.carriers)) == 1 else frozenset()
    return frozenset().union(*(who for who in (fillers[link.start], fillers[link.end]) if len(who) == 1))


def _point(
    chain: Chain,
    fillers: Mapping[str, frozenset[str]],
    alone: Mapping[str, str],
    hanging: Mapping[Link, frozenset[str]],
    name: str,
) -> SinglePoint:
    components = tuple(one for one, only in alone.items() if only == name)
    links = tuple(link for link in chain.links if name in hanging.get(link, ()))
    before = _supplied(chain, [one for one, who in fillers.items() if who], _carried(chain, fillers))
    left = [one for one, who in fillers.items() if who - {name}]
    after = _supplied(chain, left, [link for link in _carried(chain, fillers) if link not in set(links)])
    return SinglePoint(
        organisation=name,
        components=components,
        links=links,
        cut_off=tuple(one for one in left if one in before and one not in after),
        rows=tuple(row for one in components for row in _rows(chain, one, name)),
    )


def _rows(chain: Chain, component: str, organisation: str) -> Iterator[Contribution]:
    return (row for row in chain.contributions_to[component] if row.organisation == organisation)


def _carried(chain: Chain, fillers: Mapping[str, frozenset[str]]) -> list[Link]:
    return [link for link in chain.links if fillers[link.start] and fillers[link.end]]


def _supplied(chain: Chain, filled: Iterable[str], links: Iterable[Link]) -> set[str]:
    """The filled components that a way of these links, over filled ones, reaches from a filled beginning."""
    after: dict[str, list[str]] = {one: [] for one in filled}
    for link in links:
        if link.start in after and link.end in after:
            after[link.start].append(link.end)
    return reachable(after, [one for one in beginnings(chain) if one in after])


def joints(chain: Chain, found: Coverage) -> tuple[Joint, ...]:
    """Return the components, then the links, whose loss takes the drawing apart, with who carries them.

    These are the articulation points and bridges (Tarjan 1972, 1974) of the components, linked where any link joins two.
    Links at the end of the chain are bridges too: without them their component is apart. O(components + links).
    """
    fillers = fillers_of(found)
    place = {name: at for at, name in enumerate(chain.component)}
    pairs = {tuple(sorted((link.start, link.end), key=place.__getitem__)): 1.0 for link in chain.links}
    graph = Graph(tuple(chain.component), tuple((a, b, weight) for (a, b), weight in pairs.items()))
    cut = {frozenset(pair) for pair in bridges(graph)}
    return (
        *(Joint(name, None, tuple(sorted(fillers[name]))) for name in articulation_points(graph)),
        *(
            Joint("", link, tuple(sorted(_carriers(link, fillers))))
            for link in chain.links
            if frozenset((link.start, link.end)) in cut
        ),
    )


def _carriers(link: Link, fillers: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(link.carriers) or (fillers[link.start] | fillers[link.end])
