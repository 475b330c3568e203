"""What narrows a list of those who complement, and what a missing stage needs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.forms.fields import TermField
from kontor.hub.directory.models import Term
from kontor.hub.foundation.forms import CountryField, Form


class Narrow(Form):
    """Asked by GET: an address that can be kept and sent."""

    submit = _("Show")
    country = CountryField(required=False, empty_label=_("All countries"))
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *OrganisationKind.choices]
    )
    readiness = forms.IntegerField(
        label=_("Technology readiness level, at least"), required=False, min_value=1, max_value=9,
        help_text=_("Only offers that state this level or more count."),
    )  # fmt: skip


class Who(Narrow):
    submit = _("Find")
    term = TermField(label=_("Term"), required=False)
    text = forms.CharField(
        label=_("In words"), max_length=250, required=False,
        help_text=_("In any language: names of terms are known in several."),
    )  # fmt: skip
    field_order = ("term", "text", "country", "kind", "readiness")

    def __init__(self, *args: Any, terms: Iterable[Term] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].offer(terms)
