"""What importers and exporters look things up in: partnerships and organisations by key or name, sources and citations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.evidence.models import Citation, Source
from kontor.hub.foundation.actor import Actor, system
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.transfer.kit import Lookup

# Tables of this area are imported by platform editors, who see all; higher areas name the actor.
EVERYTHING_SEEN = system("import")


def source_lookup() -> Lookup:
    return Lookup.of(_("source"), Source.objects.values_list("key", "pk", "title"))


def partnership_lookup(actor: Actor = EVERYTHING_SEEN) -> Lookup:
    """By key; an acronym that two generations share is ambiguous, and the file is told so."""
    return Lookup.of(_("partnership"), visible(Partnership, actor).values_list("key", "pk", "acronym"))


def organisation_lookup(actor: Actor = EVERYTHING_SEEN) -> Lookup:
    """By key and name, of those the actor sees; the key of a merged double leads to the record it was merged into."""
    rows = list(Organisation.objects.values_list("pk", "key", "name", "merged_into"))
    seen = set(visible(Organisation, actor).values_list("pk", flat=True))
    merged = {pk: into for pk, _key, _name, into in rows if into}
    lookup = Lookup(_("organisation"))
    for pk, key, name, into in rows:
        survivor = pk
        for _step in merged:
            survivor = merged.get(survivor, survivor)
        if survivor in seen:
            lookup.add(key, survivor, "" if into else name)
    return lookup


def country_lookup() -> Lookup:
    """Countries by code, and by name in the reader's language."""
    language = get_language() or "en"
    codes = Country.objects.values_list("pk", flat=True)
    return Lookup.of(_("country"), [(code, code, country_name(code, language)) for code in codes])


def term_lookup() -> Lookup:
    """Terms of all taxonomies, as `taxonomy:code` or by name."""
    terms = Term.objects.values_list("taxonomy", "code", "pk", "label")
    return Lookup.of(_("term"), [(f"{taxonomy}:{code}", pk, label) for taxonomy, code, pk, label in terms])


def cited_by(model: type[Model]) -> Mapping[int, set[tuple[int, str]]]:
    """Record -> the (source, place) it rests on. One statement."""
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    rows = Citation.objects.filter(subject_kind=model._meta.label_lower, source__isnull=False)
    for pk, source, place in rows.values_list("subject_id", "source_id", "place").iterator(chunk_size=5000):
        found[pk].add((source, place))
    return found


def no_less(kept: Iterable[Any], stated: Iterable[Any]) -> tuple[Any, ...]:
    """What is stored; where that is more than the file states, it is no change: other files cite the record, too."""
    there, given = set(kept), tuple(stated)
    return given if there.issuperset(given) else tuple(sorted(there))


def sources_of(model: Any) -> Mapping[int, list[tuple[str, str]]]:
    """Record -> (key of the source, place). One statement; only looked at for rows that are seen."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Citation.objects.filter(subject_kind=model._meta.label_lower, source__isnull=False).order_by("pk")
    for pk, source, place in rows.values_list("subject_id", "source__key", "place"):
        found[pk].append((source, place))
    return found
