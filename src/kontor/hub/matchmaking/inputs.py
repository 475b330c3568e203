"""The columns of participants and wishes that are both imported and exported, and which field of the record each holds."""

from django.utils.translation import gettext_lazy as _

from kontor.hub.matchmaking.choices import Arrival, Weight, WishState
from kontor.hub.transfer.kit import Choice, Column, CountryCode, Integer, Reference, Slug, Text

WALL = _("Day and time on the clock of the event, such as 2027-05-12 09:00. Empty: the whole time.")
AWAY = _(
    "Times of the programme in which she meets nobody, on the clock of the event, with semicolons between."
)

PARTICIPANTS = (
    Column("id", _("Key"), _("Empty: made of the session and the name."), clean=Slug(160), example="lima-2027-hive-software"),
    Column("session", _("Session"), _("Its key."), required=True, clean=Reference("sessions"), example="lima-2027"),
    Column("type", _("Type"), _("The key of a type of the session."), required=True, clean=Slug(40), example="visiting"),
    Column("name", _("Name"), _("Of the person, or of the seat."), required=True, clean=Text(150)),
    Column("function", _("Function"), clean=Text(150)),
    Column("email", _("E-mail address"), clean=Text(254)),
    Column("organisation", _("Organisation"), _("Its key or name in the directory."), clean=Reference("organisations"), example="femac"),
    Column("organisation_name", _("Organisation as stated"), _("Where it is not in the directory."), clean=Text(250)),
    Column("country", _("Country"), clean=CountryCode(), example="PE"),
    Column("languages", _("Languages"), clean=Text(100), example="es, en"),
    Column("offers", _("Offers"), clean=Text(3000, lines=True)),
    Column("needs", _("Looks for"), clean=Text(3000, lines=True)),
    Column("there_from", _("There from"), WALL, clean=Text(16), example="2027-05-12 09:00"),
    Column("there_until", _("There until"), WALL, clean=Text(16)),
    Column("away", _("Away"), AWAY, clean=Text(6000), example="2027-05-12 09:00; 2027-05-12 09:25"),
    Column("minimum", _("Meetings at least"), clean=Integer(least=0, most=400)),
    Column("maximum", _("Meetings at most"), clean=Integer(least=0, most=400)),
    Column("arrival", _("Arrival"), clean=Choice(Arrival), example="expected"),
)  # fmt: skip
PLAIN = (
    "name", "function", "email", "organisation_name", "languages", "offers", "needs", "minimum", "maximum", "arrival",
)  # fmt: skip
FIELDS = {
    "id": "key", "session": "session_id", "organisation": "organisation_id", "country": "country_id",
    **{name: name for name in PLAIN},
}  # fmt: skip
TIMES = ("there_from", "there_until")
DEFAULTS = {"arrival": Arrival.EXPECTED}

WISHES = (
    Column("asker", _("Who asks"), _("Key of the participant."), required=True, clean=Reference("participants")),
    Column("asked", _("Whom"), _("Key of the participant."), required=True, clean=Reference("participants")),
    Column("weight", _("How important"), _("1 nice to have, 2 wanted, 3 very important."), clean=Integer(least=1, most=3), example="2"),
    Column("reason", _("Why"), clean=Text(500)),
    Column("state", _("Answer"), clean=Choice(WishState), example="asked"),
)  # fmt: skip
FIELDS_OF_WISHES = {
    "asker": "asker_id", "asked": "asked_id", "weight": "weight", "reason": "reason", "state": "state",
}  # fmt: skip
DEFAULTS_OF_WISHES = {"weight": Weight.WANTED, "state": WishState.ASKED}

# What organisers take along of the months after. Answers come from the participants themselves: it is no table to import.
FOLLOW_UPS = (
    Column("participant", _("Participant"), _("Her key.")),
    Column("session", _("Session"), _("Its key.")),
    Column("month", _("After months")),
    Column("due_on", _("Due on")),
    Column("letter", _("What became of the letter"), _("Empty: it has not left yet.")),
    Column("answered_on", _("Answered on")),
    Column("result", _("The most that came of it")),
    Column("answer", _("In a few words")),
)
