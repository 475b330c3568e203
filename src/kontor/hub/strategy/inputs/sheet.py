"""Columns of the table of competence sheets. The address of who was asked is not in it."""

from django.utils.translation import gettext_lazy as _

from kontor.hub.strategy.inputs.tables import CHAIN
from kontor.hub.transfer.kit import Column

SHEETS = (
    CHAIN,
    Column("organisation", _("Organisation"), _("Its key.")),
    Column("state", _("State")),
    Column("invited_on", _("Invited on")),
    Column("until", _("Open until")),
    Column("minutes", _("Minutes needed")),
    Column("component", _("Component")),
    Column("contribution", _("Contribution")),
    Column("competence", _("Competence")),
    Column("readiness", _("Readiness")),
    Column("complements", _("How it complements the others")),
    Column("taken_over", _("Taken over")),
    Column("offers", _("Offers")),
    Column("seeks", _("Seeks")),
    Column("words", _("Further words")),
)
