"""Delegations: plan, describe, brief; members, what is arranged, costs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.forms import (
    DateInput,
    Form,
    MultiCombobox,
    Section,
    SuggestingInput,
    Textarea,
    VersionField,
)
from kontor.hub.missions.choices import Bearer, CostKind, DelegationState, TravelKind
from kontor.hub.missions.forms import OrganisationField
from kontor.hub.missions.forms.calls import ZONES
from kontor.hub.missions.models import Delegate, TravelCheck

MOST = 999_999_999
WALL = _("Day and time on the clock of the delegation, such as 2027-05-12 09:00.")


def text_field(label: Any, help_text: Any = "", most: int = 3000) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=Textarea, max_length=most, help_text=help_text)


class OfADelegation(Form):
    keep_entry = True
    zone = forms.CharField(
        label=_("Time zone"), max_length=64, widget=SuggestingInput,
        help_text=_("Of the place it travels to, such as America/Lima. Flights and meetings are told on its clock."),
    )  # fmt: skip
    offers = text_field(_("What it offers as a whole"), _("Stands before what each member offers."))
    seeks = text_field(_("What it looks for as a whole"))
    state = forms.ChoiceField(
        label=_("State"), choices=DelegationState.choices,
        help_text=_("Published, everybody who sees the event sees the organisations that are confirmed, and what they offer. Never who travels, what is arranged or what it costs."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].widget.suggestions = ZONES


class AddDelegation(OfADelegation):
    submit = _("Plan the delegation")


class EditDelegation(OfADelegation):
    version = VersionField()


class Brief(Form):
    keep_entry = True
    submit = _("Save the briefing")
    briefing = text_field(
        _("Briefing"),
        _(
            "A line that begins with # is the heading of what follows. The facts about the country are added by themselves."
        ),
        most=30_000,
    )
    checks = text_field(
        _("Checks"),
        _(
            "One in each line, with its day after a colon: Passport valid for six more months: 2027-03-01. Each member ticks them off."
        ),
        most=10_000,
    )
    version = VersionField()


class TermsField(forms.ModelMultipleChoiceField):
    """Sectors by name, kept by their code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Term.objects.none(), required=False, widget=MultiCombobox(), **kwargs)

    def offer(self) -> None:
        self.queryset = Term.objects.filter(taxonomy=Taxonomy.SECTORAL_INDUSTRY).order_by("position", "label")


class OfADelegate(Form):
    keep_entry = True
    sections = (
        Section(
            _("Who travels"),
            ("organisation", "travellers"),
            _("Names are read by those who run the delegation and by the organisation's own team. Everybody else sees the organisation."),
        ),
        Section(_("What it comes for"), ("terms", "offers", "seeks")),
    )  # fmt: skip
    travellers = text_field(
        _("People"),
        _("One in each line, the function after a comma: Kim Example, head of sales."),
        most=10_000,
    )
    terms = TermsField(label=_("Sectors"))
    offers = text_field(_("Offers"))
    seeks = text_field(_("Looks for"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].offer()


class AddDelegate(OfADelegate):
    submit = _("Add and invite")
    organisation = OrganisationField(label=_("Organisation"))

    def __init__(self, *args: Any, rows: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(rows, str(self["organisation"].value() or ""))


class EditDelegate(OfADelegate):
    version = VersionField()


class TakeOver(Form):
    submit = _("Take over and invite")


class ConfirmDelegate(Form):
    submit = _("Confirm")


class WithdrawDelegate(Form):
    submit = _("Withdraw from the delegation")
    danger = True
    reason = forms.CharField(
        label=_("Reason"), max_length=250, required=False,
        help_text=_("Read by the organisation's own team and by those who run the delegation."),
    )  # fmt: skip


class InviteAgain(Form):
    submit = _("Invite again")


class TickChecks(Form):
    """What a member has seen to."""

    submit = _("Save")
    done = forms.ModelMultipleChoiceField(
        label=_("Seen to"), queryset=TravelCheck.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, rows: QuerySet[TravelCheck], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].queryset = rows


class DelegatesField(forms.MultipleChoiceField):
    """Members of a delegation; `offer` says which. The action refuses those that it may not name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, rows: Sequence[Delegate]) -> None:
        self.choices = [(str(one.pk), one.organisation.name) for one in rows]


class OfAnItem(Form):
    keep_entry = True
    sections = (
        Section(_("What and where"), ("kind", "text", "place")),
        Section(_("When"), ("start", "end")),
        Section(_("Is it arranged?"), ("confirmed", "book_by")),
        Section(_("Whom it concerns"), ("delegates",), _("Nobody chosen: the whole delegation.")),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=TravelKind.choices)
    text = forms.CharField(label=_("What"), max_length=250, help_text=_("Such as Flight IB 6651 to Lima."))
    place = forms.CharField(label=_("Place"), max_length=250, required=False)
    start = forms.CharField(label=_("From"), max_length=16, help_text=WALL)
    end = forms.CharField(label=_("To"), max_length=16, required=False)
    confirmed = forms.BooleanField(label=_("Confirmed"), required=False)
    book_by = forms.DateField(label=_("To be confirmed by"), widget=DateInput, required=False)
    delegates = DelegatesField(label=_("Organisations"))

    def __init__(self, *args: Any, members: Sequence[Delegate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegates"].offer(members)


class Arrange(OfAnItem):
    submit = _("Add to the journey")


class Rearrange(OfAnItem):
    version = VersionField()


class CancelItem(Form):
    submit = _("Take it out")
    danger = True


def euros(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=required, max_digits=12, decimal_places=2, min_value=0, max_value=MOST,
        help_text=help_text,
    )  # fmt: skip


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Kind"), choices=CostKind.choices)


def bearer_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Who pays"), choices=Bearer.choices)


class PlanCosts(Form):
    keep_entry = True
    submit = _("Add to the costs")
    kind = kind_field()
    text = forms.CharField(label=_("What"), max_length=250)
    bearer = bearer_field()
    planned = euros(
        _("Planned (EUR)"), help_text=_("For each line: with several organisations, what each of them costs.")
    )
    delegates = DelegatesField(
        label=_("For whom"), help_text=_("One line for each organisation. Nobody chosen: one line of the whole delegation.")
    )  # fmt: skip

    def __init__(self, *args: Any, members: Sequence[Delegate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegates"].offer(members)


class EditCost(Form):
    keep_entry = True
    kind = kind_field()
    text = forms.CharField(label=_("What"), max_length=250)
    bearer = bearer_field()
    planned = euros(_("Planned (EUR)"))
    actual = euros(_("Actual (EUR)"), required=False, help_text=_("Empty: not known yet."))
    paid_on = forms.DateField(label=_("Paid on"), widget=DateInput, required=False)
    version = VersionField()


class RecordActual(Form):
    submit = _("Record the actual cost")
    amount = euros(_("Actual (EUR)"))
    on = forms.DateField(label=_("Paid on"), widget=DateInput)


class RemoveCost(Form):
    submit = _("Remove the line")
    danger = True
