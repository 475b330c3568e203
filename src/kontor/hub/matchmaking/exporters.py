"""Participants, wishes and what became of the meetings to take along, as far as the actor plans their sessions.

Participants and wishes import as unchanged; what became of meetings is said by the participants alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking import inputs
from kontor.hub.matchmaking.models import FollowUp, Participant, Wish
from kontor.hub.matchmaking.queries.availability import BETWEEN, away_of, with_away
from kontor.hub.matchmaking.queries.outcomes import follow_ups_of
from kontor.hub.matchmaking.rules.times import on_the_wall
from kontor.hub.transfer.kit import Exporter

AT_ONCE = 2000


class ExportParticipants(Exporter):
    kind, label, permission = "participants", _("Participants of single meetings"), "matchmaking.view"
    columns = inputs.PARTICIPANTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(actor, visible(Participant, actor).order_by("key"))

    def rows_of(self, actor: Actor, rows: QuerySet[Participant]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible: what a filtered list is downloaded from."""
        seen = dict(
            visible(Organisation, actor)
            .filter(session_participant__in=rows.values("pk"))
            .values_list("pk", "key")
        )
        for one in with_away(rows).iterator(chunk_size=AT_ONCE):
            yield (
                {column: getattr(one, name) for column, name in inputs.FIELDS.items()}
                | {name: on_the_wall(getattr(one, name), one.session.zone) for name in inputs.TIMES}
                | {
                    "type": one.kind.key,
                    "session": one.session.key,
                    "organisation": seen.get(one.organisation_id or 0),
                    "away": BETWEEN.join(away_of(one)),
                }
            )


class ExportWishes(Exporter):
    kind, label, permission = "wishes", _("Wishes for single meetings"), "matchmaking.view"
    columns = inputs.WISHES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(actor, visible(Wish, actor).order_by("asker__key", "asked__key"))

    def rows_of(self, actor: Actor, rows: QuerySet[Wish]) -> Iterator[Mapping[str, Any]]:
        for one in rows.select_related("asker", "asked").iterator(chunk_size=AT_ONCE):
            named = {column: getattr(one, name) for column, name in inputs.FIELDS_OF_WISHES.items()}
            yield named | {"asker": one.asker.key, "asked": one.asked.key}


class ExportFollowUps(Exporter):
    kind, label, permission = (
        "follow-ups-of-meetings",
        _("What became of single meetings"),
        "matchmaking.view",
    )
    columns = inputs.FOLLOW_UPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(actor, follow_ups_of(actor))

    def rows_of(self, actor: Actor, rows: QuerySet[FollowUp]) -> Iterator[Mapping[str, Any]]:
        for one in rows.iterator(chunk_size=AT_ONCE):
            yield {
                "participant": one.participant.key,
                "session": one.participant.session.key,
                "month": one.month,
                "due_on": one.due_on,
                "letter": one.fate,
                "answered_on": one.answered_on,
                "result": one.result,
                "answer": one.answer,
            }


EXPORTERS = (ExportParticipants, ExportWishes, ExportFollowUps)
