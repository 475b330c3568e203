"""Events: enter, change, mark as a second entry, remove."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import (
    Combobox,
    CountryField,
    Form,
    MultiCombobox,
    PartialDateField,
    Section,
    Textarea,
    VersionField,
)
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.missions.choices import EventClass, EventKind, EventMode, MissionDirection
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.models import Partnership

MOST = 2_000_000_000
NOT_STATED = ("", _("Not stated"))


class OrganisationField(forms.ModelChoiceField):
    """One organisation that the actor sees, found by typing. `offer` says which, and which one is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        widget = Combobox(source="directory:suggest")
        super().__init__(queryset=Organisation.objects.none(), to_field_name="key", widget=widget, **kwargs)

    def offer(self, rows: QuerySet[Organisation], chosen: str) -> None:
        """The select holds what is chosen; all others come from the search."""
        self.queryset = rows
        names = rows.filter(key=chosen).values_list("key", "name") if chosen else ()
        self.widget.choices = [("", _("Choose an organisation")), *names]


class OrganisationsField(forms.ModelMultipleChoiceField):
    """Several organisations that the actor sees, found by typing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Organisation.objects.none(),
            to_field_name="key",
            required=False,
            widget=MultiCombobox(source="directory:suggest"),
            **kwargs,
        )

    def offer(self, rows: QuerySet[Organisation], chosen: list[str]) -> None:
        """The select holds what is chosen; all others come from the search."""
        self.queryset = rows
        names = rows.filter(key__in=chosen).order_by("sort_name").values_list("key", "name")
        self.widget.choices = list(names)


def counted(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST, required=False)


class OfAnEvent(Form):
    """What both forms ask."""

    keep_entry = True
    name = forms.CharField(label=_("Name"), max_length=250)
    event_class = forms.ChoiceField(
        label=_("Class"), choices=[("", _("Choose a class")), *EventClass.choices],
        help_text=_("What it counts as. C2C and B2B events are never mixed."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Form"), choices=[NOT_STATED, *EventKind.choices], required=False)
    mission = forms.ChoiceField(
        label=_("Direction of the mission"), choices=[("", _("No mission")), *MissionDirection.choices], required=False
    )  # fmt: skip
    counterpart_kind = forms.ChoiceField(
        label=_("With whom"), choices=[NOT_STATED, *OrganisationKind.choices], required=False
    )
    start = PartialDateField(label=_("From"), required=False)
    end = PartialDateField(label=_("To"), required=False)
    country = CountryField(required=False, empty_label=_("Not stated"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    mode = forms.ChoiceField(label=_("How"), choices=[NOT_STATED, *EventMode.choices], required=False)
    lead = OrganisationField(
        label=_("Responsible"), required=False, help_text=_("The organisation that gets the credit as lead.")
    )
    also = OrganisationsField(label=_("Also responsible"))
    participants_named = OrganisationsField(label=_("Who took part"))
    counterparts = OrganisationsField(label=_("Counterparts"))
    joint = forms.BooleanField(label=_("Of the whole partnership"), required=False)
    number = forms.IntegerField(
        label=_("Number of events"), min_value=1, max_value=100_000, initial=1,
        help_text=_("More than one only where several were stated together."),
    )  # fmt: skip
    meetings = counted(_("Single meetings"), _("Of C2C and B2B events only. Empty: not stated."))
    participants = counted(_("Participants"))
    participants_qualifier = forms.ChoiceField(label=_("How exact"), choices=Qualifier.choices)
    description = forms.CharField(label=_("Description"), required=False, widget=Textarea, max_length=5000)
    outcome = forms.CharField(label=_("Outcome"), required=False, widget=Textarea, max_length=5000)
    register = forms.SlugField(
        label=_("List"), max_length=60, required=False,
        help_text=_("The partnership's own list that the entry stands in, such as national-workshops."),
    )  # fmt: skip
    row = forms.IntegerField(label=_("Row in the list"), min_value=1, max_value=30_000, required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=Textarea, max_length=5000)
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility.choices)

    def __init__(self, *args: Any, rows: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].offer(rows, str(self.value_of("lead") or ""))
        for name in ("also", "participants_named", "counterparts"):
            self.fields[name].offer(rows, list(self.value_of(name) or ()))

    def value_of(self, name: str) -> Any:
        """What the field holds now: what came with the form, else what it was filled with."""
        return self[name].value()


WHAT = Section(_("What it was"), ("name", "event_class", "kind", "mission", "counterpart_kind"))
WHEN = Section(_("When and where"), ("start", "end", "country", "place", "mode"))
WHO = Section(_("Who"), ("lead", "also", "participants_named", "counterparts", "joint"))
COUNTED = Section(
    _("Numbers"),
    ("number", "meetings", "participants", "participants_qualifier"),
    _("Only what is known. An empty number is not stated, never none."),
)
TOLD = Section(_("What is said of it"), ("description", "outcome", "note"))
PLACE = Section(_("Where it is counted, and who reads it"), ("register", "row", "visibility"))


class AddEvent(OfAnEvent):
    submit = _("Enter the event")
    sections = (
        Section(_("Of which partnership"), ("partnership",)), WHAT, WHEN, WHO, COUNTED, TOLD, PLACE,
    )  # fmt: skip
    partnership = forms.ModelChoiceField(
        label=_("Partnership"), queryset=Partnership.objects.none(), to_field_name="key", widget=Combobox,
        empty_label=_("Choose a partnership"),
    )  # fmt: skip

    def __init__(self, *args: Any, own: QuerySet[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = own


class EditEvent(OfAnEvent):
    sections = (WHAT, WHEN, WHO, COUNTED, TOLD, PLACE)
    version = VersionField()


class MarkSame(Form):
    submit = _("It is a second entry")
    of = forms.ModelChoiceField(
        label=_("The event that is counted"), queryset=Event.objects.none(), to_field_name="key", widget=Combobox,
        empty_label=_("Choose an event"),
    )  # fmt: skip
    note = forms.CharField(label=_("Why"), required=False, widget=Textarea, max_length=5000)

    def __init__(self, *args: Any, others: QuerySet[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = others


class UnmarkSame(Form):
    submit = _("It is an event of its own")


class RemoveEvent(Form):
    submit = _("Remove the event")
    danger = True
