"""How the API says no."""

import json

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from kontor.hub.foundation import problems
from kontor.hub.foundation.api import PageQuery, page_of, with_problems
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere, Refusal, RefusedTogether

MEMBERS = {"type", "title", "status", "code", "detail", "request_id", "errors"}


class TooMany(Refusal):
    code = "too-many"
    sentence = "There are %(count)s, and 3 at most are taken."


def answer(error):
    """What the handler for this error says."""
    handler = next(
        handler
        for kind in type(error).__mro__
        for registered, handler in problems.HANDLERS
        if registered is kind
    )
    response = handler(RequestFactory().get("/api/v1/x"), error)
    assert response.headers["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert set(body) == MEMBERS
    assert body["status"] == response.status_code
    assert body["type"] == f"/problems/{body['code']}"
    return body


def test_refusal_keeps_code_status_and_sentence():
    body = answer(TooMany(count=5, field="partners"))

    assert (body["status"], body["code"], body["title"]) == (409, "too-many", "Conflict")
    assert body["detail"] == "There are 5, and 3 at most are taken."
    assert body["errors"] == [
        {"pointer": "#/partners", "place": "", "code": "too-many", "detail": body["detail"]}
    ]


def test_a_rule_that_refuses_a_request_as_described_never_looks_like_a_wrong_request():
    """On a page the same refusal marks a field of a form (422); for a program 422 means 'not as described'."""
    refusal = TooMany(count=5)
    refusal.status = 422

    assert answer(refusal)["status"] == 409


def test_refusal_without_a_field_has_no_errors():
    assert answer(TooMany(count=5))["errors"] == []


def test_several_refusals_are_all_told():
    body = answer(RefusedTogether([TooMany(count=4, field="a"), TooMany(count=5, field="b")]))

    assert [(error["pointer"], error["detail"]) for error in body["errors"]] == [
        ("#/a", "There are 4, and 3 at most are taken."),
        ("#/b", "There are 5, and 3 at most are taken."),
    ]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotThere(), 404, "not-there"),
        (Http404(), 404, "not-there"),
        (NotAllowed(), 403, "not-allowed"),
        (ChangedMeanwhile(), 409, "changed-meanwhile"),
        (AuthenticationError(), 401, "not-signed-in"),
        (HttpError(400, "Cannot parse request body"), 400, "bad-request"),
        (HttpError(418, "teapot"), 418, "refused"),
        (Throttled(wait=12), 429, "too-many-requests"),
        (SuspiciousOperation(), 400, "bad-request"),
        (RequestDataTooBig(), 413, "too-large"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_have_status_and_code(error, status, code):
    body = answer(error)

    assert (body["status"], body["code"]) == (status, code)


def test_what_is_not_there_and_what_may_not_be_seen_look_the_same():
    assert answer(NotThere()) == answer(Http404("secret"))


def test_a_fault_says_nothing_of_itself(caplog):
    body = answer(RuntimeError("the password is 1234"))

    assert body["status"] == 500
    assert "1234" not in json.dumps(body)
    assert "1234" in caplog.text


def test_throttling_says_how_long_to_wait():
    response = problems.of_http_error(RequestFactory().get("/"), Throttled(wait=12))

    assert response.headers["Retry-After"] == "13"


def test_missing_authentication_names_the_scheme():
    response = problems.of_missing_authentication(RequestFactory().get("/"), AuthenticationError())

    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Kontor"'


@pytest.mark.parametrize(
    ("loc", "pointer", "place"),
    [
        (("query", "page"), "#/page", "query"),
        (("body", "payload", "teams", 0, "name"), "#/teams/0/name", "body"),
        (("body", "payload"), "#/", "body"),
        (("path", "a/b~c"), "#/a~1b~0c", "path"),
    ],
)
def test_validation_points_at_the_value(loc, pointer, place):
    error = ValidationError([{"loc": loc, "type": "missing", "msg": "Field required", "input": "private"}])

    body = answer(error)

    assert body["status"] == 422
    assert body["errors"] == [
        {"pointer": pointer, "place": place, "code": "missing", "detail": "Field required"}
    ]
    assert "private" not in json.dumps(body)


def test_wrong_method_says_which_are_taken():
    view = with_problems(lambda request: HttpResponseNotAllowed(["POST", "GET"]))

    response = view(RequestFactory().delete("/api/v1/x"))

    body = json.loads(response.content)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, POST")
    assert body["detail"] == "This address does not take the method DELETE. It takes: GET, POST."


def test_other_answers_pass_unchanged():
    plain = HttpResponse("fine")

    assert with_problems(lambda request: plain)(RequestFactory().get("/")) is plain


@given(st.integers(0, 400), st.integers(1, 60), st.integers(1, 50))
def test_pages_of_a_list_partition_it(total, number, size):
    rows = Rows(range(total))

    page = page_of(rows, PageQuery(page=number, size=size))

    assert page["count"] == total
    assert page["items"] == list(range(total))[(number - 1) * size : number * size]
    assert (page["pages"] - 1) * size < max(total, 1) <= page["pages"] * size


class Rows(list):
    """A list that counts like a queryset."""

    def count(self):
        return len(self)
