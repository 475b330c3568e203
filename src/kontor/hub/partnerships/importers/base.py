"""What the importers of this area have in common: tables to look things up in, sources, and how rows are compared and saved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_
from kontor.hub.partnerships import actions
from kontor.hub.partnerships.queries.lookups import (
    cited_by,
    no_less,
)
from kontor.hub.transfer.kit import (
    Change,
    Current,
    Importer,
    Key,
    ListCleaner,
    Row,
    Unclean,
)


@dataclass(frozen=True, slots=True)
class Texts(ListCleaner):
    """Several short texts, separated by semicolons."""

    def part(self, text: str) -> Any:
        return text


@dataclass(frozen=True, slots=True)
class Numbers(ListCleaner):
    """Several whole numbers, separated by semicolons."""

    def part(self, text: str) -> Any:
        if not text.isascii() or not text.isdecimal() or len(text) > 4:
            raise Unclean(
                N_(
                    "'%(value)s' is not a number of an action: write numbers separated by semicolons, such as 2; 9."
                ),
                value=text,
            )
        return int(text)


class RecordImporter(Importer):
    """Rows of one model. `fields` maps columns to its fields; `lists` columns to many-to-many fields (ids)."""

    permission = "partnerships.import"
    model: ClassVar[type[Model]]
    fields: ClassVar[Mapping[str, str]] = {}
    lists: ClassVar[Mapping[str, str]] = {}
    # What an empty cell means, where it is not the cleaner's own empty value.
    defaults: ClassVar[Mapping[str, Any]] = {}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in self.defaults.items():
                if row.get(name) in ("", None):
                    row[name] = value
        self.stated = {self.key(row): tuple(row.get("source") or ()) for row in rows}

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Two statements, and one for each list, whatever the number of keys."""
        records = {self.key(self.values(one)): one for one in self.model._default_manager.all()}
        found = {key: records[key] for key in keys if key in records}
        cited = cited_by(self.model)
        listed = {column: listed_by(self.model, name) for column, name in self.lists.items()}
        return {
            key: Current(
                one.pk,
                self.values(one)
                | {column: self.listed(one, tuple(sorted(lists[one.pk]))) for column, lists in listed.items()}
                | {"source": no_less(cited[one.pk], self.stated.get(key, ()))},
                one.version,
            )
            for key, one in found.items()
        }

    def listed(self, record: Any, pks: tuple[int, ...]) -> Any:
        return pks

    def values(self, record: Any) -> dict[str, Any]:
        return {column: getattr(record, name) for column, name in self.fields.items()}

    def stored(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {name: row[column] for column, name in self.fields.items() if column in row}

    def listed_in(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {name: row[column] for column, name in self.lists.items() if column in row}

    def entry(self, row: Mapping[str, Any], known: Any = None) -> actions.Entry:
        return actions.Entry(self.stored(row), known, self.listed_in(row), tuple(row.get("source") or ()))

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        self.save(actor, [self.entry(row) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = self.model._default_manager.in_bulk([change.pk for change in changes])
        self.save(actor, [self.entry(change.after, known[change.pk]) for change in changes])

    def save(self, actor: Actor, entries: list[actions.Entry]) -> None:
        actions.save_many(actor=actor, model=self.model, entries=entries)


def listed_by(model: type[Model], name: str) -> Mapping[int, set[int]]:
    relation: Any = model._meta.get_field(name)
    through = relation.remote_field.through
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in through._default_manager.values_list(
        f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    ):
        found[one].add(other)
    return found
