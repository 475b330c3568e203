"""Saving rows of an import by their key, whatever the model: few statements whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class SavedInBulk[M: Model]:
    """The records of an import, by what became of each."""

    added: tuple[M, ...]
    changed: tuple[M, ...]
    unchanged: tuple[M, ...]

    @property
    def written(self) -> tuple[M, ...]:
        return (*self.added, *self.changed)


def save_by_key[M: Model](
    *,
    actor: Actor,
    model: type[M],
    wanted: Mapping[str, Mapping[str, Any]],
    fields: Sequence[str],
    action: str,
) -> SavedInBulk[M]:
    """Rows by `key`: added where it is new, changed where something that a row mentions differs."""
    rows: Any = model._default_manager.select_for_update().filter(key__in=wanted)
    known = {one.key: one for one in rows}
    stated = {key: {name: row[name] for name in fields if name in row} for key, row in wanted.items()}
    return save_rows(
        actor=actor, model=model, known=known, stated=stated, fields=fields, action=action, named="key"
    )


def save_rows[M: Model, K](
    *,
    actor: Actor,
    model: type[M],
    known: Mapping[K, Any],
    stated: Mapping[K, Mapping[str, Any]],
    fields: Sequence[str],
    action: str,
    named: str | tuple[str, ...],
) -> SavedInBulk[M]:
    """The same by any key: `named` are the fields that the key of a new record fills."""
    before = {key: audit.state_of(one) for key, one in known.items() if key in stated}
    added = [model(**keyed(named, key), **values) for key, values in stated.items() if key not in known]
    changed = {key: known[key] for key, values in stated.items() if key in known and take(known[key], values)}
    model._default_manager.bulk_create(added, batch_size=1000)
    model._default_manager.bulk_update(changed.values(), [*fields, "version", "changed_at"], batch_size=500)
    entries = [audit.Entry(action, one, {}, audit.state_of(one)) for one in added]
    entries += [audit.Entry(action, one, before[key], audit.state_of(one)) for key, one in changed.items()]
    if entries:
        audit.record_many(actor, entries)
    same = tuple(known[key] for key in stated if key in known and key not in changed)
    return SavedInBulk(tuple(added), tuple(changed.values()), same)


def keyed(named: str | tuple[str, ...], key: Any) -> dict[str, Any]:
    return {named: key} if isinstance(named, str) else dict(zip(named, key, strict=True))


def take(record: Any, values: Mapping[str, Any]) -> bool:
    """Set the fields that differ; whether any did."""
    differing = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in differing.items():
        setattr(record, name, value)
    if differing:
        record.version += 1
    return bool(differing)
