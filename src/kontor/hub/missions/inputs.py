"""The columns of events and delegations that are both imported and exported, and which field of the record each holds."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.missions.choices import (
    DelegateState,
    EventClass,
    EventKind,
    EventMode,
    EventRole,
    EventSide,
    MissionDirection,
)
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.kit import DATE, SOURCE
from kontor.hub.transfer.kit import (
    Choice,
    Column,
    CountryCode,
    Integer,
    PartialDate,
    Reference,
    Slug,
    Terms,
    Text,
    YesNo,
)

IN_ORDER = _("Keys or names, separated by semicolons; the order is kept.")


@dataclass(frozen=True, slots=True)
class InOrder(Terms):
    """Several records, separated by semicolons, whose order says something: the first one leads."""

    def same(self, one: Any, other: Any) -> bool:
        return tuple(one or ()) == tuple(other or ())


def organisations(key: str, label: Any, help: Any = IN_ORDER) -> Column:
    return Column(key, label, help, clean=InOrder("organisations"))


EVENTS = (
    Column("id", _("Key"), _("Empty: made of the name."), clean=Slug(120), example="elca-workshop-01"),
    Column("partnership", _("Partnership"), _("Its key."), clean=Reference("partnerships"), example="elca"),
    Column("name", _("Name"), required=True, clean=Text(250)),
    Column("class", _("Class"), _("What it counts as."), required=True, clean=Choice(EventClass), example="c2c"),
    Column("kind", _("Form"), clean=Choice(EventKind), example="workshop"),
    Column("mission", _("Mission"), _("Of missions only: outbound or inbound."), clean=Choice(MissionDirection)),
    Column("with", _("With whom"), clean=Choice(OrganisationKind), example="university"),
    Column("country", _("Country"), clean=CountryCode(), example="PE"),
    Column("place", _("Place"), clean=Text(120)),
    Column("mode", _("How"), clean=Choice(EventMode), example="online"),
    Column("start", _("From"), DATE, clean=PartialDate(), example="2022-06-09"),
    Column("end", _("To"), DATE, clean=PartialDate(), example="2022-06-10"),
    Column("date_text", _("Date as stated"), clean=Text(250)),
    Column("number", _("Number of events"), _("Where several were stated as a number only. Empty: one."), clean=Integer(least=0, most=2_000_000_000), example="1"),
    Column("meetings", _("Single meetings"), _("Of C2C and B2B events only."), clean=Integer(least=0, most=2_000_000_000), example="30"),
    Column("participants", _("Participants"), clean=Integer(least=0, most=2_000_000_000)),
    Column("participants_qualifier", _("How exact"), clean=Choice(Qualifier), example="about"),
    Column("description", _("Description"), clean=Text(5000, lines=True)),
    Column("outcome", _("Outcome"), clean=Text(5000, lines=True)),
    Column("list", _("List"), _("The partnership's own list that the entry stands in."), clean=Slug(60), example="national-workshops"),
    Column("row", _("Row in the list"), clean=Integer(least=1, most=30_000)),
    Column("joint", _("Of the whole partnership"), clean=YesNo(), example="no"),
    Column("same_as", _("The same event as"), _("Key of the entry that is counted."), clean=Reference("events", within="id")),
    Column("note", _("Note"), clean=Text(5000, lines=True)),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="public"),
    organisations("responsible", _("Responsible"), _("Keys or names, separated by semicolons; the first one leads.")),
    organisations("hosts", _("Hosts")),
    organisations("attended", _("Who took part")),
    organisations("counterparts", _("Counterparts")),
    SOURCE,
)  # fmt: skip
FIELDS = {
    "id": "key", "partnership": "partnership_id", "name": "name", "class": "event_class", "kind": "kind", "mission": "mission",
    "with": "counterpart_kind", "country": "country_id", "place": "place", "mode": "mode", "start": "start", "end": "end",
    "date_text": "date_text", "number": "number", "meetings": "meetings", "participants": "participants",
    "participants_qualifier": "participants_qualifier", "description": "description", "outcome": "outcome", "list": "register",
    "row": "row", "joint": "joint", "note": "note", "visibility": "visibility",
}  # fmt: skip
ROLES = {
    "responsible": EventRole.RESPONSIBLE, "hosts": EventRole.HOST, "attended": EventRole.PARTICIPANT,
    "counterparts": EventRole.COUNTERPART,
}  # fmt: skip
# What an empty cell means, where it is not the cleaner's own empty value.
DEFAULTS = {
    "number": 1,
    "participants_qualifier": Qualifier.EXACT,
    "joint": False,
    "visibility": Visibility.PUBLIC,
}

ORGANISATIONS = (
    Column("event", _("Event"), _("Its key."), required=True, clean=Reference("events"), example="natureef-mission-peru"),
    Column("organisation", _("Organisation"), _("Its key or name."), required=True, clean=Reference("organisations"), example="femac"),
    Column("role", _("Role"), required=True, clean=Choice(EventRole), example="participant"),
    Column("side", _("Side"), _("Of missions: on which side it is listed."), clean=Choice(EventSide), example="eu-cluster"),
    Column("position", _("Place in the order"), clean=Integer(least=0, most=30_000)),
    Column("note", _("Note"), clean=Text(250)),
)  # fmt: skip
FIELDS_OF_ORGANISATIONS = {
    "event": "event_id", "organisation": "organisation_id", "role": "role", "side": "side", "position": "position", "note": "note",
}  # fmt: skip

DELEGATES = (
    Column("event", _("Event"), _("The key of an event with a delegation."), required=True, clean=Reference("delegations"), example="example-day-of-meetings"),
    Column("organisation", _("Organisation"), _("Its key or name."), required=True, clean=Reference("organisations"), example="femac"),
    Column("state", _("State"), _("Empty: invited."), clean=Choice(DelegateState), example="confirmed"),
    Column("reason", _("Reason"), _("Of who withdrew."), clean=Text(250)),
    Column("fields", _("Sectors"), _("Sectors by code or name, separated by semicolons."), clean=Terms("terms"), example="food-processing-and-manufacturing"),
    Column("offers", _("Offers"), clean=Text(3000, lines=True)),
    Column("seeks", _("Looks for"), clean=Text(3000, lines=True)),
    Column("travellers", _("Who travels"), _("One person in each line, or between semicolons; the function after a comma."), clean=Text(10_000, lines=True), example="Kim Example, head of sales"),
)  # fmt: skip
