"""The API of this area: the same rows as the pages, the same 404."""

import pytest
from ninja.security.base import AuthBase
from ninja.testing import TestClient

from kontor.hub.evidence.rest import router
from kontor.hub.foundation import search
from kontor.hub.foundation.api import Api
from tests.factories import actors
from tests.factories.accounts import make_team
from tests.factories.evidence import make_document, make_source

pytestmark = pytest.mark.django_db

SECRET = "Zanzibarplan"


class Caller(AuthBase):
    """Whoever the test says is calling."""

    openapi_type = "none"

    def __init__(self):
        self.actor = actors.visitor()

    def __call__(self, request):
        return self.actor


caller = Caller()
api = Api(urls_namespace="evidence-test", auth=caller)
api.add_router("", router)


@pytest.fixture
def call():
    def get(actor, path):
        caller.actor = actor
        return TestClient(api).get(path)

    return get


def test_sources_come_in_pages(call):
    for number in range(3):
        make_source(title=f"Title {number}")

    answer = call(actors.visitor(), "/sources?size=2&page=2").json()

    assert (answer["count"], answer["pages"], [row["title"] for row in answer["items"]]) == (
        3,
        2,
        ["Title 2"],
    )


def test_source_is_found_by_key_and_by_words(call):
    search.update("source", [make_source(key="guide", title="Łódź guide")])

    assert call(actors.visitor(), "/sources/guide").json()["title"] == "Łódź guide"
    assert [row["key"] for row in call(actors.visitor(), "/sources?q=lodz").json()["items"]] == ["guide"]


@pytest.mark.parametrize("path", ["/documents", "/documents?q=zanzibarplan", "/documents?q=zanzibarplam"])
def test_document_of_another_team_leaks_in_no_list(call, path):
    search.update("document", [make_document(title=SECRET)])

    answer = call(actors.make_outsider_coordinator(), path)

    assert (answer.status_code, answer.json()["count"]) == (200, 0)
    assert SECRET not in answer.content.decode()


def test_document_is_there_for_its_team_and_not_for_others(call):
    team = make_team()
    document = make_document(team=team)

    assert (
        call(actors.make_partner_staff(team), f"/documents/{document.pk}").json()["sha256"] == document.sha256
    )
    assert call(actors.make_outsider_coordinator(), f"/documents/{document.pk}").status_code == 404
    assert call(actors.visitor(), f"/documents/{document.pk + 1}").status_code == 404
