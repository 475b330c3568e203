"""What every change of a strategy's records does: find its key, hold against the version that was read, save, take out, keep the trail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.models import Record
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile, Refusal
from kontor.hub.foundation.visibility import visible


@dataclass(frozen=True, slots=True)
class Edited[T]:
    """The record a form was filled from, and its version then."""

    record: T
    version: int


def key_of(one: Any, words: str, otherwise: str, taken: type[Refusal]) -> str:
    """The key of a new record: the one it brings, refused where another has it, or one made of these words."""
    known = set(type(one)._default_manager.values_list("key", flat=True))
    if one.key in known:
        raise taken(field="key", key=one.key)
    return one.key or free_key(stem_of(words, 100, otherwise), known)


def unchanged[T: Record](edited: Edited[T]) -> T:
    """The record, locked. Refused where somebody changed it since the form was filled."""
    found = type(edited.record)._default_manager.select_for_update(of=("self",)).get(pk=edited.record.pk)
    if found.version != edited.version:
        raise ChangedMeanwhile
    return found


def changed[T: Record](
    actor: Actor, action: str, found: T, fields: Mapping[str, Any], check: Callable[[T], None] | None = None
) -> T:
    """The record with these fields, saved. `check` refuses what it must not become."""
    before = audit.state_of(found)
    for name, value in fields.items():
        setattr(found, name, value)
    if check is not None:
        check(found)
    found.save()
    audit.record(actor, action, found, before=before)
    return found


def sparing_hidden(actor: Actor, found: Any, fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Without those of `names` that would empty what the actor does not see: she was shown an empty field, and sends it back."""
    hidden = {
        name
        for name in names
        if name in fields and fields[name] is None and is_hidden(actor, getattr(found, name))
    }
    return {name: value for name, value in fields.items() if name not in hidden}


def is_hidden(actor: Actor, record: Any) -> bool:
    return record is not None and not visible(type(record), actor).filter(pk=record.pk).exists()


def taken_out(*, actor: Actor, permission: str, action: str, record: Any, subject: Any) -> None:
    require(actor, permission, subject)
    entry = audit.Entry(action, record, audit.state_of(record), {})
    type(record)._default_manager.filter(pk=record.pk).delete()
    audit.record_many(actor, [entry])
