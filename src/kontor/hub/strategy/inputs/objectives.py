"""The columns of joint strategies and their objectives that are both imported and exported, and which field each holds."""

from django.utils.translation import gettext_lazy as _

from kontor.hub.partnerships.kit import PARTNERSHIP
from kontor.hub.strategy.choices import Readers
from kontor.hub.transfer.kit import Choice, Column, CountryCode, Day, Integer, Number, Reference, Slug, Text

REASON = Column(
    "reason", _("Why"), _("Of what is new or changes. Empty: brought by an import."), clean=Text(250)
)

STRATEGIES = (
    PARTNERSHIP,
    Column("vision", _("Vision"), clean=Text(2000, lines=True)),
    Column("mission", _("Mission"), clean=Text(2000, lines=True)),
    Column("visibility", _("The approved strategy is visible to"), clean=Choice(Readers), example="partners"),
    REASON,
)  # fmt: skip
FIELDS_OF_STRATEGIES = {"vision": "vision", "mission": "mission", "visibility": "visibility"}

OBJECTIVES = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="elca-agreements"),
    PARTNERSHIP,
    Column(
        "number", _("Place in the list"), _("Empty: last."), clean=Integer(least=1, most=999), example="1"
    ),
    Column("objective", _("Objective"), required=True, clean=Text(500)),
    Column("indicator", _("Indicator"), clean=Text(250)),
    Column("card", _("Indicator card"), _("Its key."), clean=Slug(120), example="elca-kpi-02"),
    Column("baseline", _("Baseline"), clean=Number(places=2), example="0"),
    Column("target", _("Target"), clean=Number(places=2), example="12"),
    Column("unit", _("Unit"), clean=Text(60), example="agreements"),
    Column("due", _("To be reached by"), clean=Day(), example="2022-02-28"),
    Column("owner", _("Responsible partner"), _("Its key or name."), clean=Reference("organisations")),
    Column("country", _("Country"), clean=CountryCode(), example="JP"),
    REASON,
)
FIELDS_OF_OBJECTIVES = {
    "number": "position", "objective": "statement", "indicator": "indicator", "card": "card", "baseline": "baseline",
    "target": "target", "unit": "unit", "due": "due_on", "owner": "owner_id", "country": "country_id",
}  # fmt: skip
