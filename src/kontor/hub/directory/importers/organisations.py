"""Organisations from a table: of the demo, of a registry, of an own list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory import actions
from kontor.hub.directory.actions.save_organisations import OrganisationEntry, check_entry
from kontor.hub.directory.choices import LabelKind, Taxonomy
from kontor.hub.directory.importers.reading import (
    at_least_stated,
    citations_of,
    source_lookup,
    stated_in,
    term_lookup,
)
from kontor.hub.directory.inputs.columns import FIELDS, ORGANISATION_COLUMNS, TAXONOMIES
from kontor.hub.directory.models import Classification, Label, Organisation, Term
from kontor.hub.directory.queries.keys import RESERVED
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.transfer.kit import (
    Change,
    Current,
    Importer,
    Key,
    Lookup,
    Row,
)

# Records that rest on this source are invented for the demo, and say so.
INVENTED = "demo"


class ReservedKey(Refusal):
    code = "reserved-key"
    sentence = N_("'%(key)s' is an address of the directory itself: choose another key.")


class ImportOrganisations(Importer):
    """New ones are published with what the file says; a second run of the same file changes nothing."""

    kind, label, permission = "organisations", _("Organisations"), "directory.import"
    columns = ORGANISATION_COLUMNS
    key_columns = ("id",)
    ignored = frozenset({"note", "number"})
    model = Organisation

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        self.today = timezone.localdate()
        self.region_countries = dict(Region.objects.values_list("code", "country_id"))
        self.label_names = dict(Term.objects.filter(taxonomy="label").values_list("pk", "label"))
        self.labels_by_name = {name: pk for pk, name in self.label_names.items()}
        self.sources = source_lookup()
        terms = {
            name: term_lookup(taxonomy, Taxonomy(taxonomy).label) for name, taxonomy in TAXONOMIES.items()
        }
        return {**terms, "labels": term_lookup("label", _("label")), "sources": self.sources}

    def complete(self, rows: Sequence[Row]) -> None:
        self.stated = {row["id"]: row for row in rows if "id" in row}

    def check(self, row: Row, current: Current | None) -> None:
        """The rules of a profile, and that the key is no address of the directory itself."""
        if row["id"] in RESERVED:
            raise ReservedKey(field="id", key=row["id"])
        check_entry(self.entry(row), self.today, actor=self.actor)

    def entry(self, row: Mapping[str, Any], known: Organisation | None = None) -> OrganisationEntry:
        """What the action takes, of a whole row."""
        labels = [(row["excellence_label"], "")] if row.get("excellence_label") else []
        labels += [("other", self.label_names[pk]) for pk in row.get("other_labels", ())]
        return OrganisationEntry(
            key=row.get("id", ""),
            fields=self.fields(row),
            known=known,
            terms=tuple(pk for name in TAXONOMIES for pk in row.get(name, ())),
            labels=tuple(labels),
            sources=tuple(row.get("source", ())),
            region_country=self.region_countries.get(row.get("region") or "", ""),
        )

    def fields(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found = {field: row[column] for column, field in FIELDS.items() if column in row}
        if "languages" in found:
            found["languages"] = list(found["languages"])
        if found.get("visibility") == "":
            del found["visibility"]
        return found

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Seven statements, whatever the number of keys. A merged double is its survivor."""
        wanted = set(keys)
        rows = {one.key: one for one in Organisation.objects.all() if one.key in wanted}
        survivors = Organisation.objects.in_bulk(
            {one.merged_into_id for one in rows.values() if one.merged_into_id}
        )
        rows = {key: survivors.get(one.merged_into_id, one) for key, one in rows.items()}
        parts = Parts([one.pk for one in rows.values()], self.labels_by_name)
        return {key: Current(one.pk, self.values(key, one, parts), one.version) for key, one in rows.items()}

    def values(self, key: Key, one: Organisation, parts: "Parts") -> dict[str, Any]:
        found = {column: getattr(one, field) for column, field in FIELDS.items()} | {"id": key}
        found["languages"] = tuple(one.languages)
        for name, taxonomy in TAXONOMIES.items():
            found[name] = tuple(parts.terms[one.pk, taxonomy])
        found["excellence_label"] = parts.excellence.get(one.pk, "")
        found["other_labels"] = tuple(parts.others[one.pk])
        found["source"] = at_least_stated(
            parts.sources.get(one.pk, ()), stated_in(self.stated, key, "source")
        )
        return found

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        invented = self.sources.values.get(INVENTED)
        entries = [self.entry(row) for row in rows]
        for entry in entries:
            if any(source == invented for source, _place in entry.sources):
                entry.fields["fictional"] = True
        actions.save_organisations(actor=actor, entries=entries, today=self.today)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Organisation.objects.in_bulk([change.pk for change in changes])
        entries = [self.difference(change, known[change.pk]) for change in changes]
        actions.save_organisations(actor=actor, entries=entries, today=timezone.localdate())

    def difference(self, change: Change, known: Organisation) -> OrganisationEntry:
        """What the action takes, of the columns that differ."""
        before, after = self.entry(change.before), self.entry(change.after, known)
        region = change.after.get("region", known.region_id)
        return OrganisationEntry(
            key=known.key,
            fields=after.fields,
            known=known,
            terms=tuple(pk for pk in after.terms if pk not in before.terms),
            dropped_terms=tuple(pk for pk in before.terms if pk not in after.terms),
            labels=tuple(one for one in after.labels if one not in before.labels),
            dropped_labels=tuple(one for one in before.labels if one not in after.labels),
            sources=after.sources,
            region_country=self.region_countries.get(region or "", ""),
        )


class Parts:
    """Terms, labels and sources of organisations, by their ids. Three statements."""

    def __init__(self, ids: Sequence[int], labels_by_name: Mapping[str, int]) -> None:
        wanted = set(ids)
        self.terms: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.excellence: dict[int, str] = {}
        self.others: dict[int, list[int]] = defaultdict(list)
        self.sources = citations_of(Organisation, wanted) if wanted else {}
        for pk, term, taxonomy in (
            Classification.objects.values_list("organisation_id", "term_id", "term__taxonomy")
            if wanted
            else ()
        ):
            self.terms[pk, taxonomy].append(term)
        for pk, kind, name in Label.objects.values_list("organisation_id", "kind", "name") if wanted else ():
            if kind != LabelKind.OTHER:
                self.excellence[pk] = kind
            elif name in labels_by_name:
                self.others[pk].append(labels_by_name[name])
