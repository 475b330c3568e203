"""The list of organisations as people filter, sort and keep it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import LabelKind, OrganisationKind, ProfileState, Taxonomy
from kontor.hub.directory.kit import PARTNERSHIP_COUNTS, partnership_counts
from kontor.hub.directory.models import Classification, Label, Organisation
from kontor.hub.directory.queries.facets import (
    REGION,
    Combinations,
    Marks,
    combined,
    kept,
    marks,
    term_counts,
)
from kontor.hub.directory.queries.findable import KIND
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.search import Found, find
from kontor.hub.foundation.tables import NOT_STATED, Column, Facet, FacetShown, FacetValue, Table, known_last

MOST_VALUES = 25
TONES = {"published": "good", "stale": "warning", "needs-review": "info", "rejected": "bad"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a coloured word."""

    label: str
    tone: str

    def __str__(self) -> str:
        return self.label


def state_badge(organisation: Organisation) -> Badge:
    return Badge(capfirst(organisation.get_state_display()), TONES.get(organisation.state, "neutral"))


def country_label(code: str) -> str:
    return country_name(code, get_language() or "en")


@dataclass(frozen=True, slots=True)
class TermFacet(Facet):
    """A facet of one taxonomy; its values are codes, which are unique only within their taxonomy."""

    taxonomy: str = ""

    def condition(self, model: type[Model], values: Iterable[str]) -> Q:
        given = Classification.objects.filter(term__taxonomy=self.taxonomy)
        wanted = Q(pk__in=given.filter(term__code__in=values).values("organisation"))
        return wanted | ~Q(pk__in=given.values("organisation")) if NOT_STATED in values else wanted


@dataclass(frozen=True, slots=True)
class LabelFacet(Facet):
    """A facet of the kinds of label."""

    def condition(self, model: type[Model], values: Iterable[str]) -> Q:
        return Q(pk__in=Label.objects.filter(kind__in=values).values("organisation"))


SINGLE = {"kind": "kind", "country": "country_id", "region": "region_id", "state": "state"}
TERMS = (
    TermFacet("sector", _("Sectoral industry"), taxonomy=Taxonomy.SECTORAL_INDUSTRY),
    TermFacet("emerging", _("Emerging industry"), taxonomy=Taxonomy.EMERGING_INDUSTRY),
    TermFacet("technology", _("Technology field"), taxonomy=Taxonomy.TECHNOLOGY_FIELD),
    TermFacet("priority", _("S3 / EC priority"), taxonomy=Taxonomy.S3_PRIORITY),
    TermFacet("ecosystem", _("Industrial ecosystem"), taxonomy=Taxonomy.ECOSYSTEM),
)
FACET_OF_TAXONOMY = {str(facet.taxonomy): facet.key for facet in TERMS}


