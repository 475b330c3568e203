"""The columns of what brokers do, of sustainability plans, export groups and collective marks, imported and exported alike."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.kit import PARTNERSHIP
from kontor.hub.strategy.choices import (
    BrokerTask,
    GroupState,
    IncomeKind,
    IncomeState,
    LegalForm,
    MarkStepKind,
    Stage,
)
from kontor.hub.transfer.kit import (
    Choice,
    Column,
    CountryCode,
    Day,
    ListCleaner,
    Number,
    Reference,
    Slug,
    Terms,
    Text,
    Unclean,
)

LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Classes(ListCleaner):
    """Several numbers of the Nice classification, separated by semicolons; whether there are such classes is for the rules."""

    def part(self, text: str) -> Any:
        if not text.isascii() or not text.isdecimal() or len(text) > LONGEST_NUMBER:
            raise Unclean(
                N_("'%(value)s' is no number of a class: write numbers separated by semicolons, such as 12; 39."),
                value=text,
            )  # fmt: skip
        return int(text)


OWNER = Column("owner", _("Responsible partner"), _("Its key or name."), clean=Reference("organisations"))
DONE = Column("done", _("Done on"), clean=Day(), example="2021-07-31")
NOTE = Column("note", _("Note"), clean=Text(500))
GROUP = Column("group", _("Export group"), _("Its key."), True, Reference("groups"), "elca-asia")

BROKER_STEPS = (
    PARTNERSHIP,
    Column("stage", _("Stage"), required=True, clean=Choice(Stage), example="scoping-and-building"),
    Column("task", _("Task"), required=True, clean=Choice(BrokerTask), example="start-the-idea"),
    Column("broker", _("Broker"), _("The key or name of a partner."), clean=Reference("organisations")),
    Column("outside", _("Broker from outside"), _("By function, never by a person's name."), clean=Text(120)),
    DONE,
    NOTE,
)
FIELDS_OF_BROKER_STEPS = {
    "stage": "stage",
    "task": "task",
    "broker": "broker_id",
    "outside": "outside",
    "done": "done_on",
    "note": "note",
}

PLANS = (
    PARTNERSHIP,
    Column("legal_form", _("Legal form"), clean=Choice(LegalForm), example="association"),
    Column("legal_note", _("Seat, register, day"), clean=Text(250)),
    Column("purpose", _("What goes on after the grant"), clean=Text(2000, lines=True)),
    Column("leaving", _("What happens if it ends"), clean=Text(2000, lines=True)),
    Column("cost", _("Cost of a year (EUR)"), clean=Number(least=0, places=2), example="60000"),
)
FIELDS_OF_PLANS = {
    "legal_form": "legal_form",
    "legal_note": "legal_note",
    "purpose": "purpose",
    "leaving": "leaving",
    "cost": "cost",
}

INCOME = (
    PARTNERSHIP,
    Column("kind", _("Kind of income"), required=True, clean=Choice(IncomeKind), example="fees"),
    Column("label", _("From what"), required=True, clean=Text(250), example="Fees of eight clusters"),
    Column("amount", _("Amount of a year (EUR)"), _("Empty: not known."), clean=Number(least=0, places=2)),
    Column("state", _("How sure"), _("Empty: an idea."), clean=Choice(IncomeState), example="promised"),
)
FIELDS_OF_INCOME = {"kind": "kind", "label": "label", "amount": "amount", "state": "state"}

PLAN_TASKS = (
    PARTNERSHIP,
    Column("task", _("Task"), required=True, clean=Text(250), example="Found the association"),
    OWNER,
    Column("due", _("Due on"), clean=Day(), example="2022-06-30"),
    DONE,
)
FIELDS_OF_PLAN_TASKS = {"task": "title", "owner": "owner_id", "due": "due_on", "done": "done_on"}

GROUPS = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="elca-asia"),
    PARTNERSHIP,
    Column("name", _("Name"), required=True, clean=Text(120)),
    Column("state", _("State"), _("Empty: forming."), clean=Choice(GroupState), example="forming"),
    Column("goals", _("Common goals"), clean=Text(2000, lines=True)),
    Column("markets", _("Target markets"), _("Codes of countries, separated by semicolons."), clean=Terms("markets"), example="JP; KR"),
    Column("judged_by", _("How it is judged"), clean=Text(2000, lines=True)),
    Column("since", _("Since"), clean=Day(), example="2021-03-01"),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="partners"),
)  # fmt: skip
FIELDS_OF_GROUPS = {
    "name": "name",
    "state": "state",
    "goals": "goals",
    "judged_by": "judged_by",
    "since": "since",
    "visibility": "visibility",
}

GROUP_MEMBERS = (
    GROUP,
    Column("organisation", _("Organisation"), _("Its key or name."), True, Reference("organisations")),
    Column("brings", _("What it brings"), clean=Text(250)),
)
FIELDS_OF_GROUP_MEMBERS = {"organisation": "organisation_id", "brings": "brings"}

INITIATIVES = (
    GROUP,
    Column("initiative", _("Initiative"), required=True, clean=Text(250), example="Fair in Osaka"),
    Column("country", _("Country"), clean=CountryCode(), example="JP"),
    Column("due", _("Planned for"), clean=Day(), example="2022-05-01"),
    DONE,
    Column("outcome", _("What came of it"), clean=Text(500)),
)
FIELDS_OF_INITIATIVES = {
    "initiative": "title",
    "country": "country_id",
    "due": "due_on",
    "done": "done_on",
    "outcome": "outcome",
}

MARKS = (
    PARTNERSHIP,
    Column("mark", _("Mark"), required=True, clean=Text(120), example="LIGHT!"),
    Column("owner", _("Owner"), _("Its key or name."), clean=Reference("organisations")),
    Column("classes", _("Nice classes"), _("Numbers, separated by semicolons."), clean=Classes(), example="12; 40"),
    Column("application", _("Number of the application"), clean=Text(60)),
    Column("filed", _("Filed on"), clean=Day()),
    Column("registered", _("Registered on"), clean=Day()),
)  # fmt: skip
FIELDS_OF_MARKS = {
    "mark": "name",
    "owner": "owner_id",
    "classes": "classes",
    "application": "application",
    "filed": "filed_on",
    "registered": "registered_on",
}

MARK_STEPS = (
    PARTNERSHIP,
    Column("mark", _("Mark"), _("Its name."), True, Text(120), "LIGHT!"),
    Column("step", _("Step"), required=True, clean=Choice(MarkStepKind), example="search-existing-marks"),
    DONE,
    NOTE,
)
FIELDS_OF_MARK_STEPS = {"step": "step", "done": "done_on", "note": "note"}
