"""How one organisation reaches another: over which organisations, and in which partnerships they would meet."""

from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from kontor.engine.network.graph import Graph, Projection


@dataclass(frozen=True, slots=True)
class Step:
    """From one organisation to the next, by any of the partnerships they share."""

    start: str
    end: str
    partnerships: tuple[str, ...]


type Path = tuple[Step, ...]


def shortest_paths(projection: Projection, start: str, end: str, alternatives: int = 3) -> tuple[Path, ...]:
    """Up to `alternatives` ways from one organisation to another, fewest steps first; of equal ones, those over pairs
    that share more partnerships, then in alphabetical order. No way visits an organisation twice.

    Empty where there is no way, one empty path from an organisation to itself. Raises KeyError for an organisation
    that is in no partnership. Yen 1971, as in networkx: O(k x nodes x (edges + nodes log nodes)) at worst.
    """
    graph = projection.graph
    for organisation in (start, end):
        if organisation not in graph.index:
            raise KeyError(organisation)
    if start == end:
        return ((),)
    reasons = {(tie.a, tie.b): tie.shared for tie in projection.ties}
    found = _by_length(graph, start, end, alternatives)
    paths = [tuple(_step(reasons, a, b) for a, b in pairwise(nodes)) for nodes in found]
    return tuple(sorted(paths, key=_rank)[:alternatives])


MOST_COMPARED = 64


def _by_length(graph: Graph, start: str, end: str, alternatives: int) -> list[list[str]]:
    """The shortest paths, with those as long as the last of them: so that the choice among equals is ours."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(graph.nodes)
    made.add_edges_from((a, b) for a, b, _ in graph.edges)
    found: list[list[str]] = []
    try:
        for nodes in islice(nx.shortest_simple_paths(made, start, end), MOST_COMPARED):
            if len(found) >= alternatives and len(nodes) > len(found[alternatives - 1]):
                break
            found.append(nodes)
    except nx.NetworkXNoPath:
        return []
    return found


def _step(reasons: dict[tuple[str, str], tuple[str, ...]], a: str, b: str) -> Step:
    return Step(a, b, reasons[min(a, b), max(a, b)])


def _rank(path: Path) -> tuple[int, int, tuple[str, ...]]:
    return len(path), -sum(len(step.partnerships) for step in path), tuple(step.end for step in path)
