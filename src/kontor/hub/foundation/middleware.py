"""What happens around every request: it gets an id, and a refusal becomes a page that says why."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from kontor.hub.foundation.refusal import NotThere, Refusal

type Next = Callable[[HttpRequest], HttpResponse]

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def current_request_id() -> str:
    """The id of the request or job in whose name things happen now; it joins the audit trail to the logs."""
    return _request_id.get()


def set_request_id(value: str) -> None:
    _request_id.set(value)


def request_id(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = _request_id.set(given if _ID.fullmatch(given) else uuid.uuid4().hex)
        try:
            response = get_response(request)
            response.headers.setdefault("X-Request-ID", current_request_id())
            return response
        finally:
            _request_id.reset(token)

    return middleware


class refusals:  # noqa: N801 - named as the thing it is in the list of middleware
    """A refusal that no form caught becomes a page with its sentence; what may not be seen is a plain 404."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotThere):
            raise Http404
        if not isinstance(exception, Refusal):
            return None
        sentence = gettext(exception.template) % exception.data
        return render(request, "foundation/refused.html", {"sentence": sentence}, status=exception.status)
