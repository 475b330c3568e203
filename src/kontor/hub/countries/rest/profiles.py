"""Countries for programs: find, read, begin, change and withdraw profiles, with their facts and bodies."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from kontor.hub.countries import actions, queries, rules
from kontor.hub.countries.choices import BodyRole, FactTopic
from kontor.hub.countries.models import CountryFact, CountryProfile
from kontor.hub.countries.rest.base import router
from kontor.hub.directory.models import ContactPerson
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.api import (
    CountryCode,
    Identifier,
    Key,
    PageOf,
    PageQuery,
    PartialDate,
    Schema,
    Text,
    page_of,
)
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.search import find
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.rules import UnknownCountry

NO_NUL = r"^[^\x00]*$"
LANGUAGE = r"^([a-z]{2,3})?$"
OF_A_FACT = (
    "key", "topic", "indicator", "statement", "language", "translation", "translation_language", "value", "unit", "qualifier", "scope", "as_of",
    "place", "version",
)  # fmt: skip


class ProfileLine(Schema):
    """A country in a list. `partnerships` go there and `interested` organisations named it, as far as the caller sees them."""

    key: str
    country: str
    summary: str
    facts: int
    partnerships: int
    interested: int


class FactOut(Schema):
    """A fact as its source states it. '' in `language` and `as_of` is not stated."""

    key: str
    topic: FactTopic
    indicator: str
    statement: str
    language: str
    translation: str
    translation_language: str
    value: str
    unit: str
    qualifier: Qualifier
    scope: str
    about: str | None
    as_of: str
    source: str
    place: str
    version: int


class BodyOut(Schema):
    """An organisation of the country. `person` is a contact person of it, null also where the caller may not read who she is."""

    id: int
    organisation: str
    name: str
    role: BodyRole
    person: int | None
    mandate: str
    start: str
    end: str
    source: str | None
    place: str
    version: int


class ProfileOut(Schema):
    """One country, with what the caller may see. `partnerships` and `interested` are keys."""

    key: str
    country: str
    summary: str
    visibility: Visibility
    withdrawn: bool
    version: int
    facts: list[FactOut]
    bodies: list[BodyOut]
    partnerships: list[str]
    interested: list[str]


class CountriesQuery(PageQuery):
    """Which page of which countries."""

    q: Text = Field("", description="words to find; the last one may be unfinished")


class NewProfile(Schema):
    """The profile of a country. A new one is kept by the platform's editors until they give it to a team."""

    country: CountryCode
    summary: str = Field("", max_length=5000, pattern=NO_NUL)
    visibility: Visibility = Visibility.PUBLIC


class ChangedProfile(Schema):
    """A profile as it is to be; `version` is the one that was read."""

    summary: str = Field("", max_length=5000, pattern=NO_NUL)
    visibility: Visibility
    version: int = Field(ge=1, le=2**31 - 1)


class Why(Schema):
    """Why it is withdrawn."""

    reason: Text = Field(min_length=1, max_length=250)


class NewFact(Schema):
    """What a source states of a country."""

    topic: FactTopic
    indicator: str = Field(
        "", max_length=60, pattern=r"^[-a-zA-Z0-9_]*$", description="what is measured alike for all countries"
    )
    statement: Text = Field(min_length=1, max_length=500)
    language: str = Field("", pattern=LANGUAGE)
    translation: Text = Field("", max_length=500)
    translation_language: str = Field("", pattern=LANGUAGE)
    value: Text = Field("", max_length=250)
    unit: Text = Field("", max_length=40)
    qualifier: Qualifier = Qualifier.EXACT
    scope: Text = Field("", max_length=120)
    about: CountryCode | None = None
    as_of: PartialDate = ""
    source: Key
    place: Text = Field("", max_length=120)


