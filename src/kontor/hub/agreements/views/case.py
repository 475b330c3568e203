"""One case: who works with whom on what, how far it is, and what came of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import queries, rules
from kontor.hub.agreements.choices import STATE_TONES
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.agreements.report import KINDS
from kontor.hub.agreements.views.base import OfACase, way
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.pages import Crumb, Page, Tab, tabs
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.models import Wish
from kontor.hub.missions.models import Event


@dataclass(kw_only=True)
class CasePage(Page):
    """One case. `works` says whether the actor may change it; `drafts` are (name, address) of texts to take along. `same_as`,
    `event` and `meeting` are None where there is none or the actor does not see it.
    """

    of: queries.CaseShown
    state_tone: str
    works: bool
    verbs: frozenset[str]
    drafts: list[tuple[Any, str]]
    same_as: CooperationCase | None
    event: Event | None
    meeting: Wish | None
    today: date


def tabs_of(request: Any, key: str) -> tuple[Tab, ...]:
    return tabs(
        request,
        [
            (_("Case"), reverse("agreements:case", args=[key])),
            (_("History"), reverse("agreements:history", args=[key])),
        ],
    )


class Show(OfACase):
    """Read about one case."""

    template_name = "agreements/case.html"

    def load(self, **values: Any) -> CasePage:
        case = self.case
        works = case.pk in queries.workable(self.actor, [case.pk])
        return CasePage(
            title=case.title,
            breadcrumb=way(Crumb(case.title)),
            tabs=tabs_of(self.request, case.key),
            of=queries.case_shown(self.actor, case, timezone.localdate()),
            state_tone=STATE_TONES[case.state],
            works=works,
            verbs=frozenset(rules.CASE.verbs(case.state)) if works else frozenset(),
            drafts=[
                (kind.title, reverse("agreements:draft", args=[case.key, name]))
                for name, kind in KINDS.items()
            ]
            if works
            else [],
            same_as=visible(CooperationCase, self.actor).filter(pk=case.same_as_id).first()
            if case.same_as_id
            else None,
            meeting=visible(Wish, self.actor).select_related("session").filter(pk=case.from_wish_id).first()
            if case.from_wish_id
            else None,
            event=visible(Event, self.actor).filter(pk=case.from_event_id).first()
            if case.from_event_id
            else None,
            today=timezone.localdate(),
        )


@dataclass(kw_only=True)
class HistoryPage(Page):
    """Who did what to the case, when."""

    happenings: list[Happening]


class History(OfACase):
    """See how a case became what it is."""

    template_name = "agreements/history.html"

    def load(self, **values: Any) -> HistoryPage:
        return HistoryPage(
            title=self.case.title,
            breadcrumb=self.way(Crumb(gettext("History"))),
            tabs=tabs_of(self.request, self.case.key),
            happenings=history_of(self.actor, self.case),
        )
