"""What the pages of a session share: how the session is found, the way to it, its tabs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, PageView, Tab, VerbView, tabs
from kontor.hub.foundation.permission import can, require
from kontor.hub.matchmaking.models import Participant, Session
from kontor.hub.matchmaking.queries import records


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Single meetings"), reverse("matchmaking:index")), *steps)


class OfASession(PageView):
    """A page about one session, found by its key."""

    @cached_property
    def session(self) -> Session:
        return records.session_by_key(self.actor, self.kwargs["key"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way(Crumb(self.session.name, self.session.get_absolute_url()), *steps)

    @property
    def session_tabs(self) -> tuple[Tab, ...]:
        return session_tabs(self.request, self.session) if self.organises else ()

    @cached_property
    def organises(self) -> bool:
        return can(self.actor, "matchmaking.organise", self.session)

    def require_organiser(self) -> None:
        require(self.actor, "matchmaking.read", self.session)


def session_tabs(request: HttpRequest, session: Session) -> tuple[Tab, ...]:
    address = [session.key]
    return tabs(
        request,
        (
            (_("Overview"), reverse("matchmaking:session", args=address)),
            (_("Participants"), reverse("matchmaking:participants", args=address)),
            (_("Wishes"), reverse("matchmaking:wishes", args=address)),
            (_("Schedules"), reverse("matchmaking:schedules", args=address)),
            (_("The day"), reverse("matchmaking:day", args=address)),
            (_("What came of it"), reverse("matchmaking:outcomes", args=address)),
        ),
    )


class ChangeSession(OfASession, VerbView):
    """One verb on one session. Subclasses say `title`, `form_class`, `success`, and write `process`."""

    area = "matchmaking"
    verb = "organise"

    def subject(self) -> Any:
        return self.session


class OfAParticipant(OfASession):
    """A page about one participant, for the organiser."""

    @cached_property
    def participant(self) -> Participant:
        return records.participant_of(self.actor, self.session, self.kwargs["pk"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        people = Crumb(gettext("Participants"), reverse("matchmaking:participants", args=[self.session.key]))
        return super().way(people, Crumb(self.participant.name, self.participant.get_absolute_url()), *steps)
