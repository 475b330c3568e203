"""What holds a network together: components, k-cores, bridges, and the organisations that are bridges."""

from dataclasses import dataclass

from kontor.engine.network.graph import Graph


def components(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The connected parts, largest first, nodes in the graph's order. O(nodes + edges).

    >>> components(Graph(("a", "b", "c"), (("a", "c", 1),)))
    (('a', 'c'), ('b',))
    """
    number = [-1] * len(graph.nodes)
    parts: list[list[int]] = []
    for first in range(len(graph.nodes)):
        if number[first] >= 0:
            continue
        number[first] = len(parts)
        parts.append([first])
        for node in parts[-1]:  # grows while it is walked
            for other in graph.neighbours[node]:
                if number[other] < 0:
                    number[other] = number[first]
                    parts[-1].append(other)
    return tuple(tuple(graph.nodes[i] for i in sorted(part)) for part in sorted(parts, key=_size_then_place))


def _size_then_place(part: list[int]) -> tuple[int, int]:
    return -len(part), min(part)


def core_numbers(graph: Graph) -> dict[str, int]:
    """The largest k for which a node belongs to a group where everybody has at least k links inside.

    O(nodes + edges). Source: Batagelj and Zaversnik 2003.
    """
    left = [len(around) for around in graph.neighbours]
    buckets: list[list[int]] = [[] for _ in range(max(left, default=0) + 1)]
    for node, count in enumerate(left):
        buckets[count].append(node)
    core = [-1] * len(left)
    k = 0
    level = 0
    while level < len(buckets):
        if not buckets[level]:
            level += 1
            continue
        node = buckets[level].pop()
        if core[node] >= 0 or left[node] != level:
            continue
        k = max(k, level)
        core[node] = k
        for other in graph.neighbours[node]:
            if core[other] < 0:
                left[other] -= 1
                buckets[left[other]].append(other)
                level = min(level, left[other])
    return dict(zip(graph.nodes, core, strict=True))


def k_core(graph: Graph, k: int) -> Graph:
    """The largest part in which everybody has at least `k` links inside; empty where there is none."""
    numbers = core_numbers(graph)
    return graph.part(node for node in graph.nodes if numbers[node] >= k)


def bridges(graph: Graph) -> tuple[tuple[str, str], ...]:
    """The edges whose loss would cut a component in two, in the graph's order. O(nodes + edges), Tarjan 1974."""
    cuts = _cuts(graph)
    return tuple(
        (a, b)
        for (a, b, _), pair in zip(graph.edges, graph.numbered, strict=True)
        if frozenset(pair) in cuts.edges
    )


@dataclass(frozen=True, slots=True)
class BridgeOrganisation:
    """Without `node`, its component falls into `parts` (two or more, largest first)."""

    node: str
    parts: tuple[tuple[str, ...], ...]

    @property
    def cut_off(self) -> int:
        """How many nodes would lose the largest part."""
        return sum(len(part) for part in self.parts[1:])


def articulation_points(graph: Graph) -> tuple[str, ...]:
    """The nodes whose loss would cut a component in two or more, in the graph's order. O(nodes + edges), Tarjan 1972."""
    return tuple(graph.nodes[i] for i in sorted(_cuts(graph).nodes))


def bridge_organisations(graph: Graph) -> tuple[BridgeOrganisation, ...]:
    """The articulation points with the parts that fall off, those that cut off most first.

    O(nodes + edges) plus O(edges of the component) per articulation point: the parts themselves are listed.
    """
    component = {node: part for part in components(graph) for node in part}
    found = []
    for node in articulation_points(graph):
        found.append(BridgeOrganisation(node, _parts_without(graph, node, component[node])))
    return tuple(sorted(found, key=lambda bridge: (-bridge.cut_off, graph.index[bridge.node])))


def _parts_without(graph: Graph, node: str, component: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    gone = graph.index[node]
    seen = {gone}
    parts: list[list[int]] = []
    for first in graph.neighbours[gone]:
        if first in seen:
            continue
        seen.add(first)
        parts.append([first])
        for here in parts[-1]:
            fresh = [other for other in graph.neighbours[here] if other not in seen]
            seen.update(fresh)
            parts[-1].extend(fresh)
    assert sum(map(len, parts)) + 1 == len(component)
    return tuple(tuple(graph.nodes[i] for i in sorted(part)) for part in sorted(parts, key=_size_then_place))


@dataclass(frozen=True, slots=True)
class _Cuts:
    nodes: frozenset[int]
    edges: frozenset[frozenset[int]]


def _cuts(graph: Graph) -> _Cuts:
    """One depth-first walk: how early each node was reached, and how early its subtree reaches back.

    Written without recursion: a chain of organisations may be longer than Python's stack.
    """
    order = [-1] * len(graph.nodes)
    back = [0] * len(graph.nodes)
    nodes: set[int] = set()
    edges: set[frozenset[int]] = set()
    clock = 0
    for root in range(len(graph.nodes)):
        if order[root] >= 0:
            continue
        order[root] = back[root] = clock
        clock += 1
        children = 0
        stack = [(root, -1, iter(graph.neighbours[root]))]
        while stack:
            node, parent, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                stack.pop()
                if parent < 0:
                    continue
                back[parent] = min(back[parent], back[node])
                if back[node] > order[parent]:
                    edges.add(frozenset((parent, node)))
                if parent != root and back[node] >= order[parent]:
                    nodes.add(parent)
                children += parent == root
            elif order[other] < 0:
                order[other] = back[other] = clock
                clock += 1
                stack.append((other, node, iter(graph.neighbours[other])))
            elif other != parent:
                back[node] = min(back[node], order[other])
        if children > 1:
            nodes.add(root)
    return _Cuts(frozenset(nodes), frozenset(edges))
