"""The columns of value chains that are both imported and exported, and which field of the record each holds."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.kit import PARTNERSHIP
from kontor.hub.transfer.kit import Choice, Column, Integer, Reference, Slug, Text

CHAIN = Column("chain", _("Value chain"), _("Its key."), True, Reference("chains"), "elca-lightweight")
COMPONENT = Column("component", _("Component"), _("Its name in the chain."), True, Text(80), "Milling")

CHAINS = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="elca-lightweight"),
    PARTNERSHIP,
    Column("name", _("Name"), required=True, clean=Text(120)),
    Column("topic", _("Topic and scope"), clean=Text(2000, lines=True)),
    Column("objectives", _("Objectives and expected impact"), clean=Text(2000, lines=True)),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="partners"),
)
FIELDS_OF_CHAINS = {"name": "name", "topic": "topic", "objectives": "objectives", "visibility": "visibility"}

COMPONENTS = (
    CHAIN,
    COMPONENT,
    Column("description", _("What happens there"), clean=Text(250)),
    Column("wanted", _("Organisations wanted"), _("Empty: 1."), clean=Integer(least=1, most=999), example="1"),
    Column("readiness", _("Readiness required"), _("1 to 9; empty: any."), clean=Integer(least=1, most=9), example="6"),
    Column("weight", _("Weight"), _("Empty: 1."), clean=Integer(least=1, most=999), example="1"),
    Column("term", _("Activity or competence sought"), _("taxonomy:code, or its name."), clean=Reference("terms"), example="sectoral-industry:plastics"),
    Column("sought", _("Sought, in words"), clean=Text(250)),
)  # fmt: skip
FIELDS_OF_COMPONENTS = {
    "component": "name", "description": "description", "wanted": "wanted", "readiness": "readiness", "weight": "weight",
    "term": "term_id", "sought": "sought",
}  # fmt: skip

LINKS = (
    CHAIN,
    Column("from", _("From"), _("The component where it begins."), True, Text(80), "Milling"),
    Column("to", _("To"), _("The component where it ends."), True, Text(80), "Baking"),
    Column("kind", _("What passes"), clean=Text(60), example="flour"),
)

CONTRIBUTIONS = (
    CHAIN,
    COMPONENT,
    Column("organisation", _("Organisation"), _("Its key or name."), True, Reference("organisations")),
    Column("gives", _("Contribution"), clean=Text(250)),
    Column("competence", _("Competence"), clean=Text(250)),
    Column("readiness", _("Readiness"), _("1 to 9; empty: not stated."), clean=Integer(least=1, most=9), example="7"),
    Column("complements", _("How it complements the others"), clean=Text(250)),
)  # fmt: skip
FIELDS_OF_CONTRIBUTIONS = {
    "gives": "gives",
    "competence": "competence",
    "readiness": "readiness",
    "complements": "complements",
}


def stated(row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """The fields that the row speaks of."""
    return {name: row[column] for column, name in fields.items() if column in row}


def kept(record: Any, fields: Mapping[str, str]) -> dict[str, Any]:
    """The record's values by column."""
    return {column: getattr(record, name) for column, name in fields.items()}
