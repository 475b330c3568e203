"""Barriers, brokers' tasks, and the sustainability plan with its income, tasks and yearly checks."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import (
    Combobox,
    DateInput,
    Form,
    MultiCombobox,
    Section,
    Textarea,
    VersionField,
)
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import GoodPractice, RecommendedAction
from kontor.hub.strategy.choices import (
    BarrierKind,
    BarrierState,
    IncomeKind,
    IncomeState,
    LegalForm,
    Severity,
)


class OfPartners(Form):
    """A form in which partners are chosen; `of_partners` names the field."""

    of_partners = "owner"

    def __init__(self, *args: Any, partners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.of_partners].queryset = partners


class PracticesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.partnership.acronym}: {obj.get_area_display()}"


class AddBarrier(OfPartners):
    submit = _("Name the barrier")
    sections = (
        Section(_("What stands in the way"), ("kind", "description", "severity")),
        Section(
            _("What is done against it"), ("state", "owner", "measures", "recommended", "practices"),
            _("What fits is suggested on the page, with the reason; take it up here."),
        ),
        Section(_("Who reads it"), ("visibility",)),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Barrier"), choices=BarrierKind.choices)
    description = forms.CharField(label=_("In your words"), max_length=500, widget=Textarea)
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=Severity.choices, coerce=int, initial=Severity.NOTICEABLE
    )
    state = forms.ChoiceField(label=_("State"), choices=BarrierState.choices)
    owner = forms.ModelChoiceField(
        label=_("Responsible partner"), queryset=Organisation.objects.none(), to_field_name="key", required=False, widget=Combobox
    )  # fmt: skip
    measures = forms.CharField(
        label=_("Measures"), max_length=2000, required=False, widget=Textarea,
        help_text=_("Once it is overcome, others who meet it learn from this, as far as they may read it."),
    )  # fmt: skip
    recommended = forms.ModelMultipleChoiceField(
        label=_("Recommended actions taken up"), queryset=RecommendedAction.objects.none(), required=False, widget=MultiCombobox
    )  # fmt: skip
    practices = PracticesField(
        label=_("Good practices followed"), queryset=GoodPractice.objects.none(), required=False, widget=MultiCombobox
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Visible to"), choices=Visibility.choices, initial=Visibility.PARTNERS.value
    )

    def __init__(
        self,
        *args: Any,
        recommended: QuerySet[RecommendedAction],
        practices: QuerySet[GoodPractice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recommended"].queryset = recommended
        self.fields["practices"].queryset = practices


class EditBarrier(AddBarrier):
    submit = _("Save")
    version = VersionField()


class KeepBrokerStep(OfPartners):
    of_partners = "broker"
    broker = forms.ModelChoiceField(
        label=_("Broker: a partner"), queryset=Organisation.objects.none(), to_field_name="key", required=False, widget=Combobox
    )  # fmt: skip
    outside = forms.CharField(
        label=_("Broker from outside"), max_length=120, required=False,
        help_text=_("An organisation or a function, such as 'cluster policy officer of the region'; no name of a person."),
    )  # fmt: skip
    done_on = forms.DateField(label=_("Done on"), required=False, widget=DateInput)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=Textarea)
    version = VersionField()


class WritePlan(Form):
    sections = (
        Section(_("What goes on"), ("purpose", "leaving")),
        Section(_("Legal form"), ("legal_form", "legal_note")),
        Section(_("What it costs"), ("cost",)),
    )
    purpose = forms.CharField(
        label=_("What goes on after the grant"), max_length=2000, required=False, widget=Textarea
    )
    leaving = forms.CharField(
        label=_("What happens if it ends"), max_length=2000, required=False, widget=Textarea,
        help_text=_("What becomes of names, data, contacts and money."),
    )  # fmt: skip
    legal_form = forms.ChoiceField(
        label=_("Legal form"), choices=[("", _("Not decided yet")), *LegalForm.choices], required=False
    )
    legal_note = forms.CharField(label=_("Seat, register, day"), max_length=250, required=False)
    cost = forms.DecimalField(
        label=_("Cost of a year (EUR)"), max_digits=12, decimal_places=2, min_value=0, required=False
    )
    version = VersionField()


class AddIncome(Form):
    submit = _("Add the income")
    kind = forms.ChoiceField(label=_("Kind of income"), choices=IncomeKind.choices)
    label = forms.CharField(label=_("From what"), max_length=250)
    amount = forms.DecimalField(
        label=_("Amount of a year (EUR)"), max_digits=12, decimal_places=2, min_value=0, required=False,
        help_text=_("Empty: not known; it is then in no sum."),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("How sure"), choices=IncomeState.choices)


class EditIncome(AddIncome):
    submit = _("Save")
    version = VersionField()


class AddPlanTask(OfPartners):
    submit = _("Add the task")
    title = forms.CharField(label=_("Task"), max_length=250)
    owner = forms.ModelChoiceField(
        label=_("Responsible partner"), queryset=Organisation.objects.none(), to_field_name="key", required=False, widget=Combobox
    )  # fmt: skip
    due_on = forms.DateField(label=_("Due on"), required=False, widget=DateInput)


class EditPlanTask(AddPlanTask):
    submit = _("Save")
    done_on = forms.DateField(label=_("Done on"), required=False, widget=DateInput)
    version = VersionField()


class CheckPlan(Form):
    submit = _("Keep the check")
    checked_on = forms.DateField(label=_("Checked on"), widget=DateInput)
    finding = forms.CharField(
        label=_("What was found"), max_length=2000, widget=Textarea,
        help_text=_("Does the legal form still fit, does the income carry the cost, which tasks are late?"),
    )  # fmt: skip
