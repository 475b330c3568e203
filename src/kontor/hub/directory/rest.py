"""The directory for programs: the same questions and actions as the pages, in the same words."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory import actions
from kontor.hub.directory.choices import OrganisationKind, ProfileState, Taxonomy
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.directory.queries import KIND, by_key, taxonomy_sizes
from kontor.hub.directory.queries.complements import Complements, Narrowed, complements_of, who_fills
from kontor.hub.foundation.api import AreaRouter, CountryCode, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.models import Country, Region
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.search import find
from kontor.hub.foundation.visibility import visible

router = AreaRouter(tags=["directory"])


class UnknownCode(Refusal):
    code = "unknown-code"
    sentence = N_("There is no %(what)s with the code '%(value)s'.")


class TermOut(Schema):
    """One word of a taxonomy."""

    taxonomy: str
    code: str
    label: str
    aliases: list[str]
    source: str


class OrganisationLine(Schema):
    """An organisation in a list."""

    key: str
    name: str
    short_name: str
    kind: OrganisationKind
    country: str | None = Field(alias="country_id")
    region: str | None = Field(alias="region_id")
    website: str
    state: ProfileState


class OrganisationOut(OrganisationLine):
    """One organisation with its names and terms. `version` goes back with an edit."""

    region_text: str
    founded: str = Field(description="with the precision known: 2018, 2018-02 or 2018-02-25")
    staff: Decimal | None
    sme_members: int | None
    large_members: int | None
    research_members: int | None
    languages: list[str]
    description: str
    confirmed_on: date | None
    visibility: str
    version: int
    aliases: list[str]
    terms: list[TermOut]


class OrganisationsQuery(PageQuery):
    """Which page, which words, which kind and country."""

    q: Text = Field("", description="words to find; the last one may be unfinished")
    kind: OrganisationKind | None = None
    country: CountryCode | None = None


class TermsQuery(PageQuery):
    """Which page of which taxonomy."""

    taxonomy: Taxonomy | None = None


class NarrowedQuery(Schema):
    """Which of those found are wanted."""

    country: CountryCode | None = None
    kind: OrganisationKind | None = None
    readiness: int | None = Field(None, ge=1, le=9, description="least level of what is offered")
    limit: int = Field(20, ge=1, le=100)

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed((self.country,) if self.country else (), self.kind or "", self.readiness)


class WhoQuery(NarrowedQuery):
    """A term, words in any language, or both."""

    taxonomy: Taxonomy | None = None
    term: Text = Field("", max_length=120, description="code of a term of the taxonomy")
    text: Text = Field("", max_length=250)


class ReasonOut(Schema):
    """Why somebody was found."""

    code: str
    values: dict[str, Any]
    sentence: str


class ComplementOut(Schema):
    """Somebody who complements, with a score of 0 to 1 and the best level stated of what is sought."""

    organisation: OrganisationLine
    score: float
    readiness: int | None
    reasons: list[ReasonOut]


class ComplementsOut(Schema):
    """The best, how many there are, and how many in each country."""

    asked: bool = Field(description="false where there is nothing to compare")
    number: int
    by_country: dict[str, int]
    found: list[ComplementOut]


class Facts(Schema):
    """What an organisation says of itself. What is left out stays as it is."""

    short_name: Text | None = Field(None, max_length=80)
    country: CountryCode | None = None
    region: str | None = Field(None, pattern=r"^[A-Z]{2}[A-Z0-9]{0,3}$")
    website: Text | None = Field(None, max_length=300)
    description: str | None = Field(None, max_length=5000, pattern=r"^[^\x00]*$")


class NewOrganisation(Facts):
    """An organisation to register."""

    name: Text = Field(max_length=250, min_length=1)
    kind: OrganisationKind


class ChangedOrganisation(Facts):
    """`version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)
    name: Text | None = Field(None, max_length=250, min_length=1)
    kind: OrganisationKind | None = None


class Reason(Schema):
    """Why a profile goes back or away."""

    reason: Text = Field(min_length=1)


@router.get("/organisations", response=PageOf[OrganisationLine], url_name="organisations")
def list_organisations(request: HttpRequest, query: Query[OrganisationsQuery]) -> dict[str, Any]:
    """Organisations by name, as far as the caller may see them."""
    rows: QuerySet[Organisation] = visible(Organisation, request.auth)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.country:
        rows = rows.filter(country=query.country)
    if query.q.strip():
        rows = find(KIND, query.q, rows).matching
    return page_of(rows.order_by("sort_name", "pk"), query)


@router.post("/organisations", response={201: OrganisationOut}, url_name="register")
def register(request: HttpRequest, new: NewOrganisation) -> Any:
    """Register an organisation as a draft; the caller becomes its manager."""
    fields = {name: value for name, value in facts(new).items() if value is not None}
    return Status(201, shown(actions.register(actor=request.auth, today=timezone.localdate(), **fields)))


@router.get("/organisations/{key}", response=OrganisationOut, url_name="organisation")
def show_organisation(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One organisation, by its key."""
    return shown(by_key(request.auth, key))


@router.get("/organisations/{key}/complements", response=ComplementsOut, url_name="complements")
def list_complements(request: HttpRequest, key: Key, query: Query[NarrowedQuery]) -> dict[str, Any]:
    """Who offers or does what this organisation seeks, or seeks what it offers, among those the caller may see."""
    return answered(complements_of(request.auth, by_key(request.auth, key), query.narrowed, query.limit))


@router.get("/who", response=ComplementsOut, url_name="who")
def list_who(request: HttpRequest, query: Query[WhoQuery]) -> dict[str, Any]:
    """Who offers or does something: a term, words in any language, or both."""
    term = Term.objects.filter(taxonomy=query.taxonomy or "", code=query.term).first()
    if query.term and term is None:
        raise UnknownCode(field="term", what="term", value=query.term)
    return answered(who_fills(request.auth, term, query.text, query.narrowed, query.limit))


def answered(answer: Complements) -> dict[str, Any]:
    """What `ComplementsOut` takes."""
    found = [
        {
            "organisation": one.organisation,
            "score": one.score,
            "readiness": one.readiness,
            "reasons": [
                {"code": why.code, "values": why.values, "sentence": why.sentence} for why in one.reasons
            ],
        }
        for one in answer.found
    ]
    return {
        "asked": answer.asked,
        "number": answer.number,
        "by_country": dict(answer.by_country),
        "found": found,
    }


@router.patch("/organisations/{key}", response=OrganisationOut, url_name="edit")
def edit(request: HttpRequest, key: Key, changed: ChangedOrganisation) -> dict[str, Any]:
    """Change the facts that are given. Refused when somebody saved after `version`."""
    organisation = by_key(request.auth, key)
    return shown(
        actions.edit(
            actor=request.auth, organisation=organisation, today=timezone.localdate(), **facts(changed)
        )
    )


@router.post("/organisations/{key}/submit", response=OrganisationOut, url_name="submit")
def submit(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Ask for review."""
    return shown(actions.submit(actor=request.auth, organisation=by_key(request.auth, key)))


@router.post("/organisations/{key}/publish", response=OrganisationOut, url_name="publish")
def publish(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Publish a reviewed profile (platform editors)."""
    return shown(
        actions.publish(
            actor=request.auth, organisation=by_key(request.auth, key), today=timezone.localdate()
        )
    )


@router.post("/organisations/{key}/reject", response=OrganisationOut, url_name="reject")
def reject(request: HttpRequest, key: Key, why: Reason) -> dict[str, Any]:
    """Return a profile to its team (platform editors)."""
    return shown(
        actions.reject(actor=request.auth, organisation=by_key(request.auth, key), reason=why.reason)
    )


@router.post("/organisations/{key}/confirm", response=OrganisationOut, url_name="confirm")
def confirm(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Say that the profile is still right."""
    return shown(
        actions.confirm(
            actor=request.auth, organisation=by_key(request.auth, key), today=timezone.localdate()
        )
    )


@router.get("/taxonomies", response=dict[str, int], url_name="taxonomies")
def list_taxonomies(request: HttpRequest) -> dict[str, int]:
    """The taxonomies that describe organisations, with the number of their terms."""
    return taxonomy_sizes()


@router.get("/terms", response=PageOf[TermOut], url_name="terms")
def list_terms(request: HttpRequest, query: Query[TermsQuery]) -> dict[str, Any]:
    """Terms, in the order of their taxonomy."""
    rows = visible(Term, request.auth)
    if query.taxonomy:
        rows = rows.filter(taxonomy=query.taxonomy)
    return page_of(rows.order_by("taxonomy", "position", "pk"), query)


def shown(organisation: Organisation) -> dict[str, Any]:
    """What `OrganisationOut` takes. Two statements."""
    names = set(OrganisationOut.model_fields) - {"country", "region", "aliases", "terms"}
    terms = Term.objects.filter(classifications__organisation=organisation).order_by("classifications__pk")
    return {name: getattr(organisation, name) for name in names} | {
        "country_id": organisation.country_id,
        "region_id": organisation.region_id,
        "aliases": list(organisation.aliases.values_list("name", flat=True)),
        "terms": list(terms),
    }


def facts(given: Facts) -> dict[str, Any]:
    """The values that were given, with records where codes stand."""
    values = given.model_dump(exclude_unset=True)
    for name, model in (("country", Country), ("region", Region)):
        if values.get(name):
            values[name] = known(model, name, values[name])
        elif name in values:
            values[name] = None
    return {
        name: "" if value is None and name not in {"country", "region"} else value
        for name, value in values.items()
    }


def known(model: Any, what: str, code: str) -> Any:
    found = model.objects.filter(pk=code).first()
    if found is None:
        raise UnknownCode(field=what, what=what, value=code)
    return found
