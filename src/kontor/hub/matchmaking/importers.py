"""Participants and wishes from tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking import actions, inputs
from kontor.hub.matchmaking.models import Participant, ParticipantType, Wish
from kontor.hub.matchmaking.queries.availability import (
    BETWEEN,
    away_of,
    names_in,
    times_named,
    times_of_sessions,
    with_away,
)
from kontor.hub.matchmaking.queries.records import organised_sessions
from kontor.hub.matchmaking.rules.people import check_numbers
from kontor.hub.matchmaking.rules.times import instant_of, on_the_wall
from kontor.hub.partnerships.queries.lookups import organisation_lookup
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class NoSuchType(Refusal):
    code = "no-such-type"
    sentence = N_("The session has no type of participants with the key '%(key)s'. It has: %(keys)s.")


class ImportParticipants(Importer):
    """One row per participant of a session that the importing person plans."""

    kind, label, permission = "participants", _("Participants of single meetings"), "matchmaking.import"
    columns = inputs.PARTICIPANTS
    key_columns = ("id",)
    model = Participant

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        sessions = list(organised_sessions(actor))
        self.sessions = {one.pk: one for one in sessions}
        self.times = times_of_sessions(self.sessions)
        types = ParticipantType.objects.filter(session__in=self.sessions).order_by("pk")
        self.types = {(kind.session_id, kind.key): kind.pk for kind in types}
        return {
            "organisations": organisation_lookup(actor),
            "sessions": Lookup.of(_("session"), [(one.key, one.pk, one.name) for one in sessions]),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        """A key made of the session and the name, and what empty cells mean."""
        for row in rows:
            for name, value in inputs.DEFAULTS.items():
                if name in row and row[name] in ("", None):
                    row[name] = value
            if row.get("away"):
                row["away"] = BETWEEN.join(sorted(set(names_in(row["away"]))))
            if not row.get("id"):
                session = self.sessions.get(row.get("session") or 0)
                row["id"] = slugify(f"{session.key if session else ''} {row.get('name', '')}")[:140].strip(
                    "-"
                )

    def check(self, row: Row, current: Current | None) -> None:
        whole = {**(current.values if current else {}), **row}
        session = self.sessions.get(whole.get("session") or 0)
        if session is None:
            return
        if (session.pk, whole["type"]) not in self.types:
            keys = ", ".join(sorted(key for pk, key in self.types if pk == session.pk))
            raise NoSuchType(field="type", key=whole["type"], keys=keys)
        check_numbers(whole.get("minimum"), whole.get("maximum"))
        for name in inputs.TIMES:
            instant_of(whole.get(name) or "", session.zone, name)
        self.slots(session.pk, whole.get("away"))

    def slots(self, session: int, text: str | None) -> list[int]:
        """The times that a cell names, with semicolons between."""
        return times_named(self.times.get(session, {}), names_in(text or ""))

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = with_away(visible(Participant, self.actor).filter(session__in=self.sessions))
        return {one.key: Current(one.pk, values_of(one), one.version) for one in rows if one.key in wanted}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        actions.add_participants(actor=actor, entries=[self.entry(row) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Participant.objects.select_related("kind", "session").in_bulk(
            [change.pk for change in changes]
        )
        entries = [self.entry(change.after, known[change.pk]) for change in changes]
        actions.change_participants(actor=actor, entries=entries)

    def entry(self, row: Row, known: Participant | None = None) -> actions.ParticipantEntry:
        fields = {name: row[column] for column, name in inputs.FIELDS.items() if column in row}
        session = self.sessions[fields.get("session_id") or (known.session_id if known else 0)]
        for name in inputs.TIMES:
            if name in row:
                fields[name] = instant_of(row[name] or "", session.zone, name)
        if "type" in row:
            fields["kind_id"] = self.types[session.pk, row["type"]]
        away = self.slots(session.pk, row["away"]) if "away" in row else None
        return actions.ParticipantEntry(fields, known, away)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for participant in Participant.objects.filter(pk__in=pks):
            actions.remove_participant(actor=actor, participant=participant)


def values_of(one: Participant) -> dict[str, Any]:
    """A participant as a row of her table."""
    return (
        {column: getattr(one, name) for column, name in inputs.FIELDS.items()}
        | {name: on_the_wall(getattr(one, name), one.session.zone) for name in inputs.TIMES}
        | {"type": one.kind.key, "away": BETWEEN.join(away_of(one))}
    )


class ImportWishes(Importer):
    """One row per wish between two participants of one session."""

    kind, label, permission = "wishes", _("Wishes for single meetings"), "matchmaking.import"
    columns = inputs.WISHES
    key_columns = ("asker", "asked")
    model = Wish

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        sessions = organised_sessions(actor).values("pk")
        rows = visible(Participant, actor).filter(session__in=sessions)
        return {"participants": Lookup.of(_("participant"), rows.values_list("key", "pk", "key"))}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in inputs.DEFAULTS_OF_WISHES.items():
                if name in row and row[name] in ("", None):
                    row[name] = value

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        rows = visible(Wish, self.actor).filter(asker__in={key[0] for key in wanted})  # type: ignore[index]
        return {
            (one.asker_id, one.asked_id): Current(one.pk, wish_values(one), one.version)
            for one in rows
            if (one.asker_id, one.asked_id) in wanted
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        actions.save_wishes(actor=actor, entries=[actions.WishEntry(stored(row)) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Wish.objects.in_bulk([change.pk for change in changes])
        entries = [actions.WishEntry(stored(change.after), known[change.pk]) for change in changes]
        actions.save_wishes(actor=actor, entries=entries)


def wish_values(one: Wish) -> dict[str, Any]:
    return {column: getattr(one, name) for column, name in inputs.FIELDS_OF_WISHES.items()}


def stored(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[column] for column, name in inputs.FIELDS_OF_WISHES.items() if column in row}


IMPORTERS = (ImportParticipants, ImportWishes)
