"""Collaborations between partnerships."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.forms.fields import OwnPartnershipField, PartnershipField
from kontor.hub.foundation.forms import CountriesField, Form
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership


class ReportCollaboration(Form):
    submit = _("Report the collaboration")
    reporter = OwnPartnershipField(label=_("Your partnership"))
    counterpart = PartnershipField(label=_("Works with"), required=False)
    counterpart_name = forms.CharField(
        label=_("Name as stated"), max_length=250, required=False,
        help_text=_("Where the other partnership is not on this platform."),
    )  # fmt: skip
    topics = forms.CharField(
        label=_("On what"),
        max_length=500,
        required=False,
        help_text=_("Several topics are separated by commas."),
    )
    countries = CountriesField(label=_("In which countries"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    visibility = forms.ChoiceField(
        label=_("Visible to"), choices=Visibility.choices[:3], initial=Visibility.PROGRAMME
    )

    def __init__(
        self, *args: Any, own: QuerySet[Partnership], others: QuerySet[Partnership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reporter"].offer(own)
        self.fields["counterpart"].offer(others)

    def clean_topics(self) -> list[str]:
        return [topic.strip() for topic in self.cleaned_data["topics"].split(",") if topic.strip()]


class TakeOver(Form):
    submit = _("Take over")
    ask = forms.BooleanField(
        label=_("Ask the other side by mail"), required=False, initial=True,
        help_text=_("Those that have not said so themselves, once, and nobody who has answered."),
    )  # fmt: skip


class Ask(Form):
    submit = _("Ask by mail")


class Confirm(Form):
    submit = _("Confirm: it is so")


class Deny(Form):
    submit = _("Deny: it is not so")
    danger = True


class TakeBack(Form):
    submit = _("Take the answer back")
