"""The network explorer: who works with whom, who holds it together, and how one reaches another."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.tables import page_numbers
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import queries, report
from kontor.hub.partnerships.choices import PartnershipKind, Strand
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.views.base import Drawn, area_tabs, drawn
from kontor.hub.partnerships.views.targets import Filter

PAGE_SIZE = 25
MOST_BRIDGES = 12
MOST_PARTS = 4
MOST_MEMBERS = 60
MOST_NAMED = 8
MEASURES = (
    ("partners", _("Works with"), _("Organisations it shares a partnership with.")),
    ("partnerships", _("Partnerships"), _("Shared with at least one other organisation.")),
    ("between", _("Between"), _("Share of the shortest ways between two others that lead over it.")),
    ("core", _("Core"), _("Belongs to a group in which everybody works with at least so many of the group.")),
    ("community", _("Community"), ""),
)


@dataclass(frozen=True, slots=True)
class Who:
    key: str
    name: str

    @property
    def url(self) -> str:
        return reverse("directory:organisation", args=[self.key])


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One organisation's place in the network."""

    who: Who
    measured: Any
    between_percent: float
    focus_url: str


@dataclass(frozen=True, slots=True)
class MeasureHeader:
    key: str
    label: str
    help: str
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class BridgeShown:
    """An organisation without which a group would be cut off, and who these are."""

    who: Who
    cut_off: int
    parts: tuple[tuple[tuple[Who, ...], int], ...]
    more: int


@dataclass(frozen=True, slots=True)
class CommunityShown:
    number: int
    size: int
    members: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class StepShown:
    start: Who
    end: Who
    partnerships: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    who: Who
    partnerships: tuple[tuple[str, str], ...]
    focus_url: str


@dataclass(kw_only=True)
class NetworkPage(Page):
    """The whole network, one organisation's neighbourhood, or the ways between two."""

    network: queries.Network
    drawing: Drawn
    filters: list[Filter]
    headers: list[MeasureHeader]
    rows: list[MeasureRow]
    numbers: list[tuple[int | None, str, bool]]
    bridges: list[BridgeShown]
    groups: list[CommunityShown]
    organisations: int
    density_percent: float
    focus: Who | None
    focus_asked: bool
    neighbours: list[Neighbour]
    start: Who | None
    end: Who | None
    ways: list[list[StepShown]]
    ways_asked: bool
    kept: list[tuple[str, str]]
    clear_focus: str
    options: list[tuple[str, str]]


