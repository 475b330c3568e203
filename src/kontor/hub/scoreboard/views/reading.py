"""Pages that show: the overview, the list, one claim, an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.foundation.pages import Crumb, ListPage, ListView, Page, PageView, Tab, crumbs, tabs
from kontor.hub.foundation.permission import can
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.tables import Claims, with_verdicts
from kontor.hub.scoreboard.views.day import asked_day, asked_page, day_of_page


def way(*steps: tuple[str, str] | str) -> tuple[Crumb, ...]:
    return crumbs((gettext("Claims and findings"), reverse("scoreboard:index")), *steps)


def area_tabs(request: HttpRequest, day: date | None) -> tuple[Tab, ...]:
    """The pages of the area, keeping the day."""
    tail = f"?as_of={day.isoformat()}" if day else ""
    entries = [
        (gettext("Overview"), reverse("scoreboard:index")),
        (gettext("All claims"), reverse("scoreboard:claims")),
        (gettext("Inconsistent records"), reverse("scoreboard:inconsistencies")),
    ]
    return tuple(Tab(tab.label, f"{tab.url}{tail}", tab.current) for tab in tabs(request, entries))


@dataclass(kw_only=True)
class IndexPage(Page):
    """The overview: `of` holds the numbers and lists, `day` the day they are of."""

    of: queries.Overview
    day: date
    add_url: str


class Index(PageView):
    """See how claims and records stand to each other."""

    template_name = "scoreboard/index.html"

    def load(self, **values: Any) -> IndexPage:
        day = asked_day(self.request)
        shown_day = day_of_page(self.request, day)
        return IndexPage(
            title=gettext("Claims and findings"),
            lead=gettext(
                "Figures that others state, held against the records. Both stay visible; nobody's figure is replaced."
            ),
            tabs=area_tabs(self.request, shown_day),
            as_of=shown_day,
            of=queries.overview(self.actor, day, dated=shown_day is not None),
            day=day,
            add_url=reverse("scoreboard:add_claim") if can(self.actor, "scoreboard.add-claim") else "",
        )


def claims_table(request: HttpRequest, actor: Any, day: date) -> Claims:
    """The list with its findings: for the page and for the export of the same rows."""
    found = {one.pk: one for one in queries.findings(actor, day)}
    rows = queries.claims_for_lists(actor, list(found))
    return Claims.of(request, with_verdicts(rows, found), found=found, path=reverse("scoreboard:claims"))


@dataclass(kw_only=True)
class ClaimsPage(ListPage):
    """The list of claims."""

    add_url: str


class ListClaims(ListView):
    """Find a claim."""

    template_name = "scoreboard/claims.html"

    def load(self, **values: Any) -> ClaimsPage:
        day = asked_day(self.request)
        return ClaimsPage(
            title=gettext("All claims"),
            breadcrumb=way(gettext("All claims")),
            tabs=area_tabs(self.request, day_of_page(self.request, day)),
            as_of=day_of_page(self.request, day),
            table=claims_table(self.request, self.actor, day),
            add_url=reverse("scoreboard:add_claim") if can(self.actor, "scoreboard.add-claim") else "",
        )


@dataclass(kw_only=True)
class ClaimShown(Page):
    """One claim with everything about it in `of`; `day` is the day the records are of."""

    of: queries.ClaimPage
    day: date


class ShowClaim(PageView):
    """Read a claim, what the records say, and why."""

    template_name = "scoreboard/claim.html"

    def load(self, *, key: str) -> ClaimShown:
        day = asked_day(self.request)
        found = queries.claim_page(self.actor, day, key, asked_page(self.request))
        return ClaimShown(
            title=found.claim.statement,
            breadcrumb=way((gettext("All claims"), reverse("scoreboard:claims")), found.claim.key),
            as_of=day_of_page(self.request, day),
            of=found,
            day=day,
        )


@dataclass(kw_only=True)
class AnswerShown(Page):
    """The answer to a question, as an actor sees the records of a day."""

    of: queries.AnswerPage
    day: date


class Answer(PageView):
    """See what the records answer, and which rows were counted."""

    template_name = "scoreboard/answer.html"

    def load(self, **values: Any) -> AnswerShown:
        day = asked_day(self.request)
        text = self.request.GET.get("question", "")
        found = queries.answer_page(self.actor, day, text, asked_page(self.request))
        return AnswerShown(
            title=found.words, breadcrumb=way(gettext("Answer of the records")), as_of=day, of=found, day=day
        )


@dataclass(kw_only=True)
class InconsistenciesShown(Page):
    """What does not fit in the lists of partnerships, in `of`."""

    of: queries.InconsistenciesPage
    day: date


class Inconsistencies(PageView):
    """Find what the records say against each other, without any claim."""

    template_name = "scoreboard/inconsistencies.html"

    def load(self, **values: Any) -> InconsistenciesShown:
        day = asked_day(self.request)
        shown_day = day_of_page(self.request, day)
        asked = {name: self.request.GET.get(name, "") for name in ("partnership", "hardness")}
        return InconsistenciesShown(
            title=gettext("Inconsistent records"),
            lead=gettext(
                "Doubles, states, dates and shares in the lists of partnerships that cannot all be so. Nothing is changed."
            ),
            breadcrumb=way(gettext("Inconsistent records")),
            tabs=area_tabs(self.request, shown_day),
            as_of=shown_day,
            of=queries.inconsistencies_page(self.actor, day, **asked),
            day=day,
        )
