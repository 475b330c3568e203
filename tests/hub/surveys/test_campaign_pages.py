"""Pages of a campaign: what staff do, and what a respondent does over her link without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kontor.hub.surveys.models import ContactEntry, Invitation
from kontor.hub.surveys.notices.letters import letter_id
from tests.factories.actors import (
    make_analyst,
    make_coordinator,
    make_outsider_coordinator,
    make_partner_staff,
    signed_in,
)
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_change, make_contact, make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def wave():
    return make_wave(state="open")


@pytest.fixture
def staff(client, wave):
    return signed_in(client, make_coordinator(wave.survey.team))


def url(name, wave, *more):
    return reverse(f"surveys:{name}", args=[wave.survey.key, wave.key, *more])


def text_of(response):
    return response.content.decode()


def test_invite_puts_each_line_on_the_list(staff, wave):
    nf4 = make_partnership("NF4", strand="1")

    response = staff.post(
        url("invite", wave), {"emails": "ada@example.org\n", "name": "Ada", "partnership": nf4.key}
    )

    assert response.status_code == 302
    one = Invitation.objects.get()
    assert (one.email, one.name, one.partnership, one.group, one.sent_at) == (
        "ada@example.org", "Ada", nf4, "strand 1 (strategy)", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"emails": "ada"}, "is no e-mail address"),
        ({"emails": "ada@example.org\nADA@example.org"}, "is invited to this wave already"),
        ({"emails": "a@example.org\nb@example.org", "name": "Ada"}, "One name belongs to one address"),
        ({"emails": ""}, "Fill this in."),
    ],
)
def test_invite_says_what_is_wrong_beside_the_field(staff, wave, typed, said):
    response = staff.post(url("invite", wave), typed)

    assert response.status_code in (409, 422)
    assert said in text_of(response)
    assert not Invitation.objects.exists()


def test_send_shows_whom_and_why_others_not(staff, wave):
    make_invitation(wave, "new@example.org", name="Newcomer")
    make_invitation(wave, "out@example.org", opted_out_at=timezone.now())
    answered = make_invitation(wave, "done@example.org", completed_at=timezone.now())

    page = text_of(staff.get(url("send", wave)))

    assert "Newcomer" in page
    assert "wants no letters" in page
    assert "has answered" in page
    assert Invitation.objects.get(email="new@example.org").token not in page
    staff.post(url("send", wave))
    assert list(ContactEntry.objects.values_list("invitation__email", "kind")) == [
        ("new@example.org", "invited")
    ]
    answered.refresh_from_db()
    assert answered.sent_at is None


def test_remind_says_from_when_on_a_letter_may_follow(staff, wave):
    make_invitation(wave, "ada@example.org", sent_at=timezone.now() - 3 * DAY)

    page = text_of(staff.get(url("remind", wave)))

    assert "was written to a short while ago" in page
    assert "again from" in page
    response = staff.post(url("remind", wave))
    assert response.status_code == 409
    assert "nobody to write to now" in text_of(response)


def test_the_list_shows_where_each_stands(staff, wave):
    make_invitation(wave, "sent@example.org", sent_at=timezone.now())
    make_invitation(
        wave, "gone@example.org", sent_at=timezone.now(), bounced_at=timezone.now(), bounce_reason="550 no"
    )
    begun = make_invitation(wave, "begun@example.org", sent_at=timezone.now(), opened_at=timezone.now())
    make_response(wave, {"A1": "1"}, invitation=begun)

    page = text_of(staff.get(url("invited", wave)))
    only = text_of(staff.get(url("invited", wave), {"standing": "bounced"}))

    assert all(word in page for word in ("Invited", "Letter came back", "Begun"))
    assert "gone@example.org" in only
    assert "sent@example.org" not in only


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(staff, wave, count, django_assert_max_num_queries):
    for _ in range(count):
        make_invitation(wave, partnership=make_partnership(), sent_at=timezone.now())
    staff.get(url("invited", wave))

    with django_assert_max_num_queries(20):
        staff.get(url("invited", wave))


@pytest.mark.parametrize("count", [1, 30])
def test_the_preview_costs_the_same_whatever_its_length(staff, wave, count, django_assert_max_num_queries):
    for _ in range(count):
        make_invitation(wave, partnership=make_partnership())
    staff.get(url("send", wave))

    with django_assert_max_num_queries(16):
        staff.get(url("send", wave))


def test_one_respondent_with_every_letter(staff, wave):
    one = make_invitation(wave, name="Ada", sent_at=timezone.now(), attributes={"post": "Head"})
    make_contact(one, subject="Survey", outcome="delivered")

    page = text_of(staff.get(url("respondent", wave, one.pk)))

    assert all(word in page for word in ("Ada", "Head", "Survey", "delivered"))
    assert one.token not in page


def test_edit_remove_erase(staff, wave):
    one, waiting = make_invitation(wave, "old@example.org", sent_at=timezone.now()), make_invitation(wave)

    staff.post(url("edit_invitation", wave, one.pk), {"email": "new@example.org", "version": one.version})
    staff.post(url("remove_invitation", wave, waiting.pk))
    assert Invitation.objects.get().email == "new@example.org"

    assert staff.post(url("erase_respondent", wave, one.pk), {}).status_code == 422
    staff.post(url("erase_respondent", wave, one.pk), {"sure": "on"})
    assert Invitation.objects.get().email == ""
    assert "Erased" in text_of(staff.get(url("respondent", wave, one.pk)))


def test_plan_words_and_what_came_back(staff, wave):
    one = make_invitation(wave, sent_at=timezone.now())
    entry = make_contact(one)

    staff.post(
        url("plan_reminders", wave),
        {"remind_on": "2030-11-05\n2030-11-12", "min_days": 7, "most_reminders": 2},
    )
    staff.post(
        url("words", wave),
        {"kind": "reminded", "language": "en", "subject": "Again", "text": "Dear {name}, {link}"},
    )
    report = (
        'Content-Type: multipart/report; boundary="edge"\n\n--edge\nContent-Type: message/delivery-status\n\n'
        "Reporting-MTA: dns; x\n\nAction: failed\nStatus: 5.1.1\n\n--edge\nContent-Type: text/rfc822-headers\n\n"
        f"Message-ID: <{letter_id(entry.pk)}>\n\n--edge--\n"
    )
    from django.core.files.uploadedfile import SimpleUploadedFile

    response = staff.post(
        url("returned", wave), {"file": SimpleUploadedFile("back.eml", report.encode())}, follow=True
    )

    wave.refresh_from_db()
    one.refresh_from_db()
    assert wave.remind_on == ["2030-11-05", "2030-11-12"]
    assert wave.letters["reminded"]["en"]["subject"] == "Again"
    assert one.bounced_at is not None
    assert "1 letters failed" in text_of(response)
    assert "Again" in text_of(staff.get(url("words", wave)))


@pytest.mark.parametrize("line", ["soon", "2018-13-01"])
def test_a_day_that_is_none_is_named(staff, wave, line):
    response = staff.post(
        url("plan_reminders", wave), {"remind_on": line, "min_days": 7, "most_reminders": 2}
    )

    assert "is no day of the form" in text_of(response)


def test_who_does_not_run_the_survey_gets_nowhere(client, wave):
    one = make_invitation(wave)
    pages = ["invited", "invite", "send", "remind", "plan_reminders", "words", "contacts", "returned"]

    stranger = signed_in(client, make_outsider_coordinator())
    assert {stranger.get(url(page, wave)).status_code for page in pages} == {404}
    assert stranger.get(url("respondent", wave, one.pk)).status_code == 404

    member = signed_in(client, make_partner_staff(wave.survey.team))
    answers = {page: member.get(url(page, wave)).status_code for page in pages}
    assert answers == {page: 200 if page in ("invited", "contacts") else 403 for page in pages}


# Over the link.


def test_stop_needs_no_account_and_looking_changes_nothing(client, wave):
    one = make_invitation(wave)
    address = reverse("surveys:stop", args=[one.token])

    assert client.get(address).status_code == 200
    one.refresh_from_db()
    assert one.opted_out_at is None

    client.post(address, {"go": "stop"})
    one.refresh_from_db()
    assert one.opted_out_at is not None
    assert "no more letters" in text_of(client.get(address))

    client.post(address, {"go": "again"})
    one.refresh_from_db()
    assert one.opted_out_at is None


def test_a_mail_program_stops_letters_with_one_click(wave):
    one = make_invitation(wave)
    program = Client(enforce_csrf_checks=True)

    response = program.post(reverse("surveys:stop", args=[one.token]), {"List-Unsubscribe": "One-Click"})

    one.refresh_from_db()
    assert response.status_code == 204
    assert one.opted_out_at is not None


def test_a_guessed_link_stops_nothing(client):
    assert client.get(reverse("surveys:stop", args=["0" * 32])).status_code == 404
    assert client.post(reverse("surveys:stop", args=["0" * 32])).status_code == 404
    assert client.get(reverse("surveys:receipt", args=["0" * 32])).status_code == 404


def test_the_page_behind_a_link_is_kept_by_nobody_and_says_nothing_of_others(client, wave):
    one, other = make_invitation(wave, name="Ada"), make_invitation(wave, "grace@example.org", name="Grace")

    response = client.get(reverse("surveys:stop", args=[one.token]))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert other.name not in text_of(response)


def test_the_receipt_is_there_once_it_was_handed_in(client, wave):
    one = make_invitation(wave)
    response = make_response(wave, {"A1": "1"}, invitation=one)
    address = reverse("surveys:receipt", args=[one.token])
    assert client.get(address).status_code == 404

    response.state = "submitted"
    response.submitted_at = timezone.now()
    response.save()

    found = client.get(address)
    assert found.content.startswith(b"%PDF")
    assert "attachment" in found.headers["Content-Disposition"]


# Told otherwise.


def test_changes_are_listed_and_decided(client, wave):
    nf4 = make_partnership("NF4", website="https://old.example")
    response = make_response(wave, {}, partnership=nf4, state="submitted")
    change = make_change(
        response,
        field="partnership.website",
        record_id=nf4.pk,
        before="https://old.example",
        told="https://new.example",
    )
    editor = signed_in(client, make_coordinator(nf4.team))

    page = text_of(editor.get(reverse("surveys:changes")))
    assert "https://new.example" in page
    decide = reverse("surveys:decide_change", args=[change.pk])
    assert "Take over into the record" in text_of(editor.get(decide))

    assert editor.post(decide, {"go": "take"}).status_code == 302

    nf4.refresh_from_db()
    assert nf4.website == "https://new.example"
    assert "This change is decided" in text_of(editor.get(decide))
    stranger = signed_in(client, make_outsider_coordinator())
    assert stranger.get(decide).status_code == 404
    assert "new.example" not in text_of(stranger.get(reverse("surveys:changes")))


def test_questions_are_linked_to_facts(client, wave):
    staff = signed_in(client, make_analyst())
    address = reverse("surveys:link_known", args=[wave.survey.key])
    page = text_of(staff.get(address))
    assert "Which strand?" in page

    response = staff.post(address, {"place-0": "partnership.strand"})

    assert response.status_code == 302
    assert list(wave.survey.known_answers.values_list("place", "fact")) == [("strand", "partnership.strand")]
