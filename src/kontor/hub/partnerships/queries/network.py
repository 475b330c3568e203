"""Who works with whom: communities, bridges and ways between two organisations.

Measures are computed from what the actor sees and kept until any record changes. A network of up to `LARGEST_AT_ONCE`
organisations is measured while the page waits; a larger one by a job (`tasks.measure_network`), and until that is done
pages show the last result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from kontor.engine import network
from kontor.engine.network import Affiliation, Path
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import KEPT_SECONDS, kept, version, who
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.inputs import affiliations
from kontor.hub.partnerships.models import Participation
from kontor.hub.partnerships.queries.measures import MOST_DRAWN, SEED, Network, Say, measured, silent

LARGEST_AT_ONCE = 1_500
MOST_WAYS = 3
MOST_DETOURS = 2
MOST_ON_THE_WAY = 2_000

type Members = Mapping[str, tuple[str, ...]]


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

    def __str__(self) -> str:
        return f"{self.kind}:{self.generation or ''}:{self.strand}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a network: the last result, if any, and whether the records have changed since."""

    network: Network | None
    is_current: bool


def kept_as(actor: Actor, choice: Choice) -> str:
    """Under which name the last result is kept, and a job for it marked."""
    return f"network:{who(actor)}:{choice}"


def network_of(actor: Actor, choice: Choice) -> Standing:
    """The network of the chosen partnerships, measured now where it is small enough. Two statements where it is kept."""
    found: Network | None = cache.get(kept_as(actor, choice))
    if found is not None and found.version == version():
        return Standing(found, is_current=True)
    members = members_of(actor, choice)
    if len({organisation for group in members.values() for organisation in group}) <= LARGEST_AT_ONCE:
        return Standing(measure(actor, choice), is_current=True)
    return Standing(found, is_current=False)


def measure(actor: Actor, choice: Choice, steps: tuple[str, ...] = (), say: Say = silent) -> Network:
    """Measure the network as the actor sees it now, and keep the result as the last one."""
    of, now = version(), timezone.now()
    found = measured(projected(members_of(actor, choice)), of, now, steps, say)
    cache.set(kept_as(actor, choice), found, KEPT_SECONDS)
    return found


def members_of(actor: Actor, choice: Choice) -> Members:
    """Partnership -> its organisations, as far as the actor sees both; kept until any record changes."""
    return kept(f"members:{choice}", actor, lambda: compact(affiliations(actor, choice.condition)))


def compact(rows: Iterable[Affiliation]) -> Members:
    """Every key once in memory, and so once in what is kept."""
    one: dict[str, str] = {}
    members = network.members_of(rows)
    return {
        partnership: tuple(one.setdefault(key, key) for key in keys) for partnership, keys in members.items()
    }


def projected(members: Members, among: frozenset[str] | None = None) -> network.Projection:
    """The organisations (those `among`, if given), linked where they share a partnership."""
    return network.project(
        Affiliation(organisation, partnership)
        for partnership, group in members.items()
        for organisation in group
        if among is None or organisation in among
    )


@dataclass(frozen=True, slots=True)
class Focus:
    """One organisation and its direct partners: `shared` is partner -> partnerships they have in common.

    `drawn` are the positions of the closest ones, `ties` the shared partnerships among these.
    """

    key: str
    shared: dict[str, tuple[str, ...]]
    drawn: dict[str, tuple[float, float]]
    ties: tuple[tuple[str, str, int], ...]


def focus_on(actor: Actor, choice: Choice, key: str) -> Focus | None:
    """The neighbourhood of one organisation; None where it takes part in nothing that was chosen."""
    return kept(f"focus:{choice}:{key}", actor, lambda: (neighbourhood(members_of(actor, choice), key),))[0]


def neighbourhood(members: Members, key: str) -> Focus | None:
    own = {partnership: group for partnership, group in members.items() if key in group}
    if not own:
        return None
    shared: dict[str, tuple[str, ...]] = {}
    for partnership, group in own.items():
        for other in group:
            if other != key:
                shared[other] = (*shared.get(other, ()), partnership)
    closest = sorted(shared, key=lambda other: (-len(shared[other]), other))[: MOST_DRAWN - 1]
    around = projected(members, frozenset((key, *closest)))
    ties = tuple((a, b, int(weight)) for a, b, weight in around.graph.edges)
    return Focus(key, shared, network.layout(around.graph, seed=SEED), ties)


def ways(actor: Actor, choice: Choice, start: str, end: str) -> tuple[Path, ...]:
    """Up to three ways from one organisation to another, fewest steps first; none where one is in no partnership.

    Only organisations that lie on short ways are linked with each other: all pairs of thousands would take seconds.
    """
    members = members_of(actor, choice)
    of: dict[str, list[str]] = {}
    for partnership, group in members.items():
        for organisation in group:
            of.setdefault(organisation, []).append(partnership)
    if not {start, end} <= of.keys():
        return ()
    near, far = steps_from(start, members, of), steps_from(end, members, of)
    if end not in near:
        return ()
    found: tuple[Path, ...] = ()
    for detour in range(MOST_DETOURS + 1):
        longest = near[end] + detour
        among = frozenset(one for one in near if near[one] + far[one] <= longest)
        if detour and len(among) > MOST_ON_THE_WAY:
            break
        paths = network.shortest_paths(projected(members, among), start, end, MOST_WAYS)
        found = tuple(path for path in paths if len(path) <= longest)
        if len(found) >= MOST_WAYS:
            break
    return found


def steps_from(start: str, members: Members, of: Mapping[str, list[str]]) -> dict[str, int]:
    """Organisation -> steps from `start`, of those that can be reached. O(participations)."""
    reached, entered = {start: 0}, set()
    queue = [start]
    for here in queue:
        for partnership in of[here]:
            if partnership in entered:
                continue
            entered.add(partnership)
            for other in members[partnership]:
                if other not in reached:
                    reached[other] = reached[here] + 1
                    queue.append(other)
    return reached


def names_of(actor: Actor, keys: set[str]) -> dict[str, str]:
    """Key -> name of the organisations that take part in something the actor sees."""
    rows = visible(Participation, actor).filter(organisation__key__in=keys)
    return dict(rows.values_list("organisation__key", "organisation__name").distinct())
