"""Mail: through a real server, after the commit, never into the request."""

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_ox.models import OxTask

from kontor.hub.foundation import mail
from tests.factories.mail import server_at
from tests.factories.ports import free_port

SUBJECT, BODY = "test_subject.txt", "test_body.txt"


class Box:
    """A mail server's inbox; `refuses` makes it answer that it is out of service, `unknown` addresses it does not have,
    `busy` ones it does not take now.
    """

    def __init__(self):
        self.mails = []
        self.refuses = False
        self.unknown = set()
        self.busy = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.unknown:
            return "550 5.1.1 no such person"
        if address in self.busy:
            return "450 4.2.0 try later"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server, session, envelope):
        if self.refuses:
            return "451 out of service"
        self.mails.append(envelope)
        return "250 taken"


@pytest.fixture
def box(settings, tmp_path):
    (tmp_path / SUBJECT).write_text("{% load i18n %}{% translate 'Name' %}\n {{ what }}\n")
    (tmp_path / BODY).write_text("{{ what }} & more")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.MAILERS = server_at(controller.port)
    yield box
    controller.stop()


def send(**values):
    mail.send(
        **{
            "to": "reader@example.org",
            "subject": SUBJECT,
            "body": BODY,
            "context": {"what": "Łódź"},
            **values,
        }
    )


@pytest.mark.django_db
def test_send_arrives_as_plain_text(box, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send()

    (envelope,) = box.mails
    assert envelope.rcpt_tos == ["reader@example.org"]
    assert b'Content-Type: text/plain; charset="utf-8"' in envelope.content


@pytest.mark.django_db
def test_send_waits_for_the_commit(box, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send()
        before = list(box.mails)

    assert before == []
    assert len(box.mails) == 1


@pytest.mark.django_db
def test_send_in_a_transaction_that_fails_sends_nothing(box, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        send()
        transaction.set_rollback(True)

    assert box.mails == []


@pytest.mark.django_db
def test_send_never_raises_and_tries_again(box, caplog, django_capture_on_commit_callbacks):
    box.refuses = True

    with django_capture_on_commit_callbacks(execute=True):
        send()

    assert box.mails == []
    assert OxTask.objects.get().run_after > timezone.now()
    assert "was not taken (attempt 1)" in caplog.text
    assert "reader@example.org" not in caplog.text
    assert "Łódź" not in caplog.text


@pytest.mark.django_db
def test_send_without_a_server_never_raises(box, settings, django_capture_on_commit_callbacks):
    settings.MAILERS = server_at(free_port())

    with django_capture_on_commit_callbacks(execute=True):
        send()

    assert box.mails == []


@pytest.mark.django_db
def test_deliver_again_delivers_once_the_server_is_back(box):
    mail.deliver_again.func(to="reader@example.org", subject="s", text="t", attempt=1)

    assert len(box.mails) == 1


@pytest.mark.django_db
def test_deliver_gives_up_in_the_end(box, caplog):
    box.refuses = True

    mail.deliver("reader@example.org", "s", "t", attempt=len(mail.PAUSES))

    assert "is given up after 5 attempts" in caplog.text


@pytest.mark.django_db
def test_a_heading_cannot_smuggle_lines(box, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(context={"what": "x\r\nBcc: other@example.org"})

    (envelope,) = box.mails
    assert envelope.rcpt_tos == ["reader@example.org"]


class Post:
    """Letters of one kind that remember what became of them; `gone` are to be sent no more."""

    def __init__(self):
        self.heard = []
        self.gone = set()

    def write(self, one):
        if one in self.gone:
            return None
        return EmailMessage("Survey", f"Letter {one}", to=[f"reader-{one}@example.org"])

    def told(self, one, handed):
        self.heard.append((one, handed.fate))


@pytest.fixture
def letters(monkeypatch):
    post = Post()
    monkeypatch.setitem(mail.LETTERS, "test", mail.Letter(post.write, post.told))
    return post


@pytest.mark.django_db
def test_post_puts_letters_into_the_queue_with_the_transaction_and_without_what_they_say(letters):
    with transaction.atomic():
        mail.post("test", range(60))
        transaction.set_rollback(True)
    before = OxTask.objects.count()
    mail.post("test", range(60))

    queued = list(OxTask.objects.all())
    assert before == 0
    assert len(queued) == 2
    assert "example.org" not in str([one.__dict__ for one in queued])


@pytest.mark.django_db
def test_letters_are_delivered_and_heard_of(box, letters):
    letters.gone = {2}

    mail.deliver_letters.func(kind="test", ids=[1, 2, 3])

    assert [envelope.rcpt_tos for envelope in box.mails] == [
        ["reader-1@example.org"],
        ["reader-3@example.org"],
    ]
    assert letters.heard == [(1, mail.Fate.TAKEN), (3, mail.Fate.TAKEN)]


@pytest.mark.django_db
def test_an_address_that_the_server_refuses_is_not_tried_again(box, letters):
    box.unknown = {"reader-1@example.org"}

    mail.deliver_letters.func(kind="test", ids=[1, 2])

    assert letters.heard == [(1, mail.Fate.REFUSED), (2, mail.Fate.TAKEN)]
    assert not OxTask.objects.exists()


@pytest.mark.django_db
def test_letters_that_may_go_later_are_tried_again_alone(box, letters):
    box.busy = {"reader-2@example.org"}

    mail.deliver_letters.func(kind="test", ids=[1, 2])

    (waiting,) = OxTask.objects.all()
    assert letters.heard == [(1, mail.Fate.TAKEN)]
    assert waiting.run_after > timezone.now()
    assert waiting.kwargs == {"kind": "test", "ids": [2], "attempt": 1}


@pytest.mark.django_db
def test_letters_are_given_up_in_the_end(box, letters):
    box.refuses = True

    mail.deliver_letters.func(kind="test", ids=[1], attempt=len(mail.PAUSES))

    assert letters.heard == [(1, mail.Fate.GIVEN_UP)]
    assert not OxTask.objects.exists()
