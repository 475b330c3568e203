"""Profiles of countries as plain rows: what is not said gets a sensible value."""

from datetime import date
from itertools import count

from kontor.hub.countries.models import (
    CountryBody,
    CountryExample,
    CountryFact,
    CountryProfile,
    MarketFigure,
    MarketStudy,
    MarketStudyItem,
)
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source

number = count(1)


def make_profile(code="CO", **fields):
    """A public profile that the platform's editors keep, unless told otherwise."""
    return CountryProfile.objects.create(country=make_country(code), key=code.lower(), **fields)


def make_fact(profile=None, statement="", **fields):
    one = next(number)
    fields.setdefault("key", f"fact-{one}")
    fields.setdefault("topic", "economy")
    if "source" not in fields:
        fields["source"] = make_source()
    return CountryFact.objects.create(
        profile=profile or make_profile(), statement=statement or f"Fact {one}", **fields
    )


def make_example(profile, partner_side="A cluster", **fields):
    one = next(number)
    fields.setdefault("key", f"example-{one}")
    if "source" not in fields:
        fields["source"] = make_source()
    return CountryExample.objects.create(
        profile=profile, partner_side=partner_side, counterpart_side="Theirs", kind="contact", **fields
    )


def make_body(profile, organisation=None, role="counterpart", **fields):
    return CountryBody.objects.create(
        profile=profile, organisation=organisation or make_organisation(), role=role, **fields
    )


def make_study(partnership, code="CO", **fields):
    """Only the partners read it, unless told otherwise."""
    return MarketStudy.objects.create(partnership=partnership, country=make_country(code), **fields)


def make_study_item(study, item="target-market", text="Builders of ports", **fields):
    return MarketStudyItem.objects.create(
        study=study, item=item, text=text, written_on=date(2026, 3, 1), **fields
    )


def make_market_figure(study, measure="total-available-market", year=2024, value="1000", **fields):
    fields.setdefault("unit", "percent" if measure == "target-share" else "EUR million")
    if "source" not in fields:
        fields["source"] = make_source()
    return MarketFigure.objects.create(study=study, measure=measure, year=year, value=value, **fields)
