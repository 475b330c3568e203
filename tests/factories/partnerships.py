"""Partnerships and what belongs to them, as plain rows: what is not said gets a sensible value."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from kontor.hub.accounts.choices import TeamKind
from kontor.hub.accounts.models import Team
from kontor.hub.partnerships.models import (
    Activity,
    Call,
    ExpressionOfInterest,
    GoodPractice,
    Participation,
    PartnerInvitation,
    PartnerSearch,
    Partnership,
    Programme,
    Recommendation,
    TargetMarket,
)
from tests.factories.directory import make_country, make_organisation, make_team

number = count(1)


def make_programme(key="cosme", **fields):
    return Programme.objects.get_or_create(key=key, defaults={"name": key.upper(), **fields})[0]


def make_call(generation=1, kind="ESCP-4i", programme=None):
    key = f"{kind.lower()}-{generation}"
    defaults = {
        "programme": programme or make_programme(),
        "kind": kind,
        "generation": generation,
        "name": key,
    }
    return Call.objects.get_or_create(key=key, defaults=defaults)[0]


def make_partnership(acronym="", generation=1, **fields):
    """A public, running partnership of 2016 and 2017 with an empty team of its own, unless told otherwise."""
    one = next(number)
    acronym = acronym or f"PARTNERSHIP {one}"
    fields.setdefault("key", f"partnership-{one}")
    fields.setdefault("kind", "ESCP-4i")
    fields.setdefault("state", "active")
    fields.setdefault("start", "2016")
    fields.setdefault("end", "2017")
    if "call" not in fields and generation:
        fields["call"] = make_call(generation)
    if "team" not in fields:
        fields["team"] = Team.objects.create(kind=TeamKind.PARTNERSHIP, name=acronym)
    return Partnership.objects.create(acronym=acronym, **fields)


def make_participation(partnership, organisation=None, **fields):
    return Participation.objects.create(
        partnership=partnership, organisation=organisation or make_organisation(), **fields
    )


def make_invitation(partnership, organisation=None, days=30, **fields):
    """An invitation that waits for an answer for so many days."""
    return PartnerInvitation.objects.create(
        partnership=partnership,
        organisation=organisation or make_organisation(),
        answer_until=timezone.localdate() + timedelta(days=days),
        **fields,
    )


def make_target(partnership, country="CO", **fields):
    return TargetMarket.objects.create(partnership=partnership, country=make_country(country), **fields)


def make_activity(partnership, type="mission", **fields):
    fields.setdefault("key", f"activity-{next(number)}")
    return Activity.objects.create(partnership=partnership, type=type, **fields)


def make_recommendation(partnership, text="Plan more time", topic="duration", **fields):
    fields.setdefault("key", f"recommendation-{next(number)}")
    return Recommendation.objects.create(partnership=partnership, text=text, topic=topic, **fields)


def make_practice(partnership, area="joint-strategy", **fields):
    fields.setdefault("key", f"practice-{next(number)}")
    return GoodPractice.objects.create(partnership=partnership, area=area, **fields)


def make_search(organisation=None, **fields):
    """An open, public request that says whose it is, unless told otherwise."""
    organisation = organisation or make_organisation()
    make_team(organisation)
    fields.setdefault("direction", "request")
    fields.setdefault("type", "partnership")
    fields.setdefault("title", f"Search {next(number)}")
    fields.setdefault("text", "We look for a partner.")
    fields.setdefault("expires_on", timezone.localdate() + timedelta(days=90))
    fields.setdefault("state", "open")
    if fields["state"] not in ("review", "returned"):
        fields.setdefault("published_on", timezone.localdate())
    return PartnerSearch.objects.create(organisation=organisation, **fields)


def make_interest(search, organisation=None, **fields):
    organisation = organisation or make_organisation()
    make_team(organisation)
    return ExpressionOfInterest.objects.create(
        search=search, organisation=organisation, text=fields.pop("text", "Tell us more."), **fields
    )
