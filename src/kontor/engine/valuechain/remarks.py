"""What a reader should know of a chain that can be read: cycles, components without a way to them, loose ends."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.valuechain.chain import Chain

CYCLE, UNREACHABLE, APART, IDLE = "cycle", "unreachable", "apart", "idle"

_TEXTS = {
    CYCLE: N_("These components lead back to the first of them: %(names)s. Check whether that is meant."),
    UNREACHABLE: N_(
        "No way leads from a beginning of the chain to '%(names)s'. Link it, or say where the chain begins."
    ),
    APART: N_("'%(names)s' is not linked with anything. Draw its links, or remove it."),
    IDLE: N_("'%(names)s' is listed and contributes to no component. Map it, or remove it."),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A code, and the ids it is about: components, for `idle` an organisation. A cycle is in the order of its links."""

    code: str
    ids: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def phrase(self) -> Phrase:
        return Phrase(_TEXTS[self.code], {"names": ", ".join(self.names)})


def remarks(chain: Chain) -> tuple[Remark, ...]:
    """Return what is worth a second look, in the order cycles, unreachable, apart, idle; each in the chain's order.

    Of each knot of cycles one shortest cycle is named. O(components x links) at worst, linear without cycles.

    >>> from kontor.engine.valuechain import Component, Link
    >>> found = remarks(Chain((Component("a"), Component("b")), (Link("a", "b"), Link("b", "a"))))
    >>> [(one.code, one.ids) for one in found]
    [('cycle', ('a', 'b')), ('unreachable', ('a',)), ('unreachable', ('b',))]
    """
    return tuple(_remarks(chain))


def _remarks(chain: Chain) -> Iterator[Remark]:
    for knot in knots(chain.after):
        cycle = _shortest_cycle(chain.after, knot)
        yield Remark(CYCLE, cycle, tuple(chain.component[one].called for one in cycle))
    linked = {end for link in chain.links for end in (link.start, link.end)}
    reached = reachable(chain.after, beginnings(chain))
    for component in chain.components:
        if component.id not in reached:
            yield Remark(UNREACHABLE, (component.id,), (component.called,))
    for component in chain.components:
        if component.id not in linked and len(chain.components) > 1:
            yield Remark(APART, (component.id,), (component.called,))
    busy = {row.organisation for row in chain.contributions}
    for organisation in chain.organisations:
        if organisation.id not in busy:
            yield Remark(IDLE, (organisation.id,), (organisation.called,))


def beginnings(chain: Chain) -> tuple[str, ...]:
    """The components to which no link leads."""
    led_to = {link.end for link in chain.links}
    return tuple(name for name in chain.component if name not in led_to)


def reachable(after: Mapping[str, Sequence[str]], starts: Sequence[str]) -> set[str]:
    """The components to which a way leads from any of the starts, themselves among them. O(components + links)."""
    found = dict.fromkeys(starts)
    queue = list(found)
    for name in queue:  # grows while it is walked
        for end in after[name]:
            if end not in found:
                found[end] = None
                queue.append(end)
    return set(found)


def knots(after: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more components of which each leads to each, in the given order. O(components + links).

    Source: Kosaraju's two walks, in Sharir 1981.
    """
    before: defaultdict[str, list[str]] = defaultdict(list)
    for name, ends in after.items():
        for end in ends:
            before[end].append(name)
    group: dict[str, str] = {}
    for root in reversed(_finished(after)):
        queue = [] if root in group else [root]
        group.setdefault(root, root)
        for name in queue:  # grows while it is walked
            for other in before[name]:
                if other not in group:
                    group[other] = root
                    queue.append(other)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in after:
        members[group[name]].append(name)
    return tuple(tuple(names) for names in members.values() if len(names) > 1)


def _finished(after: Mapping[str, Sequence[str]]) -> list[str]:
    """The components in the order in which a walk into the depth leaves them."""
    order: list[str] = []
    seen: set[str] = set()
    for root in after:
        stack = [] if root in seen else [(root, iter(after[root]))]
        seen.add(root)
        while stack:
            name, rest = stack[-1]
            end = next((end for end in rest if end not in seen), None)
            if end is None:
                order.append(name)
                stack.pop()
            else:
                seen.add(end)
                stack.append((end, iter(after[end])))
    return order


def _shortest_cycle(after: Mapping[str, Sequence[str]], knot: tuple[str, ...]) -> tuple[str, ...]:
    """The shortest way from a component of the knot back to itself; the first in the order of the chain among equals."""
    return min((_way_back(after, name) for name in knot), key=len)


def _way_back(after: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    queue = [start]
    for name in queue:  # grows while it is walked
        for end in after[name]:
            if end == start:
                return _way(came_from, start, name)
            if end not in came_from:
                came_from[end] = name
                queue.append(end)
    raise AssertionError(f"{start} is in a knot, so a way leads back to it.")


def _way(came_from: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
