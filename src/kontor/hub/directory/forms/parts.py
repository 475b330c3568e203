"""What belongs to an organisation: names, labels, competences, interests, members, contact people."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import AliasKind, Direction, LabelKind
from kontor.hub.directory.forms.fields import OrganisationField, TermField
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.forms import CountryField, DateInput, Form, PartialDateField
from kontor.hub.foundation.visibility import Visibility

# Names of merged doubles are kept by the merge.
ADDED_BY_HAND = (AliasKind.ALSO, AliasKind.FORMER)


class AddAlias(Form):
    submit = _("Add the name")
    name = forms.CharField(
        label=_("Name"), max_length=250, help_text=_("As it is written elsewhere, or as it was once.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in ADDED_BY_HAND])
    seen_in = forms.CharField(label=_("Seen in"), max_length=250, required=False)
    start = PartialDateField(label=_("From"), required=False)
    end = PartialDateField(label=_("To"), required=False)


class AddLabel(Form):
    submit = _("Add the label")
    kind = forms.ChoiceField(label=_("Kind"), choices=LabelKind.choices)
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Of a national or other label.")
    )
    awarded = PartialDateField(label=_("Awarded"), required=False)
    expires = PartialDateField(label=_("Expires"), required=False)


class AddCompetence(Form):
    submit = _("Add")
    direction = forms.ChoiceField(
        label=_("The organisation"), choices=Direction.choices, widget=forms.RadioSelect
    )
    term = TermField(label=_("Term"), required=False, help_text=_("Terms are what matching compares."))
    text = forms.CharField(label=_("In words"), max_length=250, required=False)
    readiness = forms.IntegerField(
        label=_("Technology readiness level"), required=False, min_value=1, max_value=9,
        help_text=_("1 a principle observed, 9 proven in operation."),
    )  # fmt: skip

    def __init__(self, *args: Any, terms: Iterable[Term] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].offer(terms)


class AddInterest(Form):
    submit = _("Add the country")
    country = CountryField()
    since = PartialDateField(label=_("Since"), required=False)


class AddMember(Form):
    submit = _("Add the member")
    member = OrganisationField(
        label=_("Member"), help_text=_("Type a name. Not in the directory yet? Register it first.")
    )
    start = PartialDateField(label=_("Member since"), required=False)
    end = PartialDateField(label=_("Member until"), required=False)

    def __init__(self, *args: Any, rows: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].offer(rows)


class EndMembership(Form):
    submit = _("End the membership")
    end = PartialDateField(label=_("Member until"))


class AddContact(Form):
    """Personal data: says why it is kept and for how long."""

    submit = _("Add the contact person")
    name = forms.CharField(label=_("Name"), max_length=150)
    function = forms.CharField(label=_("Function"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    visibility = forms.ChoiceField(
        label=_("Visible to"), choices=Visibility.choices, initial=Visibility.PARTNERS,
        help_text=_("Restricted: only the organisation's own team."),
    )  # fmt: skip
    consent_on = forms.DateField(
        label=_("Consent given on"),
        widget=DateInput,
        help_text=_("The day the person agreed to be named here."),
    )
    purpose = forms.CharField(
        label=_("Purpose"), max_length=250, help_text=_("Such as: answers partner searches.")
    )
    keep_until = forms.DateField(
        label=_("Keep until"), widget=DateInput, help_text=_("The entry is erased the day after.")
    )


class EditContact(AddContact):
    submit = _("Save")
