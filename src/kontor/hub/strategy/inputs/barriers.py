"""The columns of barriers that are both imported and exported. What is taken up against them is chosen on the page."""

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.kit import PARTNERSHIP
from kontor.hub.strategy.choices import BarrierKind, BarrierState
from kontor.hub.transfer.kit import Choice, Column, Integer, Reference, Slug, Text

BARRIERS = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="elca-funding"),
    PARTNERSHIP,
    Column("kind", _("Barrier"), required=True, clean=Choice(BarrierKind), example="complementary-funding"),
    Column("description", _("In your words"), required=True, clean=Text(500)),
    Column("severity", _("Severity"), _("1 low to 4 blocking; empty: 2."), clean=Integer(least=1, most=4), example="3"),
    Column("state", _("State"), _("Empty: open."), clean=Choice(BarrierState), example="open"),
    Column("owner", _("Responsible partner"), _("Its key or name."), clean=Reference("organisations")),
    Column("measures", _("Measures"), clean=Text(2000, lines=True)),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="partners"),
)  # fmt: skip
FIELDS_OF_BARRIERS = {
    "kind": "kind", "description": "description", "severity": "severity", "state": "state", "owner": "owner_id",
    "measures": "measures", "visibility": "visibility",
}  # fmt: skip
DEFAULTS_OF_BARRIERS = {"severity": 2, "state": BarrierState.OPEN, "visibility": Visibility.PARTNERS}
