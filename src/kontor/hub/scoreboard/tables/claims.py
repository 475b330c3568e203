"""The list of claims with what the records say of each."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.tables import NOT_STATED, Column, Facet, Row, Table
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.scoreboard.choices import OPEN_VERDICTS, VerdictWord
from kontor.hub.scoreboard.queries import Finding, shown
from kontor.hub.scoreboard.queries.words import language

# Where somebody should look comes first.
BY_ATTENTION = (*(word for word in VerdictWord.values if word not in OPEN_VERDICTS), "missing-data", "lower-bound", "agrees",
                "not-recomputable")  # fmt: skip


def country_label(code: str) -> str:
    return country_name(code, language())


def place_in_source(row: Any) -> str:
    return ", ".join(filter(None, (row.source.key, row.place)))


def by_word(found: Mapping[int, Finding]) -> dict[str, list[int]]:
    """The claims of each verdict, in the order of attention."""
    words: dict[str, list[int]] = {word: [] for word in BY_ATTENTION}
    for pk, finding in found.items():
        words[finding.word].append(pk)
    return {word: pks for word, pks in words.items() if pks}


def with_verdicts(rows: QuerySet[Any], found: Mapping[int, Finding]) -> QuerySet[Any]:
    """The claims with `verdict` as a column: it is computed, and the list filters in SQL."""
    usual = "not-recomputable"
    named = [When(pk__in=pks, then=Value(word)) for word, pks in by_word(found).items() if word != usual]
    if not named:
        return rows.annotate(verdict=Value(usual))
    return rows.annotate(verdict=Case(*named, default=Value(usual), output_field=CharField()))


def as_chosen(value: Any) -> str:
    """A facet's value as addresses name it."""
    return NOT_STATED if value in (None, "") else str(value)


class Claims(Table):
    """`found` are the findings by the claim's pk."""

    name = "scoreboard.claims"
    searches = _("Search statements, values, scopes")
    default_sort = "verdict"
    columns = (
        Column(
            "statement", _("Claim"), sort=("statement",), value="words.statement", fixed=True,
            url=lambda row: row.words.url, hint=lambda row: row.scope,
        ),
        Column("published", _("Stated"), sort=("unit", "value"), value="words.published"),
        Column("recorded", _("The records say"), value="words.recorded"),
        Column("difference", _("Difference"), value="words.difference"),
        Column("verdict", _("Verdict"), sort=("rank", "statement"), kind="badge", value="words"),
        Column("source", _("Source"), sort=("source__key", "place"), value=place_in_source),
        Column("country", _("Country"), sort=("country_id",), kind="country", value="country_id", hidden=True),
        Column("qualifier", _("How exact"), value=lambda row: row.get_qualifier_display(), hidden=True),
        Column("visibility", _("Visible to"), kind="visibility", hidden=True),
    )  # fmt: skip
    facets = (
        Facet("verdict", _("Verdict"), choices=VerdictWord.choices, by_count=False),
        Facet("source", _("Source"), field="source__key", label_field="source__title"),
        Facet("scope", _("Scope")),
        Facet("unit", _("Unit")),
        Facet("country", _("Country"), field="country_id", label_of=country_label),
        Facet("partnership", _("Partnership"), field="partnership__key", label_field="partnership__acronym"),
        Facet("qualifier", _("How exact"), choices=Qualifier.choices),
    )
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))
    empty_title = _("No claim is kept yet")
    empty_text = _(
        "Take a figure from a report, say where it stands, and bind it to a question about the records."
    )

    found: Mapping[int, Finding] = {}

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With the `rank` to sort by, which nothing that is counted needs."""
        ranks = [
            When(pk__in=pks, then=Value(BY_ATTENTION.index(word)))
            for word, pks in by_word(self.found).items()
        ]
        last = Value(len(BY_ATTENTION))
        rank = Case(*ranks, default=last, output_field=IntegerField()) if ranks else last
        return rows.select_related("source").annotate(rank=rank)

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Every word must occur in what is stated, its scope, its value or its place."""
        for word in words.split():
            named = Q(statement__icontains=word) | Q(scope__icontains=word) | Q(key__icontains=word)
            rows = rows.filter(
                named | Q(value__icontains=word) | Q(unit__icontains=word) | Q(place__icontains=word)
            )
        return rows

    @cached_property
    def combinations(self) -> list[tuple[Any, ...]]:
        """How many of the claims found share each combination of all facets' values: one statement for all facets."""
        rows = self.search(self.base, self.words) if self.words else self.base
        fields = [field for facet in self.facets for field in facet.fields]
        return list(rows.order_by().values_list(*fields).annotate(rows=Count("pk")))

    def facet_counts(self, facet: Facet) -> list[tuple[Any, ...]]:
        ends = accumulate(len(one.fields) for one in self.facets)
        fields = {
            one.key: slice(end - len(one.fields), end) for one, end in zip(self.facets, ends, strict=True)
        }
        others = [(fields[key].start, wanted) for key, wanted in self.chosen.items() if key != facet.key]
        found: Counter[tuple[Any, ...]] = Counter()
        for *values, number in self.combinations:
            if all(as_chosen(values[place]) in wanted for place, wanted in others):
                found[tuple(values[fields[facet.key]])] += number
        return [(*value, number) for value, number in found.items()]

    def row(self, record: Any) -> Row:
        record.words = shown(self.found[record.pk])
        return super().row(record)