class Network(PageView):
    """See who works with whom."""

    template_name = "partnerships/network.html"

    def load(self, **values: Any) -> NetworkPage:
        choice = self.choice()
        network = queries.network_of(self.actor, choice)
        asked = {name: self.request.GET.get(name, "").strip()[:100] for name in ("focus", "from", "to")}
        focus = queries.focus_on(network, asked["focus"]) if asked["focus"] else None
        ways = (
            queries.ways(self.actor, choice, asked["from"], asked["to"])
            if asked["from"] and asked["to"]
            else ()
        )
        sort, page = self.sort(), self.number()
        measured = sorted(
            network.measured, key=attrgetter(sort.removeprefix("-")), reverse=sort.startswith("-")
        )
        pages = max(1, -(-len(measured) // PAGE_SIZE))
        page = min(page, pages)
        rows = measured[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        self.names = queries.names_of(self.actor, needed(network, rows, focus, ways, asked))
        self.acronyms = self.partnerships_named(focus, ways)
        return NetworkPage(
            title=gettext("Network"),
            lead=gettext("Organisations are linked where they share a partnership."),
            tabs=area_tabs(self.request),
            network=network,
            drawing=self.draw(network, focus),
            filters=self.filters(choice),
            headers=self.headers(sort),
            rows=[self.row(one) for one in rows],
            numbers=[
                (one, self.link(page=one) if one else "", one == page) for one in page_numbers(page, pages)
            ],
            bridges=[self.bridge(one) for one in network.bridges[:MOST_BRIDGES]],
            groups=[
                CommunityShown(number, len(group), tuple(self.who(key) for key in group[:MOST_MEMBERS]))
                for number, group in enumerate(network.groups, 1)
                if len(group) > 1
            ][:MOST_BRIDGES],
            organisations=len(network.projection.graph.nodes),
            density_percent=network.density * 100,
            focus=self.who(focus.key) if focus else None,
            focus_asked=bool(asked["focus"]),
            neighbours=self.neighbours(focus) if focus else [],
            start=self.known(asked["from"]),
            end=self.known(asked["to"]),
            ways=[[self.step(step) for step in path] for path in ways],
            ways_asked=bool(asked["from"] and asked["to"]),
            kept=[
                (name, self.request.GET[name])
                for name in ("kind", "generation", "strand")
                if self.request.GET.get(name)
            ],
            clear_focus=self.link(focus=None),
            options=sorted(self.names.items(), key=lambda pair: pair[1].casefold()),
        )

    # What was asked for.

    def choice(self) -> queries.Choice:
        asked = self.request.GET
        return queries.Choice(
            kind=asked.get("kind", "") if asked.get("kind") in PartnershipKind.values else "",
            generation=int(asked["generation"]) if asked.get("generation", "") in ("1", "2", "3") else None,
            strand=asked.get("strand", "") if asked.get("strand") in Strand.values else "",
        )

    def sort(self) -> str:
        asked = self.request.GET.get("sort", "")
        return asked if asked.removeprefix("-") in {key for key, *_rest in MEASURES} else "-between"

    def number(self) -> int:
        asked = self.request.GET.get("page", "")
        return max(1, int(asked)) if asked.isdecimal() and len(asked) < 8 else 1

    def link(self, **changes: Any) -> str:
        query = self.request.GET.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"{self.request.path}?{query.urlencode()}"

    def filters(self, choice: queries.Choice) -> list[Filter]:
        kinds = tuple(
            (value, str(label).split(" (")[0], value == choice.kind)
            for value, label in PartnershipKind.choices
        )
        numbers = tuple((str(one), str(one), one == choice.generation) for one in (1, 2))
        strands = tuple((value, str(label), value == choice.strand) for value, label in Strand.choices)
        return [
            Filter("kind", gettext("Kind"), (("", gettext("All kinds"), not choice.kind), *kinds)),
            Filter(
                "generation",
                gettext("Generation"),
                (("", gettext("All generations"), choice.generation is None), *numbers),
            ),
            Filter("strand", gettext("Strand"), (("", gettext("All strands"), not choice.strand), *strands)),
        ]

    # What is shown. Names only of organisations that the actor sees: all keys here come from what she sees.

    def who(self, key: str) -> Who:
        return Who(key, self.names.get(key, key))

    def known(self, key: str) -> Who | None:
        return Who(key, self.names[key]) if key in self.names else None

    def draw(self, network: queries.Network, focus: queries.Focus | None) -> Drawn:
        href = self.link(focus="", page=None)
        if focus:
            caption = gettext("%(name)s and those it works with") % {"name": self.names.get(focus.key, "")}
            return drawn(report.drawing_of_focus(focus, self.names, caption, href), wide_table=False)
        block = report.drawing_of_network(network, self.names, gettext("Who works with whom"), href)
        return drawn(block, wide_table=False)

    def headers(self, sort: str) -> list[MeasureHeader]:
        found = []
        for key, label, told in MEASURES:
            direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
            url = self.link(sort=key if sort == f"-{key}" else f"-{key}", page=None)
            found.append(MeasureHeader(key, str(label), str(told), f"{url}#measures", direction))
        return found

    def row(self, measured: Any) -> MeasureRow:
        return MeasureRow(
            self.who(measured.key), measured, measured.between * 100, self.link(focus=measured.key, page=None)
        )

    def bridge(self, bridge: Any) -> BridgeShown:
        parts = tuple(
            (tuple(self.who(key) for key in part[:MOST_NAMED]), max(0, len(part) - MOST_NAMED))
            for part in bridge.parts[1 : MOST_PARTS + 1]
        )
        return BridgeShown(
            self.who(bridge.node), bridge.cut_off, parts, max(0, len(bridge.parts) - 1 - MOST_PARTS)
        )

    def neighbours(self, focus: queries.Focus) -> list[Neighbour]:
        found = [
            Neighbour(self.who(key), self.named(shared), self.link(focus=key, page=None))
            for key, shared in focus.shared.items()
        ]
        return sorted(found, key=lambda one: (-len(one.partnerships), one.who.name.casefold()))

    def step(self, step: Any) -> StepShown:
        return StepShown(self.who(step.start), self.who(step.end), self.named(step.partnerships))

    def named(self, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """(acronym, address) of partnerships."""
        return tuple(
            (self.acronyms.get(key, key), reverse("partnerships:partnership", args=[key])) for key in keys
        )

    def partnerships_named(self, focus: queries.Focus | None, ways: Any) -> dict[str, str]:
        keys = {key for path in ways for step in path for key in step.partnerships}
        if focus:
            keys |= {key for shared in focus.shared.values() for key in shared}
        if not keys:
            return {}
        return dict(visible(Partnership, self.actor).filter(key__in=keys).values_list("key", "acronym"))


def needed(
    network: queries.Network, rows: Any, focus: queries.Focus | None, ways: Any, asked: dict[str, str]
) -> set[str]:
    """The keys of all organisations whose names the page says."""
    keys = {one.key for one in rows} | set(asked.values()) - {""}
    keys |= set(focus.drawn) if focus else set(network.drawn)
    keys |= {end for path in ways for step in path for end in (step.start, step.end)}
    for bridge in network.bridges[:MOST_BRIDGES]:
        keys.add(bridge.node)
        keys.update(key for part in bridge.parts[1 : MOST_PARTS + 1] for key in part[:MOST_NAMED])
    for group in network.groups[:MOST_BRIDGES]:
        keys.update(group[:MOST_MEMBERS])
    return keys
