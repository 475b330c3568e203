"""The rules of accounts, with plain values."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.accounts import rules

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SPANS = st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=800))


def test_check_keeps_manager_refuses_an_orphaned_team():
    with pytest.raises(rules.LastManager) as caught:
        rules.check_keeps_manager("Cluster of the North", 0)

    assert (
        str(caught.value)
        == "The team 'Cluster of the North' would be left without a manager. Make somebody else a manager first."
    )


def test_check_keeps_manager_accepts_one_left():
    rules.check_keeps_manager("Cluster of the North", 1)


@pytest.mark.parametrize(
    ("is_member", "is_invited", "sent", "refusal"),
    [
        (True, False, 0, rules.AlreadyMember),
        (False, True, 0, rules.AlreadyInvited),
        (True, True, 99, rules.AlreadyMember),
        (False, False, 50, rules.TooManyInvitations),
    ],
)
def test_check_invitable_refuses(is_member, is_invited, sent, refusal):
    with pytest.raises(refusal):
        rules.check_invitable("a@example.org", is_member=is_member, is_invited=is_invited, sent_today=sent)


def test_check_invitable_accepts_the_fiftieth_of_a_day():
    rules.check_invitable("a@example.org", is_member=False, is_invited=False, sent_today=49)


@given(SPANS)
def test_check_open_turns_at_the_moment_of_expiry(span):
    """Open strictly before the moment it expires, and never after."""
    expires = NOW + span

    try:
        rules.check_open(accepted=None, withdrawn=None, expires=expires, now=NOW)
        is_open = True
    except rules.InvitationExpired:
        is_open = False

    assert is_open is (expires > NOW)


def test_check_open_names_acceptance_before_expiry():
    with pytest.raises(rules.InvitationUsed):
        rules.check_open(accepted=NOW, withdrawn=None, expires=NOW - timedelta(days=1), now=NOW)


def test_check_open_names_withdrawal_before_expiry():
    with pytest.raises(rules.InvitationWithdrawn):
        rules.check_open(accepted=None, withdrawn=NOW, expires=NOW - timedelta(days=1), now=NOW)


def test_check_addressee_ignores_case():
    rules.check_addressee("Ana@Example.org", ["other@example.org", "ana@example.ORG"])


def test_check_addressee_refuses_somebody_else():
    with pytest.raises(rules.OtherAddress) as caught:
        rules.check_addressee("ana@example.org", ["bea@example.org"])

    assert caught.value.data == {"email": "ana@example.org"}


@given(SPANS)
def test_check_token_accepts_ends_within_a_year_only(span):
    expires = NOW + span

    try:
        rules.check_token(scopes=["read"], expires=expires, in_use=0, now=NOW)
        accepted = True
    except (rules.EndsInThePast, rules.LastsTooLong):
        accepted = False

    assert accepted is (timedelta(0) < span <= rules.TOKEN_LASTS_AT_MOST)


def test_check_token_refuses_without_scope():
    with pytest.raises(rules.NothingAllowed) as caught:
        rules.check_token(scopes=[], expires=NOW + timedelta(days=1), in_use=0, now=NOW)

    assert caught.value.field == "scopes"


def test_check_token_refuses_the_twenty_first():
    with pytest.raises(rules.TooManyTokens):
        rules.check_token(scopes=["read"], expires=NOW + timedelta(days=1), in_use=20, now=NOW)


@pytest.mark.parametrize("typed", ["", "ana", "ana@example.com"])
def test_check_confirmed_refuses_anything_but_the_address(typed):
    with pytest.raises(rules.Irreversible):
        rules.check_confirmed(typed, "ana@example.org")


def test_check_confirmed_forgives_case_and_spaces():
    rules.check_confirmed(" ANA@example.org ", "ana@example.org")
