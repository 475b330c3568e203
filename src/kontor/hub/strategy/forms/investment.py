"""Joint investment projects, the entries of their lists, and their moves."""

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
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.strategy.choices import Assistance, FinanceKind, FinanceState, Platform, ProjectRole
from kontor.hub.strategy.forms.lasting import OfPartners
from kontor.hub.strategy.models import ChainComponent, RoadmapActivity
from kontor.hub.strategy.models.investment import FIRST_YEAR, LAST_YEAR

UNSAID = ("", _("Not stated"))


def text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, required=False, widget=Textarea)


def euros(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, min_value=0)


class StartInvestment(OfPartners):
    submit = _("Start the project")
    sections = (
        Section(_("The project"), ("title", "need", "solution", "area", "regions", "owner")),
        Section(_("For the bankable proposal"), ("pilot", "market", "rate", "assistance", "assistance_by")),
        Section(_("When"), ("proposal_planned", "finance_planned", "started_on", "activity")),
        Section(
            _("Who reads it"), ("visibility",),
            _("Sums, years, risks and reasons are read by the partners only, whatever is chosen here."),
        ),
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=160)
    need = text(_("Need"))
    solution = text(_("Solution"))
    area = forms.ChoiceField(label=_("Thematic area"), choices=[UNSAID, *Platform.choices], required=False)
    regions = forms.ModelMultipleChoiceField(
        label=_("Regions"), queryset=Region.objects.order_by("code"), required=False, widget=MultiCombobox
    )
    owner = forms.ModelChoiceField(
        label=_("Responsible partner"), queryset=Organisation.objects.none(), to_field_name="key", required=False, widget=Combobox
    )  # fmt: skip
    pilot = text(_("What the demonstration or pilot showed"))
    market = text(_("Market and return"))
    rate = forms.DecimalField(
        label=_("Discount rate (per cent)"), max_digits=4, decimal_places=2, min_value=0, required=False
    )
    assistance = forms.ChoiceField(
        label=_("Technical assistance"), choices=[UNSAID, *Assistance.choices], required=False
    )
    assistance_by = forms.CharField(label=_("By whom"), max_length=250, required=False)
    proposal_planned = forms.DateField(label=_("Proposal planned for"), required=False, widget=DateInput)
    finance_planned = forms.DateField(label=_("Finance planned for"), required=False, widget=DateInput)
    started_on = forms.DateField(label=_("Running since"), required=False, widget=DateInput)
    activity = forms.ModelChoiceField(
        label=_("Activity of the roadmap"), queryset=RoadmapActivity.objects.none(), required=False
    )
    visibility = forms.ChoiceField(
        label=_("Visible to"), choices=Visibility.choices, initial=Visibility.PARTNERS.value
    )

    def __init__(self, *args: Any, activities: QuerySet[RoadmapActivity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = activities


class EditInvestment(StartInvestment):
    submit = _("Save")
    version = VersionField()


class Party(Form):
    submit = _("Save")
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), to_field_name="key", widget=Combobox(source="directory:suggest")
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=ProjectRole.choices)
    component = forms.ModelChoiceField(
        label=_("Component of the value chain"), queryset=ChainComponent.objects.none(), required=False
    )
    brings = forms.CharField(label=_("What it brings"), max_length=250, required=False)

    def __init__(
        self, *args: Any, able: QuerySet[Organisation], components: QuerySet[ChainComponent], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = able
        self.fields["component"].queryset = components


class Cost(Form):
    submit = _("Save")
    label = forms.CharField(label=_("For what"), max_length=250)
    amount = euros(_("Amount (EUR)"))


class Finance(Form):
    submit = _("Save")
    kind = forms.ChoiceField(label=_("Kind of money"), choices=FinanceKind.choices)
    label = forms.CharField(label=_("From whom"), max_length=250)
    amount = euros(_("Amount (EUR)"))
    state = forms.ChoiceField(label=_("State"), choices=FinanceState.choices)
    evidence = forms.URLField(label=_("Letter of commitment"), max_length=500, required=False)


class Year(Form):
    submit = _("Save")
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    costs = euros(_("Costs (EUR)"))
    revenue = euros(_("Revenue (EUR)"))


class Risk(Form):
    submit = _("Save")
    risk = forms.CharField(label=_("Risk"), max_length=250)
    mitigation = forms.CharField(
        label=_("What is done against it"), max_length=500, required=False, widget=Textarea
    )


ENTRIES: dict[str, type[Form]] = {
    "parties": Party,
    "costs": Cost,
    "finance": Finance,
    "years": Year,
    "risks": Risk,
}
EDITED_ENTRIES = {
    place: type(f"Edit{form.__name__}", (form,), {"version": VersionField()})
    for place, form in ENTRIES.items()
}


class MoveInvestment(Form):
    submit = _("Move the project")
    stage = forms.ChoiceField(label=_("Stage"))
    entered_on = forms.DateField(label=_("Entered on"), widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=Textarea,
        help_text=_("Needed where it goes back or is taken up again."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, stages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = stages


class StopInvestment(Form):
    submit = _("Stop the project")
    entered_on = forms.DateField(label=_("Stopped on"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=Textarea)
    version = VersionField()
