"""What came of the meetings, for the organiser: the evening after and later."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kontor.hub.foundation.pages import Crumb, Page
from kontor.hub.matchmaking.queries.outcomes import OutcomesShown, outcomes_shown
from kontor.hub.matchmaking.views.base import OfASession


@dataclass(kw_only=True)
class OutcomesPage(Page):
    """What the sides of each meeting say, and what it became."""

    of: OutcomesShown


class Outcomes(OfASession):
    """Read what came of the meetings, and take them further."""

    template_name = "matchmaking/outcomes.html"

    def load(self, **values: Any) -> OutcomesPage:
        self.require_organiser()
        words = " ".join(self.request.GET.get("text", "").split())[:100]
        return OutcomesPage(
            title=gettext("What came of it"),
            lead=gettext(
                "What both sides say of each meeting. A meeting that was held becomes a contact by one tap."
            ),
            breadcrumb=self.way(Crumb(gettext("What came of it"))),
            tabs=self.session_tabs,
            of=outcomes_shown(self.actor, self.session, words),
        )