class Organisations(Table):
    """`actor` counts partnerships only as far as she may see them."""

    name = "directory.organisations"
    searches = _("Search names, other names, fields of work")
    default_sort = "name"
    columns = (
        Column(
            "name", _("Name"), sort=("sort_name",), kind="organisation", fixed=True,
            url=Organisation.get_absolute_url, hint=lambda row: row.short_name if row.short_name != row.name else "",
        ),
        Column("kind", _("Kind"), sort=("kind",), value=lambda row: capfirst(row.get_kind_display())),
        Column("country", _("Country"), sort=(known_last("country_id"),), kind="country", value="country_id"),
        Column("region", _("Region"), sort=(known_last("region_id"),), value=lambda row: row.region.name if row.region else row.region_text),
        Column("sectors", _("Fields"), kind="tags", value=lambda row: [one.term.label for one in row.shown_terms]),
        Column("labels", _("Labels"), kind="tags", value=lambda row: [str(label) for label in row.labels.all()], hidden=True),
        Column("partnerships", _("Partnerships"), kind="number", value=lambda row: row.partnership_count),
        Column("smes", _("SME members"), sort=(known_last("sme_members"),), kind="number", value="sme_members", descending_first=True, hidden=True),
        Column("staff", _("Staff"), sort=(known_last("staff"),), kind="number", descending_first=True, hidden=True),
        Column("founded", _("Founded"), sort=("founded",), kind="date", hidden=True),
        Column("website", _("Website"), hidden=True),
        Column("confirmed", _("Confirmed"), sort=(known_last("confirmed_on"),), kind="date", value="confirmed_on", hidden=True),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility", hidden=True),
        Column("state", _("State"), sort=("state",), kind="badge", value=state_badge, hidden=True),
    )  # fmt: skip
    facets = (
        Facet("kind", _("Kind"), choices=OrganisationKind.choices),
        Facet("country", _("Country"), field="country_id", label_of=country_label),
        Facet("region", _("Region"), field="region_id"),
        *TERMS,
        LabelFacet("label", _("Label"), choices=LabelKind.choices, many=True),
        Facet("state", _("State"), choices=ProfileState.choices),
    )
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))
    empty_title = _("No organisation yet")
    empty_text = _("Register the first one, or import a list.")
    actor: Actor = VISITOR

    def search(self, rows: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
        return rows.filter(pk__in=self.found.ids)

    @cached_property
    def found(self) -> Found:
        """What the words find among the visible rows. Asked once for rows, counts and map."""
        return find(KIND, self.words, self.base)

    @property
    def filtered(self) -> QuerySet[Organisation]:
        """Best hits first, unless another order was asked for."""
        if not self.words or self.asked("sort"):
            return super().filtered
        return self.decorate(Found(KIND, self.found.words, self.chosen_rows()).ranked)

    def export_address(self, format_name: str) -> str:
        return reverse("directory:export", args=[format_name])

    def decorate(self, rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
        described = Classification.objects.filter(term__taxonomy=Taxonomy.SECTORAL_INDUSTRY).select_related(
            "term"
        )
        rows = rows.select_related("region").prefetch_related(
            Prefetch("classifications", described.order_by("term__position"), to_attr="shown_terms")
        )
        return rows.prefetch_related("labels") if "labels" in self.shown_keys else rows

    def row(self, record: Organisation) -> Any:
        record.partnership_count = (
            (self.partnerships or {}).get(record.pk) if self.partnerships is not None else None
        )
        return super().row(record)

    @cached_property
    def records(self) -> list[Organisation]:
        start = (self.page - 1) * self.size
        return list(self.filtered[start : start + self.size]) if self.count else []

    @cached_property
    def rows(self) -> list[Any]:
        return [self.row(record) for record in self.records]

    @cached_property
    def partnerships(self) -> Any:
        return partnership_counts(self.actor, [record.pk for record in self.records])

    @cached_property
    def shown_columns(self) -> tuple[Column, ...]:
        """Without the count of partnerships where nobody counts them."""
        return tuple(one for one in super().shown_columns if one.key != "partnerships" or PARTNERSHIP_COUNTS)

    # Counting: see queries/facets.py.

    @cached_property
    def whole(self) -> dict[str, Any]:
        """What is counted among all rows that the actor sees, as far as this list can use it."""
        useful = {
            "names": True,
            "combined": not self.words and self.chosen.keys() <= SINGLE.keys(),
            "marks": not self.words and len(self.chosen) <= 1 and not self.chosen.keys() & SINGLE.keys(),
        }
        return kept(self.base, [part for part, is_useful in useful.items() if is_useful])

    @cached_property
    def combinations(self) -> Combinations:
        wanted = {SINGLE[key]: values for key, values in self.chosen.items() if key in SINGLE}
        return Combinations(
            self.whole["combined"] if "combined" in self.whole else combined(self.rows_with_lists()),
            {
                name: frozenset(None if one == NOT_STATED else one for one in values)
                for name, values in wanted.items()
            },
        )

    def rows_with_lists(self) -> QuerySet[Organisation]:
        """The rows that pass search box, terms and labels."""
        rows = self.search(self.base, self.words) if self.words else self.base
        for facet in self.facets:
            if facet.key in self.chosen and facet.key not in SINGLE:
                rows = rows.filter(facet.condition(self.model, self.chosen[facet.key]))
        return rows

    @cached_property
    def count(self) -> int:
        return self.combinations.total

    @cached_property
    def by_country(self) -> dict[str, int]:
        """Of the rows that pass: for the map."""
        counts = self.combinations.chosen_counts("country_id")
        return {code: number for code, number in counts.items() if code}

    @cached_property
    def facets_shown(self) -> tuple[FacetShown, ...]:
        terms = term_counts(
            lambda taxonomy: self.marks(FACET_OF_TAXONOMY.get(taxonomy, ""))[0],
            [str(facet.taxonomy) for facet in TERMS],
            [str(facet.taxonomy) for facet in TERMS if facet.key in self.chosen],
            self.whole["names"],
        )
        return tuple(self.shown(facet, terms) for facet in self.facets)

    def marks(self, besides: str = "") -> Marks:
        """Terms and labels of the rows that pass, leaving a facet aside."""
        besides = besides if besides in self.chosen else ""
        if besides not in self.marked:
            alone = not self.words and not self.chosen.keys() - {besides}
            self.marked[besides] = self.whole["marks"] if alone else marks(self.chosen_rows(besides))
        return self.marked[besides]

    @cached_property
    def marked(self) -> dict[str, Marks]:
        return {}

    def shown(self, facet: Facet, terms: dict[str, list[tuple[str, str, int]]]) -> FacetShown:
        if isinstance(facet, TermFacet):
            counted = {code: (label, number) for code, label, number in terms[str(facet.taxonomy)]}
        elif isinstance(facet, LabelFacet):
            labels = self.marks(facet.key)[1]
            counted = {value: (facet.words(value), number) for value, number in labels.items()}
        else:
            counts = self.combinations.counts(SINGLE[facet.key])
            names = self.region_names if facet.key == "region" else {}
            counted = {
                NOT_STATED if value in (None, "") else str(value): (
                    facet.words(value, names.get(value)),
                    number,
                )
                for value, number in counts.items()
            }
        for missing in set(self.chosen.get(facet.key, ())) - set(counted):
            counted[missing] = (facet.words("" if missing == NOT_STATED else missing), 0)
        return self.in_order(facet, counted)

    def in_order(self, facet: Facet, counted: dict[str, tuple[str, int]]) -> FacetShown:
        """Most frequent first, 'not stated' last; the rare ones of a long list are found by search or on its own page."""
        chosen = self.chosen.get(facet.key, ())
        values = [
            FacetValue(value, label, number, value in chosen) for value, (label, number) in counted.items()
        ]
        values.sort(key=lambda one: (one.value == NOT_STATED, -one.count, one.label.casefold()))
        offered = [
            one
            for place, one in enumerate(values)
            if place < MOST_VALUES or one.chosen or one.value == NOT_STATED
        ]
        return FacetShown(facet.key, self.parameter(facet.key), str(facet.label), tuple(offered))

    @cached_property
    def region_names(self) -> dict[str, str]:
        return {code: name for kind, code, name, _pk in self.whole["names"] if kind == REGION}
