"""Taxonomies from a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory import actions
from kontor.hub.directory.actions.save_parts import Entry
from kontor.hub.directory.inputs.columns import TERM_COLUMNS
from kontor.hub.directory.models import Term
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.transfer.kit import (
    Change,
    Current,
    Importer,
    Key,
    Row,
)


class NoGroup(Refusal):
    code = "no-group"
    sentence = N_(
        "'%(group)s' is not a term of the list %(taxonomy)s that could be a group: write the code of another of its terms."
    )


FIELDS = ("taxonomy", "code", "label", "source", "valid_from")


class ImportTerms(Importer):
    """Terms of all lists. The order of the file is the order of the terms."""

    kind, label, permission = "terms", _("Terms of taxonomies"), "directory.import"
    columns = TERM_COLUMNS
    key_columns = ("taxonomy", "code")
    ignored = frozenset({"note"})
    model = Term

    def complete(self, rows: Sequence[Row]) -> None:
        self.positions = {self.key(row): place for place, row in enumerate(rows)}
        self.codes = {self.key(row) for row in rows}
        self.known = set(Term.objects.values_list("taxonomy", "code"))

    def check(self, row: Row, current: Current | None) -> None:
        """The group is a term of the same list, here or in the file, and not the term itself."""
        group = row.get("parent_code")
        if not group:
            return
        there = (row["taxonomy"], group) in self.codes or (row["taxonomy"], group) in self.known
        if not there or group == row["code"]:
            raise NoGroup(field="parent_code", group=group, taxonomy=row["taxonomy"])

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = {(term.taxonomy, term.code): term for term in Term.objects.select_related("parent")}
        return {key: current(term) for key, term in rows.items() if key in wanted}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        entries = [
            Entry(self.fields(row) | {"position": self.positions.get(self.key(row), 0)}) for row in rows
        ]
        groups = {self.key(row): row["parent_code"] for row in rows if row.get("parent_code")}
        actions.save_terms(actor=actor, entries=entries, parents=groups)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Term.objects.in_bulk([change.pk for change in changes])
        entries = [Entry(self.fields(change.after), known[change.pk]) for change in changes]
        groups = {
            (known[change.pk].taxonomy, known[change.pk].code): change.after["parent_code"]
            for change in changes
            if "parent_code" in change.after
        }
        actions.save_terms(actor=actor, entries=entries, parents=groups)

    def fields(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: row[name] for name in FIELDS if name in row}
        if "aliases" in row:
            found["aliases"] = list(row["aliases"])
        if "status" in row:
            found["verified"] = row["status"] != "K"
        return found


def current(term: Term) -> Current:
    values = {name: getattr(term, name) for name in FIELDS}
    values["aliases"] = tuple(term.aliases)
    values["status"] = "A" if term.verified else "K"
    values["parent_code"] = term.parent.code if term.parent else ""
    return Current(term.pk, values, term.version)