class ChangedFact(NewFact):
    """A fact as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class NewBody(Schema):
    """An organisation of the directory to speak with."""

    organisation: Key
    role: BodyRole
    person: Identifier | None = None
    mandate: Text = Field("", max_length=250)
    start: PartialDate = ""
    end: PartialDate = ""
    source: Key | None = None
    place: Text = Field("", max_length=120)


class ChangedBody(NewBody):
    """An entry as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


def country(code: str | None) -> str | None:
    if code and not Country.objects.filter(pk=code).exists():
        raise UnknownCountry(field="country", value=code)
    return code


def source_id(key: str) -> int:
    found = Source.objects.filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise rules.UnknownSource(field="source", key=key)
    return found


def line(one: Any) -> dict[str, Any]:
    return {
        "key": one.key, "country": one.country_id, "summary": one.summary, "facts": one.facts_kept,
        "partnerships": one.targeting, "interested": one.interested,
    }  # fmt: skip


def fact_out(one: CountryFact) -> dict[str, Any]:
    return {name: getattr(one, name) for name in OF_A_FACT} | {
        "about": one.about_id,
        "source": one.source.key,
    }


def body_out(shown: queries.BodyShown) -> dict[str, Any]:
    one = shown.body
    return {
        "person": one.person_id if shown.person else None,
        "id": one.pk, "organisation": one.organisation.key, "name": one.organisation.name, "role": one.role,
        "mandate": one.mandate, "start": one.start, "end": one.end, "source": one.source.key if one.source else None,
        "place": one.place, "version": one.version,
    }  # fmt: skip


def profile_out(request: HttpRequest, key: str) -> dict[str, Any]:
    actor = request.auth
    one = queries.profile_by_key(actor, key)
    return {
        "key": one.key, "country": one.country_id, "summary": one.summary, "visibility": one.visibility,
        "withdrawn": one.withdrawn_on is not None, "version": one.version,
        "facts": [fact_out(fact) for fact in queries.facts_of(actor, one)],
        "bodies": [body_out(body) for body in queries.bodies_of(actor, one)],
        "partnerships": [each.key for each in queries.targeting(actor, one.country_id)],
        "interested": [each.key for each in queries.interested(actor, one.country_id)],
    }  # fmt: skip


def fact_fields(given: NewFact) -> dict[str, Any]:
    values = given.dict(exclude={"about", "source", "version"})
    return values | {"about_id": country(given.about), "source_id": source_id(given.source)}


def body_fields(request: HttpRequest, given: NewBody) -> dict[str, Any]:
    values = given.dict(exclude={"organisation", "source", "version", "person"})
    organisation = organisation_by_key(request.auth, given.organisation)
    return values | {
        "organisation_id": organisation.pk,
        "source_id": source_id(given.source) if given.source else None,
        "person": person(request, given.person) if given.person else None,
    }


def person(request: HttpRequest, pk: int) -> ContactPerson:
    found = visible(ContactPerson, request.auth).filter(pk=pk).first()
    if found is None:
        raise rules.PersonOfAnother(field="person")
    return found


@router.get("/countries", response=PageOf[ProfileLine], url_name="countries")
def list_countries(request: HttpRequest, query: Query[CountriesQuery]) -> dict[str, Any]:
    """Profiles of countries by code, as far as the caller may see them."""
    rows = queries.for_lists(request.auth)
    if query.q.strip():
        rows = find(queries.COUNTRIES, query.q, rows).matching
    page = page_of(rows.order_by("key"), query)
    return page | {"items": [line(one) for one in page["items"]]}


@router.post("/countries", response={201: ProfileOut}, url_name="add_country")
def add_country(request: HttpRequest, new: NewProfile) -> Any:
    """Begin the profile of a country."""
    fields = {"country_id": country(new.country), "summary": new.summary, "visibility": new.visibility}
    (made,) = actions.add_profiles(actor=request.auth, entries=[actions.ProfileEntry(fields)])
    return Status(201, profile_out(request, made.key))


