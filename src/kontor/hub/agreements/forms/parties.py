"""Parties of a case."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.forms.fields import OrganisationField
from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import CountryField, Form, Section, VersionField


class AddParty(Form):
    submit = _("Add the party")
    sections = (
        Section(_("Who"), ("role", "organisation", "name", "kind", "country", "contact")),
        Section(_("Who reads it"), ("confidential", "public_description")),
    )
    role = forms.ChoiceField(label=_("Role"), choices=PartyRole.choices, widget=forms.RadioSelect)
    organisation = OrganisationField(label=_("Organisation"), required=False)
    name = forms.CharField(
        label=_("Name as stated"), max_length=250, required=False,
        help_text=_("Where the directory does not have it, or a source writes it differently."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Not stated")), *OrganisationKind.choices], required=False
    )
    country = CountryField(label=_("Country"), required=False)
    contact = forms.CharField(
        label=_("Contact person"), max_length=250, required=False,
        help_text=_("Read by the partners of the case only."),
    )  # fmt: skip
    confidential = forms.BooleanField(
        label=_("Confidential"), required=False,
        help_text=_("Only the partners of the case learn who it is; all others read the description."),
    )  # fmt: skip
    public_description = forms.CharField(
        label=_("What others read instead"),
        max_length=120,
        required=False,
        help_text=_("Such as: SME, Peru."),
    )

    def __init__(self, *args: Any, rows: QuerySet[Organisation], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(rows, chosen)


class EditParty(AddParty):
    submit = _("Save")
    version = VersionField()


class RemoveParty(Form):
    submit = _("Remove the party")
    danger = True
