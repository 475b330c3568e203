"""The lists of partnerships and of partner searches as people filter, sort and keep them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.tables import NOT_STATED, Column, Facet, FacetShown, WordTable, known_last
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.choices import (
    GROUP_OF,
    GROUPS_OF_TYPES,
    STATE_TONES,
    PartnershipKind,
    PartnershipState,
    SearchDirection,
    SearchGroup,
    SearchOutcome,
    SearchType,
    Strand,
)
from kontor.hub.partnerships.models import PartnerSearch, Partnership
from kontor.hub.partnerships.queries.findable import PARTNERSHIPS, SEARCHES
from kontor.hub.partnerships.queries.lists import (
    Combinations,
    Whole,
    carrying,
    combinations,
    facts_of,
    target_counts,
    targeting,
    term_counts,
    whole,
)
from kontor.hub.partnerships.queries.searches import Searcher, expired_on, open_on, searchers


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a coloured word."""

    label: str
    tone: str

    def __str__(self) -> str:
        return self.label


def state_badge(partnership: Partnership) -> Badge:
    return Badge(str(partnership.get_state_display()), STATE_TONES.get(partnership.state, "neutral"))


def years(start: str, end: str) -> str:
    """'2016–2017', '2018–' where the end is not known."""
    first, last = start[:4], end[:4]
    return first if first == last else f"{first}\N{EN DASH}{last}"


def country_label(code: str) -> str:
    return country_name(code, get_language() or "en")


SINGLE = {
    "kind": "kind",
    "generation": "call__generation",
    "strand": "strand",
    "state": "state",
    "programme": "call__programme__key",
}


