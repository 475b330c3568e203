"""Read roadmaps: one partnership's month by month, and what is late everywhere."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from kontor.hub.foundation.drawn import Drawn, drawn
from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import forms, queries, report
from kontor.hub.strategy.choices import STATE_TONES
from kontor.hub.strategy.models import RoadmapActivity


def way_to_partnerships(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Partnerships"), reverse("partnerships:index")), *steps)


def way(partnership: Partnership, *steps: Crumb) -> tuple[Crumb, ...]:
    """By way of the partnership to its roadmap."""
    return way_to_partnerships(
        Crumb(partnership.acronym, partnership.get_absolute_url()),
        Crumb(gettext("Roadmap"), reverse("strategy:roadmap", args=[partnership.key]) if steps else ""),
        *steps,
    )


class OfAPartnership(PageView):
    """A page about the roadmap of one partnership, found by its key."""

    @cached_property
    def partnership(self) -> Partnership:
        return by_key(self.actor, self.kwargs["key"])


@dataclass(kw_only=True)
class RoadmapPage(Page):
    """The roadmap of a partnership. `tones` colour the states."""

    of: queries.Roadmap
    chart: Drawn | None
    tones: dict[str, str]


class Show(OfAPartnership):
    """Read what a partnership planned for which month, and what became of it."""

    template_name = "strategy/roadmap.html"

    def load(self, **values: Any) -> RoadmapPage:
        today = timezone.localdate()
        found = queries.roadmap(self.actor, self.partnership, today)
        return RoadmapPage(
            title=gettext("Roadmap of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("What was planned for which project month, and what became of it."),
            breadcrumb=way(self.partnership),
            as_of=today,
            of=found,
            chart=drawn(report.chart_of_roadmap(found)) if found.months else None,
            tones=STATE_TONES,
        )


@dataclass(kw_only=True)
class OverduePage(Page):
    """What is due and not done, in all partnerships the actor sees."""

    activities: list[RoadmapActivity]
    tones: dict[str, str]
    may_subscribe: bool


class Overdue(PageView):
    """See what is late."""

    template_name = "strategy/overdue.html"

    def load(self, **values: Any) -> OverduePage:
        today = timezone.localdate()
        return OverduePage(
            title=gettext("Overdue"),
            lead=gettext("Activities whose due day has passed and that nobody reported as done."),
            breadcrumb=way_to_partnerships(Crumb(gettext("Overdue"))),
            as_of=today,
            activities=queries.overdue(self.actor, today),
            tones=STATE_TONES,
            may_subscribe=not self.actor.is_visitor,
        )


@dataclass(kw_only=True)
class OutlookShown(Page):
    """What hangs on what, and what a move would move. `form` asks."""

    of: queries.OutlookPage
    form: Any


class Outlook(OfAPartnership):
    """See on what the end hangs, what to expect, and what would move if an activity moved."""

    template_name = "strategy/outlook.html"

    def load(self, **values: Any) -> OutlookShown:
        today = timezone.localdate()
        movable = queries.activities_to_move(self.actor, self.partnership)
        asked = "activity" in self.request.GET
        form = forms.WhatIf(self.request.GET if asked else None, movable=movable)
        moved = form.cleaned_data if asked and form.is_valid() else None
        told = {"moved": moved["activity"].key, "by": moved["by"]} if moved else {}
        return OutlookShown(
            title=gettext("Outlook of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("On what the end of the roadmap hangs, what to expect, and what would move."),
            breadcrumb=way(self.partnership, Crumb(gettext("Outlook"))),
            as_of=today,
            of=queries.outlook(self.actor, self.partnership, today, **told),
            form=form,
        )
