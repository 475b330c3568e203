"""Find and read sessions, participants and wishes."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, ListPage, ListView, Page
from kontor.hub.foundation.permission import require
from kontor.hub.matchmaking.exporters import ExportFollowUps, ExportParticipants, ExportWishes
from kontor.hub.matchmaking.models import Participant, Session
from kontor.hub.matchmaking.queries import pages, records
from kontor.hub.matchmaking.queries.outcomes import follow_ups_of
from kontor.hub.matchmaking.tables import Participants, Sessions, Wishes
from kontor.hub.matchmaking.views.base import OfAParticipant, OfASession, way
from kontor.hub.transfer.kit.downloads import download


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """All sessions the actor may see."""

    may_add: bool


class Index(ListView):
    """Find a session."""

    template_name = "matchmaking/index.html"

    def load(self, **values: Any) -> IndexPage:
        return IndexPage(
            title=gettext("Single meetings"),
            lead=gettext(
                "Who meets whom at an event: from the wishes to the schedule, the day and what came of it."
            ),
            breadcrumb=way(),
            table=Sessions.of(self.request, records.sessions_for_lists(self.actor)),
            may_add=bool(self.actor.edited_teams),
        )


@dataclass(kw_only=True)
class SessionPage(Page):
    """One session."""

    of: pages.SessionShown
    session: Session


class Show(OfASession):
    """Read about one session; its organiser sees what is asked and what is possible."""

    template_name = "matchmaking/session.html"

    def load(self, **values: Any) -> SessionPage:
        return SessionPage(
            title=self.session.name,
            breadcrumb=way(Crumb(self.session.name)),
            tabs=self.session_tabs,
            of=pages.session_shown(self.actor, self.session),
            session=self.session,
        )


@dataclass(kw_only=True)
class OfSessionPage(ListPage):
    """A list of one session."""

    session: Session


class ShowParticipants(OfASession, ListView):
    """Find a participant."""

    template_name = "matchmaking/participants.html"

    def load(self, **values: Any) -> OfSessionPage:
        self.require_organiser()
        rows = pages.participants_for_lists(self.actor, self.session)
        return OfSessionPage(
            title=gettext("Participants"),
            breadcrumb=self.way(Crumb(gettext("Participants"))),
            tabs=self.session_tabs,
            table=Participants.of(self.request, rows, session=self.session),
            session=self.session,
        )


class ShowWishes(OfASession, ListView):
    """Find a wish."""

    template_name = "matchmaking/wishes.html"

    def load(self, **values: Any) -> OfSessionPage:
        self.require_organiser()
        rows = pages.wishes_for_lists(self.actor, self.session)
        return OfSessionPage(
            title=gettext("Wishes"),
            breadcrumb=self.way(Crumb(gettext("Wishes"))),
            tabs=self.session_tabs,
            table=Wishes.of(self.request, rows, session=self.session),
            session=self.session,
        )


class Export(View):
    """Download a list of a session: all rows that pass its filters, in its order, as the importer reads them."""

    http_method_names = ["get", "head", "options"]
    what = "participants"

    def get(self, request: HttpRequest, key: str, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        session = records.session_by_key(actor, key)
        require(actor, "matchmaking.read", session)
        title = f"{self.what}-{session.key}"
        if self.what == "participants":
            rows = pages.participants_for_lists(actor, session)
            exporter = ExportParticipants()
            found = exporter.rows_of(actor, Participants.asked_by(request, rows, session=session).filtered)
        elif self.what == "follow-ups":
            exporter = ExportFollowUps()
            found = exporter.rows_of(actor, follow_ups_of(actor, session))
        else:
            wishes = Wishes.asked_by(request, pages.wishes_for_lists(actor, session), session=session)
            exporter = ExportWishes()
            found = exporter.rows_of(actor, wishes.filtered)
        return download(slugify(title), form, exporter.columns, found, title=title)


@dataclass(kw_only=True)
class ParticipantPage(Page):
    """One participant, as the organiser sees her."""

    of: pages.ParticipantShown
    participant: Participant
    session: Session
    link: str


class ShowParticipant(OfAParticipant):
    """Read about one participant, and find the link to hand to her."""

    template_name = "matchmaking/participant.html"

    def load(self, **values: Any) -> ParticipantPage:
        self.require_organiser()
        address = reverse("matchmaking:mine", args=[self.participant.token])
        return ParticipantPage(
            title=self.participant.name,
            lead=self.participant.stands_for,
            breadcrumb=(*self.way()[:-1], Crumb(self.participant.name)),
            of=pages.participant_shown(self.actor, self.participant),
            participant=self.participant,
            session=self.session,
            link=self.request.build_absolute_uri(address),
        )
