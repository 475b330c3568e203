"""Programmes, their calls, and partnerships."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Term
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships import actions, kit, rules
from kontor.hub.partnerships.choices import PartnershipKind, Qualifier
from kontor.hub.partnerships.importers.base import RecordImporter
from kontor.hub.partnerships.kit import DATE, SOURCE
from kontor.hub.partnerships.models import Call, Partnership, Programme
from kontor.hub.partnerships.queries.lookups import source_lookup
from kontor.hub.transfer.kit import (
    Choice,
    Column,
    Current,
    Integer,
    Lookup,
    PartialDate,
    Reference,
    Row,
    Slug,
    Text,
)


class ImportProgrammes(RecordImporter):
    """Funding programmes. Their running time is that of their members' (`programme-membership`)."""

    kind, label, model = "programmes", _("Programmes"), Programme
    columns = (
        Column("id", _("Key"), required=True, clean=Slug(60), example="cosme"),
        Column("name", _("Name"), required=True, clean=Text(250)),
        SOURCE,
    )
    key_columns = ("id",)
    ignored = frozenset({"from", "to", "note"})
    fields = {"id": "key", "name": "name"}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"sources": source_lookup()}


class ImportCalls(RecordImporter):
    """Calls of programmes: the generations of partnerships."""

    kind, label, model = "calls", _("Calls"), Call
    columns = (
        Column("id", _("Key"), required=True, clean=Slug(60), example="escp-4i-1"),
        Column(
            "programme",
            _("Programme"),
            _("Its key."),
            required=True,
            clean=Reference("programmes"),
            example="cosme",
        ),
        Column("kind", _("Kind"), required=True, clean=Choice(PartnershipKind), example="ESCP-4i"),
        Column("generation", _("Generation"), clean=Integer(least=1, most=99), example="1"),
        Column("name", _("Name"), required=True, clean=Text(250)),
        Column("opened", _("Opened"), DATE, clean=PartialDate(), example="2014"),
        Column("launched", _("Launched"), DATE, clean=PartialDate(), example="2016"),
        SOURCE,
    )
    key_columns = ("id",)
    ignored = frozenset({"note"})
    fields = {
        "id": "key", "programme": "programme_id", "kind": "kind", "generation": "generation", "name": "name",
        "opened": "opened", "launched": "launched",
    }  # fmt: skip

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        programmes = Programme.objects.values_list("key", "pk", "name")
        return {"programmes": Lookup.of(_("programme"), programmes), "sources": source_lookup()}


class ImportPartnerships(RecordImporter):
    """Partnerships. Programme and generation follow from the call."""

    kind, label, model = "partnerships", _("Partnerships"), Partnership
    columns = kit.PARTNERSHIPS
    key_columns = ("id",)
    ignored = frozenset({"programme", "generation"})
    fields = kit.FIELDS_OF_PARTNERSHIPS
    lists = {"terms": "terms"}
    taxonomies = kit.TAXONOMIES

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.taxonomy_of = dict(
            Term.objects.filter(taxonomy__in=self.taxonomies.values()).values_list("pk", "taxonomy")
        )
        tables = {
            "calls": Lookup.of(_("call"), Call.objects.values_list("key", "pk", "name")),
            "sources": source_lookup(),
        }
        for column, taxonomy in self.taxonomies.items():
            rows = Term.objects.filter(taxonomy=taxonomy).values_list("code", "pk", "label", "aliases")
            tables[column] = Lookup.of(taxonomy.label, rows)
        return tables

    def complete(self, rows: Any) -> None:
        for row in rows:
            for name, value in (("smes_qualifier", Qualifier.EXACT), ("visibility", Visibility.PUBLIC)):
                if name in row and row[name] == "":
                    row[name] = value
        super().complete(rows)

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_period(row.get("start", ""), row.get("end", ""))

    def existing(self, keys: Any) -> Mapping[Any, Current]:
        """The terms are one list in the record and two columns in the file."""
        found = super().existing(keys)
        for current in found.values():
            terms = current.values.pop("terms")
            for column, taxonomy in self.taxonomies.items():
                current.values[column] = tuple(pk for pk in terms if self.taxonomy_of.get(pk) == taxonomy)
        return found

    def listed_in(self, row: Mapping[str, Any]) -> dict[str, Any]:
        if not self.taxonomies.keys() & row.keys():
            return {}
        return {"terms": [pk for column in self.taxonomies for pk in row.get(column, ())]}

    def change_many(self, actor: Actor, changes: Any) -> None:
        """A change of one of the two columns of terms must not lose the other."""
        for change in changes:
            if self.taxonomies.keys() & change.after.keys():
                for column in self.taxonomies:
                    change.after.setdefault(column, self.terms_of(change.pk, column))
        super().change_many(actor, changes)

    def terms_of(self, pk: int, column: str) -> tuple[int, ...]:
        rows = Partnership.terms.through.objects.filter(
            partnership=pk, term__taxonomy=self.taxonomies[column]
        )
        return tuple(rows.values_list("term_id", flat=True))

    def save(self, actor: Actor, entries: list[actions.Entry]) -> None:
        actions.save_partnerships(actor=actor, entries=entries, today=timezone.localdate())
