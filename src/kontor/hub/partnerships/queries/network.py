"""Who works with whom: communities, bridges and ways between two organisations.

Measures are computed from what the actor sees and kept until any record changes (the head of the audit trail).
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q

from kontor.engine import network
from kontor.engine.network import BridgeOrganisation, Path, Projection
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.audit import head_number
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.inputs import affiliations
from kontor.hub.partnerships.models import Participation

KEPT_SECONDS = 24 * 3600
MOST_DRAWN = 320  # more nodes than this no reader can tell apart; the tables still hold all
SEED = 20180201


@dataclass(frozen=True, slots=True)
class Choice:
    """Which partnerships are looked at; empty fields choose all."""

    kind: str = ""
    generation: int | None = None
    strand: str = ""

    @property
    def condition(self) -> Q:
        condition = Q()
        if self.kind:
            condition &= Q(partnership__kind=self.kind)
        if self.generation is not None:
            condition &= Q(partnership__call__generation=self.generation)
        if self.strand:
            condition &= Q(partnership__strand=self.strand)
        return condition


@dataclass(frozen=True, slots=True)
class Measured:
    """One organisation's place in the network. `between` is the share of shortest ways that lead over it, 0 to 1."""

    key: str
    partners: int
    partnerships: int
    between: float
    community: int
    core: int


@dataclass(frozen=True, slots=True)
class Network:
    """The whole network as the actor sees it; `drawn` are the positions (0 to 1) of the organisations to draw."""

    projection: Projection
    measured: tuple[Measured, ...]
    bridges: tuple[BridgeOrganisation, ...]
    groups: tuple[tuple[str, ...], ...]
    modularity: float
    components: int
    density: float
    between_is_exact: bool
    drawn: dict[str, tuple[float, float]]


def network_of(actor: Actor, choice: Choice) -> Network:
    """The network of the chosen partnerships. Computed once per state of the records."""
    who = "system" if actor.is_system else actor.user_id or "visitor"
    key = f"network:{head_number()}:{who}:{choice.kind}:{choice.generation}:{choice.strand}"
    kept = cache.get(key)
    if kept is None:
        kept = measure(network.project(affiliations(actor, choice.condition)))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def measure(projection: Projection) -> Network:
    """Every measure that the pages show. See the engine's functions for their cost."""
    graph = projection.graph
    found = network.communities(graph, seed=SEED)
    community = found.number_of()
    between = network.betweenness(graph, seed=SEED)
    degree, core = network.degree(graph), network.core_numbers(graph)
    shared: dict[str, set[str]] = {}
    for tie in projection.ties:
        shared.setdefault(tie.a, set()).update(tie.shared)
        shared.setdefault(tie.b, set()).update(tie.shared)
    measured = tuple(
        Measured(
            key=node,
            partners=degree[node],
            partnerships=len(shared.get(node, ())),
            between=between.values[node],
            community=community[node],
            core=core[node],
        )
        for node in graph.nodes
    )
    return Network(
        projection=projection,
        measured=tuple(sorted(measured, key=lambda one: (-one.between, -one.partners, one.key))),
        bridges=network.bridge_organisations(graph),
        groups=found.groups,
        modularity=found.modularity,
        components=len(network.components(graph)),
        density=network.density(graph),
        between_is_exact=between.exact,
        drawn=positions(projection, degree),
    )


def positions(projection: Projection, degree: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Where to draw the best connected organisations."""
    chosen = sorted(degree, key=lambda node: (-degree[node], node))[:MOST_DRAWN]
    kept = set(chosen)
    edges = tuple(edge for edge in projection.graph.edges if edge[0] in kept and edge[1] in kept)
    return network.layout(network.Graph(tuple(sorted(kept)), edges), seed=SEED)


@dataclass(frozen=True, slots=True)
class Focus:
    """One organisation and its direct partners: `shared` is partner -> partnerships they have in common."""

    key: str
    ego: network.Graph
    shared: dict[str, tuple[str, ...]]
    drawn: dict[str, tuple[float, float]]


def focus_on(whole: Network, key: str) -> Focus | None:
    """The neighbourhood of one organisation; None where it takes part in nothing that was chosen."""
    graph = whole.projection.graph
    if key not in graph.index:
        return None
    ego = network.ego(graph, key)
    shared = {
        tie.b if tie.a == key else tie.a: tie.shared for tie in whole.projection.ties if key in (tie.a, tie.b)
    }
    return Focus(key, ego, shared, network.layout(ego, seed=SEED))


def ways(actor: Actor, choice: Choice, start: str, end: str) -> tuple[Path, ...]:
    """Up to three ways from one organisation to another, fewest steps first; none where one is in no partnership."""
    projection = network_of(actor, choice).projection
    if not {start, end} <= projection.graph.index.keys():
        return ()
    return network.shortest_paths(projection, start, end)


def names_of(actor: Actor, keys: set[str]) -> dict[str, str]:
    """Key -> name of the organisations that take part in something the actor sees."""
    rows = visible(Participation, actor).filter(organisation__key__in=keys)
    return dict(rows.values_list("organisation__key", "organisation__name").distinct())
