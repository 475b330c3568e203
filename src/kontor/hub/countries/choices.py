"""Words of this area."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FactTopic(TextChoices):
    """What a fact is about: the headings of a profile, in this order."""

    ECONOMY = "economy", _("economy")
    TRADE = "trade", _("trade")
    POLICY = "policy", _("policy")
    CLUSTERS = "clusters", _("clusters and networks")
    COOPERATION = "cooperation", _("cooperation with Europe")
    PARTNERSHIPS = "partnerships", _("European partnerships")
    INTEREST = "interest", _("interest of European clusters")
    OTHER = "other", _("other facts")


class BodyRole(TextChoices):
    """What an organisation of the country is to those who come from Europe."""

    COUNTERPART = "counterpart", _("counterpart body")
    NETWORK = "network", _("network")
    REPRESENTATIVE = "representative", _("representative")
    AMBASSADOR = "ambassador", _("ambassador")


# Who stands in the country for those who come from Europe; the others are whom to speak with.
FOR_EUROPE = (BodyRole.REPRESENTATIVE, BodyRole.AMBASSADOR)


class StudyItem(TextChoices):
    """The six items of a market study, in their order (Smart Guide, section 4.4, action 10)."""

    TARGET = "target-market", _("target market")
    SIZE = "market-size", _("market size")
    GROWTH = "market-growth", _("market growth")
    PROFITABILITY = "market-profitability", _("profitability")
    TRENDS = "market-trends", _("trends")
    SUCCESS = "key-success-factors", _("key success factors")


class Measure(TextChoices):
    """The four figures of market size."""

    TOTAL = "total-available-market", _("total available market")
    SERVICEABLE = "serviceable-available-market", _("serviceable available market")
    TARGET = "target-market", _("target market")
    SHARE = "target-share", _("target share")


class Force(TextChoices):
    """What decides how much is earned in a market."""

    RIVALRY = "rivalry", _("rivalry between those who are there")
    ENTRANTS = "new-entrants", _("newcomers")
    SUBSTITUTES = "substitutes", _("substitutes")
    SUPPLIERS = "suppliers", _("power of suppliers")
    CUSTOMERS = "customers", _("power of customers")


class Level(TextChoices):
    """How strongly a force presses on what is earned."""

    LOW = "low", _("weak")
    MIDDLE = "middle", _("medium")
    HIGH = "high", _("strong")


class Direction(TextChoices):
    """What a trend brings."""

    CHANCE = "chance", _("chance")
    THREAT = "threat", _("threat")


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that a row of an item says."""

    key: str
    label: Any
    choices: type[TextChoices] | None = None
    needed: bool = False
    length: int = 250
    hint: Any = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What an item says row by row, beside its text. `one` is what a row is called."""

    one: Any
    cells: tuple[Cell, ...]
    most: int = 12


ROWS: Mapping[str, Rows] = {
    StudyItem.TARGET: Rows(
        _("Segment"),
        (
            Cell("name", _("Customer group"), needed=True, length=120),
            Cell("place", _("Where they are")),
            Cell("population", _("Population"), hint=_("How many, and of what kind: companies by size, people by age.")),
            Cell("attitude", _("Attitude"), hint=_("What they value and how they buy.")),
        ),
    ),
    StudyItem.GROWTH: Rows(
        _("Forecast"),
        (
            Cell("measure", _("Of what"), Measure, needed=True),
            Cell("year", _("Year"), needed=True, length=4),
            Cell("value", _("Figure"), hint=_("Empty: computed by compound growth from the first and the last figure entered.")),
            Cell("reason", _("Why this figure"), hint=_("Needed where the figure is not computed."), length=500),
        ),
    ),
    StudyItem.PROFITABILITY: Rows(
        _("Force"),
        (
            Cell("force", _("Force"), Force, needed=True),
            Cell("level", _("How strong"), Level, needed=True),
            Cell("note", _("Note"), length=500),
        ),
    ),
    StudyItem.TRENDS: Rows(
        _("Trend"),
        (
            Cell("text", _("Trend"), needed=True, length=500, hint=_("For example price, demand or buying power.")),
            Cell("direction", _("Chance or threat"), Direction, needed=True),
        ),
    ),
    StudyItem.SUCCESS: Rows(_("Factor"), (Cell("text", _("What companies need to reach their aims"), needed=True, length=500),)),
}  # fmt: skip

# What kind of contact an example of cooperation was, and how it stands, by the words of the lists that tell of them.
MISSION_TO = "mission-to-"
EXAMPLE_KINDS: Mapping[str, Any] = {
    "conference": _("conference"),
    "contact": _("contact"),
    "cooperation-programme": _("cooperation programme"),
    "fair-invitation": _("invitation to a fair"),
    "funding-call": _("call for funding"),
    "joint-action": _("joint action"),
    "mission-to-europe": _("mission to Europe"),
    "mou": _("memorandum of understanding"),
    "project": _("project"),
    "technical-assistance": _("technical assistance"),
    "workshop": _("workshop"),
}
EXAMPLE_STATES: Mapping[str, Any] = {
    "announced": _("announced"),
    "completed": _("completed"),
    "contact-made": _("contact made"),
    "declaration-signed": _("declaration signed"),
    "exploring": _("being explored"),
    "in-preparation": _("in preparation"),
    "invited": _("invited"),
    "no-concrete-action": _("no concrete action"),
    "ongoing": _("under way"),
    "phase-2-concluding": _("second phase ending"),
    "planned": _("planned"),
    "wanted": _("wanted"),
}
