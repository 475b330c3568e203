"""GDPR: a respondent is erased, every figure stays; an anonymous wave ties nothing to her in the first place."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from kontor.engine.questionnaire import look
from kontor.engine.questionnaire.statistics import Person, rates, tally
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.surveys.actions import forgetting
from kontor.hub.surveys.models import ContactEntry, Invitation, SurveyFile, SurveyResponse
from kontor.hub.surveys.queries import document_of, plan_of
from kontor.hub.surveys.queries.campaigns import figures_of
from kontor.hub.surveys.rules.invitations import AlreadyErased
from tests.factories.actors import make_coordinator, make_partner_staff, make_protection_officer
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_change, make_contact, make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db

SECRETS = ("zephyrine", "quelltopf", "wintergarden", "marmalade", "tintagel")


@pytest.fixture
def wave():
    return make_wave(state="open")


def answered(wave, **more):
    one = make_invitation(
        wave, "zephyrine@example.org", name="Zephyrine Quelltopf", group="strand 1",
        attributes={"post": "Wintergarden"}, sent_at=timezone.now(), completed_at=timezone.now(), **more,
    )  # fmt: skip
    make_contact(one, outcome="marmalade")
    response = make_response(
        wave, {"A1": "1", "B1_SQ001": "Y", "B1_SQ001comment": "Marmalade fair", "D2": "Y", "D3": 1},
        {"case": [{"D5": "Tintagel Ltd", "D6": "Quelltopf's own words"}]}, invitation=one, state="submitted",
        blocks=["who", "results", "case"], prefilled=[{"value": "Tintagel"}],
    )  # fmt: skip
    make_change(response, told="Tintagel")
    return one, response


def everything_kept():
    rows = [*Invitation.objects.values(), *SurveyResponse.objects.values(), *ContactEntry.objects.values()]
    return str([*rows, *AuditEvent.objects.values()]).lower()


def test_erase_leaves_no_word_and_every_figure(wave):
    one, response = answered(wave)
    make_response(
        wave, {"A1": "2", "D2": "N"}, group="strand 2", state="submitted", blocks=["who", "results"]
    )
    before_words, before = everything_kept(), counts(wave)
    assert all(word in before_words for word in SECRETS)

    forgetting.erase_respondent(actor=make_coordinator(wave.survey.team), invitation=one)

    kept = everything_kept()
    assert [word for word in SECRETS if word in kept] == []
    assert counts(wave) == before
    assert not ContactEntry.objects.exists()
    response.refresh_from_db()
    assert response.document["answers"] == {
        "A1": "1",
        "B1_SQ001": "Y",
        "B1_SQ001comment": "—",
        "D2": "Y",
        "D3": 1,
    }
    assert (response.prefilled, response.changes.count()) == ([], 0)


def counts(wave):
    """Everything that results count, of all responses of the wave, and how many were asked."""
    made = plan_of(wave.survey_version)
    rows = wave.responses.select_related("wave__survey_version").order_by("pk")
    people = [Person(str(one.pk), one.group, look(made, document_of(one))) for one in rows]
    answers = [tally(made, people, question.code) for question in made.survey.questions()]
    return rates(made, people), answers, figures_of(wave)


def test_erase_takes_the_link_and_the_files(wave, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    one, response = answered(wave)
    file = SurveyFile.objects.create(
        response=response,
        cell="F1",
        file=ContentFile(b"x", "a.txt"),
        file_name="a.txt",
        media_type="text/plain",
        sha256="0" * 64,
    )
    place = tmp_path / file.file.name
    old = one.token
    assert place.exists()

    forgetting.erase_respondent(actor=make_coordinator(wave.survey.team), invitation=one)

    one.refresh_from_db()
    assert one.token != old
    assert not place.exists()
    assert not SurveyFile.objects.exists()


def test_who_speaks_for_one_person_loses_her_partnership_too():
    wave = make_wave(state="open", unit="person")
    one, response = answered(wave, partnership=make_partnership("NF4"))

    forgetting.erase_respondent(actor=make_coordinator(wave.survey.team), invitation=one)

    response.refresh_from_db()
    one.refresh_from_db()
    assert (one.partnership, response.partnership, response.group) == (None, None, "strand 1")


def test_erase_is_for_good_and_said_once(wave):
    one, _ = answered(wave)
    team = make_coordinator(wave.survey.team)
    forgetting.erase_respondent(actor=team, invitation=one)

    with pytest.raises(AlreadyErased):
        forgetting.erase_respondent(actor=team, invitation=one)


def test_who_may_erase(wave):
    one, _ = answered(wave)

    with pytest.raises(NotAllowed):
        forgetting.erase_respondent(actor=make_partner_staff(wave.survey.team), invitation=one)
    with pytest.raises(NotThere):
        forgetting.erase_respondent(actor=make_coordinator(), invitation=one)
    forgetting.erase_respondent(actor=make_protection_officer(), invitation=one)


def test_a_response_over_an_open_link_is_erased_alone():
    wave = make_wave(state="open", open_link=True)
    response = make_response(wave, {"B1_SQ001": "Y", "B1_SQ001comment": "Marmalade"}, resume_hash="0" * 64)

    forgetting.erase_response(actor=make_coordinator(wave.survey.team), response=response)

    response.refresh_from_db()
    assert response.document["answers"]["B1_SQ001comment"] == "—"
    assert response.resume_hash is None
