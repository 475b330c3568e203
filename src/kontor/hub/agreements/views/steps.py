"""Steps, follow-ups and what a case brought."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kontor.hub.agreements import actions, forms
from kontor.hub.agreements.models import FollowUp, Impact, Step
from kontor.hub.agreements.views.base import ChangeView, PieceView
from kontor.hub.foundation.pages import Page, safe_return


class AddStep(ChangeView):
    """Plan the next step."""

    title = _("Plan the next step")
    verb = "add_step"
    form_class = forms.AddStep
    success = _("The step is planned. Who takes it is reminded on its day.")

    def form_values(self) -> dict[str, Any]:
        return {"owners": self.own_side()}

    def process(self, form: forms.AddStep) -> str:
        actions.add_step(
            actor=self.actor, case=self.case, owner_user_id=self.actor.user_id, **form.cleaned_data
        )
        return self.back("steps")


class OfAStep(PieceView):
    """What is done to one step."""

    model = Step

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.record.text
        return page

    def done(self) -> str:
        return safe_return(self.request, self.request.POST.get("next", ""), self.back("steps"))


class EditStep(OfAStep):
    """Change a step, its owner or its day."""

    title = _("Change the step")
    verb = "edit_step"
    form_class = forms.EditStep
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        owner = self.record.owner
        names = ("text", "due_on", "version")
        return {name: getattr(self.record, name) for name in names} | {"owner": owner.key if owner else ""}

    def form_values(self) -> dict[str, Any]:
        owner = self.record.owner
        owners = self.own_side()
        if owner is not None:
            owners = owners | type(owner).objects.filter(pk=owner.pk)
        return {"owners": owners, "chosen": owner.key if owner else ""}

    def process(self, form: forms.EditStep) -> str:
        actions.edit_step(actor=self.actor, step=self.record, **form.cleaned_data)
        return self.done()


class FinishStep(OfAStep):
    """Say that a step is done, and what comes next."""

    title = _("The step is done")
    verb = "finish_step"
    form_class = forms.FinishStep
    success = _("The step is done.")

    def process(self, form: forms.FinishStep) -> str:
        actions.finish_step(actor=self.actor, step=self.record, today=self.today, **form.cleaned_data)
        return self.done()


class DropStep(OfAStep):
    """Say that a step will not be taken."""

    title = _("Drop the step")
    verb = "finish_step"
    form_class = forms.EndAgreement
    success = _("The step is dropped.")

    def process(self, form: forms.EndAgreement) -> str:
        actions.drop_step(actor=self.actor, step=self.record)
        return self.done()


class TakeUpStep(OfAStep):
    """Open a step again."""

    title = _("Take the step up again")
    verb = "finish_step"
    form_class = forms.EndAgreement
    success = _("The step is open again.")

    def process(self, form: forms.EndAgreement) -> str:
        actions.take_up_step(actor=self.actor, step=self.record)
        return self.done()


class AnswerFollowUp(PieceView):
    """Say what became of the case, and what it brought."""

    title = _("What became of it")
    verb = "follow_up"
    model = FollowUp
    form_class = forms.AnswerFollowUp
    success = _("The answer is kept.")

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        told = ngettext(
            "%(case)s, %(month)s month after the first contact.",
            "%(case)s, %(month)s months after the first contact.",
            self.record.month,
        )
        page.lead = told % {"month": self.record.month, "case": self.case.title}
        return page

    def initial(self) -> dict[str, Any]:
        first = {"unit": "EUR", "reach": "direct", "attribution": 100}
        return first | {
            "answer": self.record.answer,
            "answered_on": self.today,
            "version": self.record.version,
        }

    @transaction.atomic
    def process(self, form: forms.AnswerFollowUp) -> str:
        names = ("answer", "answered_on", "version")
        said = {name: form.cleaned_data[name] for name in names}
        actions.answer_follow_up(actor=self.actor, follow_up=self.record, today=self.today, **said)
        if figure := form.figure():
            actions.add_impact(actor=self.actor, case=self.case, follow_up=self.record, **figure)
        return self.back("follow-ups")


class AddImpact(ChangeView):
    """Keep a figure that the case brought."""

    title = _("Add a result")
    verb = "add_impact"
    form_class = forms.AddImpact
    success = _("The result is added.")

    def initial(self) -> dict[str, Any]:
        return {"unit": "EUR", "reach": "direct", "attribution": 100}

    def process(self, form: forms.AddImpact) -> str:
        actions.add_impact(actor=self.actor, case=self.case, **(form.figure() or {}))
        return self.back("follow-ups")


class RemoveImpact(PieceView):
    """Take back a figure entered by mistake."""

    title = _("Remove the result")
    verb = "remove_impact"
    model = Impact
    form_class = forms.RemoveImpact
    success = _("The result is removed.")

    def process(self, form: forms.RemoveImpact) -> str:
        actions.remove_impact(actor=self.actor, impact=self.record)
        return self.back("follow-ups")
