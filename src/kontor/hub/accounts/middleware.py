"""Puts the actor on the request, looked up when first asked for; keeps the list of a person's sessions true."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from kontor.hub.accounts.actions import note_session
from kontor.hub.accounts.models import SignIn
from kontor.hub.accounts.queries import actor_signed_in
from kontor.hub.foundation.actor import VISITOR, Actor

type Next = Callable[[HttpRequest], HttpResponse]

NOTED_EVERY = 600


def actor(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        def look_up() -> Actor:
            return actor_signed_in(request.user) if request.user.is_authenticated else VISITOR

        request.actor = SimpleLazyObject(look_up)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return get_response(request)
        keep_session_noted(request)
        return in_own_language(request, get_response)

    return middleware


def keep_session_noted(request: HttpRequest) -> None:
    """Nothing on most requests. A session that got a new key is followed, and when it was seen is kept to ten minutes."""
    key, at = request.session.get(SignIn.MARK, ["", 0])
    if (key == request.session.session_key and time.time() - at < NOTED_EVERY) or request.actor.is_visitor:
        return
    agent = request.META.get("HTTP_USER_AGENT", "")
    note_session(actor=request.actor, session_key=request.session.session_key, browser=agent, before=key)
    request.session[SignIn.MARK] = SignIn.mark(request.session.session_key)


def in_own_language(request: HttpRequest, get_response: Next) -> HttpResponse:
    """A person who never chose a language in this browser reads the one of her account."""
    if (
        settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        or not request.user.is_authenticated
        or not request.user.language
    ):
        return get_response(request)
    translation.activate(request.user.language)
    request.LANGUAGE_CODE = translation.get_language()
    response = get_response(request)
    response.headers["Content-Language"] = request.LANGUAGE_CODE
    return response
