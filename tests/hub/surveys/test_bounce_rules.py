"""Real reports as mail servers write them, made here field by field, and bytes that are none."""

from email.message import EmailMessage
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.surveys.rules.bounces import Report, Said, read_report


def report(body, subject="Undelivered Mail Returned to Sender", kind="delivery-status"):
    """A multipart/report as RFC 6522 wants it: words for people, fields for programs, the letter that came back."""
    head = dedent(f"""\
        From: MAILER-DAEMON@mail.example.net
        To: kontor@example.org
        Subject: {subject}
        Message-ID: <own-id@mail.example.net>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type={kind}; boundary="edge"
        """)
    return f"{head}\n{body}".replace("\n", "\r\n").encode()


def delivery(fields, returned="message/rfc822"):
    return (
        "--edge\nContent-Type: text/plain\n\nI am sorry to have to inform you.\n"
        f"--edge\nContent-Type: message/delivery-status\n\n{dedent(fields)}\n"
        f"--edge\nContent-Type: {returned}\n\n"
        "From: kontor@example.org\nTo: ada@example.com\nSubject: Survey\nMessage-ID: <survey.7.abc@example.org>\n\nHello\n"
        "--edge--\n"
    )


POSTFIX = delivery("""\
    Reporting-MTA: dns; mail.example.net
    Arrival-Date: Mon, 29 Oct 2018 09:00:00 +0100 (CET)

    Final-Recipient: rfc822; Ada@example.com
    Original-Recipient: rfc822;ada@example.com
    Action: failed
    Status: 5.1.1
    Remote-MTA: dns; mx.example.com
    Diagnostic-Code: smtp; 550 5.1.1 <ada@example.com>: Recipient address
        rejected: User unknown
    """)


def test_a_failed_delivery_names_letter_address_and_reason():
    assert read_report(report(POSTFIX)) == Report(
        Said.FAILED,
        ("own-id@mail.example.net", "survey.7.abc@example.org"),
        ("ada@example.com",),
        "5.1.1",
        "550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown",
    )


def test_only_the_head_of_the_letter_came_back():
    found = read_report(report(POSTFIX.replace("message/rfc822", "text/rfc822-headers")))

    assert "survey.7.abc@example.org" in found.letters


def test_a_server_that_forwarded_is_asked_for_the_address_we_wrote_to():
    forwarded = POSTFIX.replace(
        "Final-Recipient: rfc822; Ada@example.com", "Final-Recipient: rfc822; private@example.net"
    )

    assert read_report(report(forwarded)).addresses == ("ada@example.com",)


def test_an_exchange_report_without_original_recipient():
    exchange = delivery("""\
        Reporting-MTA: dns;EXCH01.example.com

        Final-recipient: RFC822;ada@example.com
        Action: failed
        Status: 5.7.1
        X-Display-Name: Ada
        """)

    found = read_report(report(exchange))

    assert (found.said, found.addresses, found.status) == (Said.FAILED, ("ada@example.com",), "5.7.1")


def test_a_delay_is_no_failure():
    delayed = POSTFIX.replace("Action: failed", "Action: delayed").replace("Status: 5.1.1", "Status: 4.4.1")

    assert read_report(report(delayed)).said is Said.DELAYED


def test_a_failure_for_a_passing_reason_is_no_failure_of_the_address():
    full = POSTFIX.replace("Status: 5.1.1", "Status: 4.2.2")

    assert read_report(report(full)).said is Said.DELAYED


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", ""])
def test_good_news_is_no_report(action):
    assert read_report(report(POSTFIX.replace("Action: failed", f"Action: {action}"))) is None


def test_several_recipients_of_one_letter():
    two = delivery("""\
        Reporting-MTA: dns; mail.example.net

        Final-Recipient: rfc822; ada@example.com
        Action: failed
        Status: 5.1.1

        Final-Recipient: rfc822; grace@example.com
        Action: failed
        Status: 5.1.1

        Final-Recipient: rfc822; fine@example.com
        Action: relayed
        Status: 2.0.0
        """)

    assert read_report(report(two)).addresses == ("ada@example.com", "grace@example.com")


def test_a_complaint():
    complaint = (
        "--edge\nContent-Type: text/plain\n\nThis is an abuse report.\n"
        "--edge\nContent-Type: message/feedback-report\n\n"
        "Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\nOriginal-Rcpt-To: <ada@example.com>\n"
        "--edge\nContent-Type: message/rfc822\n\nMessage-ID: <survey.7.abc@example.org>\nSubject: Survey\n\nHello\n--edge--\n"
    )

    found = read_report(report(complaint, kind="feedback-report"))

    assert (found.said, found.addresses, found.reason) == (Said.COMPLAINED, ("ada@example.com",), "abuse")
    assert "survey.7.abc@example.org" in found.letters


def test_a_report_of_qmail():
    message = EmailMessage()
    message["From"], message["Subject"] = "MAILER-DAEMON@example.net", "failure notice"
    message.set_content(
        "Hi. This is the qmail-send program at example.net.\nI'm afraid I wasn't able to deliver your message.\n\n"
        "<ada@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 No such user\n\n"
        "--- Below this line is a copy of the message.\n\nMessage-ID: <survey.7.abc@example.org>\n\nHello\n"
    )

    found = read_report(message.as_bytes())

    assert (found.said, found.addresses, found.status) == (Said.FAILED, ("ada@example.com",), "5.1.1")
    assert found.letters == ("survey.7.abc@example.org",)
    assert "No such user" in found.reason


def test_the_answer_of_a_person_and_an_automatic_reply_are_no_reports():
    message = EmailMessage()
    message["Subject"], message["Auto-Submitted"] = "Out of office: 5.1.1", "auto-replied"
    message.set_content("I am away. Message-ID: <survey.7.abc@example.org>")

    assert read_report(message.as_bytes()) is None


def test_what_stands_in_the_address_field_is_no_address():
    odd = POSTFIX.replace("rfc822;ada@example.com", "rfc822; see below").replace("Ada@example.com", "x" * 500)

    assert read_report(report(odd)).addresses == ()


def test_a_reason_is_kept_short():
    assert len(read_report(report(POSTFIX.replace("User unknown", "User unknown " * 200))).reason) <= 250


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_an_error(raw):
    read_report(raw)


@given(st.data())
def test_a_damaged_report_is_read_without_an_error(data):
    raw = bytearray(report(POSTFIX))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=40)):
        raw[place] = data.draw(st.integers(0, 255))

    read_report(bytes(raw[: data.draw(st.integers(0, len(raw)))]))


def test_a_message_of_many_parts_is_bounded():
    parts = "".join(f"--edge\nContent-Type: text/plain\n\n{number}\n" for number in range(5000))

    assert read_report(report(parts + "--edge--\n")) is None
