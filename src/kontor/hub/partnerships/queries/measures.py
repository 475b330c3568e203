"""The measures of a network, in the shape in which its pages show them: what a page needs is read without the rest."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kontor.engine import network
from kontor.engine.network import BridgeOrganisation, Projection

SEED = 20180201
MOST_DRAWN = 320  # more nodes than this no reader can tell apart; the tables still hold all
MOST_TIES = 1_000  # likewise lines
MOST_BRIDGES = 12
MOST_GROUPS = 12
MOST_PARTS = 4
MOST_NAMED = 30
MEASURES = ("partners", "partnerships", "between", "core", "community")

type Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """One organisation's place in the network. `between` is the share of shortest ways that lead over it, 0 to 1."""

    key: str
    partners: int
    partnerships: int
    between: float
    core: int
    community: int


@dataclass(frozen=True, slots=True)
class Measures:
    """Every organisation with its measures, by column: thousands of rows are read in a few milliseconds.

    Those over which most ways lead stand first.
    """

    keys: tuple[str, ...]
    columns: dict[str, "array[float]"]

    def __len__(self) -> int:
        return len(self.keys)

    def page(self, sort: str, start: int, stop: int) -> list[Measured]:
        """Some rows in the order of one measure, such as '-partners'."""
        name, last_first = sort.removeprefix("-"), sort.startswith("-")
        column = self.columns[name]
        order: Sequence[int] = range(len(self.keys))
        if sort != "-between":
            order = sorted(order, key=column.__getitem__, reverse=last_first)
        return [self.row(place) for place in order[start:stop]]

    def row(self, place: int) -> Measured:
        partners, partnerships, between, core, community = (self.columns[name][place] for name in MEASURES)
        return Measured(
            self.keys[place], int(partners), int(partnerships), between, int(core), int(community)
        )


@dataclass(frozen=True, slots=True)
class Bridge:
    """An organisation without which others are cut off: some of them by part, each with how many more there are."""

    key: str
    cut_off: int
    parts: tuple[tuple[tuple[str, ...], int], ...]
    more_parts: int


@dataclass(frozen=True, slots=True)
class Community:
    """A group that works more with each other than with the rest: its first members and how many it has."""

    size: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation is drawn (0 to 1), how many it works with, in which community it is."""

    x: float
    y: float
    partners: int
    community: int


@dataclass(frozen=True, slots=True)
class Network:
    """The whole network as the actor saw it at `as_of`, in state `version` of the records."""

    version: str
    as_of: datetime
    measures: Measures
    bridge_count: int
    bridges: tuple[Bridge, ...]
    group_count: int
    groups: tuple[Community, ...]
    modularity: float
    components: int
    density: float
    between_is_exact: bool
    drawn: dict[str, Place]
    ties: tuple[tuple[str, str, int], ...]

    @property
    def organisations(self) -> int:
        return len(self.measures)


def silent(step: str) -> None:
    """Where nobody waits."""


def measured(
    projection: Projection, version: str, as_of: datetime, steps: tuple[str, ...] = (), say: Say = silent
) -> Network:
    """Every measure that the pages show. `say` is told each of the four `steps` as it begins.

    The engine's functions state their cost; 17,000 organisations in 500 partnerships take about a quarter of a minute.
    """
    graph, named = projection.graph, iter(steps)
    say(next(named, ""))
    found = network.communities(graph, seed=SEED)
    say(next(named, ""))
    between = network.betweenness(graph, seed=SEED)
    say(next(named, ""))
    bridges = network.bridge_organisations(graph)
    say(next(named, ""))
    table = columns(projection, between.values, found.number_of())
    drawn = places(projection, table)
    return Network(
        version=version,
        as_of=as_of,
        measures=table,
        bridge_count=len(bridges),
        bridges=tuple(bridge(one) for one in bridges[:MOST_BRIDGES]),
        group_count=len(found.groups),
        groups=tuple(Community(len(one), one[:MOST_NAMED]) for one in found.groups[:MOST_GROUPS]),
        modularity=found.modularity,
        components=len(network.components(graph)),
        density=network.density(graph),
        between_is_exact=between.exact,
        drawn=drawn,
        ties=ties_among(projection, drawn),
    )


def columns(projection: Projection, between: dict[str, float], community: dict[str, int]) -> Measures:
    degree, core = network.degree(projection.graph), network.core_numbers(projection.graph)
    shared: dict[str, set[str]] = {}
    for tie in projection.ties:
        shared.setdefault(tie.a, set()).update(tie.shared)
        shared.setdefault(tie.b, set()).update(tie.shared)
    keys = sorted(degree, key=lambda key: (-between[key], -degree[key], key))
    values: dict[str, list[float]] = {
        "partners": [degree[key] for key in keys],
        "partnerships": [len(shared.get(key, ())) for key in keys],
        "between": [between[key] for key in keys],
        "core": [core[key] for key in keys],
        "community": [community[key] for key in keys],
    }
    return Measures(tuple(keys), {name: array("d", column) for name, column in values.items()})


def bridge(found: BridgeOrganisation) -> Bridge:
    others = found.parts[1:]
    parts = tuple((part[:MOST_NAMED], max(0, len(part) - MOST_NAMED)) for part in others[:MOST_PARTS])
    return Bridge(found.node, found.cut_off, parts, max(0, len(others) - MOST_PARTS))


def places(projection: Projection, table: Measures) -> dict[str, Place]:
    """Where to draw the best connected organisations."""
    known = {one.key: one for one in table.page("-partners", 0, MOST_DRAWN)}
    laid = network.layout(projection.graph.part(known), seed=SEED)
    return {key: Place(x, y, known[key].partners, known[key].community) for key, (x, y) in laid.items()}


def ties_among(projection: Projection, drawn: dict[str, Place]) -> tuple[tuple[str, str, int], ...]:
    """(one, other, shared partnerships) of those drawn: the strongest, as many as an eye can follow."""
    ties = [(tie.a, tie.b, len(tie.shared)) for tie in projection.ties if tie.a in drawn and tie.b in drawn]
    return tuple(sorted(ties, key=lambda tie: (-tie[2], tie[0], tie[1]))[:MOST_TIES])
