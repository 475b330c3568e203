"""What is due for the actor, as a page."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from kontor.hub.agreements import queries
from kontor.hub.agreements.views.base import area_tabs
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.refusal import NotThere


@dataclass(kw_only=True)
class DuePage(Page):
    """`late` should be done already; `soon` comes within a month, agreements within two. `calendar_url` is a new address of
    the actor's calendar, on the one page that ever shows it.
    """

    late: list[queries.Due]
    soon: list[queries.Due]
    today: date
    calendar_url: str = ""


class Due(PageView):
    """See which steps, answers and signatures are due, and which agreements end."""

    template_name = "agreements/due.html"

    def load(self) -> DuePage:
        if self.actor.is_visitor:
            raise NotThere
        today = timezone.localdate()
        found = queries.due(self.actor, today)
        return DuePage(
            title=gettext("Cooperation cases"),
            lead=gettext(
                "On the cases that you work on. You are reminded by mail once, when the day has come."
            ),
            tabs=area_tabs(self.request, self.actor),
            late=[one for one in found if one.day < today],
            soon=[one for one in found if one.day >= today],
            today=today,
        )
