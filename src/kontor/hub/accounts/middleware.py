"""Puts the actor on the request, looked up when first asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.actor import VISITOR, Actor

type Next = Callable[[HttpRequest], HttpResponse]


def actor(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        def look_up() -> Actor:
            return actor_of(request.user) if request.user.is_authenticated else VISITOR

        request.actor = SimpleLazyObject(look_up)
        return get_response(request)

    return middleware
