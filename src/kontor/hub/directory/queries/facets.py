"""How many organisations each filter of the list would leave: four statements, whatever the size.

Single-valued facets are counted from one GROUP BY over their combinations, which also gives the number of rows and the
map. Terms of all taxonomies come from one GROUP BY; a taxonomy in which terms are chosen needs one more, because its own
counts leave its own choice aside.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, QuerySet, Value
from django.utils.translation import get_language

from kontor.hub.directory.models import Classification, Label, Organisation, Term
from kontor.hub.foundation.kept import kept_for_all
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.tables import FacetShown

SINGLE = ("kind", "country_id", "region_id", "state")
REGION = "region"
type Counts = Counter[Any]
type Name = tuple[str, str, str, int]
type Combination = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Combinations:
    """How many rows share each combination of the single-valued facets. `chosen` maps a facet to the values asked for."""

    counted: Sequence[tuple[Combination, int]]
    chosen: Mapping[str, frozenset[Any]]

    @property
    def total(self) -> int:
        """Rows that pass all filters."""
        return sum(number for combination, number in self.counted if self.passes(combination))

    def counts(self, name: str) -> Counts:
        """Value of this facet -> rows, leaving this facet's own choice aside."""
        place = SINGLE.index(name)
        found: Counts = Counter()
        for combination, number in self.counted:
            if self.passes(combination, besides=name):
                found[combination[place]] += number
        return found

    def chosen_counts(self, name: str) -> Counts:
        """The same among the rows that pass all filters: what a map of the list shows."""
        place = SINGLE.index(name)
        found: Counts = Counter()
        for combination, number in self.counted:
            if self.passes(combination):
                found[combination[place]] += number
        return found

    def passes(self, combination: Combination, besides: str = "") -> bool:
        return all(
            value in self.chosen[name]
            for name, value in zip(SINGLE, combination, strict=True)
            if name in self.chosen and name != besides
        )


def combinations(rows: QuerySet[Organisation], chosen: Mapping[str, Iterable[Any]]) -> Combinations:
    """Count `rows` (not yet filtered by the single-valued facets) by combination. One statement."""
    counted = rows.order_by().values_list(*SINGLE).annotate(rows=Count("pk"))
    wanted = {name: frozenset(values) for name, values in chosen.items()}
    return Combinations([(tuple(row[:-1]), row[-1]) for row in counted], wanted)


def term_counts(
    rows: Callable[[str], QuerySet[Organisation]],
    taxonomies: Sequence[str],
    chosen: Iterable[str],
    names: Iterable[Name],
) -> dict[str, list[tuple[str, str, int]]]:
    """Taxonomy -> (code, label, rows). `rows(taxonomy)` are the rows filtered by everything but that taxonomy ('' for all).

    Counted by the term's id, straight from the index, and named afterwards: joining the names first costs thirty times more.
    """
    counts = {name: carried(rows(name)) for name in chosen}
    together = carried(rows(""))
    found: dict[str, list[tuple[str, str, int]]] = {taxonomy: [] for taxonomy in taxonomies}
    for taxonomy, code, label, pk in names:
        if taxonomy in found and (number := counts.get(taxonomy, together).get(pk, 0)):
            found[taxonomy].append((code, label, number))
    return found


def names_of_values(taxonomies: Sequence[str]) -> list[Name]:
    """What the values of terms and regions are called: (taxonomy or 'region', code, name, id of the term). One statement:
    joined to the counts, the same names would have to be grouped for every organisation.
    """
    terms = (
        Term.objects.filter(taxonomy__in=taxonomies).order_by().values_list("taxonomy", "code", "label", "pk")
    )
    regions = Region.objects.order_by().values_list(Value(REGION), "code", "name", Value(0))
    return list(terms.union(regions, all=True).order_by())


def carried(rows: QuerySet[Organisation]) -> dict[int, int]:
    """Term -> how many of the rows carry it. One statement."""
    counted = Classification.objects.filter(organisation__in=rows.order_by().values("pk")).values_list("term")
    return dict(counted.annotate(rows=Count("pk")))


def label_counts(rows: QuerySet[Organisation]) -> Counts:
    """Kind of label -> organisations with one."""
    counted = Label.objects.filter(organisation__in=rows.order_by().values("pk")).values_list("kind")
    return Counter(dict(counted.annotate(rows=Count("organisation", distinct=True))))


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that a list says about all its rows: how many, where, and what each filter would leave."""

    total: int
    by_country: dict[str, int]
    facets: tuple[FacetShown, ...]


def kept(rows: QuerySet[Organisation], name: str, count: Callable[[], Counted]) -> Counted:
    """What `count` says of these rows, kept in the reader's language until any record changes.

    The name holds the very statement that reads the rows, its values included: whoever may see other rows asks another
    statement, so that nothing kept is another's.
    """
    try:
        statement = repr(rows.order_by().query.sql_with_params())
    except EmptyResultSet:
        return count()
    digest = hashlib.sha256(statement.encode()).hexdigest()
    return kept_for_all(f"{name}:{get_language()}:{digest}", count)
