"""Agreements of a case: drafted, signed, renewed, ended."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import AgreementKind
from kontor.hub.agreements.forms.fields import PickedByKey
from kontor.hub.agreements.models import Party
from kontor.hub.evidence.models import Document, Source
from kontor.hub.evidence.rules import SUFFIXES
from kontor.hub.foundation.forms import DateInput, Form, PartialDateField, Section, UploadField, VersionField


class AddAgreement(Form):
    submit = _("Add the agreement")
    sections = (
        Section(_("What is to be signed"), ("kind", "title", "expected_on", "expires_on")),
        Section(_("Amount"), ("amount", "currency"), _("Read by the partners of the case only.")),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=AgreementKind.choices)
    title = forms.CharField(
        label=_("Title"), max_length=250, required=False,
        help_text=_("All who see the case read it: leave out a confidential name."),
    )  # fmt: skip
    expected_on = PartialDateField(label=_("To be signed on"), required=False)
    expires_on = forms.DateField(
        label=_("Expires on"), widget=DateInput, required=False, help_text=_("You are reminded ahead of it.")
    )
    amount = forms.DecimalField(label=_("Amount"), max_digits=14, decimal_places=2, required=False)
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False, help_text=_("Such as EUR."))


class EditAgreement(AddAgreement):
    submit = _("Save")
    version = VersionField()


class RenewAgreement(Form):
    submit = _("Draft the renewal")
    title = forms.CharField(label=_("Title"), max_length=250, required=False)
    expected_on = PartialDateField(label=_("To be signed on"), required=False)
    expires_on = forms.DateField(label=_("Expires on"), widget=DateInput, required=False)


class SourceField(PickedByKey):
    model = Source
    named = "title"
    nothing = _("No source")


class SignAgreement(Form):
    """Day and evidence, or why there is none. A new file is kept as a document of the team first."""

    submit = _("Record the signature")
    sections = (
        Section(_("When"), ("signed_on", "expires_on")),
        Section(
            _("What shows it"), ("file", "document", "source", "source_place"),
            _("The signed file, a document that is here already, or the source that tells of it: one of them."),
        ),
        Section(_("If it cannot be shown"), ("waiver",)),
        Section(_("A second agreement of the same kind"), ("another",)),
    )  # fmt: skip
    signed_on = PartialDateField(label=_("Signed on"), required=False)
    expires_on = forms.DateField(label=_("Expires on"), widget=DateInput, required=False)
    document = forms.ModelChoiceField(
        label=_("Document that is here"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("No document"),
    )
    source = SourceField(label=_("Source"), required=False)
    source_place = forms.CharField(label=_("Place in the source"), max_length=120, required=False)
    waiver = forms.CharField(
        label=_("Why date or evidence is missing"), max_length=250, required=False,
        help_text=_("It counts as signed, and everybody who works on the case reads why it is not shown."),
    )  # fmt: skip
    another = forms.BooleanField(
        label=_("It is another agreement than one signed on the same day"), required=False,
        help_text=_("Tick this only where the check below names one and it is not the same."),
    )  # fmt: skip
    version = VersionField()

    def __init__(
        self, *args: Any, documents: QuerySet[Document], sources: QuerySet[Source], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = UploadField(label=_("Signed file"), suffixes=SUFFIXES, required=False)
        self.fields["document"].queryset = documents
        self.fields["source"].offer(sources)


class EndAgreement(Form):
    """Terminate, abandon, take up again: the button is the decision."""

    submit = _("Yes, do it")


class AddSignatory(Form):
    submit = _("Save")
    party = forms.ModelChoiceField(
        label=_("For which party"), queryset=Party.objects.none(), empty_label=None
    )
    name = forms.CharField(label=_("Who signs"), max_length=250, required=False)
    function = forms.CharField(label=_("Function"), max_length=120, required=False)
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput, required=False)

    def __init__(self, *args: Any, parties: QuerySet[Party], names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        field.queryset = parties
        field.label_from_instance = lambda party: names.get(party.pk, "")
        field.choices = list(names.items())
