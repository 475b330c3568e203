"""Lists of sessions, participants and wishes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.tables import Column, Facet, RowAction, Table, known_last
from kontor.hub.matchmaking.choices import Arrival, Stage, WishState
from kontor.hub.matchmaking.models import Participant, Session


def country_label(code: str) -> str:
    return country_name(code, get_language() or "en")


class Sessions(Table):
    name = "matchmaking.sessions"
    searches = _("Search names of sessions and events")
    default_sort = "-added"
    columns = (
        Column(
            "name", _("Session"), sort=("name", "key"), fixed=True, url=Session.get_absolute_url,
            hint=lambda row: row.event.name,
        ),
        Column("stage", _("Stage"), sort=("stage",), value="get_stage_display"),
        Column("when", _("Event from"), sort=("event__start",), kind="date", value="event.start", descending_first=True),
        Column("zone", _("Time zone"), sort=("zone",), hidden=True),
        Column("added", _("Set up"), sort=("created_at", "key"), kind="date", value="created_at", descending_first=True),
    )  # fmt: skip
    facets = (Facet("stage", _("Stage"), choices=Stage.choices, by_count=False),)
    empty_title = _("No session yet")
    empty_text = _("Open an event and plan its single meetings.")

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(Q(name__icontains=words) | Q(event__name__icontains=words))


class Participants(Table):
    name = "matchmaking.participants"
    searches = _("Search names, organisations, offers and needs")
    default_sort = "name"
    may_change = True
    columns = (
        Column(
            "name", _("Participant"), sort=("name", "pk"), fixed=True, url=Participant.get_absolute_url,
            hint=lambda row: row.stands_for,
        ),
        Column("kind", _("Type"), sort=("kind__name",), value="kind.name"),
        Column("country", _("Country"), sort=(known_last("country_id"),), kind="country", value="country_id"),
        Column("stated", _("Asks for"), sort=("stated",), kind="number", descending_first=True),
        Column("asked_for", _("Is asked by"), sort=("asked_for",), kind="number", descending_first=True),
        Column("arrival", _("Arrival"), sort=("arrival",), value="get_arrival_display"),
        Column("languages", _("Languages"), sort=("languages",), hidden=True),
        Column("email", _("E-mail address"), sort=("email",), hidden=True),
    )  # fmt: skip
    facets = (
        Facet("kind", _("Type"), field="kind__key", label_field="kind__name"),
        Facet("country", _("Country"), field="country_id", label_of=country_label),
        Facet("arrival", _("Arrival"), choices=Arrival.choices, by_count=False),
    )
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))
    empty_title = _("Nobody takes part yet")
    empty_text = _("Enter the first participant, or import a list.")
    session: Session

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(
            Q(name__icontains=words)
            | Q(organisation_name__icontains=words)
            | Q(organisation__name__icontains=words)
            | Q(offers__icontains=words)
            | Q(needs__icontains=words)
        )

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("kind", "organisation", "session")

    def actions(self, record: Any) -> Iterable[RowAction]:
        address = reverse("matchmaking:edit_participant", args=[self.session.key, record.pk])
        yield RowAction(_("Change"), address, "edit")

    def export_address(self, format_name: str) -> str:
        return reverse("matchmaking:export_participants", args=[self.session.key, format_name])


class Wishes(Table):
    name = "matchmaking.wishes"
    searches = _("Search names and reasons")
    default_sort = "asker"
    columns = (
        Column(
            "asker", _("Who asks"), sort=("asker__name", "pk"), fixed=True, value="asker.name",
            url=lambda row: reverse("matchmaking:wish", args=[row.session.key, row.pk]),
            hint=lambda row: row.asker.stands_for,
        ),
        Column("asked", _("Whom"), sort=("asked__name", "pk"), value="asked.name", hint=lambda row: row.asked.stands_for),
        Column("weight", _("How important"), sort=("weight",), value="get_weight_display", descending_first=True),
        Column("state", _("Answer"), sort=("state",), value="get_state_display"),
        Column("reason", _("Why"), hidden=True),
    )  # fmt: skip
    facets = (Facet("state", _("Answer"), choices=WishState.choices, by_count=False),)
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))
    empty_title = _("No wish yet")
    empty_text = _("Participants state their wishes over their own links; lists can be imported.")
    session: Session

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(
            Q(asker__name__icontains=words)
            | Q(asked__name__icontains=words)
            | Q(asker__organisation_name__icontains=words)
            | Q(asked__organisation_name__icontains=words)
            | Q(asker__organisation__name__icontains=words)
            | Q(asked__organisation__name__icontains=words)
            | Q(reason__icontains=words)
        )

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("session", "asker__organisation", "asked__organisation")

    def export_address(self, format_name: str) -> str:
        return reverse("matchmaking:export_wishes", args=[self.session.key, format_name])
