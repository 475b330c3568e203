"""Who calls the API: a token, a browser that is signed in, or a visitor. And what the caller is here."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.security.base import AuthBase
from ninja.utils import check_csrf
from pydantic import Field

from kontor.hub.accounts.choices import Scope
from kontor.hub.accounts.queries import actor_by_token, own_page
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.api import AreaRouter, Schema
from kontor.hub.foundation.refusal import N_, NotAllowed

READS = frozenset({"GET", "HEAD", "OPTIONS"})


class MissingScope(NotAllowed):
    code = "missing-scope"
    sentence = N_(
        "The token lacks the scope '%(scope)s'. Make a token that has it, on the page 'API tokens' of your account."
    )


class ForgedRequest(NotAllowed):
    code = "csrf"
    sentence = N_(
        "The request does not prove that it comes from this site. Send the X-CSRFToken header, or use a token."
    )


class Token(HttpBearer):
    """`Authorization: Bearer kontor_...`. Reading needs the scope read, everything else write."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        actor = actor_by_token(token, timezone.now())
        if actor is None:
            raise AuthenticationError
        scope = Scope.READ if request.method in READS else Scope.WRITE
        if not actor.may_use(scope):
            raise MissingScope(scope=scope)
        request.actor = actor
        return actor


class BrowserSession(APIKeyCookie):
    """A person signed in with a browser, from this site's own pages: changes need the CSRF token."""

    param_name = "sessionid"

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        if request.actor.is_visitor:
            return None
        if request.method not in READS and check_csrf(request):
            raise ForgedRequest
        return request.actor


class Visitors(AuthBase):
    """Nobody in particular: reads what is public. Who wants to change something signs in before anything else is looked at."""

    openapi_type = "none"

    def __call__(self, request: HttpRequest) -> Actor | None:
        return VISITOR if request.method in READS else None


AUTHENTICATION: tuple[Any, ...] = (Token(), BrowserSession())
OPEN_TO_VISITORS: tuple[Any, ...] = (*AUTHENTICATION, Visitors())

router = AreaRouter(tags=["accounts"])


class TeamOut(Schema):
    id: int
    name: str
    kind: str
    role: str


class Me(Schema):
    """Who the caller is here. `scopes` is null in a browser, which is not limited by scopes."""

    id: int
    name: str
    email: str
    language: str
    roles: list[str]
    teams: list[TeamOut]
    scopes: list[str] | None = Field(description="what the token in use may be used for")


@router.get("/me", response=Me, summary=str(_("Who I am")), url_name="me")
def me(request: HttpRequest) -> dict[str, Any]:
    """The person behind the token or session, with roles and teams."""
    actor: Actor = request.auth
    page = own_page(actor)
    return {
        "id": page.person.pk,
        "name": page.person.name,
        "email": page.person.email,
        "language": page.person.language,
        "roles": sorted(actor.roles),
        "teams": [
            {"id": team.id, "name": team.name, "kind": team.kind, "role": actor.teams[team.id]}
            for team in page.teams
        ],
        "scopes": None if actor.scopes is None else sorted(actor.scopes),
    }
