"""Tokens and sessions of a person: permission, refusal, trail."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from kontor.hub.accounts import actions, rules
from kontor.hub.accounts.models import ApiToken, SignIn, User
from kontor.hub.accounts.queries import actor_by_token, actor_of
from kontor.hub.foundation.actor import TeamRole
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from tests.hub.accounts.making import trail

pytestmark = pytest.mark.django_db


class TestTokens:
    def make(self, person, **values):
        given = {
            "name": "script",
            "scopes": ["read"],
            "expires_at": timezone.now() + timedelta(days=30),
            **values,
        }
        return actions.create_token(actor=actor_of(person), **given)

    def test_create_token_keeps_only_a_digest(self, member):
        token, secret = self.make(member)

        kept = " ".join(str(value) for value in ApiToken.objects.filter(pk=token.pk).values().get().values())
        assert secret not in kept
        assert secret.startswith(token.beginning)
        assert secret not in AuditEvent.objects.get().changes

    def test_token_speaks_for_the_person_within_its_scopes(self, team, member):
        _token, secret = self.make(member)

        actor = actor_by_token(secret, timezone.now())

        assert actor.user_id == member.pk
        assert actor.teams == {team.pk: TeamRole.MEMBER}
        assert actor.scopes == {"read"}
        assert not actor.may_use("write")

    def test_token_ends_with_its_day(self, member):
        token, secret = self.make(member)

        assert actor_by_token(secret, token.expires_at - timedelta(seconds=1)) is not None
        assert actor_by_token(secret, token.expires_at) is None

    def test_withdraw_token_works_at_once(self, member):
        token, secret = self.make(member)

        actions.withdraw_token(actor=actor_of(member), token=token)

        assert actor_by_token(secret, timezone.now()) is None
        assert trail() == ["accounts.create_token", "accounts.withdraw_token"]

    def test_withdraw_token_of_somebody_else_is_not_there(self, member, administrator):
        token, _secret = self.make(member)

        with pytest.raises(NotThere):
            actions.withdraw_token(actor=actor_of(administrator), token=token)

    def test_token_of_a_closed_account_opens_nothing(self, member):
        _token, secret = self.make(member)
        User.objects.filter(pk=member.pk).update(is_active=False)

        assert actor_by_token(secret, timezone.now()) is None

    def test_token_use_is_noted_every_five_minutes(self, member):
        token, secret = self.make(member)
        first = timezone.now()

        actor_by_token(secret, first)
        actor_by_token(secret, first + timedelta(minutes=4))
        noted_once = ApiToken.objects.get(pk=token.pk).last_used_at
        actor_by_token(secret, first + timedelta(minutes=6))

        assert noted_once == first
        assert ApiToken.objects.get(pk=token.pk).last_used_at == first + timedelta(minutes=6)

    def test_create_token_refuses_too_late_an_end(self, member):
        with pytest.raises(rules.LastsTooLong):
            self.make(member, expires_at=timezone.now() + timedelta(days=400))

    def test_create_token_with_a_read_token_is_refused(self, member):
        """A program that may only read must not make itself a token that writes."""
        reader = actor_of(member, scopes=frozenset({"read"}))

        with pytest.raises(NotAllowed):
            actions.create_token(
                actor=reader, name="x", scopes=["write"], expires_at=timezone.now() + timedelta(days=1)
            )


class TestSessions:
    def session(
        self, actor, browser="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    ):
        store = SessionStore()
        store.create()
        return actions.note_session(actor=actor, session_key=store.session_key, browser=browser)

    @pytest.mark.parametrize(
        ("agent", "name"),
        [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604",
                "Safari, iOS",
            ),
            ("curl/8", ""),
        ],
    )
    def test_note_session_keeps_the_browser_only(self, member, agent, name):
        assert self.session(actor_of(member), agent).browser == name

    def test_note_session_forgets_those_that_ended(self, member):
        ended = self.session(actor_of(member))
        Session.objects.filter(session_key=ended.session_key).delete()

        held = self.session(actor_of(member))

        assert list(SignIn.objects.all()) == [held]

    def test_note_session_follows_a_new_key(self, member):
        held = self.session(actor_of(member))
        store = SessionStore()
        store.create()

        actions.note_session(
            actor=actor_of(member), session_key=store.session_key, browser="", before=held.session_key
        )

        assert list(SignIn.objects.values_list("pk", "session_key")) == [(held.pk, store.session_key)]

    def test_end_other_sessions_leaves_this_one_and_other_people(self, member, stranger):
        this, other = self.session(actor_of(member)), self.session(actor_of(member))
        foreign = self.session(actor_of(stranger))

        ended = actions.end_other_sessions(actor=actor_of(member), session_key=this.session_key)

        assert ended == 1
        assert set(SignIn.objects.all()) == {this, foreign}
        assert not Session.objects.filter(session_key=other.session_key).exists()
        assert Session.objects.filter(session_key=foreign.session_key).exists()

    def test_end_session_of_somebody_else_is_not_there(self, member, administrator):
        held = self.session(actor_of(member))

        with pytest.raises(NotThere):
            actions.end_session(actor=actor_of(administrator), held=held)
