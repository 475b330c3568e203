"""What came of one participant's meetings, as page and PDF: for herself over her link, and for the organiser."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.matchmaking.models import Participant
from kontor.hub.matchmaking.queries import outcome_sheet, records
from kontor.hub.matchmaking.queries.outcome_sheet import OutcomeSheet
from kontor.hub.matchmaking.report import papers
from kontor.hub.matchmaking.views.base import OfAParticipant
from kontor.hub.matchmaking.views.mine import guarded
from kontor.hub.matchmaking.views.papers import paper


@dataclass(kw_only=True)
class SheetPage(Page):
    """One participant's meetings with what came of them. `back` is her own page, where she says it."""

    of: OutcomeSheet
    file: str
    back: str = ""


class OutcomeSheetOf(OfAParticipant):
    """Read what came of one participant's meetings, from both sides."""

    template_name = "matchmaking/outcome_sheet.html"

    @cached_property
    def sheet(self) -> OutcomeSheet:
        self.require_organiser()
        return outcome_sheet.sheet_for(self.actor, self.participant)

    def load(self, **values: Any) -> SheetPage:
        title = gettext("What came of it")
        self.require_organiser()
        return SheetPage(
            title=title,
            lead=" · ".join(filter(None, (self.participant.name, self.participant.stands_for))),
            breadcrumb=self.way(Crumb(title)),
            of=self.sheet,
            file=reverse("matchmaking:outcome_sheet_file", args=[self.session.key, self.participant.pk]),
        )


class OutcomeSheetFile(OutcomeSheetOf):
    """The same on paper."""

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        return as_paper(self.sheet)


class MineOutcomes(PageView):
    """Read what came of her own meetings."""

    template_name = "matchmaking/mine_outcomes.html"

    def load(self, token: str) -> SheetPage:
        participant = records.participant_behind(token)
        return SheetPage(
            title=gettext("What came of it"),
            lead=gettext("%(session)s: the meetings of %(name)s")
            % {"session": participant.session.name, "name": participant.name},
            of=outcome_sheet.own_sheet(participant),
            file=reverse("matchmaking:mine_outcomes_file", args=[token]),
            back=reverse("matchmaking:mine", args=[token]),
        )

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        return guarded(super().get(request, **values))


class MineOutcomesFile(View):
    """The same on paper."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return as_paper(outcome_sheet.own_sheet(records.participant_behind(token)))


def as_paper(sheet: OutcomeSheet) -> HttpResponseBase:
    participant: Participant = sheet.participant
    return paper(papers.outcome_sheet(sheet), f"{participant.session.key}-outcomes-{participant.name}")
