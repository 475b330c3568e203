"""Target markets and stated activities."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import Combobox, CountryField, Form, PartialDateField, Section, Textarea
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import ActivityType, TargetBasis


class OfATarget(Form):
    """What both forms ask. The lead is one of the partners."""

    sections = (
        Section(_("Which market"), ("country", "basis", "start", "end")),
        Section(_("Who takes care of it, and why"), ("lead", "rationale")),
        Section(_("Where it is stated, and who reads it"), ("source_place", "visibility")),
    )
    basis = forms.ChoiceField(label=_("Basis"), choices=TargetBasis.choices)
    start = PartialDateField(label=_("From"), required=False)
    end = PartialDateField(label=_("To"), required=False)
    lead = forms.ModelChoiceField(
        label=_("Lead partner"), queryset=Organisation.objects.none(), required=False, widget=Combobox,
        empty_label=_("No lead partner"),
    )  # fmt: skip
    rationale = forms.CharField(
        label=_("Rationale"),
        required=False,
        widget=Textarea,
        max_length=5000,
        help_text=_("Read by the partners only."),
    )
    source_place = forms.CharField(
        label=_("Place in the source"),
        max_length=120,
        required=False,
        help_text=_("Sources that disagree stay apart."),
    )
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility.choices)

    def __init__(self, *args: Any, partners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = partners


class AddTarget(OfATarget):
    submit = _("Add the target")
    country = CountryField(help_text=_("A third country: one that does not take part in the programme."))


class EditTarget(OfATarget):
    country = CountryField()


class RemoveTarget(Form):
    submit = _("Remove the target")
    danger = True


class AddActivity(Form):
    submit = _("Add the activity")
    type = forms.ChoiceField(label=_("Type"), choices=[("", _("Choose a type")), *ActivityType.choices])
    count = forms.IntegerField(
        label=_("Number"),
        min_value=0,
        max_value=2_000_000_000,
        required=False,
        help_text=_("Only where a source states it."),
    )
    country = CountryField(required=False)
    start = PartialDateField(label=_("From"), required=False)
    end = PartialDateField(label=_("To"), required=False)
    date_text = forms.CharField(
        label=_("Date as stated"), required=False, max_length=250, help_text=_("In the words of the source: around summer 2019.")
    )  # fmt: skip
    note = forms.CharField(label=_("What it was"), required=False, widget=Textarea, max_length=2000)


class RemoveActivity(Form):
    submit = _("Remove the activity")
    danger = True
