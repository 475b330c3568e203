"""A campaign as the programme ran it in 2018: 23 invited, three reminders to those who had not answered, letters that come back."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from django_ox.models import OxTask

from kontor.hub.foundation import mail
from kontor.hub.foundation.actor import VISITOR, system
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.surveys.actions import invitations, letters, stopping
from kontor.hub.surveys.actions.invitations import Entry
from kontor.hub.surveys.models import ContactEntry, Invitation
from kontor.hub.surveys.notices.letters import letter_id
from kontor.hub.surveys.queries.campaigns import figures_of, weighed
from kontor.hub.surveys.rules.invitations import (
    AddressAsked,
    DayIsOutside,
    DaysTooClose,
    HasAnswered,
    LetterIsOut,
    NobodyNamed,
    NobodyToWrite,
    PartnershipAsked,
    TooManyDays,
    WaveIsOver,
    WaveNotOpen,
)
from kontor.hub.surveys.rules.letters import LinkMissing, SubjectMissing, UnknownPlace
from kontor.hub.surveys.rules.reminders import Why
from tests.factories.actors import (
    make_analyst,
    make_coordinator,
    make_outsider_coordinator,
    make_partner_staff,
)
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_contact, make_invitation, make_wave

pytestmark = pytest.mark.django_db

BEGIN = timezone.make_aware(datetime(2018, 10, 29, 9))
DAY = timedelta(days=1)


@pytest.fixture
def wave():
    return make_wave(
        state="open", min_days=7, most_reminders=3, opens_on=date(2018, 10, 29), closes_on=date(2018, 11, 21)
    )


@pytest.fixture
def team(wave):
    return make_coordinator(wave.survey.team)


def complete(some):
    Invitation.objects.filter(pk__in=[one.pk for one in some]).update(completed_at=timezone.now())


def letters_of(kind, wave):
    return ContactEntry.objects.filter(invitation__wave=wave, kind=kind)


def test_23_invited_4_answered_19_reminded(wave, team):
    """Acceptance example 5: the first reminder goes to 19, opt-out and bounce are respected, nobody hears twice in a week."""
    entries = [Entry(f"partner-{number}@example.org", group="strand 1") for number in range(23)]
    invited = invitations.invite(actor=team, wave=wave, entries=entries)
    assert letters.send_invitations(actor=team, wave=wave, now=BEGIN) == 23
    complete(invited[:4])

    assert letters.remind(actor=team, wave=wave, now=BEGIN + 7 * DAY) == 19

    assert letters_of("invited", wave).count() == 23
    assert set(letters_of("reminded", wave).values_list("invitation", flat=True)) == {
        one.pk for one in invited[4:]
    }
    with pytest.raises(NobodyToWrite):
        letters.remind(actor=team, wave=wave, now=BEGIN + 13 * DAY)

    complete(invited[4:10])
    stopping.stop_letters(actor=VISITOR, invitation=invited[10], now=BEGIN + 8 * DAY)
    letters.came_back(system("test"), invited[11], "550 no such person", BEGIN + 8 * DAY)
    assert letters.remind(actor=team, wave=wave, now=BEGIN + 14 * DAY) == 11
    assert letters.remind(actor=team, wave=wave, now=BEGIN + 21 * DAY) == 11
    with pytest.raises(NobodyToWrite):
        letters.remind(actor=team, wave=wave, now=BEGIN + 60 * DAY)
    why = [one.why for one in weighed(wave, "reminded", BEGIN + 60 * DAY)]
    assert {one: why.count(one) for one in set(why)} == {
        Why.ANSWERED: 10, Why.OPTED_OUT: 1, Why.BOUNCED: 1, Why.ENOUGH: 11,
    }  # fmt: skip
    found = figures_of(wave)
    assert (found.asked, found.sent, found.answered, found.bounced, found.opted_out) == (23, 23, 10, 1, 1)


def test_reminders_are_kept_in_log_trail_and_post(wave, team, django_capture_on_commit_callbacks):
    one = make_invitation(wave, sent_at=BEGIN)

    with django_capture_on_commit_callbacks(execute=True):
        letters.remind(actor=team, wave=wave, now=BEGIN + 8 * DAY)

    one.refresh_from_db()
    entry = ContactEntry.objects.get(invitation=one)
    assert (one.reminders, one.last_reminded_at) == (1, BEGIN + 8 * DAY)
    assert (entry.kind, entry.at, entry.subject, entry.outcome) == (
        "reminded", BEGIN + 8 * DAY, "Reminder: Progress", "",
    )  # fmt: skip
    event = AuditEvent.objects.order_by("-number").first()
    assert (event.action, event.changed) == ("surveys.remind", {"letters": [None, 1]})
    assert (
        OxTask.objects.get().kwargs == {"kind": "surveys", "ids": [entry.pk], "attempt": 0}
        or OxTask.objects.get()
    )


def test_letters_wait_for_the_wave(team, wave):
    wave.state = "draft"
    wave.save()
    invitations.invite(actor=team, wave=wave, entries=[Entry("ada@example.org")])

    with pytest.raises(WaveNotOpen):
        letters.send_invitations(actor=team, wave=wave)
    with pytest.raises(WaveNotOpen):
        letters.remind(actor=team, wave=wave)


@pytest.mark.parametrize("state", ["closed", "published"])
def test_nobody_is_invited_to_a_wave_that_is_over(state):
    wave = make_wave(state=state)

    with pytest.raises(WaveIsOver):
        invitations.invite(actor=make_analyst(), wave=wave, entries=[Entry("ada@example.org")])


def test_invite_refuses_a_second_link_for_one_address(wave, team):
    make_invitation(wave, "Ada@example.org")

    with pytest.raises(AddressAsked):
        invitations.invite(actor=team, wave=wave, entries=[Entry("ada@EXAMPLE.org")])
    with pytest.raises(AddressAsked):
        invitations.invite(
            actor=team, wave=wave, entries=[Entry("grace@example.org"), Entry("Grace@example.org")]
        )
    with pytest.raises(NobodyNamed):
        invitations.invite(actor=team, wave=wave, entries=[Entry("  ")])
    assert Invitation.objects.filter(wave=wave).count() == 1


def test_invite_asks_a_partnership_once_where_it_gives_one_answer(wave, team):
    nf4 = make_partnership("NF4", strand="1")
    (one,) = invitations.invite(actor=team, wave=wave, entries=[Entry("a@example.org", partnership=nf4)])

    assert one.group == "strand 1 (strategy)"
    with pytest.raises(PartnershipAsked):
        invitations.invite(actor=team, wave=wave, entries=[Entry("b@example.org", partnership=nf4)])

    people = make_wave(state="open", unit="person")
    actor = make_analyst()
    entries = [Entry("a@example.org", partnership=nf4), Entry("b@example.org", partnership=nf4)]
    assert len(invitations.invite(actor=actor, wave=people, entries=entries)) == 2


def test_only_who_runs_the_survey_writes(wave):
    make_invitation(wave)

    with pytest.raises(NotAllowed):
        letters.send_invitations(actor=make_partner_staff(wave.survey.team), wave=wave)
    with pytest.raises(NotThere):
        letters.send_invitations(actor=make_outsider_coordinator(), wave=wave)
    assert letters.send_invitations(actor=make_analyst(), wave=wave) == 1


def test_another_address_is_invited_again_with_a_new_link(wave, team):
    one = make_invitation(wave, sent_at=BEGIN, reminders=2, bounced_at=BEGIN, bounce_reason="550")
    old = one.token

    changed = invitations.edit_invitation(
        actor=team, invitation=one, version=one.version, email="new@example.org"
    )

    assert (changed.sent_at, changed.bounced_at, changed.reminders) == (None, None, 0)
    assert changed.token != old
    with pytest.raises(NotThere):
        stopping.behind(old)
    assert stopping.behind(changed.token).pk == one.pk
    assert letters.send_invitations(actor=team, wave=wave) == 1


def test_a_link_with_which_answers_were_begun_stays(wave, team):
    one = make_invitation(wave, sent_at=BEGIN, opened_at=BEGIN)
    old = one.token

    assert invitations.edit_invitation(actor=team, invitation=one, email="new@example.org").token == old


def test_edit_tells_of_an_edit_meanwhile(wave, team):
    one = make_invitation(wave)
    invitations.edit_invitation(actor=team, invitation=one, name="Ada")

    with pytest.raises(ChangedMeanwhile):
        invitations.edit_invitation(actor=team, invitation=one, version=one.version, name="Grace")


def test_remove_only_before_a_letter_left(wave, team):
    waiting, written, answered = (
        make_invitation(wave),
        make_invitation(wave, sent_at=BEGIN),
        make_invitation(wave, completed_at=BEGIN),
    )

    invitations.remove_invitation(actor=team, invitation=waiting)
    with pytest.raises(LetterIsOut):
        invitations.remove_invitation(actor=team, invitation=written)
    with pytest.raises(HasAnswered):
        invitations.remove_invitation(actor=team, invitation=answered)

    assert set(Invitation.objects.filter(wave=wave)) == {written, answered}


def test_the_personal_part_of_an_invitation_is_not_in_the_trail(wave, team):
    invitations.invite(
        actor=team,
        wave=wave,
        entries=[Entry("ottilie@example.org", "Ottilie Quell", attributes={"post": "Head"})],
    )

    kept = str(list(AuditEvent.objects.values_list("changes", "subject")))
    assert "ottilie" not in kept.lower()
    assert "Head" not in kept


# By plan.


def test_planned_reminders_go_out_by_themselves_once(wave, team):
    invitations.plan_reminders(
        actor=team, wave=wave, days=[date(2018, 11, 19), date(2018, 11, 5), date(2018, 11, 12)]
    )
    wave.refresh_from_db()
    assert wave.remind_on == ["2018-11-05", "2018-11-12", "2018-11-19"]
    some = [make_invitation(wave, sent_at=BEGIN) for _ in range(3)]
    by_itself = system("surveys.remind")

    sent = {
        day: letters.remind_by_plan(
            actor=by_itself, wave=wave, now=BEGIN.replace(hour=9, minute=40) + day * DAY
        )
        for day in range(1, 30)
    }

    assert {day: number for day, number in sent.items() if number} == {7: 3, 14: 3, 21: 3}
    assert [one.contacts.filter(kind="reminded").count() for one in some] == [3, 3, 3]


def test_a_plan_is_refused_that_could_not_be_kept(wave, team):
    plan = invitations.plan_reminders
    with pytest.raises(DayIsOutside):
        plan(actor=team, wave=wave, days=[date(2018, 11, 22)])
    with pytest.raises(DayIsOutside):
        plan(actor=team, wave=wave, days=[date(2018, 10, 29)])
    with pytest.raises(DaysTooClose):
        plan(actor=team, wave=wave, days=[date(2018, 11, 5), date(2018, 11, 11)])
    with pytest.raises(TooManyDays):
        plan(actor=team, wave=wave, days=[date(2018, 11, 5), date(2018, 11, 12)], most_reminders=1)


def test_the_plan_of_a_closed_wave_does_nothing():
    wave = make_wave(state="closed", remind_on=["2018-11-05"])
    make_invitation(wave, sent_at=BEGIN)

    assert letters.remind_by_plan(actor=system("test"), wave=wave, now=BEGIN + 30 * DAY) == 0


# Stopping.


def test_stop_holds_in_every_wave_of_the_survey_and_can_be_taken_back(wave, team):
    first = make_invitation(wave, "ada@example.org", sent_at=BEGIN)
    later = make_wave(survey=wave.survey, state="open")
    make_invitation(later, "Ada@example.org")
    elsewhere = make_invitation(make_wave(state="open"), "ada@example.org")

    stopping.stop_letters(actor=VISITOR, invitation=first)
    stopping.stop_letters(actor=VISITOR, invitation=first)

    assert [one.why for one in weighed(later, "invited", BEGIN)] == [Why.OPTED_OUT]
    assert [one.why for one in weighed(elsewhere.wave, "invited", BEGIN)] == [Why.DUE]
    assert first.contacts.filter(kind="opted-out").count() == 1

    stopping.take_letters(actor=VISITOR, invitation=first)
    assert [one.why for one in weighed(later, "invited", BEGIN)] == [Why.DUE]
    assert [one.kind for one in first.contacts.all()] == ["opted-out", "opted-in"]


def test_a_guessed_link_is_not_there():
    with pytest.raises(NotThere):
        stopping.behind("0" * 32)


# What comes back.


def failed(letter="", address="", action="failed", status="5.1.1"):
    returned = f"Message-ID: <{letter}>\n" if letter else ""
    recipient = f"Final-Recipient: rfc822; {address}\n" if address else ""
    return (
        'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"\n\n'
        "--edge\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.net\n\n"
        f"{recipient}Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 {status} no such person\n\n"
        f"--edge\nContent-Type: text/rfc822-headers\n\n{returned}Subject: Survey\n\n--edge--\n"
    ).encode()


def test_a_report_flags_the_address_once(wave, team):
    one = make_invitation(wave, sent_at=BEGIN)
    entry = make_contact(one)

    for _ in range(2):
        told = stopping.read_messages(actor=team, messages=[failed(letter_id(entry.pk))], now=BEGIN + DAY)

    one.refresh_from_db()
    assert (told.messages, told.failed) == (1, 1)
    assert (one.bounced_at, one.bounce_reason) == (BEGIN + DAY, "550 5.1.1 no such person")
    assert one.contacts.filter(kind="bounced").count() == 1
    with pytest.raises(NobodyToWrite):
        letters.remind(actor=team, wave=wave, now=BEGIN + 30 * DAY)


def test_a_forged_letter_id_is_not_believed(wave, team):
    one = make_invitation(wave, sent_at=BEGIN)
    entry = make_contact(one)

    told = stopping.read_messages(actor=team, messages=[failed(f"survey.{entry.pk}.{'0' * 20}@localhost")])

    one.refresh_from_db()
    assert (told.unknown, one.bounced_at) == (1, None)


def test_a_report_without_the_letter_is_believed_by_the_address(wave, team):
    one, never_written = (
        make_invitation(wave, "ada@example.org", sent_at=BEGIN),
        make_invitation(wave, "grace@example.org"),
    )

    told = stopping.read_messages(
        actor=team, messages=[failed(address="Ada@example.org"), failed(address="grace@example.org")]
    )

    one.refresh_from_db()
    never_written.refresh_from_db()
    assert (told.failed, told.unknown) == (1, 1)
    assert one.bounced_at is not None
    assert never_written.bounced_at is None


def test_a_delay_is_kept_and_flags_nothing(wave, team):
    one = make_invitation(wave, sent_at=BEGIN)
    entry = make_contact(one)
    report = failed(letter_id(entry.pk), action="delayed", status="4.4.1")

    stopping.read_messages(actor=team, messages=[report, report])

    one.refresh_from_db()
    assert one.bounced_at is None
    assert one.contacts.filter(kind="delayed").count() == 1


def test_nobody_flags_what_she_does_not_run(wave):
    entry = make_contact(make_invitation(wave, sent_at=BEGIN))
    report = failed(letter_id(entry.pk))

    assert stopping.read_messages(actor=make_outsider_coordinator(), messages=[report]).unknown == 1
    assert stopping.read_messages(actor=make_partner_staff(wave.survey.team), messages=[report]).unknown == 1
    assert stopping.read_messages(actor=system("test"), messages=[report]).failed == 1


# Words.


def test_words_of_ones_own_are_held_to_what_a_letter_needs(wave, team):
    def words(subject, text, kind="invited"):
        letters.set_words(actor=team, wave=wave, kind=kind, language="en", subject=subject, text=text)

    with pytest.raises(LinkMissing):
        words("Survey", "Please answer.")
    with pytest.raises(SubjectMissing):
        words("", "Please answer: {link}")
    with pytest.raises(UnknownPlace):
        words("Survey", "Dear {firstname}, {link}")

    words("Survey {wave}", "Dear {name}, {link}")
    wave.refresh_from_db()
    assert wave.letters == {"invited": {"en": {"subject": "Survey {wave}", "text": "Dear {name}, {link}"}}}
    words("", "")
    wave.refresh_from_db()
    assert wave.letters == {"invited": {}}


def test_keep_fate_flags_an_address_that_the_server_refuses(wave):
    one = make_invitation(wave, sent_at=BEGIN)
    entry, other = make_contact(one), make_contact(make_invitation(wave, sent_at=BEGIN))

    letters.keep_fate(
        actor=system("test"), entry=entry, handed=mail.Handed(mail.Fate.REFUSED, "550 5.1.1 no such person")
    )
    letters.keep_fate(actor=system("test"), entry=other, handed=mail.Handed(mail.Fate.TAKEN))

    one.refresh_from_db()
    assert one.bounce_reason == "550 5.1.1 no such person"
    assert [one.kind for one in one.contacts.all()] == ["invited", "bounced"]
    other.refresh_from_db()
    assert other.outcome == "delivered"
