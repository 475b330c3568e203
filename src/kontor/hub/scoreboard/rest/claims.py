"""Claims, findings and answers for programs."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from kontor.hub.evidence.models import Source
from kontor.hub.foundation.api import (
    AreaRouter,
    CountryCode,
    Day,
    Identifier,
    Key,
    PageOf,
    PageQuery,
    Schema,
    Text,
    page_of,
)
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import actions, queries
from kontor.hub.scoreboard.models import Claim

router = AreaRouter(tags=["scoreboard"])


class UnknownReference(Refusal):
    code = "unknown-reference"
    sentence = N_("There is no %(kind)s '%(key)s' that you can see. Look it up in its list.")


class ClaimOut(Schema):
    """A stated figure. `question` is null where nothing about the records would answer it."""

    key: str
    statement: str
    value: str
    unit: str
    qualifier: str
    scope: str
    country: str | None
    partnership: str | None
    source: str
    place: str
    stated_on: date | None
    question: dict[str, Any] | None
    question_note: str
    visibility: str
    withdrawn_on: date | None
    version: int


def claim_out(claim: Claim) -> dict[str, Any]:
    plain = ("key", "statement", "value", "unit", "qualifier", "scope", "place", "stated_on", "question_note", "visibility",
             "withdrawn_on", "version")  # fmt: skip
    return {
        **{name: getattr(claim, name) for name in plain},
        "country": claim.country_id,
        "partnership": claim.partnership.key if claim.partnership else None,
        "source": claim.source.key,
        "question": claim.question or None,
    }


class ClaimIn(Schema):
    """What is stated and where. Sources, partnerships and countries are named by their keys and codes."""

    statement: Text = Field(min_length=1)
    value: Text = Field(min_length=1, max_length=250)
    unit: Text = Field("", max_length=40)
    qualifier: str = Field("exact", pattern="^(exact|approximately|more-than|at-least|at-most)$")
    scope: Text = Field("", max_length=120)
    country: CountryCode | None = None
    partnership: Key | None = None
    source: Key
    place: Text = Field("", max_length=120)
    stated_on: Day | None = None
    question: dict[str, Any] | None = None
    question_note: Text = ""
    visibility: str = Field("partners", pattern="^(public|programme|partners|restricted)$")


class NewClaim(ClaimIn):
    """A claim to add; `team` is the number of the team that keeps it."""

    team: Identifier | None = None


class ChangedClaim(ClaimIn):
    """A claim as it shall be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class Withdrawal(Schema):
    """Why a claim is no longer kept."""

    reason: Text = Field(min_length=1, max_length=250)


class FindingOut(Schema):
    """A claim held against the records. `rows` are the ids of the records counted, `unknown` of those that are missing."""

    claim: str
    statement: str
    published: str
    unit: str
    qualifier: str
    scope: str
    country: str
    partnership: str
    source: str
    place: str
    verdict: str
    recomputed: float | str | list[str] | None
    difference: float | None
    difference_unit: str
    missing: list[str]
    extra: list[str]
    rule: str
    rows: list[str]
    complete: bool
    unknown: list[str]
    agrees_as: list[str]
    tried: list[dict[str, Any]]
    contradicted_by: list[str]
    question: dict[str, Any] | None
    note: str


class InconsistencyOut(Schema):
    """Rows of a partnership's lists that cannot all be so. `rows` are ids of rows, `statement` says it in words."""

    claim: str
    statement: str
    partnership: str
    verdict: str
    kind: str
    hardness: str = Field(description="certain, likely or ask")
    published: float | str | list[str] | None
    recomputed: float | str | list[str] | None
    difference: float | None
    rule: str
    rows: list[str]
    places: list[str]
    source: str


class AnswerOut(Schema):
    """What the records say. `bound` is exact, lower, upper or estimate."""

    question: dict[str, Any]
    words: str
    value: float | str | list[str] | None
    rule: str
    bound: str
    complete: bool
    rows: list[str]
    unknown: list[str]


class Asking(Schema):
    """As of which day; today without it. `subject`: key of a partnership, source or claim, or code of a country."""

    subject: Text = ""
    as_of: Day | None = None


class Question(Schema):
    """A question about the records as JSON text (engine.crosscheck.questions), and the day."""

    question: str = Field(max_length=10_000, pattern=r"^[^\x00]*$")
    as_of: Day | None = None


