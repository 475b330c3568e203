"""The network explorer: who works with whom, who holds it together, and how one reaches another."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.drawn import Drawn, drawn
from kontor.hub.foundation.jobs import progress_of
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.tables import page_numbers
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries, report
from kontor.hub.partnerships.choices import PartnershipKind, Strand
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.views.base import area_tabs
from kontor.hub.partnerships.views.targets import Filter

PAGE_SIZE = 25
MOST_OFFERED = 200
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
    more: int


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


@dataclass(frozen=True, slots=True)
class MeasuresShown:
    """The measures of all: the last result, of which one page of rows is shown. `is_current`: nothing has changed since."""

    network: queries.Network
    is_current: bool
    density_percent: float
    headers: list[MeasureHeader]
    rows: list[MeasureRow]
    numbers: list[tuple[int | None, str, bool]]
    bridges: list[BridgeShown]
    groups: list[CommunityShown]


@dataclass(frozen=True, slots=True)
class FocusShown:
    """One organisation and those it works with."""

    who: Who
    neighbours: list[Neighbour]
    url_of_all: str


@dataclass(kw_only=True)
class NetworkPage(Page):
    """The whole network, one organisation's neighbourhood, or the ways between two.

    `job` measures the network, where it is too large to be measured at once.
    """

    measures: MeasuresShown | None
    job: Job | None
    job_url: str
    drawing: Drawn | None
    filters: list[Filter]
    focus: FocusShown | None
    focus_asked: bool
    start: Who | None
    end: Who | None
    ways: list[list[StepShown]]
    ways_asked: bool
    kept: list[tuple[str, str]]
    options: list[tuple[str, str]]


class Network(PageView):
    """See who works with whom."""

    template_name = "partnerships/network.html"

    def load(self, **values: Any) -> NetworkPage:
        self.choice = self.chosen()
        standing = queries.network_of(self.actor, self.choice)
        job = None
        if not standing.is_current:
            job = progress_of(actions.measure_network(actor=self.actor, choice=self.choice))
        asked = {name: self.request.GET.get(name, "").strip()[:100] for name in ("focus", "from", "to")}
        focus = queries.focus_on(self.actor, self.choice, asked["focus"]) if asked["focus"] else None
        both = bool(asked["from"] and asked["to"])
        ways = queries.ways(self.actor, self.choice, asked["from"], asked["to"]) if both else ()
        rows = self.page_of(standing.network) if standing.network else []
        self.names = queries.names_of(self.actor, needed(standing.network, rows, focus, ways, asked))
        self.acronyms = self.partnerships_named(focus, ways)
        return NetworkPage(
            title=gettext("Network"),
            lead=gettext("Organisations are linked where they share a partnership."),
            tabs=area_tabs(self.request),
            measures=self.measures(standing, rows) if standing.network else None,
            job=job,
            job_url=reverse("jobs:show", args=[job.pk]) if job and job.owner_id else "",
            drawing=self.draw(standing.network, focus),
            filters=self.filters(self.choice),
            focus=FocusShown(self.who(focus.key), self.neighbours(focus), self.link(focus=None))
            if focus and focus.key in self.names
            else None,
            focus_asked=bool(asked["focus"]),
            start=self.known(asked["from"]),
            end=self.known(asked["to"]),
            ways=[[self.step(step) for step in path] for path in ways if self.names_all(path)],
            ways_asked=both,
            kept=[
                (name, self.request.GET[name])
                for name in ("kind", "generation", "strand")
                if self.request.GET.get(name)
            ],
            options=self.options(asked),
        )

    # What was asked for.

    def chosen(self) -> queries.Choice:
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

    def options(self, asked: dict[str, str]) -> list[tuple[str, str]]:
        """Whom one can choose without JavaScript: those on this page, the chosen ones among them."""
        chosen = {asked["from"], asked["to"]}
        some = [pair for pair in self.names.items() if pair[0] not in chosen][:MOST_OFFERED]
        some += [pair for pair in self.names.items() if pair[0] in chosen]
        return sorted(some, key=lambda pair: pair[1].casefold())

    # What is shown. Only of organisations that the actor sees now: the last result may be older than what is hidden.

    def who(self, key: str) -> Who:
        return Who(key, self.names[key])

    def those(self, keys: Iterable[str]) -> tuple[Who, ...]:
        return tuple(self.who(key) for key in keys if key in self.names)

    def known(self, key: str) -> Who | None:
        return Who(key, self.names[key]) if key in self.names else None

    def names_all(self, path: Any) -> bool:
        return all(step.start in self.names and step.end in self.names for step in path)

    def page_of(self, network: queries.Network) -> list[queries.Measured]:
        first = (self.page_number(network) - 1) * PAGE_SIZE
        return network.measures.page(self.sort(), first, first + PAGE_SIZE)

    def page_number(self, network: queries.Network) -> int:
        return min(self.number(), max(1, -(-network.organisations // PAGE_SIZE)))

    def measures(self, standing: queries.Standing, rows: list[queries.Measured]) -> MeasuresShown:
        network, page = standing.network, self.page_number(standing.network)
        pages = max(1, -(-network.organisations // PAGE_SIZE))
        return MeasuresShown(
            network=network,
            is_current=standing.is_current,
            density_percent=network.density * 100,
            headers=self.headers(self.sort()),
            rows=[self.row(one) for one in rows if one.key in self.names],
            numbers=[
                (one, self.link(page=one) if one else "", one == page) for one in page_numbers(page, pages)
            ],
            bridges=[self.bridge(one) for one in network.bridges if one.key in self.names],
            groups=[
                CommunityShown(number, one.size, self.those(one.members), one.size - len(one.members))
                for number, one in enumerate(network.groups, 1)
                if one.size > 1
            ],
        )

    def draw(self, network: queries.Network | None, focus: queries.Focus | None) -> Drawn | None:
        """Kept with everything else that was computed: a drawing of hundreds of lines is not made at every look."""
        href = self.link(focus="", page=None, sort=None, **{"from": None, "to": None})
        if focus and focus.key in self.names:
            caption = gettext("%(name)s and those it works with") % {"name": self.names[focus.key]}
            return drawn(report.drawing_of_focus(focus, self.names, caption, href))
        if network is None:
            return None
        caption = gettext("Who works with whom")
        drawing = f"drawing:{self.choice}:{get_language()}:{network.version}:{href}"
        return queries.kept(
            drawing,
            self.actor,
            lambda: drawn(report.drawing_of_network(network, self.names, caption, href)),
        )

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
        parts = tuple((self.those(members), more) for members, more in bridge.parts)
        return BridgeShown(self.who(bridge.key), bridge.cut_off, parts, bridge.more_parts)

    def neighbours(self, focus: queries.Focus) -> list[Neighbour]:
        found = [
            Neighbour(self.who(key), self.named(shared), self.link(focus=key, page=None))
            for key, shared in focus.shared.items()
            if key in self.names
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
    network: queries.Network | None,
    rows: list[queries.Measured],
    focus: queries.Focus | None,
    ways: Any,
    asked: dict[str, str],
) -> set[str]:
    """The keys of all organisations whose names the page says."""
    keys = {one.key for one in rows} | set(asked.values()) - {""}
    keys |= {end for path in ways for step in path for end in (step.start, step.end)}
    if focus:
        keys |= {focus.key, *focus.shared}
    if network:
        keys |= network.drawn.keys()
        keys |= {key for group in network.groups for key in group.members}
        keys |= {key for bridge in network.bridges for members, _more in bridge.parts for key in members}
        keys |= {bridge.key for bridge in network.bridges}
    return keys
