"""How many organisations each filter of the list would leave: four statements at most, whatever the size.

Single-valued facets are counted from one GROUP BY over their combinations, which also gives the number of rows and the
map. Terms of all taxonomies come from one GROUP BY; a taxonomy in which terms are chosen needs one more, because its own
counts leave its own choice aside.
What is counted among all rows, without search and filters, is the dearest and kept until a record changes.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import Count, QuerySet, Value

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Classification, Label, Organisation, Term
from kontor.hub.foundation.kept import KEPT_SECONDS, version
from kontor.hub.foundation.models import Region

SINGLE = ("kind", "country_id", "region_id", "state")
REGION = "region"
type Counts = Counter[Any]
type Name = tuple[str, str, str, int]
type Combination = tuple[Any, ...]
type Marks = tuple[dict[int, int], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Combinations:
    """How many rows share each combination of the single-valued facets. `chosen` maps a facet to the values asked for."""

    counted: Sequence[tuple[Combination, int]]
    chosen: Mapping[str, frozenset[Any]]

    @property
    def total(self) -> int:
        """Rows that pass all filters."""
        return sum(number for _combination, number in self.passing())

    def counts(self, name: str) -> Counts:
        """Value of this facet -> rows, leaving this facet's own choice aside."""
        return self.by_value(name, self.passing(besides=name))

    def chosen_counts(self, name: str) -> Counts:
        """The same among the rows that pass all filters: what a map of the list shows."""
        return self.by_value(name, self.passing())

    def passing(self, besides: str = "") -> Sequence[tuple[Combination, int]]:
        asked = [
            (place, self.chosen[name])
            for place, name in enumerate(SINGLE)
            if name in self.chosen and name != besides
        ]
        if not asked:
            return self.counted
        return [one for one in self.counted if all(one[0][place] in values for place, values in asked)]

    @staticmethod
    def by_value(name: str, passing: Iterable[tuple[Combination, int]]) -> Counts:
        place = SINGLE.index(name)
        found: Counts = Counter()
        for combination, number in passing:
            found[combination[place]] += number
        return found


def combined(rows: QuerySet[Organisation]) -> list[tuple[Combination, int]]:
    """Count `rows` (not yet filtered by the single-valued facets) by combination. One statement."""
    counted = rows.order_by().values_list(*SINGLE).annotate(rows=Count("pk"))
    return [(tuple(row[:-1]), row[-1]) for row in counted]


def term_counts(
    counts: Callable[[str], Mapping[int, int]],
    taxonomies: Sequence[str],
    chosen: Iterable[str],
    names: Iterable[Name],
) -> dict[str, list[tuple[str, str, int]]]:
    """Taxonomy -> (code, label, rows). `counts(taxonomy)` counts what is filtered by everything but that taxonomy ('' for all).

    Counted by the term's id, straight from the index, and named afterwards: joining the names first costs thirty times more.
    """
    own = {name: counts(name) for name in chosen}
    together = counts("")
    found: dict[str, list[tuple[str, str, int]]] = {taxonomy: [] for taxonomy in taxonomies}
    for taxonomy, code, label, pk in names:
        if taxonomy in found and (number := own.get(taxonomy, together).get(pk, 0)):
            found[taxonomy].append((code, label, number))
    return found


def names_of_values() -> list[Name]:
    """What the values of terms and regions are called: (taxonomy or 'region', code, name, id of the term). One statement:
    joined to the counts, the same names would have to be grouped for every organisation.
    """
    terms = (
        Term.objects.filter(taxonomy__in=Taxonomy.values)
        .order_by()
        .values_list("taxonomy", "code", "label", "pk")
    )
    regions = Region.objects.order_by().values_list(Value(REGION), "code", "name", Value(0))
    return list(terms.union(regions, all=True).order_by())


def carried(rows: QuerySet[Organisation]) -> dict[int, int]:
    """Term -> how many of the rows carry it. One statement."""
    counted = Classification.objects.filter(organisation__in=rows.order_by().values("pk")).values_list("term")
    return dict(counted.annotate(rows=Count("pk")))


def marks(rows: QuerySet[Organisation]) -> Marks:
    """(term -> rows that carry it, kind of label -> rows with one). One statement: finding the rows is what costs."""
    ids = rows.order_by().values("pk")
    terms = Classification.objects.filter(organisation__in=ids).annotate(label=Value(""))
    labels = Label.objects.filter(organisation__in=ids).annotate(no_term=Value(0)).order_by()
    counted = (
        terms.order_by()
        .values_list("term", "label")
        .annotate(rows=Count("pk"))
        .union(
            labels.values_list("no_term", "kind").annotate(rows=Count("organisation", distinct=True)),
            all=True,
        )
    )
    found: Marks = ({}, {})
    for term, kind, number in counted:
        if term:
            found[0][term] = number
        else:
            found[1][kind] = number
    return found


# What can be said of all rows: part -> how it is found.
PARTS: Mapping[str, Callable[[QuerySet[Organisation]], Any]] = {
    "combined": combined,
    "marks": marks,
    "names": lambda rows: names_of_values(),
}


def kept(rows: QuerySet[Organisation], wanted: Sequence[str]) -> dict[str, Any]:
    """The wanted parts for these rows, kept until any record changes. Two statements where all are kept; else one more for
    each that is not, and one to keep them.

    The place is named by the very statement that reads the rows, its values included, and by the version of all records:
    whoever may see other rows asks another statement, so that nothing kept is another's.
    """
    if wanted == ["names"]:
        return {"names": names_of_values()}
    try:
        statement = repr(rows.order_by().query.sql_with_params())
    except EmptyResultSet:
        return {part: PARTS[part](rows) for part in wanted}
    digest = hashlib.sha256(f"{version()} {statement}".encode()).hexdigest()
    places = {part: f"directory:{part}:{digest}" for part in wanted}
    there = cache.get_many(places.values())
    missing = {part: PARTS[part](rows) for part, place in places.items() if place not in there}
    if missing:
        cache.set_many({places[part]: found for part, found in missing.items()}, KEPT_SECONDS)
    return {part: there[place] for part, place in places.items() if place in there} | missing