@router.get("/claims", response=PageOf[ClaimOut], summary=str(_("Claims")), url_name="claims")
def list_claims(request: HttpRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """The claims that the caller sees, withdrawn ones too, by key."""
    rows = visible(Claim, request.auth).select_related("source", "partnership").order_by("key")  # type: ignore[attr-defined]
    found = page_of(rows, page)
    return {**found, "items": [claim_out(claim) for claim in found["items"]]}


@router.get("/claims/{key}", response=ClaimOut, summary=str(_("One claim")), url_name="claim")
def show_claim(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One claim by its key."""
    return claim_out(queries.claim_by_key(request.auth, key))  # type: ignore[attr-defined]


@router.post("/claims", response={201: ClaimOut}, summary=str(_("Add a claim")), url_name="add_claim")
def add_claim(request: HttpRequest, claim: NewClaim) -> Any:
    """Keep a claim in the name of a team."""
    actor = request.auth  # type: ignore[attr-defined]
    team = queries.teams_to_keep_for(actor).filter(pk=claim.team).first() if claim.team else None
    if claim.team and team is None:
        raise UnknownReference(kind="team", key=claim.team, field="team")
    added = actions.add_claim(
        actor=actor,
        wording=wording(actor, claim),
        source=source(claim),
        team=team,
        visibility=claim.visibility,
    )
    return Status(201, claim_out(added))


@router.put("/claims/{key}", response=ClaimOut, summary=str(_("Edit a claim")), url_name="edit_claim")
def edit_claim(request: HttpRequest, key: Key, claim: ChangedClaim) -> dict[str, Any]:
    """Change what is kept of a claim."""
    actor = request.auth  # type: ignore[attr-defined]
    changed = actions.edit_claim(
        actor=actor,
        claim=queries.claim_by_key(actor, key),
        wording=wording(actor, claim),
        source=source(claim),
        visibility=claim.visibility,
        version=claim.version,
    )
    return claim_out(changed)


@router.post(
    "/claims/{key}/withdraw", response=ClaimOut, summary=str(_("Withdraw a claim")), url_name="withdraw_claim"
)
def withdraw_claim(request: HttpRequest, key: Key, withdrawal: Withdrawal) -> dict[str, Any]:
    """Take a claim out of lists and findings."""
    actor = request.auth  # type: ignore[attr-defined]
    claim = queries.claim_by_key(actor, key)
    return claim_out(actions.withdraw_claim(actor=actor, claim=claim, reason=withdrawal.reason))


@router.get(
    "/findings",
    response=list[FindingOut],
    summary=str(_("Findings")),
    url_name="findings",
)
def list_findings(request: HttpRequest, asked: Query[Asking]) -> list[dict[str, Any]]:
    """Every claim that the caller sees, held against the records that she sees."""
    day = asked.as_of or timezone.localdate()
    return [one.to_json() for one in queries.findings_about(request.auth, day, asked.subject)]  # type: ignore[attr-defined]


@router.get(
    "/inconsistencies",
    response=list[InconsistencyOut],
    summary=str(_("Inconsistent records")),
    url_name="inconsistencies",
)
def list_inconsistencies(request: HttpRequest, asked: Query[Asking]) -> list[dict[str, Any]]:
    """What the lists that the caller sees say against each other; `subject` is the key of a partnership."""
    day = asked.as_of or timezone.localdate()
    found = queries.inconsistencies_about(request.auth, day, asked.subject)  # type: ignore[attr-defined]
    return [one.to_json() for one in found]


@router.get("/answer", response=AnswerOut, summary=str(_("Answer")), url_name="answer")
def answer(request: HttpRequest, asked: Query[Question]) -> dict[str, Any]:
    """What the records that the caller sees say to a question."""
    day = asked.as_of or timezone.localdate()
    return queries.answer_as_data(request.auth, day, asked.question)  # type: ignore[attr-defined]


def wording(actor: Any, claim: ClaimIn) -> actions.Wording:
    plain = (
        "statement",
        "value",
        "unit",
        "qualifier",
        "scope",
        "place",
        "stated_on",
        "question",
        "question_note",
    )
    return actions.Wording(
        **{name: getattr(claim, name) for name in plain},
        country=known(Country.objects.filter(pk=claim.country), "country", claim.country),
        partnership=known(
            visible(Partnership, actor).filter(key=claim.partnership), "partnership", claim.partnership
        ),
    )


def source(claim: ClaimIn) -> Source:
    return known(Source.objects.filter(key=claim.source), "source", claim.source)


def known(rows: Any, kind: str, key: str | None) -> Any:
    found = rows.first() if key else None
    if key and found is None:
        raise UnknownReference(kind=kind, key=key, field=kind)
    return found
