"""How many cases are how far, by partner and by country."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from kontor.hub.agreements import queries
from kontor.hub.agreements.choices import STATE_TONES, CaseLevel, CaseState
from kontor.hub.agreements.views.base import area_tabs
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.tables import NOT_STATED


@dataclass(frozen=True, slots=True)
class CellShown:
    """A number; `url` opens its cases, '' where they cannot be told apart without telling whose they are."""

    number: int
    url: str
    state: str


@dataclass(frozen=True, slots=True)
class LineShown:
    label: str
    cells: tuple[CellShown, ...]
    total: CellShown


@dataclass(frozen=True, slots=True)
class TableShown:
    """One dimension."""

    id: str
    title: str
    heading: str
    lead: str
    lines: list[LineShown]


@dataclass(kw_only=True)
class PipelinePage(Page):
    """`rungs` is how many open cases got how far at least."""

    asked: queries.Asked
    partnerships: list[tuple[str, str]]
    levels: list[tuple[str, Any]]
    states: list[tuple[str, Any]]
    rungs: list[tuple[str, int, str]]
    tables: list[TableShown]


class Pipeline(PageView):
    """See how many cases are how far."""

    template_name = "agreements/pipeline.html"

    def load(self, **values: Any) -> PipelinePage:
        asked = queries.asked_for(self.request.GET)
        rows = queries.cases_asked(self.actor, asked)
        countries = queries.pipeline(self.actor, "country", rows)
        partners = queries.pipeline(self.actor, "partner", rows)
        return PipelinePage(
            title=gettext("Cooperation cases"),
            lead=gettext(
                "How many are how far. Every number opens its cases; those told twice are counted once."
            ),
            tabs=area_tabs(self.request, self.actor),
            asked=asked,
            partnerships=queries.partnerships_with_cases(self.actor),
            levels=list(CaseLevel.choices),
            states=list(CaseState.choices),
            rungs=[
                (str(CaseState(rung.state).label), rung.reached, STATE_TONES[rung.state])
                for rung in queries.funnel(countries)
            ],
            tables=[self.by_partner(partners, asked), self.by_country(countries, asked)],
        )

    def by_partner(self, lines: list[queries.Line], asked: queries.Asked) -> TableShown:
        names = queries.partner_names(self.actor, [line.key for line in lines])
        named = names | {queries.HIDDEN: gettext("Partners that you do not see"), "": gettext("Not stated")}
        return TableShown(
            "by-partner", gettext("By responsible partner"), gettext("Partner"),
            gettext("A case with several responsible partners stands in the line of each, so lines do not add up."),
            [line_shown(line, named.get(line.key, line.label), asked, "partner" if line.key in names else "") for line in lines],
        )  # fmt: skip

    def by_country(self, lines: list[queries.Line], asked: queries.Asked) -> TableShown:
        def name(code: str) -> str:
            return country_name(code, get_language() or "en") if code else gettext("Not stated")

        return TableShown(
            "by-country", gettext("By country of the counterpart"), gettext("Country"),
            gettext("Each case stands in one line."),
            [line_shown(line, name(line.key), asked, "country") for line in lines],
        )  # fmt: skip


def line_shown(line: queries.Line, label: str, asked: queries.Asked, facet: str) -> LineShown:
    """`facet` is the filter of the list by which the line is found; '' for a line that must not be told apart."""
    chosen = {
        "partnership": asked.partnership,
        "level": asked.level,
        facet: line.key or NOT_STATED,
        "counted": "yes",
    }
    url = f"{reverse('agreements:index')}?{urlencode(filled(chosen))}" if facet else ""
    cells = tuple(
        CellShown(number, f"{url}&state={state}" if url and number else "", str(CaseState(state).label))
        for state, number in line.counts.items()
    )
    return LineShown(label, cells, CellShown(line.total, url, ""))


def filled(chosen: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in chosen.items() if name and value}
