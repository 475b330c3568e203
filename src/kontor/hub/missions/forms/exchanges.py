"""Mobility exchanges: register, match, agree, sign, report, pay."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.evidence.models import Document
from kontor.hub.evidence.rules import SUFFIXES
from kontor.hub.foundation.forms import DateInput, Form, Section, Textarea, UploadField, VersionField
from kontor.hub.missions.choices import ExchangeSide
from kontor.hub.missions.forms import OrganisationField
from kontor.hub.partnerships.models import Partnership


class PartnershipField(forms.ModelChoiceField):
    """One partnership that the actor sees."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Partnership.objects.none(), to_field_name="key", empty_label=_("Choose a partnership"), **kwargs
        )  # fmt: skip


class OfTwo(Form):
    """An organisation and its partnership."""

    keep_entry = True
    organisation = OrganisationField(label=_("Organisation"))
    partnership = PartnershipField(
        label=_("Its partnership"),
        help_text=_("It is a partner of it, or a member of a partner cluster."),
    )

    def __init__(
        self, *args: Any, rows: QuerySet[Organisation], partnerships: QuerySet[Partnership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(rows, str(self["organisation"].value() or ""))
        self.fields["partnership"].queryset = partnerships


class RegisterExchange(OfTwo):
    submit = _("Register")
    purpose = forms.CharField(
        label=_("What you would like to do and learn"), widget=Textarea, max_length=3000
    )


class ProposeHost(OfTwo):
    submit = _("Ask the host")


class Confirmed(Form):
    """A step that asks nothing."""


class ValidateExchange(Confirmed):
    submit = _("Validate the registration")


class AgreeToMatch(Confirmed):
    submit = _("Agree to the match")


class DeclineMatch(Confirmed):
    submit = _("Decline the match")
    danger = True


class TakeBackSignature(Confirmed):
    submit = _("Take the signature back")
    danger = True


class WriteAgreement(Form):
    keep_entry = True
    submit = _("Save the agreement")
    sections = (
        Section(_("What is done"), ("purpose", "activities")),
        Section(_("When"), ("start", "end"), _("Three working days at least, 31 days at most.")),
        Section(
            _("Lump sum"), ("amount", "payer"), _("The exchange is counted for the partnership that pays.")
        ),
    )
    purpose = forms.CharField(label=_("Purpose"), widget=Textarea, max_length=3000)
    activities = forms.CharField(label=_("Activities"), widget=Textarea, max_length=5000, required=False)
    start = forms.DateField(label=_("From"), widget=DateInput, required=False)
    end = forms.DateField(label=_("To"), widget=DateInput, required=False)
    amount = forms.DecimalField(label=_("Lump sum (EUR)"), max_digits=10, decimal_places=2, required=False)
    payer = forms.ChoiceField(
        label=_("Who pays"), required=False,
        choices=[
            ("", _("Not stated")),
            (ExchangeSide.VISITING_PARTNERSHIP.value, ExchangeSide.VISITING_PARTNERSHIP.label),
            (ExchangeSide.HOST_PARTNERSHIP.value, ExchangeSide.HOST_PARTNERSHIP.label),
        ],
    )  # fmt: skip
    version = VersionField()


class SignExchange(Form):
    submit = _("Sign")
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput)


class ReportExchange(Form):
    keep_entry = True
    submit = _("Hand in the report")
    text = forms.CharField(
        label=_("What was done, and what came of it"), widget=Textarea, max_length=10_000, required=False
    )


class AttachEvidence(Form):
    """A new file, which is kept as a document of one's team, or a document that is there already."""

    submit = _("Attach")
    file = UploadField(label=_("File"), suffixes=SUFFIXES, required=False)
    document = forms.ModelChoiceField(
        label=_("Or a document that is here already"), queryset=Document.objects.none(), required=False,
        empty_label=_("No document"),
    )  # fmt: skip

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("document")):
            self.add_error("file", _("Choose a file or a document: one of the two."))
        return cleaned


class PayExchange(Form):
    submit = _("Record the payment")
    amount = forms.DecimalField(label=_("Lump sum (EUR)"), max_digits=10, decimal_places=2)
    paid_on = forms.DateField(label=_("Paid on"), widget=DateInput)


class CancelExchange(Form):
    submit = _("Cancel the exchange")
    danger = True
    reason = forms.CharField(label=_("Reason"), max_length=250, required=False)
