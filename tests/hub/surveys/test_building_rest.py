"""A draft for programs: the same edits and the same refusals as the pages."""

import json

import pytest

from tests.factories.actors import make_coordinator, make_partner_staff, signed_in
from tests.factories.surveys import make_survey, make_wave

pytestmark = pytest.mark.django_db
DRAFT = "/api/v1/surveys/built/versions/1"


@pytest.fixture
def survey():
    return make_survey(key="built", visibility="public")


def post(client, verb, body):
    return client.post(f"{DRAFT}/{verb}", json.dumps(body), content_type="application/json")


def test_draft_is_edited_taken_back_and_made_again(client, survey):
    signed_in(client, make_coordinator(survey.team))
    first = client.get(f"{DRAFT}/draft").json()

    edits = [
        {"verb": "add-question", "into": "who", "kind": "number", "texts": {"en": "How many?"}, "code": "N1"},
        {"verb": "recode", "into": "strand", "sort": "options", "codes": {"e": "2", "e-2": "1"}},
    ]
    made = post(client, "edits", {"seen": first["seen"], "edits": edits})
    assert made.status_code == 200
    second = made.json()
    who = second["definition"]["blocks"][0]["items"]
    assert [one["code"] for one in who] == ["A1", "B1", "N1"]
    assert [(one["id"], one["code"]) for one in who[0]["options"]] == [("e", "2"), ("e-2", "1")]
    assert (second["undo"], second["redo"], second["seen"]) == ("save", None, first["seen"] + 1)

    third = post(client, "undo", {"seen": second["seen"]}).json()
    assert (third["definition"], third["redo"]) == (first["definition"], "save")
    fourth = post(client, "redo", {"seen": third["seen"]}).json()
    assert fourth["definition"] == second["definition"]


def test_refusals_are_those_of_the_pages(client, survey):
    signed_in(client, make_coordinator(survey.team))
    seen = client.get(f"{DRAFT}/draft").json()["seen"]
    edit = {"verb": "change", "place": "question/strand", "values": {"code": "D2"}}

    late = post(client, "edits", {"seen": seen + 1, "edits": [edit]})
    taken = post(client, "edits", {"seen": seen, "edits": [edit]})
    nothing = post(client, "undo", {"seen": seen})
    unknown = post(client, "edits", {"seen": seen, "edits": [{"verb": "paint"}]})

    assert [(one.status_code, one.json()["code"]) for one in (late, taken, nothing)] == [
        (409, "changed-meanwhile"), (409, "cannot-be-built"), (409, "nothing-to-undo"),
    ]  # fmt: skip
    assert unknown.status_code == 422


def test_draft_is_not_there_for_strangers_and_read_only_for_who_reads(client, survey):
    assert client.get(f"{DRAFT}/draft").status_code == 404
    signed_in(client, make_partner_staff(survey.team))
    seen = client.get(f"{DRAFT}/draft").json()["seen"]

    refused = post(client, "edits", {"seen": seen, "edits": [{"verb": "remove", "place": "block/case"}]})

    assert refused.status_code == 403


def test_version_that_was_asked_has_no_draft(client, survey):
    make_wave(survey, state="open")
    signed_in(client, make_coordinator(survey.team))

    found = client.get(f"{DRAFT}/draft")

    assert (found.status_code, found.json()["code"]) == (409, "version-is-fixed")
