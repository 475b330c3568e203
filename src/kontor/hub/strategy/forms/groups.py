"""Export groups with members, initiatives and reviews; collective marks with their steps."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import (
    Combobox,
    CountriesField,
    CountryField,
    DateInput,
    Form,
    Section,
    Textarea,
    VersionField,
)
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.strategy.choices import GroupState
from kontor.hub.strategy.forms.lasting import OfPartners


class FormGroup(Form):
    submit = _("Form the group")
    sections = (
        Section(_("The group"), ("name", "state", "since")),
        Section(_("Its plan"), ("goals", "markets", "judged_by"), _("Initiatives such as missions and fairs are added on its page.")),
        Section(_("Who reads it"), ("visibility",)),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=120)
    state = forms.ChoiceField(label=_("State"), choices=GroupState.choices)
    since = forms.DateField(label=_("Since"), required=False, widget=DateInput)
    goals = forms.CharField(
        label=_("Common goals"), max_length=2000, required=False, widget=Textarea,
        help_text=_("What the companies want to reach together in the coming years, more than one mission."),
    )  # fmt: skip
    markets = CountriesField(label=_("Target markets"), required=False)
    judged_by = forms.CharField(
        label=_("How it is judged"), max_length=2000, required=False, widget=Textarea,
        help_text=_("What is counted, how often, and when the group is given up."),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Visible to"), choices=Visibility.choices, initial=Visibility.PARTNERS.value
    )


class EditGroup(FormGroup):
    submit = _("Save")
    version = VersionField()


class AddGroupMember(Form):
    submit = _("Take it in")
    organisation = forms.ModelChoiceField(
        label=_("Company"), queryset=Organisation.objects.none(), to_field_name="key", widget=Combobox,
        help_text=_("A member of one of the partners' clusters, as the directory knows them."),
    )  # fmt: skip
    brings = forms.CharField(label=_("What it brings"), max_length=250, required=False)

    def __init__(self, *args: Any, able: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = able


class EditGroupMember(Form):
    submit = _("Save")
    brings = forms.CharField(label=_("What it brings"), max_length=250, required=False)
    version = VersionField()


class AddInitiative(Form):
    submit = _("Plan it")
    title = forms.CharField(label=_("Initiative"), max_length=250)
    country = CountryField(label=_("Country"), required=False)
    due_on = forms.DateField(label=_("Planned for"), required=False, widget=DateInput)


class EditInitiative(AddInitiative):
    submit = _("Save")
    done_on = forms.DateField(label=_("Done on"), required=False, widget=DateInput)
    outcome = forms.CharField(label=_("What came of it"), max_length=500, required=False, widget=Textarea)
    version = VersionField()


class ReviewGroup(Form):
    submit = _("Keep the review")
    reviewed_on = forms.DateField(label=_("Reviewed on"), widget=DateInput)
    finding = forms.CharField(
        label=_("What was found"), max_length=2000, widget=Textarea,
        help_text=_("Against what it is judged by: what was reached, what changes, does it go on?"),
    )  # fmt: skip


class ClassesField(forms.CharField):
    """Numbers, separated by commas or blanks."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(number) for number in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        words = super().clean(value).replace(",", " ").replace(";", " ").split()
        wrong = next((word for word in words if not word.isascii() or not word.isdigit()), None)
        if wrong is not None:
            raise forms.ValidationError(
                _("'%(word)s' is not a number: write the classes as 9, 42."), params={"word": wrong}
            )
        return sorted({int(word) for word in words})  # fmt: skip


class AddMark(OfPartners):
    submit = _("Begin the mark")
    name = forms.CharField(label=_("Mark"), max_length=120)
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=Organisation.objects.none(), to_field_name="key", required=False, widget=Combobox,
        help_text=_("A body that can hold rights itself."),
    )  # fmt: skip
    classes = ClassesField(
        label=_("Nice classes"), max_length=200, required=False, help_text=_("Such as 9, 42.")
    )
    application = forms.CharField(label=_("Number of the application"), max_length=60, required=False)
    filed_on = forms.DateField(label=_("Filed on"), required=False, widget=DateInput)
    registered_on = forms.DateField(label=_("Registered on"), required=False, widget=DateInput)


class EditMark(AddMark):
    submit = _("Save")
    version = VersionField()


class KeepMarkStep(Form):
    done_on = forms.DateField(label=_("Done on"), required=False, widget=DateInput)
    note = forms.CharField(label=_("What came of it"), max_length=500, required=False, widget=Textarea)
    version = VersionField()
