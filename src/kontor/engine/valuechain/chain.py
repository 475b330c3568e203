"""A value chain as it is drawn: components, links between them, and which organisation contributes what to which."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.matching import Competence


class ChainError(ValueError):
    """A chain that cannot be read: every fault in one go. `faults` are phrases to translate."""

    def __init__(self, faults: Iterable[Phrase]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels of readiness, whole numbers from `lowest` to `highest`; the higher, the readier."""

    name: str = "TRL"
    lowest: int = 1
    highest: int = 9


@dataclass(frozen=True, slots=True)
class Component:
    """A stage or activity of the chain.

    It is filled when `wanted` organisations contribute to it at `readiness` or above (None: at any level). `weight`
    says how much it counts beside the others. `needs` are the competences it calls for, by which a directory is searched.
    """

    id: str
    name: str = ""
    wanted: int = 1
    readiness: int | None = None
    weight: int = 1
    needs: tuple[Competence, ...] = ()

    @property
    def called(self) -> str:
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Link:
    """From one component to the next, of a kind: goods, knowledge, order of work. `carriers`: who is known to carry it."""

    start: str
    end: str
    kind: str = ""
    carriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody who may contribute. `partner` is through whom (its cluster; itself when empty), `side` which side it is on."""

    id: str
    name: str = ""
    country: str = ""
    partner: str = ""
    side: str = ""

    @property
    def called(self) -> str:
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an organisation gives to a component, with which competence, how ready, and how it complements the others."""

    organisation: str
    component: str
    gives: str = ""
    competence: str = ""
    readiness: int | None = None
    complements: str = ""


