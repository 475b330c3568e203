"""Sessions, participants and wishes: set up, enter, change."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import (
    Combobox,
    CountryField,
    Form,
    Section,
    SuggestingInput,
    Textarea,
    VersionField,
)
from kontor.hub.matchmaking.choices import Arrival, Stage, Weight, WishState
from kontor.hub.matchmaking.models import Participant, ParticipantType, Place, Session, Slot
from kontor.hub.matchmaking.rules.times import on_the_wall
from kontor.hub.missions.models import Event

CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
PLACES_WITH_A_CLOCK = tuple(sorted(zone for zone in available_timezones() if zone.startswith(CONTINENTS)))
WHAT = Section(_("What it is"), ("event", "name", "contact"))
WHEN = Section(
    _("When and where"),
    ("zone", "minutes", "pause", "times", "places"),
    _(
        "Meetings all last the same. Rooms can be added and times changed until the schedule is published, and after."
    ),
)


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


class TimeField(forms.ModelChoiceField):
    """A time of the programme, told on the clock of the event."""

    zone = "UTC"

    def label_from_instance(self, slot: Any) -> str:
        return on_the_wall(slot.start, self.zone)


class OfASession(Form):
    """What both forms ask."""

    keep_entry = True
    name = forms.CharField(label=_("Name"), max_length=250)
    contact = forms.CharField(
        label=_("Who helps"), max_length=250, required=False,
        help_text=_("Shown to participants: a telephone number or a desk, for the day itself."),
    )  # fmt: skip
    zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        widget=SuggestingInput,
        help_text=_("Such as Europe/Madrid or America/Lima."),
    )
    minutes = forms.IntegerField(label=_("Minutes of a meeting"), min_value=5, max_value=240)
    pause = forms.IntegerField(label=_("Minutes between meetings"), min_value=0, max_value=120)
    times = forms.CharField(
        label=_("Programme"), widget=Textarea, required=False, max_length=10_000,
        help_text=_("A line for each part: Morning 2027-05-12 09:00-12:30. What lies between two parts is a break."),
    )  # fmt: skip
    places = forms.CharField(
        label=_("Rooms and tables"), widget=Textarea, required=False, max_length=10_000,
        help_text=_("A line for each room: Hall A: 12."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].widget.suggestions = PLACES_WITH_A_CLOCK


class AddSession(OfASession):
    submit = _("Set up the session")
    sections = (WHAT, WHEN)
    event = forms.ModelChoiceField(
        label=_("Event"), queryset=Event.objects.none(), to_field_name="key", widget=Combobox,
        empty_label=_("Choose an event"),
    )  # fmt: skip

    def __init__(self, *args: Any, events: QuerySet[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events


class EditSession(OfASession):
    sections = (Section(WHAT.title, ("name", "contact")), WHEN)
    version = VersionField()


class RemoveSession(Form):
    submit = _("Remove the session")
    danger = True


class SetStage(Form):
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[choice for choice in Stage.choices if choice[0] != Stage.PUBLISHED],
        help_text=_("Participants state and answer wishes while it is open. Publishing a schedule sets its own stage."),
    )  # fmt: skip


class SaveType(Form):
    keep_entry = True
    name = forms.CharField(label=_("Name"), max_length=100)
    may_ask = forms.ModelMultipleChoiceField(
        label=_("May ask"), queryset=ParticipantType.objects.none(), to_field_name="key", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    asks_at_most = forms.IntegerField(label=_("Wishes at most"), min_value=0, max_value=1000)
    minimum = forms.IntegerField(label=_("Meetings at least"), min_value=0, max_value=400)
    maximum = forms.IntegerField(
        label=_("Meetings at most"), min_value=0, max_value=400, required=False,
        help_text=_("Empty: as many as there are times."),
    )  # fmt: skip

    def __init__(self, *args: Any, types: QuerySet[ParticipantType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["may_ask"].queryset = types


class OfAParticipant(Form):
    """Who takes part, what she offers and looks for, when she is there."""

    keep_entry = True
    sections = (
        Section(_("Who"), ("kind", "name", "function", "email", "organisation", "organisation_name", "country", "languages")),
        Section(_("What about"), ("offers", "needs")),
        Section(
            _("When, and how many meetings"),
            ("there_from", "there_until", "minimum", "maximum"),
            _("Times on the clock of the event. Empty: there the whole time, and the numbers of the type."),
        ),
    )  # fmt: skip
    kind = forms.ModelChoiceField(
        label=_("Type"),
        queryset=ParticipantType.objects.none(),
        to_field_name="key",
        empty_label=_("Choose a type"),
    )
    name = forms.CharField(label=_("Name"), max_length=150, help_text=_("Of the person, or of the seat."))
    function = forms.CharField(label=_("Function"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Where her schedule and its changes are sent.")
    )
    organisation = OrganisationField(label=_("Organisation"), required=False)
    organisation_name = forms.CharField(
        label=_("Organisation as stated"), max_length=250, required=False,
        help_text=_("Where it is not in the directory."),
    )  # fmt: skip
    country = CountryField(required=False, empty_label=_("Not stated"))
    languages = forms.CharField(label=_("Languages"), max_length=100, required=False)
    offers = forms.CharField(label=_("Offers"), widget=Textarea, required=False, max_length=3000)
    needs = forms.CharField(label=_("Looks for"), widget=Textarea, required=False, max_length=3000)
    there_from = forms.CharField(
        label=_("There from"), max_length=16, required=False, help_text="2027-05-12 09:00"
    )
    there_until = forms.CharField(
        label=_("There until"), max_length=16, required=False, help_text="2027-05-12 17:00"
    )
    minimum = forms.IntegerField(label=_("Meetings at least"), min_value=0, max_value=400, required=False)
    maximum = forms.IntegerField(label=_("Meetings at most"), min_value=0, max_value=400, required=False)

    def __init__(
        self,
        *args: Any,
        types: QuerySet[ParticipantType],
        organisations: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = types
        self.fields["organisation"].offer(organisations, str(self["organisation"].value() or ""))


class AddParticipant(OfAParticipant):
    submit = _("Enter the participant")


class TimesField(forms.ModelMultipleChoiceField):
    """Times of the programme, told on the clock of the event."""

    zone = "UTC"

    def label_from_instance(self, slot: Any) -> str:
        return on_the_wall(slot.start, self.zone)


class EditParticipant(OfAParticipant):
    sections = (
        *OfAParticipant.sections,
        Section(_("Away"), ("away",), _("Times in which no meeting is planned for her.")),
    )
    away = TimesField(
        label=_("Away at"), queryset=Slot.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = VersionField()

    def __init__(self, *args: Any, slots: QuerySet[Slot], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["away"].queryset = slots
        self.fields["away"].zone = zone


class SetArrival(Form):
    arrival = forms.ChoiceField(label=_("Arrival"), choices=Arrival.choices)


class RemoveParticipant(Form):
    submit = _("Remove the participant")
    danger = True


class AddWish(Form):
    submit = _("Note the wish")
    keep_entry = True
    asker = forms.ModelChoiceField(
        label=_("Who asks"),
        queryset=Participant.objects.none(),
        widget=Combobox,
        empty_label=_("Choose a participant"),
    )
    asked = forms.ModelChoiceField(
        label=_("Whom"),
        queryset=Participant.objects.none(),
        widget=Combobox,
        empty_label=_("Choose a participant"),
    )
    weight = forms.TypedChoiceField(label=_("How important"), choices=Weight.choices, coerce=int)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)

    def __init__(self, *args: Any, people: QuerySet[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asker"].queryset = people
        self.fields["asked"].queryset = people


class ChangeWish(Form):
    weight = forms.TypedChoiceField(label=_("How important"), choices=Weight.choices, coerce=int)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)
    state = forms.ChoiceField(label=_("Answer"), choices=WishState.choices)


class Plan(Form):
    submit = _("Plan")
    limit = forms.TypedChoiceField(
        label=_("Search for"), coerce=int, initial=60,
        choices=[(10, _("ten seconds")), (60, _("a minute")), (300, _("five minutes"))],
        help_text=_("Most events are planned best within seconds; a longer search is for large ones."),
    )  # fmt: skip


class Publish(Form):
    submit = _("Publish")


class Discard(Form):
    submit = _("Discard")
    danger = True


class AskForOutcomes(Form):
    submit = _("Send the letters")


class Replan(Form):
    submit = _("Plan again")


class Keep(Form):
    kept = forms.BooleanField(label=_("Keep it where it is when a new schedule is made"), required=False)


class Move(Form):
    submit = _("Move")
    slot = TimeField(label=_("Time"), queryset=Slot.objects.none(), empty_label=None)
    place = forms.ModelChoiceField(label=_("Room"), queryset=Place.objects.none(), empty_label=None)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].queryset = session.slots.filter(removed=False)
        self.fields["slot"].zone = session.zone
        self.fields["place"].queryset = session.places.filter(tables__gt=0)