class Partnerships(WordTable):
    """`actor` counts partners and targets only as far as she may see them."""

    name = "partnerships.partnerships"
    index = PARTNERSHIPS
    searches = _("Search names, sectors, descriptions")
    default_sort = "name"
    columns = (
        Column(
            "name", _("Partnership"), sort=("acronym", "key"), kind="organisation", fixed=True, value="acronym",
            url=Partnership.get_absolute_url, hint=lambda row: Truncator(row.name or row.sector_focus).chars(70),
        ),
        Column("kind", _("Kind"), sort=("kind",), value=lambda row: row.kind.replace("-", "\N{NON-BREAKING HYPHEN}")),
        Column("generation", _("Generation"), sort=(known_last("call__generation"),), kind="number", value="call.generation"),
        Column("strand", _("Strand"), sort=("strand",), value=lambda row: str(Strand(row.strand).label).split(" (")[0] if row.strand else ""),
        Column("partners", _("Partners"), kind="number", value=lambda row: row.facts.partners),
        Column("countries", _("Partner countries"), kind="countries", value=lambda row: row.facts.countries),
        Column("targets", _("Target countries"), kind="countries", value=lambda row: row.facts.targets),
        Column("smes", _("SMEs involved"), sort=(known_last("smes_involved"),), kind="number", value="smes_involved", descending_first=True, hidden=True),
        Column("when", _("When"), sort=("start", "end"), value=lambda row: years(row.start, row.end)),
        Column("start", _("From"), sort=("start",), kind="date", hidden=True),
        Column("end", _("To"), sort=("end",), kind="date", hidden=True),
        Column("sector", _("Sector focus"), sort=("sector_focus",), value="sector_focus", hidden=True),
        Column("programme", _("Programme"), sort=(known_last("call__programme__name"),), value="call.programme.name", hidden=True),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility", hidden=True),
        Column("state", _("State"), sort=("state",), kind="badge", value=state_badge),
    )  # fmt: skip
    facets = (
        Facet("kind", _("Kind"), choices=PartnershipKind.choices, by_count=False),
        Facet("generation", _("Generation"), by_count=False),
        Facet("strand", _("Strand"), choices=Strand.choices, by_count=False),
        Facet("sector", _("Sector")),
        Facet("target", _("Target country"), label_of=country_label),
        Facet("state", _("State"), choices=PartnershipState.choices, by_count=False),
        Facet("programme", _("Programme")),
    )
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))
    empty_title = _("No partnership yet")
    empty_text = _("Propose the first one, or import a list.")

    def chosen_rows(self, besides: str = "") -> QuerySet[Partnership]:
        rows = self.search(self.base, self.words) if self.words else self.base
        for key, values in self.chosen.items():
            if key != besides:
                rows = rows.filter(self.condition(key, values))
        return rows

    def condition(self, key: str, values: Iterable[str]) -> Q:
        stated = [value for value in values if value != NOT_STATED]
        if key == "sector":
            return carrying([int(value) for value in stated if value.isdecimal() and len(value) < 10])
        if key == "target":
            return targeting(self.actor, stated)
        field = SINGLE[key]
        if key == "generation":
            stated = [value for value in stated if value.isdecimal() and len(value) < 5]
        wanted = Q(**{f"{field}__in": stated})
        if NOT_STATED in values:
            wanted |= Q(**{f"{field}__isnull": True}) if "__" in field else Q(**{field: ""})
        return wanted

    def export_address(self, format_name: str) -> str:
        return reverse("partnerships:export", args=[format_name])

    def decorate(self, rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
        return rows.select_related("call__programme")

    @cached_property
    def records(self) -> list[Partnership]:
        records = super().records
        facts = facts_of(self.actor, [record.pk for record in records]) if records else {}
        for record in records:
            record.facts = facts[record.pk]
        return records

    # Counting: see queries/lists.py.

    @cached_property
    def whole(self) -> Whole | None:
        """The counts of the unfiltered list, which are kept."""
        return None if self.is_filtered else whole(self.actor)

    @cached_property
    def combinations(self) -> Combinations:
        if self.whole:
            return self.whole.combinations
        rows = self.search(self.base, self.words) if self.words else self.base
        for key in ("sector", "target"):
            if key in self.chosen:
                rows = rows.filter(self.condition(key, self.chosen[key]))
        wanted = {
            SINGLE[key]: [value_of(key, one) for one in self.chosen[key]]
            for key in SINGLE
            if key in self.chosen
        }
        return combinations(rows, wanted)

    @cached_property
    def count(self) -> int:
        return self.combinations.total

    @cached_property
    def facets_shown(self) -> tuple[FacetShown, ...]:
        return tuple(self.in_order(facet, self.counted(facet)) for facet in self.facets)

    def counted(self, facet: Facet) -> dict[str, tuple[str, int]]:
        """Value -> (label, partnerships)."""
        if facet.key == "sector":
            terms = self.whole.terms if self.whole else term_counts(self.chosen_rows(besides="sector"))
            return {str(pk): (label, number) for pk, label, number in terms}
        if facet.key == "target":
            rows = self.chosen_rows(besides="target")
            counts = self.whole.targets if self.whole else target_counts(self.actor, rows)
            return {code: (country_label(code), number) for code, number in counts.items()}
        names = self.combinations.programmes if facet.key == "programme" else {}
        counts = self.combinations.counts(SINGLE[facet.key])
        return {
            NOT_STATED if value in (None, "") else str(value): (facet.words(value, names.get(value)), number)
            for value, number in counts.items()
        }

    def declared_order(self, facet: Facet) -> dict[str, int]:
        if facet.key == "generation":
            return {str(number): number for number in range(1, 100)}
        return super().declared_order(facet)


def value_of(key: str, asked: str) -> Any:
    """What the address says, as the row has it. Numbers that are none match nothing."""
    if key == "generation":
        return int(asked) if asked.isdecimal() and len(asked) < 5 else None if asked == NOT_STATED else -1
    if asked == NOT_STATED:
        return None if key == "programme" else ""
    return asked


STATES_OF_SEARCHES = (
    ("review", _("waits for review")),
    ("returned", _("returned")),
    ("open", _("open")),
    ("expired", _("expired")),
    ("closed", _("closed")),
)


class Searches(WordTable):
    """No facet and no sorting by searcher: they would tell whose an anonymous search is. `today` divides open from expired."""

    name = "partnerships.searches"
    index = SEARCHES
    searches = _("Search what is offered and sought")
    default_sort = "-opened"
    today: date
    columns = (
        Column(
            "title", _("Partner search"), fixed=True, sort=("title",), url=PartnerSearch.get_absolute_url,
            hint=lambda row: row.searcher.name,
        ),
        Column("direction", _("Offer or request"), sort=("direction",), value="get_direction_display"),
        Column("kind", _("Kind"), value=lambda row: str(GROUP_OF[row.type].label), hidden=True),
        Column("type", _("Type"), sort=("type",), value="get_type_display"),
        Column("terms", _("Fields"), kind="tags", value=lambda row: [term.label for term in row.terms.all()]),
        Column("countries", _("Countries sought"), kind="countries", value=lambda row: [one.pk for one in row.countries.all()]),
        Column("opened", _("Opened"), sort=("created_at",), kind="date", value="created_at", descending_first=True),
        Column("expires", _("Expires"), sort=("expires_on",), kind="date", value="expires_on"),
        Column("state", _("State"), kind="badge", value=lambda row: row.badge),
    )  # fmt: skip
    facets = (
        Facet("direction", _("Offer or request"), choices=SearchDirection.choices),
        Facet("kind", _("Kind"), choices=SearchGroup.choices, by_count=False),
        Facet("type", _("Type"), choices=SearchType.choices),
        Facet("field", _("Field"), field="terms", label_field="terms__label", many=True),
        Facet("country", _("Country sought"), field="countries", label_of=country_label, many=True),
        Facet("state", _("State"), choices=STATES_OF_SEARCHES, by_count=False),
        Facet("outcome", _("What was found"), choices=SearchOutcome.choices, by_count=False),
    )
    empty_title = _("No partner search yet")
    empty_text = _("Say what you offer or look for; others answer, and you decide whom to meet.")

    def chosen_rows(self, besides: str = "") -> QuerySet[PartnerSearch]:
        rows = self.rows_with_lists(besides)
        for key, field in (("direction", "direction"), ("type", "type"), ("outcome", "found")):
            if key in self.chosen:
                rows = rows.filter(**{f"{field}__in": self.chosen[key]})
        if "kind" in self.chosen:
            kinds = [types for group, types in GROUPS_OF_TYPES.items() if group in self.chosen["kind"]]
            rows = rows.filter(type__in=[one for types in kinds for one in types])
        return rows.filter(self.in_state(self.chosen["state"])) if "state" in self.chosen else rows

    def rows_with_lists(self, besides: str = "") -> QuerySet[PartnerSearch]:
        """The rows that pass search box, fields and countries."""
        rows = self.search(self.base, self.words) if self.words else self.base
        for facet in self.facets:
            if facet.many and facet.key in self.chosen and facet.key != besides:
                rows = rows.filter(facet.condition(self.model, self.chosen[facet.key]))
        return rows

    def in_state(self, states: Iterable[str]) -> Q:
        known = {state: Q(state=state) for state in ("review", "returned", "closed")}
        known |= {"open": open_on(self.today), "expired": expired_on(self.today)}
        wanted = Q(pk__in=[])
        for state in states:
            wanted |= known.get(state, Q(pk__in=[]))
        return wanted

    @cached_property
    def combinations(self) -> list[tuple[dict[str, str], int]]:
        """How many searches share direction, type (so kind), outcome and state as shown. One statement."""
        over = Case(
            When(expired_on(self.today), then=Value("expired")), default=F("state"), output_field=CharField()
        )
        rows = self.rows_with_lists().order_by().annotate(shown=over)
        rows = rows.values_list("direction", "type", "found", "shown").annotate(number=Count("pk"))
        keys = ("direction", "kind", "type", "outcome", "state")
        return [
            (dict(zip(keys, (direction, GROUP_OF[one].value, one, found, state), strict=True)), number)
            for direction, one, found, state, number in rows
        ]

    @cached_property
    def count(self) -> int:
        return sum(number for values, number in self.combinations if self.passes(values))

    def passes(self, values: dict[str, str], besides: str = "") -> bool:
        return all(
            value in self.chosen[key]
            for key, value in values.items()
            if key in self.chosen and key != besides
        )

    def show_facet(self, facet: Facet) -> FacetShown:
        if facet.many:
            return super().show_facet(facet)
        counted: dict[str, tuple[str, int]] = {}
        for values, number in self.combinations:
            value = values[facet.key]
            if value and self.passes(values, besides=facet.key):
                label, before = counted.get(value, (facet.words(value), 0))
                counted[value] = (label, before + number)
        return self.in_order(facet, counted)

    def decorate(self, rows: QuerySet[PartnerSearch]) -> QuerySet[PartnerSearch]:
        return rows.select_related("organisation").prefetch_related("terms", "countries")

    @cached_property
    def records(self) -> list[PartnerSearch]:
        records: list[PartnerSearch] = super().records
        named: dict[int, Searcher] = searchers(self.actor, records)
        for record in records:
            state = rules.shown_state(record.state, record.expires_on, self.today)
            record.searcher = named[record.pk]
            record.badge = Badge(str(dict(STATES_OF_SEARCHES)[state]), STATE_TONES[state])
        return records
