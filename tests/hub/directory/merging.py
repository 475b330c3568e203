"""Merging as its tests need it: everything a merge may touch, and the things that it moves."""

from datetime import date

from kontor.hub.accounts.models import Team, TeamMember
from kontor.hub.countries.models import CountryBody
from kontor.hub.directory.actions.merge import merge
from kontor.hub.directory.models import (
    Alias,
    Classification,
    Competence,
    ContactPerson,
    CountryInterest,
    DismissedPair,
    Label,
    Membership,
    Organisation,
)
from kontor.hub.evidence.models import Citation, Document
from kontor.hub.foundation.models import SearchEntry
from kontor.hub.missions.models import EventOrganisation
from kontor.hub.partnerships.models import (
    Comment,
    ExpressionOfInterest,
    Participation,
    PartnerSearch,
    TargetMarket,
)
from kontor.hub.strategy.models import Contribution, RoadmapActivity
from tests.factories.actors import make_editor

TODAY = date(2026, 3, 1)
FOLLOWED = (
    Organisation, Alias, Classification, Competence, ContactPerson, CountryInterest, DismissedPair, Label, Membership,
    Citation, Document, Team, TeamMember, EventOrganisation, CountryBody, RoadmapActivity, Contribution, Participation, TargetMarket, PartnerSearch, ExpressionOfInterest, Comment,
)  # fmt: skip
FREE = {"version", "changed_at"}


def everything():
    """Every row that a merge may touch, without versions and the time of the last change; and what search knows."""
    rows = {
        (model._meta.label, row["pk"]): {name: value for name, value in row.items() if name not in FREE}
        for model in FOLLOWED
        for row in model._default_manager.order_by("pk").values(
            "pk", *(f.attname for f in model._meta.concrete_fields)
        )
    }
    entries = SearchEntry.objects.filter(kind="organisation").values_list("subject_id", "title", "words")
    return rows, {pk: (title, set(words.split())) for pk, title, words in entries}


def merged(survivor, double, **values):
    values.setdefault("actor", make_editor())
    return merge(survivor=survivor, double=double, today=TODAY, **values)


def cite(record, source, place=""):
    return Citation.objects.create(
        subject_kind=record._meta.label_lower, subject_id=record.pk, source=source, place=place
    )


def make_search(organisation, title="Coating sought"):
    return PartnerSearch.objects.create(
        organisation=organisation,
        direction="request",
        type="agent-agreement",
        title=title,
        text="…",
        expires_on="2030-01-01",
    )
