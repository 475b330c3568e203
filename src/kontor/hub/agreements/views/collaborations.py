"""Collaborations between partnerships: who says so, who confirms; report, ask, confirm, deny."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, forms, queries
from kontor.hub.agreements.models import CollaborationReport
from kontor.hub.agreements.tables import Collaborations
from kontor.hub.agreements.views.base import area_tabs, way
from kontor.hub.foundation.pages import ActionView, Crumb, ListPage, ListView, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.queries import wave_by_key


@dataclass(kw_only=True)
class CollaborationsPage(ListPage):
    """`matrix` is None where the list is filtered to nothing or too large; `standings` explains the marks."""

    matrix: queries.MatrixShown | None
    standings: tuple[tuple[str, Any], ...]
    may_report: bool


class Index(ListView):
    """See which partnerships say that they work together, and whether the other side says so too."""

    template_name = "agreements/collaborations.html"

    def load(self, **values: Any) -> CollaborationsPage:
        rows = queries.collaborations_for(self.actor)
        table = Collaborations.of(self.request, rows, edited=frozenset(self.actor.edited_teams))
        return CollaborationsPage(
            title=gettext("Cooperation cases"),
            lead=gettext(
                "A collaboration between two partnerships is confirmed when both say so. 'Not asked' is no denial."
            ),
            tabs=area_tabs(self.request, self.actor),
            table=table,
            matrix=queries.matrix(self.actor, table.chosen_rows()),
            standings=queries.STANDINGS,
            may_report=self.own_partnerships().exists(),
        )

    def own_partnerships(self) -> QuerySet[Partnership]:
        return visible(Partnership, self.actor).filter(team_id__in=self.actor.edited_teams)


def way_here(title: Any) -> tuple[Crumb, ...]:
    return way(Crumb(gettext("Collaborations"), reverse("agreements:collaborations")), Crumb(str(title)))


class Report(ActionView):
    """Say that a partnership works with another one."""

    form_class = forms.ReportCollaboration
    success = _("The collaboration is reported. Ask the other partnership to confirm it.")

    def load(self, **values: Any) -> Page:
        title = gettext("Report a collaboration")
        return Page(title=title, breadcrumb=way_here(title))

    def own(self) -> QuerySet[Partnership]:
        return visible(Partnership, self.actor).filter(team_id__in=self.actor.edited_teams)

    def check(self, page: Page) -> None:
        require(self.actor, "agreements.report_collaboration", self.own().first() or Partnership())

    def initial(self) -> dict[str, Any]:
        own = list(self.own().values_list("key", flat=True)[:2])
        return {"visibility": "programme"} | ({"reporter": own[0]} if len(own) == 1 else {})

    def form_values(self) -> dict[str, Any]:
        return {"own": self.own(), "others": visible(Partnership, self.actor)}

    def process(self, form: forms.ReportCollaboration) -> str:
        actions.report_collaboration(actor=self.actor, today=timezone.localdate(), **form.cleaned_data)
        return reverse("agreements:collaborations")


class TakeOver(ActionView):
    """Put what partnerships said in a survey among the collaborations, and ask the other side."""

    form_class = forms.TakeOver

    @cached_property
    def wave(self) -> Wave:
        return wave_by_key(self.actor, self.kwargs["survey"], self.kwargs["wave"])

    def load(self, **values: Any) -> Page:
        lead = gettext("What partnerships said of each other in %(wave)s is kept here, each of it once.")
        title = gettext("Take over from a survey")
        return Page(title=title, lead=lead % {"wave": self.wave.label}, breadcrumb=way_here(title))

    def check(self, page: Page) -> None:
        require(self.actor, "agreements.take_over", self.wave)

    def process(self, form: Any) -> str:
        taken = actions.take_over(
            actor=self.actor, wave=self.wave, today=timezone.localdate(), ask=form.cleaned_data["ask"]
        )
        told = {"added": taken.added, "known": taken.known, "asked": taken.asked}
        text = gettext("Taken over: %(added)s; there already: %(known)s; asked by mail: %(asked)s.")
        messages.success(self.request, text % told)
        return reverse("agreements:collaborations")


class OfACollaboration(ActionView):
    """One verb on one report. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`."""

    title: Any
    verb: str

    @cached_property
    def report(self) -> CollaborationReport:
        return queries.collaboration_by_key(self.actor, self.kwargs["key"])

    def load(self, **values: Any) -> Page:
        other = self.report.counterpart.acronym if self.report.counterpart else self.report.counterpart_name
        lead = gettext("%(one)s says that it works with %(other)s.") % {
            "one": self.report.reporter.acronym,
            "other": other,
        }
        return Page(title=str(self.title), lead=lead, breadcrumb=way_here(self.title))

    def check(self, page: Page) -> None:
        require(self.actor, f"agreements.{self.verb}", self.report)

    def process(self, form: Any) -> str:
        self.act()
        return reverse("agreements:collaborations")

    def act(self) -> None:
        raise NotImplementedError


class Ask(OfACollaboration):
    """Ask the other partnership by mail."""

    title = _("Ask the other partnership")
    verb = "ask"
    form_class = forms.Ask
    success = _("The other partnership is asked by mail.")

    def act(self) -> None:
        actions.ask_collaboration(actor=self.actor, report=self.report, today=timezone.localdate())


class Confirm(OfACollaboration):
    """Say that it is so."""

    title = _("Confirm the collaboration")
    verb = "confirm"
    form_class = forms.Confirm
    success = _("Confirmed. The other partnership is told.")

    def act(self) -> None:
        actions.confirm_collaboration(actor=self.actor, report=self.report, today=timezone.localdate())


class Deny(OfACollaboration):
    """Say that it is not so."""

    title = _("Deny the collaboration")
    verb = "deny"
    form_class = forms.Deny
    success = _("Denied. The other partnership is told; both statements stay.")

    def act(self) -> None:
        actions.deny_collaboration(actor=self.actor, report=self.report, today=timezone.localdate())


class TakeBack(OfACollaboration):
    """Take an answer back."""

    title = _("Take the answer back")
    verb = "confirm"
    form_class = forms.TakeBack
    success = _("The answer is taken back.")

    def act(self) -> None:
        actions.take_back_reply(actor=self.actor, report=self.report)
