"""Writes and checks the audit trail. Actions call `record` last, inside their transaction.

The chain needs one writer at a time: on PostgreSQL an advisory lock held to the end of the transaction, on SQLite the
write lock that every transaction holds anyway (IMMEDIATE).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from django.db import connection, models, transaction
from django.db.models.functions import Cast
from django.utils import timezone

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.middleware import current_request_id
from kontor.hub.foundation.models.audit import AuditEvent

GENESIS = "0" * 64
CHAIN_LOCK = 0x4B4F4E54  # 'KONT'
KEPT_PRIVATE = "(personal data, not kept here)"
NAMES_AT_ONCE = 5000
READ_AT_ONCE = 5000
quoted = json.encoder.encode_basestring
NOT_A_CHANGE = frozenset({"created_at", "changed_at", "version"})

type State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: the record, and its fields before and after (`state_of`); both empty for an act without change."""

    action: str
    subject: models.Model
    before: State
    after: State


def state_of(subject: models.Model) -> State:
    """The fields of a record as plain values, for `before` and `after`. Personal fields only say that they are set."""
    personal = getattr(subject, "personal", frozenset())
    state = {}
    for field in subject._meta.concrete_fields:
        if field.name in NOT_A_CHANGE or field.primary_key:
            continue
        value = field.value_from_object(subject)
        state[field.name] = (
            plain(value) if field.name not in personal or not value else digest_of_personal(value)
        )
    return state


def digest_of_personal(value: Any) -> str:
    """Enough to see that a personal value changed, nothing to read it from."""
    return f"{KEPT_PRIVATE} {hashlib.sha256(str(value).encode()).hexdigest()[:8]}"


def plain(value: Any) -> Any:
    """A JSON value that says the same."""
    match value:
        case None | str() | int() | float():
            simple: Any = value
        case datetime():
            simple = value.astimezone(UTC).isoformat()
        case date():
            simple = value.isoformat()
        case dict():
            simple = {str(key): plain(part) for key, part in value.items()}
        case list() | tuple() | set() | frozenset():
            simple = [plain(part) for part in value]
        case _:
            simple = str(value)
    return simple


def differences(before: State, after: State) -> dict[str, list[Any]]:
    """Field -> [before, after] for the fields that differ."""
    names = sorted(before.keys() | after.keys())
    return {
        name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)
    }


def record(
    actor: Actor,
    action: str,
    subject: models.Model,
    *,
    before: State | None = None,
    after: State | None = None,
) -> AuditEvent:
    """Append one event. Without `after`, the record's present state is taken."""
    entry = Entry(action, subject, before or {}, state_of(subject) if after is None else after)
    return record_many(actor, [entry])[0]


def record_many(actor: Actor, entries: Iterable[Entry]) -> list[AuditEvent]:
    """Append events in order, in few statements: an import of thousands is one chain segment."""
    entries = list(entries)
    load_names([entry.subject for entry in entries])
    with transaction.atomic():
        _hold_chain()
        last = AuditEvent.objects.order_by("-number").values_list("number", "digest").first()
        number, digest = last or (0, GENESIS)
        now = timezone.now()
        events = []
        for entry in entries:
            number += 1
            event = _event(actor, entry, number, digest, now)
            digest = event.digest
            events.append(event)
        AuditEvent.objects.bulk_create(events, batch_size=2000)
    return events


def load_names(subjects: Iterable[models.Model]) -> None:
    """Load together the records that the names of these speak of ('X in Y'): else every name would ask for them alone.

    Which relations a name follows is seen from the first record of each model.
    """
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for subject in subjects:
        by_model.setdefault(subject._meta.model, []).append(subject)
    for model, (first, *others) in by_model.items():
        relations = [one for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey)]
        there = {one.name for one in relations if one.is_cached(first)}
        if others and relations:
            str(first)
            followed = [one.name for one in relations if one.name not in there and one.is_cached(first)]
            for part in batched(others, NAMES_AT_ONCE):
                models.prefetch_related_objects(part, *followed)


def _hold_chain() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _event(actor: Actor, entry: Entry, number: int, previous: str, now: datetime) -> AuditEvent:
    event = AuditEvent(
        number=number,
        at=now,
        actor=actor.label[:80],
        actor_id=actor.user_id,
        action=entry.action,
        subject_kind=entry.subject._meta.label_lower,
        subject_id=str(entry.subject.pk),
        subject=str(entry.subject)[:250],
        changes=canonical(differences(entry.before, entry.after)),
        request_id=current_request_id(),
        previous=previous,
    )
    event.digest = digest_of(event)
    return event


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


COVERED = (
    "number", "at", "actor", "actor_id", "action", "subject_kind", "subject_id", "subject", "changes", "request_id", "previous",
)  # fmt: skip


def digest_of(event: AuditEvent) -> str:
    """SHA-256 over the row's fields and the digest before it, in canonical JSON."""
    values = [getattr(event, name) for name in COVERED]
    return _digest(_moment(event.at), values)


def _digest(at: str, covered: Sequence[Any]) -> str:
    """The text of `canonical`, spelled out: an encoder made for every row would cost more than the digest."""
    number, _at, actor, actor_id, action, kind, key, subject, changes, request, previous = covered
    text = (
        f"[{number},{quoted(at)},{quoted(actor)},{'null' if actor_id is None else actor_id},{quoted(action)},{quoted(kind)},"
        f"{quoted(key)},{quoted(subject)},{quoted(changes)},{quoted(request)},{quoted(previous)}]"
    )
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verification:
    """`fault` is empty when the chain holds; `head` is to be kept elsewhere, so that a cut tail shows too."""

    events: int
    head: str
    fault: str
    at_number: int | None = None


def verify(expected_head: str = "") -> Verification:
    """Walk the whole chain. O(events), constant memory; a microsecond counts, so rows are read past the models."""
    number, digest = 0, GENESIS
    for row in _chain():
        number += 1
        covered, stored = row[:-1], row[-1]
        if row[0] != number:
            return Verification(number - 1, digest, f"event {number} is missing", number)
        if covered[-1] != digest:
            return Verification(
                number - 1, digest, f"event {number} does not follow the one before it", number
            )
        if _digest(_moment(row[1]), covered) != stored:
            return Verification(number - 1, digest, f"event {number} was altered", number)
        digest = stored
    if expected_head and expected_head != digest:
        return Verification(
            number, digest, "the chain does not end with the head that was expected: events are missing"
        )
    return Verification(number, digest, "")


def _chain() -> Iterator[tuple[Any, ...]]:
    """What a digest covers, and the stored digest, in order, as the database keeps it."""
    # SQLite reads its text as a moment for as much as all the rest of a row costs: asked for as text, it stays one.
    as_text = Cast("at", models.TextField()) if connection.vendor == "sqlite" else "at"
    rows = AuditEvent.objects.order_by("number").values_list("number", as_text, *COVERED[2:], "digest")
    text, values = rows.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(text, values)
        while found := cursor.fetchmany(READ_AT_ONCE):
            yield from found


def _moment(at: datetime | str) -> str:
    """The time as it is covered. SQLite keeps it as text, in UTC."""
    if isinstance(at, str):
        return f"{at[:10]}T{at[11:19]}{at[19:] or '.000000'}+00:00"
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def head_number() -> int:
    """The number of the last event. A transaction that fails gives its number back, so it names no state of the records."""
    return AuditEvent.objects.order_by("-number").values_list("number", flat=True).first() or 0
