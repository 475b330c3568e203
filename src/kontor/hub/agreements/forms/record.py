"""A contact, recorded while it is fresh: few fields, most of them short."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import CaseLevel, Objective
from kontor.hub.agreements.forms.fields import EventField, OwnOrganisationField, OwnPartnershipField
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import CountryField, DateInput, Form
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership

FIRST = (
    "counterpart", "country", "level", "confidential", "public_description", "objective", "next_step", "next_step_due",
)  # fmt: skip


class Record(Form):
    """`organisation` is filled by the page's script when the name is one of the directory's; without it the name stands as stated."""

    submit = _("Keep this contact")
    counterpart = forms.CharField(
        label=_("Whom did you meet?"), max_length=250,
        widget=forms.TextInput({"list": "known-organisations", "autocomplete": "off", "enterkeyhint": "next"}),
    )  # fmt: skip
    organisation = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    country = CountryField(label=_("Country"), required=False, widget=forms.Select)
    level = forms.ChoiceField(label=_("Cooperation of"), choices=CaseLevel.choices, widget=forms.RadioSelect)
    confidential = forms.BooleanField(label=_("Confidential: only we may read the name"), required=False)
    public_description = forms.CharField(
        label=_("What others read instead"), max_length=120, required=False,
        help_text=_("Left empty, it is said from level and country, such as 'SMEs, Peru'."),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("Contact person"), max_length=250, required=False, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Read by the partners of the case only."),
    )  # fmt: skip
    objective = forms.ChoiceField(
        label=_("What for?"), choices=[("", _("Not clear yet")), *Objective.choices], required=False
    )
    title = forms.CharField(
        label=_("In a few words"), max_length=250, required=False,
        help_text=_("All who see the case read it: leave out a confidential name."),
    )  # fmt: skip
    next_step = forms.CharField(label=_("Next step"), max_length=500, required=False)
    next_step_due = forms.DateField(label=_("Until"), widget=DateInput, required=False)
    partnership = OwnPartnershipField(label=_("Partnership"), required=False)
    responsible = OwnOrganisationField(
        label=_("Responsible partner"), required=False, help_text=_("Who gets the credit.")
    )
    from_event = EventField(label=_("Met at"), required=False)
    entry_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, partnerships: QuerySet[Partnership], partners: QuerySet[Organisation], events: QuerySet[Event],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["partnership"].offer(partnerships)
        self.fields["responsible"].offer(partners)
        self.fields["from_event"].offer(events)

    @property
    def asks_for_partnership(self) -> bool:
        """Whether there is something to choose: with one partnership only, it is chosen already."""
        return not self.get_initial_for_field(self.fields["partnership"], "partnership")

    @property
    def asks_for_partner(self) -> bool:
        """Whether somebody must say who gets the credit: nobody is chosen, and there are partners to choose from."""
        chosen = self.get_initial_for_field(self.fields["responsible"], "responsible")
        return not chosen and self.fields["responsible"].queryset.exists()

    @cached_property
    def undecided(self) -> list[str]:
        asked = {"partnership": self.asks_for_partnership, "responsible": self.asks_for_partner}
        return [name for name, asks in asked.items() if asks]

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked of everybody: filled in within a minute."""
        return [self[name] for name in (*FIRST, *self.undecided)]

    @property
    def more(self) -> list[forms.BoundField]:
        names = ("contact", "title", "partnership", "responsible", "from_event")
        return [self[name] for name in names if name not in self.undecided]

    @property
    def opens_more(self) -> bool:
        """Whether something in there needs attention."""
        return any(field.errors for field in self.more)


class RecordMeeting(Form):
    submit = _("Make it a contact")
