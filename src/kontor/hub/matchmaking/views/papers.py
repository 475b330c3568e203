"""What is printed, as PDF: everybody's by the organiser only, her own by each participant over her link."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.text import slugify
from django.views.generic import View

from kontor.documents import FORMATS
from kontor.hub.matchmaking.models import Participant
from kontor.hub.matchmaking.queries import agenda, records, schedules
from kontor.hub.matchmaking.report import papers
from kontor.hub.matchmaking.views.base import OfAParticipant, OfASession
from kontor.hub.matchmaking.views.mine import guarded
from kontor.hub.matchmaking.views.schedules import OfASchedule


def paper(content: bytes, name: str) -> HttpResponseBase:
    """A file that nobody in between keeps: it names people."""
    headers = {"Content-Disposition": f'attachment; filename="{slugify(name)[:120]}.pdf"'}
    return guarded(HttpResponse(content, content_type=FORMATS["pdf"].media_type, headers=headers))


class SheetsFile(OfASchedule):
    """Everybody's schedule, one after the other."""

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        found = schedules.sheets_of(self.schedule)
        content = papers.personal_schedules(self.session, self.schedule, found)
        return paper(content, f"{self.session.key}-schedules-{self.schedule.number}")


class TablesFile(OfASchedule):
    """The plan of tables, time by time and table by table."""

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        places = tuple(self.session.places.all())
        rows = tuple(schedules.rows_of(self.schedule, places))
        content = papers.plan_of_tables(self.schedule, rows, places)
        return paper(content, f"{self.session.key}-tables-{self.schedule.number}")


class BadgesFile(OfASession):
    """Badges to cut out, with codes."""

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        self.require_organiser()
        people = ((one, self.address_of(one)) for one in schedules.people_on(self.session, None))
        return paper(papers.badges(self.session, people), f"{self.session.key}-badges")

    def address_of(self, participant: Participant) -> str:
        return self.request.build_absolute_uri(reverse("matchmaking:mine", args=[participant.token]))


def own_schedule(participant: Participant) -> HttpResponseBase:
    """The sheet of one participant, of the published schedule."""
    schedule = agenda.published_for(participant)
    found = agenda.agenda_of(participant, schedule) if schedule else []
    content = papers.personal_schedules(participant.session, schedule, [(participant, found)])
    return paper(content, f"{participant.session.key}-{participant.name}")


class SheetFile(OfAParticipant):
    """One participant's schedule, for the organiser."""

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        self.require_organiser()
        return own_schedule(self.participant)


class MineSheet(View):
    """Her own schedule, over her link."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return own_schedule(records.participant_behind(token))
