"""The columns of the tables that are both imported and exported, which field of the record each holds, and what higher
areas plug in: pages about a partnership, and records that show that a recommended action was taken.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import (
    ActivityType,
    ParticipationRole,
    PartnershipKind,
    Qualifier,
    SearchDirection,
    SearchGroup,
    SearchType,
    Strand,
    TargetBasis,
)
from kontor.hub.transfer.kit import (
    Address,
    Choice,
    Citations,
    Column,
    CountryCode,
    Day,
    Integer,
    Number,
    PartialDate,
    Reference,
    Slug,
    Terms,
    Text,
    YesNo,
)

# (label, address of a partnership with this key): further tabs of a partnership's pages, filled by front/wiring.py.
PAGES: list[tuple[Any, Callable[[str], str]]] = []


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that shows that a recommended action was taken: its name, whose it is, what it shows of the evidence, its page."""

    title: str
    partnership: str
    shows: tuple[str, ...]
    url: str


# (actor, id of a partnership or None for all) -> number of a recommended action -> records that the actor sees.
EVIDENCE: list[Callable[[Actor, int | None], Mapping[int, Iterable[Evidence]]]] = []

DATE = _("Year, month or day, as far as known.")
AS_THE_PARTNERSHIP = _("Empty: as the partnership.")
SOURCE = Column(
    "source", _("Source"), _("Where it stands: source#place, several separated by semicolons."),
    clean=Citations(table="sources"), example="smart-guide-2019#annex1-table1",
)  # fmt: skip
PARTNERSHIP = Column(
    "partnership",
    _("Partnership"),
    _("Its key."),
    required=True,
    clean=Reference("partnerships"),
    example="reina-plus",
)
TAXONOMIES = {"sectors": Taxonomy.SECTORAL_INDUSTRY, "technology_fields": Taxonomy.TECHNOLOGY_FIELD}

PARTNERSHIPS = (
    Column(
        "id",
        _("Key"),
        _("Short name in addresses and files."),
        required=True,
        clean=Slug(80),
        example="reina-plus",
    ),
    Column("acronym", _("Acronym"), required=True, clean=Text(80), example="REINA PLUS"),
    Column("name", _("Name"), clean=Text(250)),
    Column("call", _("Call"), _("Its key."), clean=Reference("calls"), example="escp-4i-1"),
    Column("kind", _("Kind"), required=True, clean=Choice(PartnershipKind), example="ESCP-4i"),
    Column("strand", _("Strand"), clean=Choice(Strand), example="2"),
    Column("start", _("Start"), DATE, clean=PartialDate(), example="2016-01"),
    Column("end", _("End"), DATE, clean=PartialDate(), example="2017-12"),
    Column(
        "date_basis",
        _("Dates are of"),
        _("The partnership itself, or only its generation."),
        clean=Text(40),
    ),
    Column("sector_focus", _("Sector focus"), clean=Text(250)),
    Column("sectors", _("Sectoral industries"), clean=Terms("sectors")),
    Column("technology_fields", _("Technology fields"), clean=Terms("technology_fields")),
    Column("smes_involved", _("SMEs involved"), clean=Integer(least=0, most=2_000_000_000), example="322"),
    Column("smes_qualifier", _("How exact"), clean=Choice(Qualifier), example="exact"),
    Column("smes_basis", _("What was counted"), clean=Text(250)),
    Column("grant", _("Grant (EUR)"), clean=Number(least=0, places=2)),
    Column("legal_form", _("Legal form"), clean=Text(80)),
    Column("website", _("Website"), clean=Address()),
    Column("description", _("Description"), clean=Text(5000, lines=True)),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="public"),
    SOURCE,
)
FIELDS_OF_PARTNERSHIPS = {
    "id": "key", "acronym": "acronym", "name": "name", "call": "call_id", "kind": "kind", "strand": "strand",
    "start": "start", "end": "end", "date_basis": "date_basis", "sector_focus": "sector_focus",
    "smes_involved": "smes_involved", "smes_qualifier": "smes_qualifier", "smes_basis": "smes_basis", "grant": "grant",
    "legal_form": "legal_form", "website": "website", "description": "description", "visibility": "visibility",
}  # fmt: skip

PARTICIPATIONS = (
    Column("partnership", _("Partnership"), _("Its key."), required=True, clean=Reference("partnerships"), example="reina-plus"),
    Column("organisation", _("Organisation"), _("Its key or name."), required=True, clean=Reference("organisations"), example="basque-energy-cluster"),
    Column("role", _("Role"), clean=Choice(ParticipationRole), example="partner"),
    Column("from", _("From"), AS_THE_PARTNERSHIP, clean=PartialDate()),
    Column("to", _("To"), AS_THE_PARTNERSHIP, clean=PartialDate()),
    Column("note", _("Note"), clean=Text(500)),
    SOURCE,
)  # fmt: skip
FIELDS_OF_PARTICIPATIONS = {
    "partnership": "partnership_id", "organisation": "organisation_id", "role": "role", "from": "start", "to": "end",
    "note": "note",
}  # fmt: skip

