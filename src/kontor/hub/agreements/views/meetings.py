"""Single meetings that become cases, and how many of an event's wishes become agreements."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, forms, queries
from kontor.hub.agreements.views.base import area_tabs, way
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView
from kontor.hub.foundation.permission import require
from kontor.hub.matchmaking.models import Wish


class RecordMeeting(ActionView):
    """Make a meeting that was held a contact."""

    form_class = forms.RecordMeeting
    success = _("The meeting is a contact now. What was tapped twice is one contact.")

    @cached_property
    def wish(self) -> Wish:
        return queries.meeting_by_wish(self.actor, self.kwargs["pk"])

    def load(self, **values: Any) -> Page:
        told = {"one": self.wish.asker.name, "other": self.wish.asked.name}
        return Page(
            title=gettext("Make it a contact"),
            lead=gettext(
                "The meeting of %(one)s and %(other)s: their organisations become the parties of a case."
            )
            % told,
            breadcrumb=way(Crumb(gettext("Make it a contact"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "agreements.add", self.wish.session.event.partnership)

    def process(self, form: forms.RecordMeeting) -> str:
        case = actions.record_meeting(actor=self.actor, wish=self.wish, today=timezone.localdate())
        return case.get_absolute_url()


STEP_WORDS = {
    "wishes": _("Wishes"), "planned": _("Meetings planned"), "held": _("Held"), "contacts": _("Contacts"),
    "negotiations": _("In negotiation"), "signed": _("Signed"),
}  # fmt: skip
GROUP_WORDS = {"event": _("Event"), "country": _("Country"), "partnership": _("Partnership")}


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line; shares in percent, None where nobody has answered or come."""

    label: str
    url: str
    numbers: tuple[tuple[Any, int], ...]
    signed: float | None
    accepted: float | None
    no_shows: float | None


@dataclass(kw_only=True)
class ConversionPage(Page):
    """`groups` are (key, label, address, chosen). `total` is None where lines do not add up."""

    heading: Any
    steps: list[Any]
    groups: list[tuple[Any, str, bool]]
    lines: list[LineShown]
    total: LineShown | None


class Conversion(PageView):
    """See how many wishes to meet became meetings, contacts and agreements."""

    template_name = "agreements/conversion.html"

    def load(self, **values: Any) -> ConversionPage:
        asked = self.request.GET.get("by", "")
        by = asked if asked in queries.GROUPS else queries.GROUPS[0]
        lines = queries.conversion(self.actor, by)
        here = reverse("agreements:conversion")
        return ConversionPage(
            title=gettext("From the wish to the agreement"),
            lead=gettext(
                "How many wishes to meet became meetings, contacts and agreements, at the events that you plan."
            ),
            breadcrumb=way(Crumb(gettext("From the wish to the agreement"))),
            tabs=area_tabs(self.request, self.actor),
            heading=GROUP_WORDS[by],
            steps=[STEP_WORDS[step] for step in queries.STEPS],
            groups=[(GROUP_WORDS[one], f"{here}?by={one}", one == by) for one in queries.GROUPS],
            lines=[line_shown(line, by) for line in lines],
            total=line_shown(queries.together(lines), "") if by != "country" and len(lines) > 1 else None,
        )


def line_shown(line: queries.Conversion, by: str) -> LineShown:
    return LineShown(
        label=label_of(line, by),
        url=reverse("missions:event", args=[line.key]) if by == "event" else "",
        numbers=tuple((STEP_WORDS[step], line.counts[step]) for step in queries.STEPS),
        signed=line.signed.percent,
        accepted=line.accepted.percent,
        no_shows=line.no_shows.percent,
    )


def label_of(line: queries.Conversion, by: str) -> str:
    if by == "":
        return gettext("Together")
    if by == "country" and line.key:
        return country_name(line.key, get_language() or "en")
    return line.label or gettext("Not stated")