@dataclass(frozen=True)
class Chain:
    """The whole chain. Raises ChainError for what cannot be read; a cycle is no fault (see `remarks`)."""

    components: tuple[Component, ...]
    links: tuple[Link, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    scale: Scale = Scale()

    def __post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise ChainError(faults)

    @cached_property
    def component(self) -> dict[str, Component]:
        """The components by their ids."""
        return {one.id: one for one in self.components}

    @cached_property
    def organisation(self) -> dict[str, Organisation]:
        """The organisations by their ids."""
        return {one.id: one for one in self.organisations}

    @cached_property
    def contributions_to(self) -> dict[str, tuple[Contribution, ...]]:
        """The contributions to each component, in the order they are listed."""
        rows: dict[str, list[Contribution]] = {one.id: [] for one in self.components}
        for row in self.contributions:
            rows[row.component].append(row)
        return {name: tuple(found) for name, found in rows.items()}

    @cached_property
    def after(self) -> dict[str, tuple[str, ...]]:
        """The components to which each one leads, without repetition."""
        found: dict[str, dict[str, None]] = {one.id: {} for one in self.components}
        for link in self.links:
            found[link.start][link.end] = None
        return {name: tuple(ends) for name, ends in found.items()}


def is_ready(stated: int | None, required: int | None) -> bool:
    """Tell whether a level suffices. Where one is required, a level that nobody stated does not.

    >>> is_ready(7, 6), is_ready(5, 6), is_ready(None, 6), is_ready(None, None)
    (True, False, False, True)
    """
    return required is None or (stated is not None and stated >= required)


_TWICE = {
    "component": N_("%(number)d components are called '%(id)s'. Give each an id of its own."),
    "organisation": N_("%(number)d organisations are called '%(id)s'. Give each an id of its own."),
}
_UNKNOWN_END = N_(
    "The link from '%(start)s' to '%(end)s' ends at '%(id)s', which is no component of the chain. Add it, or remove the link."
)
_LOOP = N_("'%(id)s' is linked with itself. Remove that link.")
_LINK_TWICE = N_("The link from '%(start)s' to '%(end)s' is drawn twice with the same kind. Remove one.")
_UNKNOWN_CARRIER = N_(
    "The link from '%(start)s' to '%(end)s' is carried by '%(id)s', which is no organisation of the chain. Add it, or remove it from the link."
)
_UNKNOWN_COMPONENT = N_(
    "'%(organisation)s' contributes to '%(id)s', which is no component of the chain. Add the component, or choose another."
)
_UNKNOWN_ORGANISATION = N_(
    "'%(id)s' contributes to '%(component)s', but is no organisation of the chain. Add it first."
)
_MAPPED_TWICE = N_(
    "'%(organisation)s' is mapped to '%(component)s' %(number)d times. Join the contributions into one."
)
_OFF_SCALE = N_(
    "'%(id)s' has the readiness %(level)d. %(scale)s goes from %(lowest)d to %(highest)d: choose a level of it."
)
_WANTED = N_("'%(id)s' wants %(number)d organisations. Say 1 or more.")
_WEIGHT = N_("'%(id)s' has the weight %(number)d. Say 1 or more.")
_SCALE = N_("The scale %(scale)s goes from %(lowest)d to %(highest)d. Let it rise.")


def _faults(chain: Chain) -> Iterator[Phrase]:
    """Every reference to nothing, doubling and value that means nothing. O(size of the chain)."""
    yield from _doubles("component", [one.id for one in chain.components])
    yield from _doubles("organisation", [one.id for one in chain.organisations])
    yield from _component_faults(chain)
    yield from _link_faults(chain)
    yield from _contribution_faults(chain)


def _doubles(kind: str, names: list[str]) -> Iterator[Phrase]:
    for name, number in Counter(names).items():
        if number > 1:
            yield Phrase(_TWICE[kind], {"id": name, "number": number})


def _component_faults(chain: Chain) -> Iterator[Phrase]:
    if chain.scale.lowest >= chain.scale.highest:
        yield Phrase(_SCALE, _of_scale(chain.scale))
    for one in chain.components:
        if one.wanted < 1:
            yield Phrase(_WANTED, {"id": one.id, "number": one.wanted})
        if one.weight < 1:
            yield Phrase(_WEIGHT, {"id": one.id, "number": one.weight})
        yield from _off_scale(chain.scale, one.id, one.readiness)


def _link_faults(chain: Chain) -> Iterator[Phrase]:
    known = {one.id for one in chain.components}
    able = {one.id for one in chain.organisations}
    for (start, end, _), number in Counter((one.start, one.end, one.kind) for one in chain.links).items():
        if number > 1:
            yield Phrase(_LINK_TWICE, {"start": start, "end": end})
    for link in chain.links:
        ends = {"start": link.start, "end": link.end}
        if link.start == link.end:
            yield Phrase(_LOOP, {"id": link.start})
        for end in dict.fromkeys((link.start, link.end)):
            if end not in known:
                yield Phrase(_UNKNOWN_END, {**ends, "id": end})
        for carrier in link.carriers:
            if carrier not in able:
                yield Phrase(_UNKNOWN_CARRIER, {**ends, "id": carrier})


def _contribution_faults(chain: Chain) -> Iterator[Phrase]:
    known = {one.id for one in chain.components}
    able = {one.id for one in chain.organisations}
    pairs = Counter((row.organisation, row.component) for row in chain.contributions)
    for (organisation, component), number in pairs.items():
        if number > 1:
            values = {"organisation": organisation, "component": component, "number": number}
            yield Phrase(_MAPPED_TWICE, values)
    for row in chain.contributions:
        if row.component not in known:
            yield Phrase(_UNKNOWN_COMPONENT, {"organisation": row.organisation, "id": row.component})
        if row.organisation not in able:
            yield Phrase(_UNKNOWN_ORGANISATION, {"id": row.organisation, "component": row.component})
        yield from _off_scale(chain.scale, row.organisation, row.readiness)


def _off_scale(scale: Scale, name: str, level: int | None) -> Iterator[Phrase]:
    if level is not None and not scale.lowest <= level <= scale.highest:
        yield Phrase(_OFF_SCALE, {"id": name, "level": level, **_of_scale(scale)})


def _of_scale(scale: Scale) -> dict[str, object]:
    return {"scale": scale.name, "lowest": scale.lowest, "highest": scale.highest}