TARGETS = (
    PARTNERSHIP,
    Column("country", _("Country"), required=True, clean=CountryCode(), example="CO"),
    Column("basis", _("Basis"), clean=Choice(TargetBasis), example="target"),
    Column("lead", _("Lead partner"), _("Its key."), clean=Reference("organisations")),
    Column("from", _("From"), clean=PartialDate()),
    Column("to", _("To"), clean=PartialDate()),
    Column("source_place", _("Place in the source"), _("Empty: as the source."), clean=Text(120)),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="public"),
    SOURCE,
)
FIELDS_OF_TARGETS = {
    "partnership": "partnership_id", "country": "country_id", "basis": "basis", "lead": "lead_id", "from": "start",
    "to": "end", "source_place": "source_place", "visibility": "visibility",
}  # fmt: skip

ACTIVITIES = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="activity-001"),
    PARTNERSHIP,
    Column("type", _("Type"), required=True, clean=Choice(ActivityType), example="mission"),
    Column(
        "count",
        _("Number"),
        _("Only where the source states one."),
        clean=Integer(least=0, most=2_000_000_000),
    ),
    Column("country", _("Country"), clean=CountryCode(), example="MX"),
    Column("from", _("From"), DATE, clean=PartialDate(), example="2019-05"),
    Column("to", _("To"), DATE, clean=PartialDate()),
    Column("date_text", _("Date as stated"), clean=Text(250), example="around summer 2019"),
    Column("note", _("What it was"), clean=Text(2000, lines=True)),
    SOURCE,
)
FIELDS_OF_ACTIVITIES = {
    "id": "key", "partnership": "partnership_id", "type": "type", "count": "count", "country": "country_id", "from": "start",
    "to": "end", "date_text": "date_text", "note": "note",
}  # fmt: skip

SEARCHES = (
    Column("organisation", _("Organisation"), _("Its key or name; one that you edit."), required=True, clean=Reference("organisations"), example="basque-energy-cluster"),
    Column("title", _("Title"), required=True, clean=Text(200), example="Cold stores for fruit"),
    Column("direction", _("Offer or request"), required=True, clean=Choice(SearchDirection), example="request"),
    Column("type", _("Type"), required=True, clean=Choice(SearchType), example="partnership"),
    Column("text", _("Description"), required=True, clean=Text(5000, lines=True)),
    Column("fields", _("Fields"), _("taxonomy:code, several separated by semicolons."), clean=Terms("terms"), example="sectoral-industry:plastics"),
    Column("countries", _("Countries sought"), _("Codes of countries, separated by semicolons."), clean=Terms("countries"), example="JP; KR"),
    Column("anonymous", _("Do not say who we are"), _("yes or no. Empty: no."), clean=YesNo()),
    Column("public_description", _("What others read instead of the name"), clean=Text(120)),
    Column("expires_on", _("Open until"), required=True, clean=Day(), example="2027-06-30"),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="public"),
)  # fmt: skip
FIELDS_OF_SEARCHES = {
    "organisation": "organisation_id", "title": "title", "direction": "direction", "type": "type", "text": "text",
    "anonymous": "anonymous", "public_description": "public_description", "expires_on": "expires_on",
    "visibility": "visibility",
}  # fmt: skip

ALERTS = (
    Column("direction", _("Offer or request"), _("Empty: both."), clean=Choice(SearchDirection), example="request"),
    Column("kind", _("Kind"), _("Empty: all."), clean=Choice(SearchGroup), example="technology"),
    Column("type", _("Type"), _("Empty: all of the kind."), clean=Choice(SearchType), example="licence"),
    Column("fields", _("Fields"), _("taxonomy:code, several separated by semicolons."), clean=Terms("terms"), example="sectoral-industry:plastics"),
    Column("countries", _("Countries sought"), _("Codes of countries, separated by semicolons."), clean=Terms("countries"), example="JP; KR"),
    Column("words", _("Words"), _("A search that fits has all of them."), clean=Text(200)),
    Column("paused", _("Send no mail for now"), _("yes or no. Empty: no."), clean=YesNo()),
)  # fmt: skip
FIELDS_OF_ALERTS = {
    "direction": "direction", "kind": "group", "type": "type", "words": "words", "paused": "paused",
}  # fmt: skip

INVITATIONS = (
    Column("partnership", _("Partnership"), _("Its key.")),
    Column("organisation", _("Organisation"), _("Its key.")),
    Column("role", _("Role offered")),
    Column("state", _("State")),
    Column("invited_on", _("Invited on")),
    Column("answer_until", _("Answer until")),
    Column("answered_on", _("Answered on")),
    Column("message", _("Message")),
    Column("hoped_for", _("Why this organisation")),
    Column("reason", _("Reason")),
    Column("recorded", _("Recorded by the partnership")),
    Column("note", _("How the answer came")),
)
FIELDS_OF_INVITATIONS = ("role", "message", "hoped_for", "reason", "note")
