"""How allauth behaves here: its links, its mails, and a trace in the audit trail of everything it changes."""

from smtplib import SMTPException
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa import signals as mfa_signals
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from kontor.hub.accounts.actions import note_session
from kontor.hub.accounts.models import SignIn, User
from kontor.hub.accounts.queries import actor_of, person_signed_in
from kontor.hub.foundation import audit
from kontor.hub.foundation.refusal import N_, Refusal


class MailNotSent(Refusal):
    code = "mail-not-sent"
    sentence = N_(
        "The mail to you could not be sent: the mail server does not answer. Nothing is lost; try again in some minutes."
    )
    status = 503


class AccountAdapter(DefaultAccountAdapter):
    """Kontor's own habits of sign-in."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, {**context, "site": settings.SITE_ADDRESS})
        except (SMTPException, OSError) as error:
            raise MailNotSent from error


class Entrance(AuthenticationBackend):
    """Sign-in by e-mail address. Whoever is signed in is read together with roles and teams, as every page needs them."""

    def get_user(self, user_id: int) -> User | None:
        person = person_signed_in(user_id)
        return person if person and self.user_can_authenticate(person) else None


def note_sign_in(sender: Any, request: HttpRequest, user: User, **rest: Any) -> None:
    """Write down the session as soon as it exists, so that it can be ended from elsewhere."""
    actor = actor_of(user)
    key = request.session.session_key
    if actor.is_visitor or not key:
        return
    note_session(actor=actor, session_key=key, browser=request.META.get("HTTP_USER_AGENT", ""))
    request.session[SignIn.MARK] = SignIn.mark(key)
    audit.record(actor, "accounts.sign_in", user, after={})


def trail(action: str) -> Any:
    """A signal handler that leaves `action` in the audit trail, in the name of the person concerned."""

    def write(sender: Any, user: User, **rest: Any) -> None:
        audit.record(actor_of(user), action, user, after={})

    return write


TRAILED = (
    (account_signals.user_signed_up, "accounts.sign_up"),
    (account_signals.password_set, "accounts.set_password"),
    (account_signals.password_changed, "accounts.change_password"),
    (account_signals.password_reset, "accounts.reset_password"),
    (account_signals.email_changed, "accounts.change_address"),
    (account_signals.email_added, "accounts.add_address"),
    (account_signals.email_removed, "accounts.remove_address"),
    (mfa_signals.authenticator_added, "accounts.add_second_factor"),
    (mfa_signals.authenticator_removed, "accounts.remove_second_factor"),
    (mfa_signals.authenticator_reset, "accounts.reset_second_factor"),
)


def connect() -> None:
    """Called once, when Django is ready."""
    user_logged_in.connect(note_sign_in, dispatch_uid="accounts.note_sign_in")
    for signal, action in TRAILED:
        signal.connect(trail(action), weak=False, dispatch_uid=action)
