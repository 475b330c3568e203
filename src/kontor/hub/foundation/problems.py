"""How the API says no: RFC 9457, application/problem+json. The sentences are those of the pages.

`type` is a relative address that names the kind of problem for programs (`/problems/wrong-state`); `code` is its last part.
"""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from kontor.hub.foundation.middleware import current_request_id
from kontor.hub.foundation.pages import sentence
from kontor.hub.foundation.refusal import N_, NotThere, Refusal, RefusedTogether

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
TYPES = "/problems/"

# Status -> (code, what to tell a person), for what the framework finds before our own rules are asked.
WORDS = {
    400: ("bad-request", N_("The request cannot be read: its body must be JSON in UTF-8.")),
    401: ("not-signed-in", N_("Sign in, or send a token that has neither expired nor been withdrawn.")),
    403: ("not-allowed", N_("You may not do this.")),
    404: ("not-there", N_("There is nothing at this address.")),
    405: ("wrong-method", N_("This address does not take the method %(method)s. It takes: %(allowed)s.")),
    413: ("too-large", N_("The request is larger than what is taken here.")),
    415: ("wrong-content-type", N_("Send the body as application/json.")),
    422: ("invalid", N_("Some values are not as described: see 'errors'.")),
    429: ("too-many-requests", N_("Too many requests. Wait a little, then continue more slowly.")),
    500: (
        "fault",
        N_("Something went wrong on our side. It has been noted; name the request id when you report it."),
    ),
    503: ("not-available", N_("This is not available now. Try again in some minutes.")),
}


def problem(
    status: int, code: str, detail: str, errors: Iterable[dict[str, Any]] = (), **headers: str
) -> HttpResponse:
    """One problem document. `errors` hold a pointer to the value (RFC 6901), a code and a sentence each."""
    body = {
        "type": f"{TYPES}{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "request_id": current_request_id(),
        "errors": list(errors),
    }
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers or None)


def told(
    status: int, errors: Iterable[dict[str, Any]] = (), headers: dict[str, str] | None = None, **data: str
) -> HttpResponse:
    """A problem in the words of the table above."""
    code, template = WORDS.get(status, ("refused", N_("This cannot be done.")))
    words = gettext(template)
    return problem(status, code, words % data if data else words, errors, **(headers or {}))


def of_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The same sentence as on the page, with the field it belongs to.

    400 and 422 say that a request is not as the API describes; a request that is and meets a rule gets 409.
    """
    if isinstance(refusal, NotThere):
        return told(404)
    several = refusal.refusals if isinstance(refusal, RefusedTogether) else [refusal]
    errors = [error_of(single) for single in several if single.field or isinstance(refusal, RefusedTogether)]
    status = 409 if refusal.status in {400, 422} else refusal.status
    return problem(status, refusal.code, sentence(refusal), errors)


def error_of(refusal: Refusal) -> dict[str, Any]:
    pointer = f"#/{refusal.field}" if refusal.field else ""
    return {"pointer": pointer, "place": "", "code": refusal.code, "detail": sentence(refusal)}


def of_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What does not fit the description of the API, value by value."""
    return told(422, [error_of_value(found) for found in error.errors])


def error_of_value(found: dict[str, Any]) -> dict[str, Any]:
    """Pydantic's finding without the value itself, which may be personal. The body's own name leads no pointer."""
    place, *path = [str(part) for part in found["loc"]]
    if place == "body":
        path = path[1:]
    pointer = "/".join(part.replace("~", "~0").replace("/", "~1") for part in path)
    return {"pointer": f"#/{pointer}", "place": place, "code": found["type"], "detail": found["msg"]}


def of_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error, Throttled):
        return told(429, headers={"Retry-After": str(int(error.wait or 60) + 1)})
    return told(error.status_code)


def of_missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return told(404)


def of_suspicion(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
    return told(413 if isinstance(error, RequestDataTooBig) else 400)


def of_missing_authentication(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return told(401, headers={"WWW-Authenticate": 'Bearer realm="Kontor"'})


def of_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Noted with everything for us, said with nothing of it to the caller."""
    logger.exception("API request %s failed", current_request_id(), exc_info=error)
    return told(500)


@csrf_exempt
def nothing_here(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
    """The last address under /api/: everything that none before it matched. It changes nothing, so nobody can forge it."""
    return told(404)


def wrong_method(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    methods = ", ".join(sorted(allowed))
    return told(405, headers={"Allow": methods}, method=request.method or "", allowed=methods)


HANDLERS = (
    (Exception, of_fault),
    (Http404, of_missing),
    (SuspiciousOperation, of_suspicion),
    (HttpError, of_http_error),
    (AuthenticationError, of_missing_authentication),
    (ValidationError, of_validation),
    (Refusal, of_refusal),
)
