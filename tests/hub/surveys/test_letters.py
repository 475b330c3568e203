"""Letters through a real mail server: what a respondent gets, what a refused address does, what comes back by itself."""

from datetime import date, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.urls import reverse
from django.utils import timezone
from django_ox.models import OxTask

from kontor.hub.foundation import mail
from kontor.hub.foundation.jobs import HOURLY
from kontor.hub.surveys import tasks
from kontor.hub.surveys.actions import letters, stopping
from kontor.hub.surveys.models import ContactEntry, Invitation
from kontor.hub.surveys.notices.letters import entry_of, letter_id, words_of
from tests.factories.actors import SYSTEM, make_coordinator
from tests.factories.mail import Box, server_at
from tests.factories.ports import free_port
from tests.factories.surveys import make_contact, make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def box(settings):
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.MAILERS = server_at(controller.port)
    yield box
    controller.stop()


@pytest.fixture
def wave():
    return make_wave(state="open", label="Autumn 2018", closes_on=date(2018, 11, 21))


def post(queued=None):
    """What the worker does with the letters in the queue."""
    for one in list(queued or OxTask.objects.all()):
        mail.deliver_letters.func(**one.kwargs)


def text_of(message):
    return message.get_body().get_content()


def test_each_gets_her_own_link(box, wave, django_capture_on_commit_callbacks):
    ada, grace = make_invitation(wave, name="Ada"), make_invitation(wave)
    with django_capture_on_commit_callbacks(execute=True):
        letters.send_invitations(actor=make_coordinator(wave.survey.team), wave=wave)

    post()

    to_ada, to_grace = box.read[ada.email], box.read[grace.email]
    assert to_ada["Subject"] == "Progress: we ask for your answers"
    assert "Dear Ada," in text_of(to_ada)
    assert "21 November 2018" in text_of(to_ada)
    assert reverse("surveys:answer", args=[ada.token]) in text_of(to_ada)
    assert grace.token not in text_of(to_ada)
    assert ada.token not in str(to_grace)
    assert set(ContactEntry.objects.values_list("outcome", flat=True)) == {"delivered"}


def test_a_letter_carries_the_way_to_stop_it(box, wave):
    one = make_invitation(wave)
    entry = make_contact(one)

    mail.deliver_letters.func(kind="surveys", ids=[entry.pk])

    (message,) = box.read.values()
    stop = reverse("surveys:stop", args=[one.token])
    assert stop in text_of(message)
    assert stop in message["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert entry_of(message["Message-ID"].strip("<>")) == entry.pk


def test_an_address_that_the_server_refuses_is_flagged(box, wave):
    one = make_invitation(wave, sent_at=timezone.now())
    box.unknown = {one.email}
    entry = make_contact(one)

    mail.deliver_letters.func(kind="surveys", ids=[entry.pk])

    one.refresh_from_db()
    entry.refresh_from_db()
    assert one.bounce_reason == entry.outcome == "550 5.1.1 no such person"
    assert not OxTask.objects.exists()


def test_who_stops_letters_gets_none_that_still_waits(box, wave):
    one = make_invitation(wave)
    entry = make_contact(one)
    stopping.stop_letters(actor=SYSTEM, invitation=one)

    mail.deliver_letters.func(kind="surveys", ids=[entry.pk])

    assert box.mails == []


def test_a_letter_goes_once_although_the_worker_was_killed(box, wave):
    entry = make_contact(make_invitation(wave))

    mail.deliver_letters.func(kind="surveys", ids=[entry.pk])
    mail.deliver_letters.func(kind="surveys", ids=[entry.pk])

    assert len(box.mails) == 1


def test_letters_speak_the_respondents_language(wave):
    german = words_of(make_invitation(wave, language="de"), "invited")

    assert "Fortschritt" in german.subject
    assert "Guten Tag," in german.text
    assert "21. November 2018" in german.text
    assert words_of(make_invitation(wave, language="xx"), "invited").subject.startswith("Progress")


def test_own_words_are_filled_in_and_say_how_to_stop(wave):
    wave.letters = {"invited": {"en": {"subject": "{survey} for {name}", "text": "Dear {name}:\n{link}"}}}
    wave.save()
    one = make_invitation(wave, name="{link}")

    words = words_of(one, "invited")

    assert words.subject == "Progress for {link}"
    assert words.text.startswith("Dear {link}:\n")
    assert words.text.count(one.token) == 2
    assert reverse("surveys:stop", args=[one.token]) in words.text


def test_the_receipt_is_a_document_with_the_answers(box, wave, django_capture_on_commit_callbacks):
    one = make_invitation(wave, sent_at=timezone.now())
    make_response(
        wave, {"A1": "1", "D2": "Y", "D3": 1}, {"case": [{"D5": "Fairground Ltd"}]}, invitation=one,
        state="submitted", blocks=["who", "results", "case"],
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        letters.send_receipt(actor=SYSTEM, invitation=one, now=timezone.now())

    post()

    (message,) = box.read.values()
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("answers.pdf", "application/pdf")
    assert attached.get_content().startswith(b"%PDF")


def test_no_receipt_where_letters_are_not_wanted(wave):
    letters.send_receipt(
        actor=SYSTEM, invitation=make_invitation(wave, opted_out_at=timezone.now()), now=timezone.now()
    )

    assert not ContactEntry.objects.exists()


# By itself.


def test_the_hourly_work_reminds_and_closes_and_reads(monkeypatch, settings, tmp_path):
    assert {"surveys.remind", "surveys.close", "surveys.bounces"} <= HOURLY.keys()
    today = timezone.localdate()
    over = make_wave(state="open", closes_on=today - DAY)
    last_day = make_wave(state="open", closes_on=today)

    tasks.close()

    over.refresh_from_db()
    last_day.refresh_from_db()
    assert (over.state, last_day.state) == ("closed", "open")


def test_planned_reminders_leave_in_the_daytime(wave, monkeypatch):
    make_invitation(wave, sent_at=timezone.now() - 30 * DAY)
    wave.remind_on = [timezone.localdate().isoformat()]
    wave.save()

    monkeypatch.setattr(tasks, "FIRST_HOUR", 24)
    tasks.remind()
    assert not ContactEntry.objects.exists()

    monkeypatch.setattr(tasks, "FIRST_HOUR", 0)
    tasks.remind()
    tasks.remind()
    assert ContactEntry.objects.get().kind == "reminded"


def test_reports_in_the_folder_of_the_mail_server_are_read_once(wave, settings, tmp_path):
    one = make_invitation(wave, sent_at=timezone.now())
    entry = make_contact(one)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.mail").write_bytes(
        b'Content-Type: multipart/report; boundary="edge"\n\n--edge\nContent-Type: message/delivery-status\n\n'
        b"Reporting-MTA: dns; x\n\nAction: failed\nStatus: 5.1.1\n\n--edge\nContent-Type: text/rfc822-headers\n\n"
        + f"Message-ID: <{letter_id(entry.pk)}>\n\n--edge--\n".encode()
    )
    settings.BOUNCES = str(tmp_path)

    tasks.read_bounces()
    tasks.read_bounces()

    assert Invitation.objects.get(pk=one.pk).bounced_at is not None
    assert [path.name for path in (tmp_path / "cur").iterdir()] == ["1.mail:2,S"]
    assert list((tmp_path / "new").iterdir()) == []
