"""What is due is mailed once, to those who work on the case, without a word that others must not read."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kontor.hub.accounts.models import User
from kontor.hub.agreements import actions, tasks
from kontor.hub.agreements.models import Agreement, FollowUp
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import DAILY
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed
from tests.factories import actors
from tests.factories.agreements import make_agreement, make_case, make_follow_up, make_party, make_step
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db
NIGHT = system("agreements.remind")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def partnership():
    return make_partnership("HARBOURS")


@pytest.fixture
def coordinator(partnership):
    return actors.make_coordinator(partnership.team)


@pytest.fixture
def case(partnership, coordinator):
    return make_case(partnership, title="Recycled nets")


@pytest.fixture
def night(django_capture_on_commit_callbacks, today):
    """One night: mails go after the commit. Returns how many reminders there were."""

    def passes():
        with django_capture_on_commit_callbacks(execute=True):
            return actions.remind(actor=NIGHT, today=today)

    return passes


def address(actor):
    return User.objects.get(pk=actor.user_id).email


def told():
    return sorted((one.to[0], one.subject) for one in mail.outbox)


def test_remind_mails_what_has_come_due(night, case, coordinator, today):
    make_step(case, "Call them", due_on=today)
    make_follow_up(case, due_on=today)
    make_agreement(case, state="signed", signed_on="2026-01-01", expires_on=today + timedelta(days=60))

    assert night() == 3

    assert told() == [
        (address(coordinator), "An agreement ends soon: Recycled nets"),
        (address(coordinator), "Next step due: Recycled nets"),
        (address(coordinator), "What became of it: Recycled nets"),
    ]


def test_remind_leaves_what_is_not_due_yet_or_not_any_more(night, case, partnership, today):
    tomorrow = today + timedelta(days=1)
    make_step(case, due_on=tomorrow)
    make_step(case, due_on=today, state="done")
    make_step(make_case(partnership, state="closed", outcome="success"), due_on=today)
    make_step(make_case(partnership, same_as=case), due_on=today)
    make_follow_up(case, due_on=tomorrow)
    make_follow_up(case, month=6, due_on=today, answered_on=today)
    make_agreement(case, state="signed", expires_on=today + timedelta(days=61))
    make_agreement(case, state="terminated", expires_on=tomorrow)

    assert night() == 0
    assert mail.outbox == []


def test_remind_mails_once_for_each_day(night, case, today):
    step = make_step(case, due_on=today)
    follow_up = make_follow_up(case, due_on=today)
    agreement = make_agreement(
        case, state="signed", signed_on="2026-01-01", expires_on=today + timedelta(days=9)
    )

    assert (night(), night()) == (3, 0)
    assert len(mail.outbox) == 3

    step.refresh_from_db()
    agreement.refresh_from_db()
    later = today + timedelta(days=30)
    editor = system("test")
    actions.edit_step(
        actor=editor,
        step=step,
        version=step.version,
        text=step.text,
        owner=None,
        due_on=today - timedelta(days=1),
    )
    actions.edit_agreement(actor=editor, agreement=agreement, version=agreement.version, expires_on=later)
    assert night() == 2
    assert len(mail.outbox) == 5
    assert (Agreement.objects.get().reminded_of, FollowUp.objects.get().reminded_at) == (
        later,
        follow_up_moment(follow_up),
    )


def follow_up_moment(follow_up):
    follow_up.refresh_from_db()
    assert follow_up.reminded_at is not None
    return follow_up.reminded_at


def test_remind_changes_no_version_and_writes_no_trail(night, case, today):
    step = make_step(case, due_on=today)

    night()

    assert type(step).objects.get().version == step.version
    assert not AuditEvent.objects.filter(action__contains="remind").exists()


def test_remind_tells_nobody_who_does_not_work_on_the_case(night, case, coordinator, today):
    outsider = actors.make_outsider_coordinator()
    make_step(case, due_on=today)

    night()

    assert address(outsider) not in {one.to[0] for one in mail.outbox}
    assert mail.outbox


def test_remind_names_no_confidential_party_nor_amount(night, case, today):
    make_party(case, confidential=True, name="Zephyrine Turbines")
    make_step(case, "Call them", due_on=today)
    make_follow_up(case, due_on=today)
    make_agreement(
        case, state="signed", signed_on="2026-01-01", expires_on=today, amount="98765", currency="EUR"
    )

    night()

    text = " ".join(one.subject + one.body for one in mail.outbox)
    assert len(mail.outbox) == 3
    assert "Zephyrine" not in text
    assert "98765" not in text.replace(",", "")


def test_remind_is_not_for_people(coordinator, today):
    with pytest.raises(NotAllowed):
        actions.remind(actor=coordinator, today=today)


def test_reminding_is_done_every_night():
    assert DAILY["agreements.remind"] is tasks.remind


def test_agreements_expire_over_night(case, today):
    agreement = make_agreement(
        case, state="signed", signed_on="2026-01-01", expires_on=today - timedelta(days=1)
    )

    tasks.expire_agreements()

    agreement.refresh_from_db()
    assert agreement.state == "expired"