@router.get("/countries/{key}", response=ProfileOut, url_name="country")
def show_country(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One country, by its code in lower case."""
    return profile_out(request, key)


@router.put("/countries/{key}", response=ProfileOut, url_name="change_country")
def change_country(request: HttpRequest, key: Key, changed: ChangedProfile) -> dict[str, Any]:
    """Change the summary, and who reads it."""
    known: CountryProfile = queries.profile_by_key(request.auth, key)
    entry = actions.ProfileEntry(changed.dict(exclude={"version"}), known)
    actions.edit_profile(actor=request.auth, version=changed.version, entry=entry)
    return profile_out(request, key)


@router.post("/countries/{key}/withdraw", response={204: None}, url_name="withdraw_country")
def withdraw_country(request: HttpRequest, key: Key, why: Why) -> Any:
    """Take the profile out of lists and reports."""
    profile = queries.profile_by_key(request.auth, key)
    actions.withdraw_profile(actor=request.auth, profile=profile, reason=why.reason)
    return Status(204, None)


@router.post("/countries/{key}/restore", response=ProfileOut, url_name="restore_country")
def restore_country(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Keep a withdrawn profile again."""
    actions.restore_profile(actor=request.auth, profile=queries.profile_by_key(request.auth, key))
    return profile_out(request, key)


@router.post("/countries/{key}/facts", response={201: FactOut}, url_name="add_country_fact")
def add_country_fact(request: HttpRequest, key: Key, new: NewFact) -> Any:
    """Enter a fact with its source."""
    profile = queries.profile_by_key(request.auth, key)
    fields = fact_fields(new) | {"profile_id": profile.pk}
    (made,) = actions.add_facts(actor=request.auth, entries=[actions.FactEntry(fields)])
    return Status(201, fact_out(queries.fact_by_key(request.auth, made.key)))


@router.put("/country-facts/{key}", response=FactOut, url_name="change_country_fact")
def change_country_fact(request: HttpRequest, key: Key, changed: ChangedFact) -> dict[str, Any]:
    """Say anew what the source states."""
    entry = actions.FactEntry(fact_fields(changed), queries.fact_by_key(request.auth, key))
    actions.edit_fact(actor=request.auth, version=changed.version, entry=entry)
    return fact_out(queries.fact_by_key(request.auth, key))


@router.post("/country-facts/{key}/withdraw", response={204: None}, url_name="withdraw_country_fact")
def withdraw_country_fact(request: HttpRequest, key: Key, why: Why) -> Any:
    """Take a fact out of the profile and of reports."""
    fact = queries.fact_by_key(request.auth, key)
    actions.withdraw_fact(actor=request.auth, fact=fact, reason=why.reason)
    return Status(204, None)


@router.post("/countries/{key}/bodies", response={201: BodyOut}, url_name="add_country_body")
def add_country_body(request: HttpRequest, key: Key, new: NewBody) -> Any:
    """Name an organisation to speak with."""
    profile = queries.profile_by_key(request.auth, key)
    fields = body_fields(request, new) | {"profile_id": profile.pk}
    (made,) = actions.name_bodies(actor=request.auth, entries=[actions.BodyEntry(fields)])
    return Status(201, body_out(queries.body_shown(request.auth, made.pk)))


@router.put("/country-bodies/{id}", response=BodyOut, url_name="change_country_body")
def change_country_body(request: HttpRequest, id: Identifier, changed: ChangedBody) -> dict[str, Any]:
    """Say anew how an organisation is named."""
    entry = actions.BodyEntry(body_fields(request, changed), queries.body_by_id(request.auth, id))
    actions.edit_body(actor=request.auth, version=changed.version, entry=entry)
    return body_out(queries.body_shown(request.auth, id))


@router.delete("/country-bodies/{id}", response={204: None}, url_name="remove_country_body")
def remove_country_body(request: HttpRequest, id: Identifier) -> Any:
    """Take an organisation out of the profile."""
    actions.remove_body(actor=request.auth, body=queries.body_by_id(request.auth, id))
    return Status(204, None)
