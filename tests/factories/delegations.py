"""Delegations as plain rows: what is not said gets a sensible value."""

from datetime import UTC, datetime
from decimal import Decimal

from kontor.hub.missions.models import (
    BriefingSection,
    CostLine,
    Delegate,
    Delegation,
    TravelCheck,
    TravelItem,
    Traveller,
)
from tests.factories.directory import make_organisation
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership


def make_delegation(event=None, **fields):
    """A draft, of a mission of a partnership."""
    event = event or make_event(make_partnership(), event_class="mission", country="PE")
    return Delegation.objects.create(event=event, **fields)


def make_delegate(delegation, organisation=None, travellers=(), terms=(), **fields):
    """Confirmed; `travellers` are names."""
    fields.setdefault("state", "confirmed")
    if fields["state"] == "withdrawn":
        fields.setdefault("reason", "No time")
    one = Delegate.objects.create(
        delegation=delegation, organisation=organisation or make_organisation(), **fields
    )
    one.terms.set(terms)
    for name in travellers:
        Traveller.objects.create(delegate=one, name=name)
    return one


def make_section(delegation, title="Why we travel", text="To sell."):
    return BriefingSection.objects.create(
        delegation=delegation, position=delegation.sections.count() + 1, title=title, text=text
    )


def make_check(delegation, text="Passport valid", **fields):
    return TravelCheck.objects.create(
        delegation=delegation, position=delegation.checks.count() + 1, text=text, **fields
    )


def make_item(delegation, *delegates, text="Flight", **fields):
    """On 1 March 2027 at nine, in UTC."""
    fields.setdefault("kind", "flight")
    fields.setdefault("start", datetime(2027, 3, 1, 9, tzinfo=UTC))
    item = TravelItem.objects.create(delegation=delegation, text=text, **fields)
    item.delegates.set(delegates)
    return item


def make_cost(delegation, planned="100.00", delegate=None, **fields):
    """The partnership pays, unless told otherwise."""
    fields.setdefault("kind", "other")
    fields.setdefault("text", "Something")
    fields.setdefault("bearer", "partnership")
    return CostLine.objects.create(
        delegation=delegation, delegate=delegate, planned=Decimal(planned), **fields
    )
