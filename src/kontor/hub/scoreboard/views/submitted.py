"""Pages about reports that are handed in: the list, one with its editions and deltas, handing in, accepting, returning."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Page, PageView
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.scoreboard import actions, forms, queries
from kontor.hub.scoreboard.choices import STATE_TONES
from kontor.hub.scoreboard.models import SubmittedReport
from kontor.hub.scoreboard.views.boards import OfAPartnership, board_tabs, way_to


@dataclass(kw_only=True)
class SubmissionsPage(Page):
    """The reports of a partnership in all editions: (report, tone of its state)."""

    reports: list[tuple[SubmittedReport, str]]
    submit_url: str


class Submissions(OfAPartnership):
    """See what a partnership has handed in."""

    template_name = "scoreboard/submissions.html"

    def load(self, **values: Any) -> SubmissionsPage:
        require(self.actor, "partnerships.read_inside", self.partnership)
        submits = can(self.actor, "scoreboard.submit-report", self.partnership)
        return SubmissionsPage(
            title=gettext("Reports of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext(
                "Figures as they were handed in. They never change; what changes later shows as a difference."
            ),
            breadcrumb=way_to(self.partnership, gettext("Reports")),
            tabs=board_tabs(self, self.partnership),
            reports=[
                (one, STATE_TONES[one.state]) for one in queries.reports_of(self.actor, self.partnership)
            ],
            submit_url=reverse("scoreboard:submit", args=[self.partnership.key]) if submits else "",
        )


class Submit(OfAPartnership, ActionView):
    """Hand in the figures of a period."""

    form_class = forms.SubmitReport
    success = _("The report is handed in, with its figures frozen.")

    def load(self, **values: Any) -> Page:
        title = gettext("Hand in a report")
        lead = gettext("The figures are frozen as they are now, each with the records behind it.")
        return Page(title=title, lead=lead, breadcrumb=way_to(self.partnership, title))

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.submit-report", self.partnership)

    def form_values(self) -> dict[str, Any]:
        return {"periods": queries.periods_of(self.actor, self.partnership)}

    def process(self, form: forms.SubmitReport) -> str:
        return actions.submit_report(actor=self.actor, **form.cleaned_data).get_absolute_url()


class OfAReport(PageView):
    """A page about one edition of a report."""

    @cached_property
    def report(self) -> SubmittedReport:
        found = queries.reports_for_lists(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotThere
        return found


@dataclass(kw_only=True)
class SubmittedPage(Page):
    """One edition: its frozen figures, how editions differ, what the records say since; `decides` for its reader."""

    of: queries.Submission
    figures: list[dict[str, Any]]
    tone: str
    decides: bool
    again_url: str


class Submitted(OfAReport):
    """Read a report as it was handed in, and what changed since."""

    template_name = "scoreboard/submitted.html"

    def load(self, *, pk: int) -> SubmittedPage:
        found = queries.submission(self.actor, pk)
        one = found.shown
        decides = one.state == "submitted" and can(self.actor, "scoreboard.decide-report", one)
        again = can(self.actor, "scoreboard.submit-report", one.period) and found.latest.state != "submitted"
        words = {"period": one.period.label, "edition": one.edition}
        steps = (
            (gettext("Reports"), reverse("scoreboard:submissions", args=[one.partnership.key])),
            one.period.label,
        )
        return SubmittedPage(
            title=gettext("Report on %(period)s, edition %(edition)s") % words,
            breadcrumb=way_to(one.partnership, *steps),
            as_of=one.as_of,
            of=found,
            figures=queries.figures_shown(one),
            tone=STATE_TONES[one.state],
            decides=decides,
            again_url=reverse("scoreboard:submit", args=[one.partnership.key]) if again else "",
        )


class Decide(OfAReport, ActionView):
    """Base of accepting and returning."""

    title: Any

    def load(self, **values: Any) -> Page:
        steps = ((self.report.period.label, self.report.get_absolute_url()), str(self.title))
        return Page(
            title=str(self.title),
            lead=self.report.period.label,
            breadcrumb=way_to(self.report.partnership, *steps),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "scoreboard.decide-report", self.report)

    def process(self, form: Any) -> str:
        self.decide(form)
        return self.report.get_absolute_url()

    def decide(self, form: Any) -> None:
        raise NotImplementedError


class AcceptReport(Decide):
    """Accept what was handed in by somebody else."""

    form_class = forms.Confirm
    title, success = _("Accept the report"), _("The report is accepted.")

    def decide(self, form: Any) -> None:
        actions.accept_report(actor=self.actor, report=self.report)


class ReturnReport(Decide):
    """Give a report back."""

    form_class = forms.ReturnIt
    title, success = (
        _("Return the report"),
        _("The report is returned. Its correction will be the next edition."),
    )

    def decide(self, form: Any) -> None:
        actions.return_report(actor=self.actor, report=self.report, reason=form.cleaned_data["reason"])
