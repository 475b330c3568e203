"""A roadmap: plan an activity, change it, move its due day, report on it, remove it."""

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
    PartialDateField,
    Section,
    VersionField,
)
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.strategy.choices import ActivityState
from kontor.hub.strategy.models import RoadmapActivity

NOT_RECORDED = ("", _("Not recorded"))


class OfAnActivity(Form):
    """What both forms ask. The owner is one of the partners."""

    title = forms.CharField(label=_("Activity"), max_length=250)
    kind = forms.CharField(label=_("Kind"), max_length=60, required=False)
    mission = forms.CharField(label=_("Mission"), max_length=120, required=False)
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=Organisation.objects.none(), to_field_name="key", required=False, widget=Combobox,
        empty_label=_("No owner"),
    )  # fmt: skip
    planned_month = forms.IntegerField(
        label=_("Project month"), min_value=1, max_value=240, required=False,
        help_text=_("M1 is the month in which the partnership starts."),
    )  # fmt: skip
    takes = forms.IntegerField(
        label=_("Takes (months)"), min_value=1, max_value=240, initial=1, required=False,
        help_text=_("The last of them is its project month. By this the critical path is found."),
    )  # fmt: skip
    after = forms.ModelMultipleChoiceField(
        label=_("Comes after"), queryset=RoadmapActivity.objects.none(), to_field_name="key", required=False,
        widget=MultiCombobox,
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility.choices)

    def clean_takes(self) -> int:
        return self.cleaned_data["takes"] or 1

    def __init__(
        self, *args: Any, partners: QuerySet[Organisation], others: QuerySet[RoadmapActivity], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = partners
        self.fields["after"].queryset = others


WHAT = Section(_("What is to be done"), ("title", "kind", "mission", "owner"))


class PlanActivity(OfAnActivity):
    submit = _("Plan the activity")
    sections = (
        WHAT,
        Section(_("When"), ("planned_month", "takes", "due_on", "after")),
        Section(_("Who reads it"), ("visibility",)),
    )
    due_on = forms.DateField(
        label=_("Due on"), widget=DateInput, required=False,
        help_text=_("Empty: the last day of the project month."),
    )  # fmt: skip


class EditActivity(OfAnActivity):
    sections = (
        WHAT,
        Section(_("When"), ("planned_month", "takes", "after")),
        Section(_("Who reads it"), ("visibility",)),
    )
    version = VersionField()


class MoveDue(Form):
    submit = _("Move the due day")
    due_on = forms.DateField(label=_("Due on"), widget=DateInput)
    reason = forms.CharField(
        label=_("Why the due day moves"),
        max_length=250,
        help_text=_("The old day stays in sight with this reason."),
    )
    version = VersionField()


class Report(Form):
    submit = _("Save what became of it")
    state = forms.ChoiceField(
        label=_("State"), choices=[NOT_RECORDED, *ActivityState.choices], required=False
    )
    done_on = PartialDateField(label=_("Done on"), required=False)
    state_text = forms.CharField(label=_("In your own words"), max_length=120, required=False)
    version = VersionField()


class Remove(Form):
    """One button. `says` is what stands on it: what is removed."""

    danger = True

    def __init__(self, *args: Any, says: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit = says


class OpenFeed(Form):
    submit = _("Make my address")


class WhatIf(Form):
    """Move one activity by months. Asked by GET: an address that can be kept and sent."""

    submit = _("See what moves")
    activity = forms.ModelChoiceField(
        label=_("If this activity"),
        queryset=RoadmapActivity.objects.none(),
        to_field_name="key",
        widget=Combobox,
    )
    by = forms.IntegerField(
        label=_("ends later by months"),
        min_value=-60,
        max_value=60,
        initial=1,
        help_text=_("Below 0: earlier."),
    )

    def __init__(self, *args: Any, movable: list[RoadmapActivity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = RoadmapActivity.objects.filter(pk__in=[one.pk for one in movable])
