"""What is done to a case itself: edit, advance, close, reopen, mark as told twice, report."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, forms, queries, rules
from kontor.hub.agreements.models import CaseReport, CooperationCase
from kontor.hub.agreements.views.base import ChangeView, PieceView
from kontor.hub.foundation.pages import safe_return
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership

COPIED = (
    "title", "description", "type", "level", "sector", "country", "started_on", "credited_to", "visibility", "note", "version",
)  # fmt: skip
# What happened, in the words of the form; `sign` and `close` have forms of their own.
STEPS = {
    "return_to_contact": _("Back to a mere contact"),
    "negotiate": _("We are negotiating"),
    "prepare": _("The agreement is ready to be signed"),
    "sign": _("It is signed: one of its agreements is"),
    "start": _("The work has begun"),
}


def steps_open(state: str) -> list[tuple[str, Any]]:
    """(verb, what happened) of the steps that a state allows."""
    return [(verb, STEPS[verb]) for verb in rules.CASE.verbs(state) if verb in STEPS]


class Edit(ChangeView):
    """Change what a case says of itself."""

    title = _("Edit the case")
    verb = "edit"
    form_class = forms.Edit
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.case, name) for name in COPIED} | {
            "objectives": [one.objective for one in self.case.objectives.all()],
            "terms": list(self.case.terms.all()),
            "from_event": self.case.from_event.key if self.case.from_event else "",
        }

    def form_values(self) -> dict[str, Any]:
        event = self.case.from_event
        offered = queries.events_to_name(self.actor, queries.partnerships_to_record_for(self.actor))
        events = Event.objects.filter(pk__in=[*offered, *([event.pk] if event else [])])
        return {"events": events, "event": event.key if event else ""}

    def process(self, form: forms.Edit) -> str:
        changed = form.cleaned_data | {"terms": list(form.cleaned_data["terms"])}
        return actions.edit_case(
            actor=self.actor, case=self.case, today=self.today, **changed
        ).get_absolute_url()


class Advance(ChangeView):
    """Say how far the case is. The board posts here, too, and is returned to."""

    title = _("Change the state")
    verb = "advance"
    form_class = forms.Advance
    success = _("The state is changed.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.case.version}

    def form_values(self) -> dict[str, Any]:
        return {"steps": steps_open(self.case.state)}

    def process(self, form: forms.Advance) -> str:
        actions.advance_case(actor=self.actor, case=self.case, **form.cleaned_data)
        return safe_return(self.request, self.request.POST.get("next", ""), self.back())


class Close(ChangeView):
    """End a case with what came of it."""

    title = _("Close the case")
    verb = "close"
    form_class = forms.Close
    success = _("The case is closed.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.case.version}

    def process(self, form: forms.Close) -> str:
        actions.close_case(actor=self.actor, case=self.case, today=self.today, **form.cleaned_data)
        return self.back()


class Reopen(ChangeView):
    """Take up a closed case again."""

    title = _("Reopen the case")
    lead = _(
        "It goes on where it was: active when something was signed, else in negotiation. Its outcome is taken back."
    )
    verb = "reopen"
    form_class = forms.Reopen
    success = _("The case is open again.")

    def process(self, form: forms.Reopen) -> str:
        actions.reopen_case(actor=self.actor, case=self.case)
        return self.back()


class MarkSame(ChangeView):
    """Say that this case tells of the same cooperation as another one."""

    title = _("The same as another case")
    lead = _(
        "Use this when one cooperation was entered twice. It counts once from then on, and nothing is lost."
    )
    verb = "mark_same"
    form_class = forms.MarkSame
    success = _("This case points at the one that counts now.")

    def form_values(self) -> dict[str, Any]:
        return {
            "rows": visible(CooperationCase, self.actor)
            .exclude(pk=self.case.pk)
            .filter(level=self.case.level)
        }

    def process(self, form: forms.MarkSame) -> str:
        actions.mark_same(actor=self.actor, record=self.case, same_as=form.cleaned_data["same_as"])
        return self.back()


class UnmarkSame(ChangeView):
    """Take back that this case tells of the same as another one."""

    title = _("Not the same case")
    lead = _("The case counts again by itself.")
    verb = "mark_same"
    form_class = forms.Unmark
    success = _("This case counts again.")

    def process(self, form: forms.Unmark) -> str:
        actions.unmark_same(actor=self.actor, record=self.case)
        return self.back()


class Report(ChangeView):
    """Say in which list a partnership reports this case; others may report it, too."""

    title = _("Report the case")
    lead = _("One cooperation that several partnerships report stays one record, credited to each of them.")
    verb = "report"
    form_class = forms.Report
    success = _("The report is added.")

    def initial(self) -> dict[str, Any]:
        """The case's own partnership, as long as none of its lists names the case."""
        own = self.case.partnership
        unlisted = own is not None and not CaseReport.objects.filter(case=self.case, partnership=own).exists()
        return {"partnership": own.key} if own and unlisted else {}

    def form_values(self) -> dict[str, Any]:
        return {
            "rows": visible(Partnership, self.actor),
            "lists": queries.lists_in_use(self.actor, self.case.partnership_id),
        }

    def process(self, form: forms.Report) -> str:
        actions.report_case(actor=self.actor, case=self.case, **form.cleaned_data)
        return self.back("reports")


class WithdrawReport(PieceView):
    """Take back that a partnership reports this case."""

    title = _("Take the report back")
    verb = "report"
    model = CaseReport
    form_class = forms.WithdrawReport
    success = _("The report is taken back.")

    def process(self, form: forms.WithdrawReport) -> str:
        actions.withdraw_report(actor=self.actor, report=self.record)
        return (
            self.back("reports")
            if visible(CooperationCase, self.actor).filter(pk=self.case.pk)
            else reverse("agreements:index")
        )
