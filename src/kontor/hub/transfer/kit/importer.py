"""What an area says of a table that can be imported. docs/guide/importers.md shows how."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.db.models import ProtectedError

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.lookups import Lookup

type Row = dict[str, Any]
type Key = Hashable


class InUse(Refusal):
    code = "in-use"
    sentence = N_(
        "The import cannot be undone: other records rest on what it created (%(records)s). Remove these first."
    )


@dataclass(frozen=True, slots=True)
class Current:
    """What is stored under a key: `values` by column key, in the form that the cleaners give."""

    pk: Any
    values: Mapping[str, Any]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """An existing record and the columns that differ. `row` is the whole row of the file (empty while undoing)."""

    pk: Any
    key: Key
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    row: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Double:
    """An existing record that a new row may be: its key, its name, and why one may think so (sentences)."""

    key: Key
    label: str
    reasons: tuple[str, ...]


class Importer:
    """Subclassed by areas, added to IMPORTERS in `front.wiring`. One instance serves one file."""

    kind: ClassVar[str]
    label: ClassVar[Any]
    permission: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    key_columns: ClassVar[tuple[str, ...]]
    ignored: ClassVar[frozenset[str]] = frozenset()
    model: ClassVar[type[models.Model] | None] = None

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        """Load, once, the tables that the cleaners look things up in."""
        return {}

    def complete(self, rows: Sequence[Row]) -> None:
        """Fill derived values in place, such as a key made of the name."""

    def check(self, row: Row, current: Current | None) -> None:
        """Raise a Refusal (its `field` names the column) when the area's rules refuse the row."""

    def key(self, row: Row) -> Key:
        """The value of the only key column, or a tuple of several."""
        if len(self.key_columns) == 1:
            return row.get(self.key_columns[0])
        return tuple([row.get(name) for name in self.key_columns])

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """What is stored under these keys, in few statements whatever their number."""
        raise NotImplementedError

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        """Create one record for each row, with audit entries."""
        raise NotImplementedError

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        """Set `after` on each record, with audit entries."""
        raise NotImplementedError

    def possible_doubles(self, rows: Sequence[Row]) -> Mapping[Key, Sequence[Double]]:
        """For rows about to be created: existing records that may be the same. By the row's key."""
        return {}

    def merge_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        """A person said that these rows are the existing records: take over what the rows know."""
        self.change_many(actor, changes)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        """Take back what was created. Refused (InUse) when other records rest on it."""
        assert self.model is not None, f"{type(self).__name__} needs `model` or its own `remove_many`"
        records = list(self.model._default_manager.filter(pk__in=pks))
        entries = [audit.Entry("transfer.undo", record, audit.state_of(record), {}) for record in records]
        try:
            self.model._default_manager.filter(pk__in=pks).delete()
        except ProtectedError as error:
            raise InUse(records=some(error.protected_objects)) from error
        audit.record_many(actor, entries)


def some(things: Iterable[Any], most: int = 5) -> str:
    """The first few, and how many more there are."""
    every = [str(thing) for thing in things]
    return ", ".join(every[:most]) + (f" + {len(every) - most}" if len(every) > most else "")
