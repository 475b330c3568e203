"""What others do with partner searches: comments, expressions of interest, whom a search suits, what came of them."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.api import Identifier, Key, Schema
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import actions, queries
from kontor.hub.partnerships.rest.base import router
from kontor.hub.partnerships.rest.searches import NO_NUL


class CommentOut(Schema):
    """A comment; `said_by` is empty where nobody's name is shown. A person's name never is."""

    id: int
    text: str
    said_by: str
    by_the_searching_side: bool
    created_at: datetime


class NewComment(Schema):
    """A comment in the name of one of the caller's organisations, or of nobody."""

    text: str = Field(min_length=1, max_length=2000, pattern=NO_NUL)
    organisation: Key | None = None


class Removal(Schema):
    """Why a comment of somebody else's is removed."""

    reason: str = Field("", max_length=2000, pattern=NO_NUL)


class InterestOut(Schema):
    """An expression of interest, seen by the two sides. `organisation` is empty until both have agreed to be known."""

    id: int
    organisation: str | None
    said: str
    text: str
    brings: str
    expects: str
    begins: str
    accepted: bool | None


class AnswerToInterest(Schema):
    """Whether the interest is accepted: both sides then learn each other's names."""

    accepted: bool


class MatchOut(Schema):
    """Somebody whom a search could suit."""

    organisation: str
    name: str
    score: float
    reasons: list[str]


class CounterpartOut(Schema):
    """A search from the other side."""

    search: int
    title: str
    said: str
    reasons: list[str]


class MatchesOut(Schema):
    """Whom a search could suit, best first."""

    searches: list[CounterpartOut]
    organisations: list[MatchOut]
    number: int


class FiguresOut(Schema):
    """Searches of one kind counted; `kind` empty means all."""

    kind: str
    all: int
    states: dict[str, int]
    outcomes: dict[str, int]


@router.get("/search-figures", response=list[FiguresOut], url_name="partner_search_figures")
def figures(request: HttpRequest) -> list[dict[str, Any]]:
    """How many partner searches of each kind there are, and what came of them."""
    return [
        {
            "kind": row.kind,
            "all": row.all.number,
            "states": {name: figure.number for name, figure in row.states.items()},
            "outcomes": {name: figure.number for name, figure in row.outcomes.items()},
        }
        for row in queries.figures(request.auth, timezone.localdate())
    ]


@router.get("/searches/{id}/comments", response=list[CommentOut], url_name="partner_search_comments")
def comments(request: HttpRequest, id: Identifier) -> list[dict[str, Any]]:
    """The comments under a search, the first one first."""
    shown = search_shown(request, id)
    return [
        {
            "id": one.comment.pk,
            "text": one.comment.text,
            "said_by": one.said_by,
            "by_the_searching_side": one.is_searcher,
            "created_at": one.comment.created_at,
        }
        for one in shown.remarks
    ]


@router.post("/searches/{id}/comment", response={201: list[CommentOut]}, url_name="comment_partner_search")
def comment(request: HttpRequest, id: Identifier, new: NewComment) -> Any:
    """Remark or ask under a search."""
    one = queries.search_by_pk(request.auth, id)
    organisation = organisation_by_key(request.auth, new.organisation) if new.organisation else None
    actions.comment(actor=request.auth, search=one, text=new.text, organisation=organisation)
    return Status(201, comments(request, id))


@router.post("/search-comments/{id}/remove", response={204: None}, url_name="remove_partner_search_comment")
def remove_comment(request: HttpRequest, id: Identifier, removal: Removal) -> Any:
    """Take a comment away: one's own, or under one's own search with a reason."""
    one = queries.own_comment(request.auth, id)
    actions.remove_comment(actor=request.auth, comment=one, reason=removal.reason)
    return Status(204, None)


@router.get("/searches/{id}/interests", response=list[InterestOut], url_name="partner_search_interests")
def interests(request: HttpRequest, id: Identifier) -> list[dict[str, Any]]:
    """Expressions of interest: for the searching side all, for others their own."""
    return [interest_out(one) for one in search_shown(request, id).interests]


@router.post("/search-interests/{id}/decide", response=InterestOut, url_name="decide_partner_search_interest")
def decide(request: HttpRequest, id: Identifier, decision: AnswerToInterest) -> dict[str, Any]:
    """Accept or decline an expression of interest."""
    one = queries.own_interest(request.auth, id)
    actions.decide_interest(actor=request.auth, interest=one, accepted=decision.accepted)
    return interest_out(queries.interested(request.auth, queries.own_interest(request.auth, id)))


@router.get("/searches/{id}/matches", response=MatchesOut, url_name="partner_search_matches")
def matches(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """Whom a search could suit, with reasons; for its own team."""
    one = queries.search_by_pk(request.auth, id)
    require(request.auth, "partnerships.see_matches", one)
    found = queries.matches(request.auth, one, timezone.localdate())
    return {
        "searches": [
            {
                "search": other.search.pk,
                "title": other.search.title,
                "said": other.searcher.name,
                "reasons": other.reasons,
            }
            for other in found.searches
        ],
        "organisations": [
            {
                "organisation": other.organisation.key,
                "name": other.organisation.name,
                "score": other.score,
                "reasons": [why.sentence for why in other.reasons],
            }
            for other in found.organisations.found
        ],
        "number": found.organisations.number,
    }


def search_shown(request: HttpRequest, id: int) -> queries.SearchShown:
    one = queries.search_by_pk(request.auth, id)
    return queries.search_shown(request.auth, one, timezone.localdate())


def interest_out(one: queries.Interested) -> dict[str, Any]:
    told = {name: getattr(one.interest, name) for name in ("text", "brings", "expects", "begins", "accepted")}
    known = one.interest.organisation.key if one.url else None
    return told | {"id": one.interest.pk, "organisation": known, "said": one.name}
