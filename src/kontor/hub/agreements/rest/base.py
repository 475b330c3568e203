"""What the subjects share: the router, and parties as `queries.parties_for` tells them."""

from typing import Any

from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.agreements.queries import PartyShown
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import AreaRouter, Schema
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.refusal import N_, NotThere, Refusal
from kontor.hub.foundation.visibility import visible

router = AreaRouter(tags=["agreements"])


class UnknownCountry(Refusal):
    code = "unknown-country"
    sentence = N_("There is no country with the code '%(value)s': write its ISO code, such as CO.")


class PartyOut(Schema):
    """A party. Where `known` is false, `label` is what is shown instead of its name, and all else is empty."""

    role: PartyRole
    label: str
    known: bool
    confidential: bool
    organisation: str | None
    country: str | None


def party_out(party: PartyShown) -> dict[str, Any]:
    return {
        "role": party.role,
        "label": party.label,
        "known": party.known,
        "confidential": party.confidential,
        "organisation": party.organisation.key if party.organisation else None,
        "country": party.country_id or None,
    }


def case_by_key(actor: Actor, key: str) -> CooperationCase:
    """The case with this key, as far as the actor may see it. Raises NotThere."""
    rows = visible(CooperationCase, actor).select_related("partnership", "same_as")
    found = rows.filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def country_of(code: str | None) -> Country | None:
    if code is None:
        return None
    country = Country.objects.filter(pk=code).first()
    if country is None:
        raise UnknownCountry(field="country", value=code)
    return country
