"""The audit trail in words: what happened to one record, and the administrator's page of all events.

What an area plugs in (front/wiring.py):

    HIDDEN_FIELDS[CooperationCase] = permissions.fields_hidden_from   # (actor, record) -> names
    PEOPLE.append(accounts.queries.roles_of)                          # person ids -> 'editor of Team X'
    ACTION_WORDS["directory.edit"] = _("changed the profile")
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.formats import localize
from django.utils.translation import gettext, pgettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.audit import KEPT_PRIVATE
from kontor.hub.foundation.models.audit import AuditEvent
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import sees, visible

HISTORY_SHOWN = 100

type HiddenFields = Callable[[Actor, Any], Collection[str]]
type Roles = Callable[[Actor, Iterable[int]], Mapping[int, str]]

HIDDEN_FIELDS: dict[type[models.Model], HiddenFields] = {}
PEOPLE: list[Roles] = []
ACTION_WORDS: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, in words. Iterates as (label, before, after), as `foundation/parts/diff.html` takes it."""

    label: str
    before: str
    after: str

    def __iter__(self) -> Any:
        return iter((self.label, self.before, self.after))

    def __len__(self) -> int:
        """Templates unpack only what has a length."""
        return 3


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: who by role, what in words, when, and the fields that changed, as far as the reader may know."""

    number: int
    when: datetime
    who: str
    what: str
    action: str
    subject: str
    changes: tuple[Change, ...]


def history_of(actor: Actor, record: models.Model) -> list[Happening]:
    """The last hundred events of a record, latest first. Refuses (`NotThere`) when `actor` does not see the record.

    One statement for the events, one for each kind of record they refer to, and those of `PEOPLE`.
    """
    if not sees(actor, record):
        raise NotThere
    events = AuditEvent.objects.filter(subject_kind=record._meta.label_lower, subject_id=str(record.pk))
    shown = list(events.order_by("-number")[:HISTORY_SHOWN])
    hidden = fields_hidden(actor, record)
    names = names_of_referred(actor, type(record), shown)
    people = people_of(actor, shown)
    return [happening(event, people, changes_of(event, type(record), hidden, names)) for event in shown]


def happening(event: AuditEvent, people: Mapping[int, str], changes: tuple[Change, ...] = ()) -> Happening:
    return Happening(
        event.number,
        event.at,
        who_in_words(event, people),
        action_in_words(event.action),
        event.action,
        event.subject,
        changes,
    )


def fields_hidden(actor: Actor, record: models.Model) -> Collection[str]:
    """Confidential fields whose values stay out of the history. Without a rule all of them do: forgetting fails closed."""
    if actor.is_system:
        return ()
    rule = HIDDEN_FIELDS.get(type(record))
    return rule(actor, record) if rule else getattr(record, "confidential", frozenset())


# Who and what.


def people_of(actor: Actor, events: Iterable[AuditEvent]) -> dict[int, str]:
    ids = {event.actor_id for event in events if event.actor_id is not None}
    named: dict[int, str] = {}
    for roles in PEOPLE if ids else ():
        named.update(roles(actor, ids))
    if actor.user_id in ids:
        named[actor.user_id] = pgettext("who did it", "you")
    return named


def who_in_words(event: AuditEvent, people: Mapping[int, str]) -> str:
    if event.actor_id is not None:
        return people.get(event.actor_id) or gettext("person %(number)s") % {"number": event.actor_id}
    if event.actor.startswith("system"):
        return gettext("the system (%(task)s)") % {"task": event.actor.partition(": ")[2] or event.actor}
    return gettext("a visitor")


def action_in_words(action: str) -> str:
    """What the area calls it; else the verb itself, which is an English word or two."""
    if action in ACTION_WORDS:
        return str(ACTION_WORDS[action])
    return action.rpartition(".")[2].replace("_", " ").capitalize()


# What changed.


def changes_of(
    event: AuditEvent,
    model: type[models.Model],
    hidden: Collection[str],
    names: Mapping[tuple[str, str], str],
) -> tuple[Change, ...]:
    changes = []
    for name, values in event.changed.items():
        field = field_named(model, name)
        if name in hidden:
            before, after = (covered(value, gettext("confidential")) for value in values)
        else:
            before, after = (in_words(field, value, names) for value in values)
        changes.append(Change(str(getattr(field, "verbose_name", name)).capitalize(), before, after))
    return tuple(changes)


def covered(value: Any, word: str) -> str:
    return f"({word})" if value not in (None, "", [], {}) else ""


def field_named(model: type[models.Model], name: str) -> Any:
    """The field, or None for one that the model has no more."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def in_words(field: Any, value: Any, names: Mapping[tuple[str, str], str]) -> str:
    """A value of the trail as a reader of pages knows it."""
    if isinstance(value, list):
        return ", ".join(in_words(None, part, names) for part in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if value is None or value == "" or str(value).startswith(KEPT_PRIVATE):
        return covered(value, gettext("personal data, not kept here"))
    return in_words_of_field(field, value, names) if field is not None else str(value)


def in_words_of_field(field: Any, value: Any, names: Mapping[tuple[str, str], str]) -> str:
    if field.is_relation:
        return names.get((field.name, str(value))) or gettext("a record that you do not see")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return localize(field.to_python(value))
    return str(value)


def names_of_referred(
    actor: Actor, model: type[models.Model], events: Iterable[AuditEvent]
) -> dict[tuple[str, str], str]:
    """(field, key) -> what the record referred to is called, for those that `actor` sees. One statement for each field."""
    wanted: dict[str, set[Any]] = {}
    for event in events:
        for name, values in event.changed.items():
            field = field_named(model, name)
            if field is not None and field.is_relation:
                wanted.setdefault(name, set()).update(one for one in values if isinstance(one, int | str))
    found = {}
    for name, keys in wanted.items():
        target = model._meta.get_field(name).related_model
        for record in visible(target, actor).filter(
            pk__in=[key for key in keys if can_be_a_key(target, key)]
        ):
            found[name, str(record.pk)] = str(record)
    return found


def can_be_a_key(model: Any, value: Any) -> bool:
    """Some actions keep under a relation's name what it is called, not its key: nothing is looked up for that."""
    try:
        model._meta.pk.to_python(value)
    except ValidationError:
        return False
    return True


# All events, for administrators.


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the trail is asked for; '' and None mean everything. `kind` and `record` name a record."""

    action: str = ""
    person: int | None = None
    kind: str = ""
    record: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some events, latest first. `older` is the number to go on before, None at the end."""

    happenings: tuple[Happening, ...]
    older: int | None


def trail(actor: Actor, asked: Filter, size: int = 50) -> TrailPage:
    """One page of the whole trail. Nothing is counted, and time is turned into numbers first, so that every page reads
    only what it shows from an index, however long the trail. At most three statements and those of `PEOPLE`.
    """
    rows = in_time(AuditEvent.objects.order_by("-number"), asked)
    if rows is None:
        return TrailPage((), None)
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.person is not None:
        rows = rows.filter(actor=f"person {asked.person}")
    if asked.kind:
        rows = rows.filter(subject_kind=asked.kind)
    if asked.kind and asked.record:
        rows = rows.filter(subject_id=asked.record)
    if asked.before is not None:
        rows = rows.filter(number__lt=asked.before)
    events = list(rows.defer("changes", "previous", "digest")[: size + 1])
    people = people_of(actor, events[:size])
    happenings = tuple(happening(event, people) for event in events[:size])
    return TrailPage(happenings, events[size - 1].number if len(events) > size else None)


def in_time(rows: models.QuerySet[AuditEvent], asked: Filter) -> models.QuerySet[AuditEvent] | None:
    """Numbers and times grow together: the first and last number of the period bound it. None when it is empty."""
    if asked.since is not None:
        first = (
            AuditEvent.objects.filter(at__gte=asked.since)
            .order_by("at", "number")
            .values_list("number", flat=True)
            .first()
        )
        if first is None:
            return None
        rows = rows.filter(number__gte=first)
    if asked.until is not None:
        last = (
            AuditEvent.objects.filter(at__lt=asked.until)
            .order_by("-at", "-number")
            .values_list("number", flat=True)
            .first()
        )
        if last is None:
            return None
        rows = rows.filter(number__lte=last)
    return rows
