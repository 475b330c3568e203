"""Steps, follow-ups and what a case brought."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import ImpactKind, ImpactReach
from kontor.hub.agreements.forms.fields import OwnOrganisationField
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import DateInput, Form, PartialDateField, Section, Textarea, VersionField


class AddStep(Form):
    submit = _("Plan the step")
    text = forms.CharField(
        label=_("Step"),
        max_length=500,
        help_text=_("All who see the case read it: leave out a confidential name."),
    )
    owner = OwnOrganisationField(label=_("Who takes it"), required=False)
    due_on = forms.DateField(label=_("Until"), widget=DateInput, required=False)

    def __init__(self, *args: Any, owners: QuerySet[Organisation], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(owners, chosen)


class EditStep(AddStep):
    submit = _("Save")
    version = VersionField()


class FinishStep(Form):
    submit = _("It is done")
    done_on = PartialDateField(label=_("Done on"), required=False, help_text=_("Left empty, it is today."))
    next_step = forms.CharField(label=_("The step after it"), max_length=500, required=False)
    next_step_due = forms.DateField(label=_("Until"), widget=DateInput, required=False)


class ImpactFields(Form):
    """A figure that a case brought. Everything may stay empty in a follow-up."""

    kind = forms.ChoiceField(
        label=_("What it brought"),
        choices=[("", _("Nothing in figures")), *ImpactKind.choices],
        required=False,
    )
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=2, required=False)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=10,
        required=False,
        help_text=_("EUR or another currency; for jobs: jobs or FTE."),
    )
    reach = forms.ChoiceField(
        label=_("Direct or indirect"), choices=ImpactReach.choices, initial=ImpactReach.DIRECT
    )
    attribution = forms.IntegerField(
        label=_("Due to the cooperation (per cent)"), min_value=0, max_value=100, initial=100,
        help_text=_("How much of it you put down to this case."),
    )  # fmt: skip
    period_start = PartialDateField(label=_("From"), required=False)
    period_end = PartialDateField(label=_("To"), required=False)
    note = forms.CharField(label=_("Note"), max_length=250, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") and values.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Say how much, or choose 'Nothing in figures'."))
        return values

    def figure(self) -> dict[str, Any] | None:
        """The figure entered, None where there is none."""
        names = ("kind", "value", "unit", "reach", "attribution", "period_start", "period_end", "note")
        return {name: self.cleaned_data[name] for name in names} if self.cleaned_data["kind"] else None


FIGURE = Section(
    _("What it brought, in figures"),
    ("kind", "value", "unit", "reach", "attribution", "period_start", "period_end", "note"),
    _("Read by the partners of the case only. More figures can be added on the case."),
)


class AnswerFollowUp(ImpactFields):
    submit = _("Save the answer")
    keep_entry = True
    sections = (Section(_("What became of it"), ("answer", "answered_on")), FIGURE)
    answer = forms.CharField(label=_("Answer"), widget=Textarea, max_length=5000)
    answered_on = forms.DateField(label=_("Answered on"), widget=DateInput, required=False)
    version = VersionField()


class AddImpact(ImpactFields):
    submit = _("Add the result")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = True
        self.fields["kind"].choices = ImpactKind.choices


class RemoveImpact(Form):
    submit = _("Remove the result")
    danger = True
