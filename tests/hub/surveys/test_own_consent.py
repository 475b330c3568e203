"""A respondent changes her mind over her own link: quoting, and withdrawing all that she wrote."""

import pytest

from kontor.hub.surveys.models import ContactEntry, Invitation, SurveyResponse
from tests.factories.surveys import make_contact, make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    one = make_invitation(make_wave(state="open"), name="Ada Harbour", email="ada@example.org")
    make_contact(one)
    make_response(
        one.wave,
        {"A1": "1", "B1_SQ001": "Y", "B1_SQ001comment": "Visits"},
        invitation=one,
        resume_hash=one.token_hash,
    )
    return one


def address(invitation):
    return f"/surveys/consent/{invitation.token}/"


def test_quoting_is_allowed_and_forbidden_again(client, invitation):
    assert "is not quoted" in client.get(address(invitation)).content.decode()

    client.post(address(invitation), {"go": "quote"})
    assert SurveyResponse.objects.get().consent["quote"]["answer"] is True
    assert "may be quoted, without your name" in client.get(address(invitation)).content.decode()
    client.post(address(invitation), {"go": "no-quote"})

    assert SurveyResponse.objects.get().consent["quote"]["answer"] is False


def test_withdrawing_is_asked_first_then_erases_her_words_and_keeps_the_count(client, invitation):
    asked = client.get(f"{address(invitation)}?withdraw").content.decode()
    assert "cannot be taken back" in asked
    assert SurveyResponse.objects.get().erased_at is None

    done = client.post(address(invitation), {"go": "withdraw"})

    assert (done.status_code, "erased" in done.content.decode()) == (200, True)
    row, one = SurveyResponse.objects.get(), Invitation.objects.get()
    assert "Visits" not in str(row.document)
    assert row.document["answers"]["A1"] == "1"
    assert (row.erased_at is None, one.email, one.name, one.opted_out_at is None) == (False, "", "", False)
    assert not ContactEntry.objects.exists()
    assert client.get(address(invitation)).status_code == 404
    assert client.get(f"/surveys/answer/{invitation.token}/").status_code == 404


def test_who_has_not_begun_has_nothing_to_withdraw(client):
    one = make_invitation(make_wave(state="open"))

    assert client.get(address(one)).status_code == 404
    assert client.get("/surveys/consent/guessed/").status_code == 404


def test_public_address_takes_so_many_from_one_network(client, settings):
    settings.SURVEY_BEGINS = "2/h"
    make_wave(state="open", open_link=True, key="public").survey.__class__.objects.update(visibility="public")

    codes = [
        client.post("/surveys/open/public/", {"go": "begin", "language": "en"}).status_code
        for _time in range(3)
    ]

    assert codes == [303, 303, 429]
    assert SurveyResponse.objects.count() == 2
    assert b"has to wait" in client.post("/surveys/open/public/", {"go": "begin", "language": "en"}).content


def test_surveys_are_found_by_the_words_of_their_titles(client):
    from kontor.hub.surveys import actions
    from tests.factories.actors import SYSTEM

    actions.add_survey(
        actor=SYSTEM,
        fields=actions.SurveyFields({"en": "Harbour plans", "de": "Hafenpläne"}, visibility="public"),
    )
    actions.add_survey(actor=SYSTEM, fields=actions.SurveyFields({"en": "Harbour secrets"}))

    found = client.get("/search/?q=hafenplane").content.decode()
    listed = client.get("/surveys/?q=harbour").content.decode()

    assert "Harbour plans" in found
    assert ("Harbour plans" in listed, "Harbour secrets" in listed) == (True, False)
