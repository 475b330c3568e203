"""Propose a partnership, change its facts and its state."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import Form, PartialDateField, Section, Textarea, VersionField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import PartnershipKind, Qualifier, Strand
from kontor.hub.partnerships.forms.fields import OwnOrganisationField, TermsField
from kontor.hub.partnerships.models import Call


class Facts(Form):
    """What both forms ask."""

    keep_entry = True
    acronym = forms.CharField(label=_("Acronym"), max_length=80)
    name = forms.CharField(
        label=_("Name"), max_length=250, required=False, help_text=_("What the acronym stands for.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose a kind")), *PartnershipKind.choices])
    call = forms.ModelChoiceField(
        label=_("Call"), queryset=Call.objects.select_related("programme"), required=False,
        empty_label=_("No call"), help_text=_("The call of a programme under which it was selected: its generation."),
    )  # fmt: skip
    strand = forms.ChoiceField(
        label=_("Strand"), choices=[("", _("Not stated")), *Strand.choices], required=False
    )
    start = PartialDateField(label=_("Start"), required=False)
    end = PartialDateField(label=_("End"), required=False)
    sector_focus = forms.CharField(label=_("Sector focus"), max_length=250, required=False)
    terms = TermsField(
        Taxonomy.SECTORAL_INDUSTRY, Taxonomy.TECHNOLOGY_FIELD, label=_("Sectors and technologies"),
        help_text=_("So that others find it."),
    )  # fmt: skip
    description = forms.CharField(label=_("Description"), required=False, widget=Textarea, max_length=5000)
    website = forms.URLField(label=_("Website"), max_length=300, required=False)
    visibility = forms.ChoiceField(
        label=_("Visible to"),
        choices=Visibility.choices,
        help_text=_("Who may read this partnership at all."),
    )


class Propose(Facts):
    submit = _("Propose")
    sections = (
        Section(_("What it is called"), ("acronym", "name", "coordinator")),
        Section(_("What it is"), ("kind", "call", "strand", "start", "end")),
        Section(_("What it is about"), ("sector_focus", "terms", "description", "website")),
        Section(_("Who reads it"), ("visibility",)),
    )
    coordinator = OwnOrganisationField(
        label=_("Coordinator"), help_text=_("One of the organisations that you edit.")
    )

    def __init__(self, *args: Any, own: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].offer(own)


class Edit(Facts):
    sections = (
        Section(_("What it is called"), ("acronym", "name")),
        Section(_("What it is"), ("kind", "call", "strand", "start", "end", "legal_form")),
        Section(_("What it is about"), ("sector_focus", "terms", "description", "website")),
        Section(_("SMEs involved"), ("smes_involved", "smes_qualifier", "smes_basis")),
        Section(_("Money"), ("grant",)),
        Section(_("Who reads it"), ("visibility",)),
    )
    legal_form = forms.CharField(
        label=_("Legal form"), max_length=80, required=False, help_text=_("Such as EEIG or association.")
    )
    smes_involved = forms.IntegerField(
        label=_("Number"),
        min_value=0,
        max_value=2_000_000_000,
        required=False,
        help_text=_("Leave empty when nobody counted."),
    )
    smes_qualifier = forms.ChoiceField(label=_("How exact"), choices=Qualifier.choices)
    smes_basis = forms.CharField(
        label=_("What was counted"), max_length=250, required=False,
        help_text=_("Members of all partners, those that travelled, or what else."),
    )  # fmt: skip
    grant = forms.DecimalField(
        label=_("Grant (EUR)"), min_value=0, max_digits=12, decimal_places=2, required=False,
        help_text=_("Shown to partners and the programme only."),
    )  # fmt: skip
    version = VersionField()


class ChangeState(Form):
    """The steps that the partnership's present state allows."""

    submit = _("Change the state")
    verb = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = steps
