"""Events from a table, with who held and attended them; members of delegations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions, inputs, rules
from kontor.hub.missions.importers.delegations import ImportDelegates
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.partnerships.queries.lookups import (
    cited_by,
    no_less,
    organisation_lookup,
    partnership_lookup,
    source_lookup,
)
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class ImportEvents(Importer):
    """One row per event, or per number of events that a source states together."""

    kind, label, permission = "events", _("Events"), "missions.import"
    columns = inputs.EVENTS
    key_columns = ("id",)
    model = Event

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        self.partnership_keys = {pk: key for key, pk in partnership_lookup(actor).values.items()}
        return {
            "partnerships": partnership_lookup(actor),
            "organisations": organisation_lookup(actor),
            "events": Lookup.of(_("event"), visible(Event, actor).values_list("key", "pk", "name")),
            "sources": source_lookup(),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        """A key made of the partnership and the name, and what empty cells mean."""
        for row in rows:
            for name, value in inputs.DEFAULTS.items():
                if name in row and row[name] in ("", None):
                    row[name] = value
            if not row.get("id"):
                partnership = self.partnership_keys.get(row.get("partnership") or 0, "")
                row["id"] = slugify(f"{partnership} {row.get('name', '')}")[:120].strip("-")
        self.stated = {row["id"]: tuple(row.get("source") or ()) for row in rows}

    def check(self, row: Row, current: Current | None) -> None:
        known = current.values if current else {}
        whole = {**dict.fromkeys(inputs.FIELDS, ""), **inputs.DEFAULTS, **known, **row}
        rules.check_event(
            rules.Facts(
                event_class=whole["class"],
                start=whole["start"],
                end=whole["end"],
                mission=whole["mission"],
                number=whole["number"],
                meetings=whole["meetings"] if whole["meetings"] != "" else None,
                register=whole["list"],
                row=whole["row"] if whole["row"] != "" else None,
                joint=bool(whole["joint"]),
                has_partnership=bool(whole["partnership"]),
            )
        )

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Those that the actor sees. Four statements, whatever the number of keys."""
        wanted = set(keys)
        events = [one for one in visible(Event, self.actor).select_related("same_as") if one.key in wanted]
        named = organisations_of(events)
        cited = cited_by(Event)
        return {one.key: Current(one.pk, self.values(one, named, cited), one.version) for one in events}

    def values(self, one: Event, named: Any, cited: Any) -> dict[str, Any]:
        return (
            {column: getattr(one, name) for column, name in inputs.FIELDS.items()}
            | {column: tuple(named[one.pk, role]) for column, role in inputs.ROLES.items()}
            | {
                "same_as": one.same_as_id,
                "source": no_less(cited[one.pk], self.stated.get(one.key, ())),
            }
        )

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        events = actions.add_events(actor=actor, entries=[entry(row) for row in rows])
        self.mark(actor, zip(events, rows, strict=True))

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Event.objects.in_bulk([change.pk for change in changes])
        events = actions.change_events(
            actor=actor, entries=[entry(change.after, known[change.pk]) for change in changes]
        )
        self.mark(actor, ((one, change.after) for one, change in zip(events, changes, strict=True)))

    def mark(self, actor: Actor, pairs: Any) -> None:
        """Second entries, once all of the file are there: a row may name one further down."""
        for event, row in pairs:
            if "same_as" not in row:
                continue
            if row["same_as"] is None:
                if event.same_as_id is not None:
                    actions.unmark_same(actor=actor, event=event)
                continue
            of = row["same_as"]
            counted = Event.objects.get(**({"key": of} if isinstance(of, str) else {"pk": of}))
            actions.mark_same(actor=actor, event=event, of=counted)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        actions.remove_events(actor=actor, events=list(Event.objects.filter(pk__in=pks)))


def entry(row: Mapping[str, Any], known: Event | None = None) -> actions.EventEntry:
    return actions.EventEntry(
        fields={name: row[column] for column, name in inputs.FIELDS.items() if column in row},
        known=known,
        organisations={str(role): row[column] for column, role in inputs.ROLES.items() if column in row},
        sources=tuple(row.get("source") or ()),
    )


def organisations_of(events: Sequence[Event]) -> Mapping[tuple[int, str], list[int]]:
    """(event, role) -> organisations in order. One statement."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    rows = EventOrganisation.objects.filter(event__in=[one.pk for one in events]).order_by("position", "pk")
    for event, role, organisation in rows.values_list("event_id", "role", "organisation_id"):
        found[event, role].append(organisation)
    return found


class ImportEventOrganisations(Importer):
    """Who is named with an event, one row each: with the side it is listed on, and a note."""

    kind, label, permission = "event-organisations", _("Organisations at events"), "missions.import"
    columns = inputs.ORGANISATIONS
    key_columns = ("event", "organisation", "role")
    model = EventOrganisation

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        return {
            "organisations": organisation_lookup(actor),
            "events": Lookup.of(_("event"), visible(Event, actor).values_list("key", "pk", "name")),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if row.get("position", 0) is None:
                row["position"] = 0

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = visible(EventOrganisation, self.actor).filter(event__in={key[0] for key in wanted})  # type: ignore[index]
        found = {(one.event_id, one.organisation_id, one.role): one for one in rows}
        return {
            key: Current(one.pk, {column: getattr(one, name) for column, name in NAMED.items()}, one.version)
            for key, one in found.items()
            if key in wanted
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        actions.name_at_events(actor=actor, entries=[(stored(row), None) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = EventOrganisation.objects.in_bulk([change.pk for change in changes])
        actions.name_at_events(
            actor=actor, entries=[(stored(change.after), known[change.pk]) for change in changes]
        )


NAMED = inputs.FIELDS_OF_ORGANISATIONS


def stored(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[column] for column, name in NAMED.items() if column in row}


IMPORTERS = (ImportEvents, ImportEventOrganisations, ImportDelegates)
