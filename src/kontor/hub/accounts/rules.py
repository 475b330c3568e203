"""What must hold for people, teams, invitations and tokens. Plain Python; every no is a sentence."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kontor.hub.foundation.refusal import N_, Refusal

INVITATION_LASTS = timedelta(days=14)
INVITATIONS_A_DAY = 50
TOKEN_LASTS_AT_MOST = timedelta(days=366)
TOKENS_AT_MOST = 20


class LastManager(Refusal):
    code = "last-manager"
    sentence = N_("The team '%(team)s' would be left without a manager. Make somebody else a manager first.")


class LastAdministrator(Refusal):
    code = "last-administrator"
    sentence = N_(
        "Nobody would be left to administer the platform. Make somebody else an administrator first."
    )


class AlreadyMember(Refusal):
    code = "already-member"
    sentence = N_("%(email)s is in the team already. Change the role on the team's page instead.")


class AlreadyInvited(Refusal):
    code = "already-invited"
    sentence = N_(
        "%(email)s has been invited already and has not answered yet. Send that invitation again instead."
    )


class TooManyInvitations(Refusal):
    code = "too-many-invitations"
    sentence = N_(
        "You have sent %(count)s invitations within a day, and more are not sent. Continue tomorrow."
    )
    status = 429


class InvitationUsed(Refusal):
    code = "invitation-used"
    sentence = N_("This invitation has been accepted already. Sign in with the account that accepted it.")


class InvitationWithdrawn(Refusal):
    code = "invitation-withdrawn"
    sentence = N_("This invitation has been withdrawn. Ask the team that invited you for a new one.")


class InvitationExpired(Refusal):
    code = "invitation-expired"
    sentence = N_("This invitation has expired. Ask the team that invited you to send it again.")


class OtherAddress(Refusal):
    code = "other-address"
    sentence = N_(
        "This invitation was sent to %(email)s, and your account does not have that address. "
        "Add it to your account under 'E-mail addresses', or ask for an invitation to the address you use."
    )


class EndsInThePast(Refusal):
    code = "ends-in-the-past"
    sentence = N_("A token must expire in the future. Choose a later day.")


class LastsTooLong(Refusal):
    code = "lasts-too-long"
    sentence = N_(
        "A token lasts a year at most. Choose an earlier day, and make a new token when it has expired."
    )


class NothingAllowed(Refusal):
    code = "nothing-allowed"
    sentence = N_("A token must allow something. Tick at least one box.")


class TooManyTokens(Refusal):
    code = "too-many-tokens"
    sentence = N_("You have %(count)s tokens in use. Withdraw one that you do not need any more first.")


class HasRole(Refusal):
    code = "has-role"
    sentence = N_("This person has the role already.")


class UnknownPerson(Refusal):
    code = "unknown-person"
    sentence = N_("Nobody signs in with %(email)s. Check the address, or invite the person first.")


class Irreversible(Refusal):
    code = "not-confirmed"
    sentence = N_("This cannot be undone. Type the e-mail address of the account to confirm it.")


def check_keeps_manager(team: str, managers_left: int) -> None:
    """A team never loses its last manager by leaving, removal or a smaller role."""
    if managers_left < 1:
        raise LastManager(team=team)


def check_keeps_administrator(administrators_left: int) -> None:
    if administrators_left < 1:
        raise LastAdministrator


def check_invitable(email: str, *, is_member: bool, is_invited: bool, sent_today: int) -> None:
    if is_member:
        raise AlreadyMember(email=email, field="email")
    if is_invited:
        raise AlreadyInvited(email=email, field="email")
    check_not_too_many(sent_today)


def check_not_too_many(sent_today: int) -> None:
    """Mail goes out in the platform's name: nobody sends it without bound."""
    if sent_today >= INVITATIONS_A_DAY:
        raise TooManyInvitations(count=sent_today)


def check_open(
    *, accepted: datetime | None, withdrawn: datetime | None, expires: datetime, now: datetime
) -> None:
    if accepted is not None:
        raise InvitationUsed
    if withdrawn is not None:
        raise InvitationWithdrawn
    if expires <= now:
        raise InvitationExpired


def check_addressee(invited: str, own: Iterable[str]) -> None:
    """An invitation is for one address: whoever finds a forwarded link cannot use it."""
    if invited.casefold() not in {address.casefold() for address in own}:
        raise OtherAddress(email=invited)


def check_token(*, scopes: Iterable[str], expires: datetime, in_use: int, now: datetime) -> None:
    if not list(scopes):
        raise NothingAllowed(field="scopes")
    if expires <= now:
        raise EndsInThePast(field="expires_on")
    if expires - now > TOKEN_LASTS_AT_MOST:
        raise LastsTooLong(field="expires_on")
    if in_use >= TOKENS_AT_MOST:
        raise TooManyTokens(count=in_use)


def check_confirmed(typed: str, email: str) -> None:
    if typed.strip().casefold() != email.casefold():
        raise Irreversible(field="confirmation")
