"""The mission register: what all partnerships plan, where plans meet, who could travel together; also to take along."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.tables.shown import page_numbers
from kontor.hub.missions import queries
from kontor.hub.missions.exporters import OVERLAPS, REGISTER, overlap_rows, register_rows
from kontor.hub.missions.queries.halves import BOTH, named
from kontor.hub.missions.tables import country_label
from kontor.hub.missions.views.reading import area_tabs, way
from kontor.hub.transfer.kit.downloads import download

AT_ONCE = 50
JOINT_AT_ONCE = 10
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the register: its values with whether each is chosen."""

    name: str
    label: str
    values: tuple[tuple[str, str, bool], ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """The pages of a long list."""

    links: tuple[tuple[int | None, str, bool], ...]


@dataclass(kw_only=True)
class RegisterPage(Page):
    """The register as it was asked for. `entries` and `suggested` are those of this page, `found` holds all."""

    found: queries.Found
    filters: tuple[Filter, ...]
    entries: tuple[queries.Entry, ...]
    suggested: tuple[queries.Together, ...]
    entry_pages: Numbers
    joint_pages: Numbers
    exports: tuple[tuple[str, str], ...]
    overlap_exports: tuple[tuple[str, str], ...]


def asked_of(request: HttpRequest) -> queries.Asked:
    given = request.GET
    return queries.asked(
        given.get("country", "")[:2], given.get("period", ""), given.get("sector", ""), given.get("partnership", "")
    )  # fmt: skip


class Register(PageView):
    """See what everybody plans, and with whom one could travel."""

    template_name = "missions/register.html"

    def load(self, **values: Any) -> RegisterPage:
        of = asked_of(self.request)
        whole = queries.register(self.actor, timezone.localdate())
        found = queries.overlaps_of(self.actor, timezone.localdate(), of, whole)
        entries, entry_pages = self.part("page", found.entries, AT_ONCE, "entries")
        suggested, joint_pages = self.part("joint", found.suggested, JOINT_AT_ONCE, "together")
        return RegisterPage(
            title=gettext("Mission register"),
            lead=gettext(
                "What partnerships plan and planned, where and when, and who could travel together."
            ),
            breadcrumb=way(Crumb(gettext("Mission register"))),
            tabs=area_tabs(self.request),
            found=found,
            filters=tuple(filters(whole, of)),
            entries=entries,
            suggested=suggested,
            entry_pages=entry_pages,
            joint_pages=joint_pages,
            exports=tuple(self.exports("missions:register_export")),
            overlap_exports=tuple(self.exports("missions:overlaps_export")),
            as_of=timezone.localdate(),
        )

    def part(
        self, name: str, rows: tuple[Any, ...], size: int, anchor: str
    ) -> tuple[tuple[Any, ...], Numbers]:
        pages = max(1, -(-len(rows) // size))
        given = self.request.GET.get(name, "")
        page = min(max(1, int(given) if given.isdecimal() and len(given) < 8 else 1), pages)
        links = [
            (one, self.link(name, one, anchor) if one else "", one == page)
            for one in page_numbers(page, pages)
        ]
        return rows[(page - 1) * size : page * size], Numbers(tuple(links))

    def link(self, name: str, page: int, anchor: str) -> str:
        query = self.request.GET.copy()
        query[name] = str(page)
        return f"?{query.urlencode()}#{anchor}"

    @cached_property
    def filtered(self) -> str:
        query = self.request.GET.copy()
        for name in ("page", "joint"):
            query.pop(name, None)
        return f"?{query.urlencode()}" if query else ""

    def exports(self, route: str) -> Iterable[tuple[str, str]]:
        for form, label in (("xlsx", gettext("Excel workbook")), ("csv", gettext("CSV"))):
            yield label, f"{reverse(route, args=[form])}{self.filtered}"


def filters(entries: list[queries.Entry], of: queries.Asked) -> Iterable[Filter]:
    """What can be chosen: what stands in the register that the actor sees."""
    countries = {one.country for one in entries if one.country}
    placed = [(one.first, one.last) for one in entries if one.first is not None and one.last is not None]
    halves = sorted({half for first, last in placed for half in range(first, last + 1)}, reverse=True)
    period = (
        ""
        if of.first is None or of.last is None
        else named(of.first)
        if of.first == of.last
        else str(of.first // BOTH)
    )
    years = sorted({half // BOTH for half in halves}, reverse=True)
    periods = [
        (code, code) for year in years for code in (str(year), named(BOTH * year), named(BOTH * year + 1))
    ]
    acronyms = {one.partnership: one.acronym for one in entries if one.partnership}
    yield choice(
        "country",
        gettext("Country"),
        sorted(((code, country_label(code)) for code in countries), key=by_label),
        of.country,
    )
    yield choice("period", gettext("Period"), periods, period)
    yield choice(
        "sector", gettext("Field of work"), [(one, one) for one in shared(entries, of.sector)], of.sector
    )
    yield choice(
        "partnership", gettext("Partnership"), sorted(acronyms.items(), key=by_label), of.partnership
    )


def shared(entries: Iterable[queries.Entry], chosen: str) -> list[str]:
    """The fields of work of more than one partnership, and the one that is chosen: a field of one is no overlap."""
    pairs = {(sector, one.partnership) for one in entries for sector in one.sectors}
    times = Counter(sector for sector, _partnership in pairs)
    return sorted(sector for sector, number in times.items() if number > 1 or sector == chosen)


def by_label(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def choice(name: str, label: str, values: Choices, chosen: str) -> Filter:
    every = ("", gettext("All"), not chosen)
    return Filter(name, label, (every, *((value, words, value == chosen) for value, words in values)))


class Download(View):
    """A table of the register as it was filtered."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "missions.view")
        title, columns, rows = self.table(actor, asked_of(request))
        return download(slugify(title), form, columns, rows, title=title)

    def table(self, actor: Actor, of: queries.Asked) -> tuple[str, Any, Iterable[Mapping[str, Any]]]:
        raise NotImplementedError


class RegisterExport(Download):
    """Download the entries."""

    def table(self, actor: Actor, of: queries.Asked) -> tuple[str, Any, Iterable[Mapping[str, Any]]]:
        entries = queries.register(actor, timezone.localdate(), of)
        return gettext("Mission register"), REGISTER, register_rows(entries)


class OverlapsExport(Download):
    """Download the overlaps and the joint missions that they suggest."""

    def table(self, actor: Actor, of: queries.Asked) -> tuple[str, Any, Iterable[Mapping[str, Any]]]:
        found = queries.overlaps_of(actor, timezone.localdate(), of)
        return gettext("Overlaps of missions"), OVERLAPS, overlap_rows(found)
