"""Waves: plan and change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import DateInput, Form, Section, VersionField
from kontor.hub.surveys.choices import RespondentUnit

SMALLEST, LARGEST = 1, 50


class OfAWave(Form):
    label = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("Such as the month in which it is asked.")
    )
    survey_version = forms.TypedChoiceField(label=_("Version asked"), coerce=int)
    unit = forms.ChoiceField(label=_("Who answers"), choices=RespondentUnit.choices)
    opens_on = forms.DateField(label=_("Opens on"), required=False, widget=DateInput())
    closes_on = forms.DateField(label=_("Closes on"), required=False, widget=DateInput())
    open_link = forms.BooleanField(
        label=_("Open to whoever has the address"), required=False,
        help_text=_("Besides single links there is one public address. The survey must be visible to who opens it."),
    )  # fmt: skip
    anonymous = forms.BooleanField(
        label=_("Anonymous"), required=False,
        help_text=_("At handing in, answers are separated from the respondent for good. Promised to who answers, so it cannot change later."),
    )  # fmt: skip
    min_days = forms.IntegerField(
        label=_("Least days between two letters"), min_value=1, max_value=90, initial=7
    )
    most_reminders = forms.IntegerField(label=_("Most reminders"), min_value=0, max_value=10, initial=3)
    threshold = forms.IntegerField(
        label=_("Fewest answers shown"), min_value=SMALLEST, max_value=LARGEST, initial=3,
        help_text=_("Figures that rest on fewer answers are not shown."),
    )  # fmt: skip
    sections = (
        Section(_("What is asked, when"), ("label", "survey_version", "opens_on", "closes_on")),
        Section(_("Who answers"), ("unit", "open_link", "anonymous")),
        Section(_("Letters and results"), ("min_days", "most_reminders", "threshold")),
    )

    def __init__(self, *args: Any, versions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survey_version"].choices = versions


class AddWave(OfAWave):
    submit = _("Plan the wave")


class EditWave(OfAWave):
    submit = _("Save")
    version = VersionField()
