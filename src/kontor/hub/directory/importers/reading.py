"""What several importers look up, and how sources compare."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.directory.queries.keys import surviving
from kontor.hub.evidence.models import Citation, Source
from kontor.hub.transfer.kit import Lookup

type Cited = tuple[tuple[int, str], ...]


def organisation_lookup() -> Lookup:
    """Key -> id. The key of a merged double leads to its survivor."""
    lookup = Lookup(_("organisation"))
    survivors: dict[str, int] = {}
    for key, pk, name, merged in Organisation.objects.values_list("key", "pk", "name", "merged_into"):
        if merged is None:
            lookup.add(key, pk, name)
        else:
            survivors[key] = pk
    for key in survivors:
        lookup.add(key, Organisation.objects.get(key=surviving(key)).pk)
    return lookup


def term_lookup(taxonomy: str, noun: Any) -> Lookup:
    rows = Term.objects.filter(taxonomy=taxonomy).values_list("code", "pk", "label", "aliases")
    return Lookup.of(noun, rows)


def source_lookup() -> Lookup:
    return Lookup.of(_("source"), Source.objects.values_list("key", "pk", "title"))


def citations_of(model: type[Model], ids: Iterable[int]) -> dict[int, set[tuple[int, str]]]:
    """Record -> the (source, place) it rests on. One statement."""
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    rows = Citation.objects.filter(subject_kind=model._meta.label_lower, source__isnull=False)
    for pk, source, place in rows.values_list("subject_id", "source_id", "place").iterator(chunk_size=5000):
        found[pk].add((source, place))
    wanted = set(ids)
    return {pk: cited for pk, cited in found.items() if pk in wanted}


def at_least_stated(stored: Iterable[Any], stated: Iterable[Any] | None) -> tuple[Any, ...]:
    """What is stored; where that is more than the file states, it is no change: other files cite the record too."""
    kept = set(stored)
    given = tuple(stated or ())
    return given if kept.issuperset(given) else tuple(sorted(kept))


def stated_in(rows: Mapping[Any, Mapping[str, Any]], key: Any, column: str) -> Any:
    """What the file says for this record in this column, if anything."""
    return rows.get(key, {}).get(column)
