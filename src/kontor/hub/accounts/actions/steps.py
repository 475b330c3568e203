"""Steps that several actions of this area share. The action that takes them has asked for the permission."""

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings

from kontor.hub.accounts.models import ApiToken, Invitation, PlatformRole, SignIn, Team, TeamMember, User
from kontor.hub.accounts.queries.people import every_address_of
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor


def put_into_team(*, actor: Actor, team: Team, person: User, role: str, now: datetime) -> TeamMember:
    """Give a person a role in a team from `now` on; a role she had there ends. Nothing happens when she has it."""
    held = TeamMember.objects.select_for_update().filter(team=team, user=person, until=None).first()
    if held is not None and held.role == role:
        return held
    before = audit.state_of(held) if held is not None else {}
    if held is not None:
        held.until = now
        held.save()
    member = TeamMember.objects.create(team=team, user=person, role=role, since=now)
    action = "accounts.change_team_role" if held is not None else "accounts.join_team"
    audit.record(actor, action, member, before=before)
    return member


def give_platform_role(*, actor: Actor, person: User, role: str) -> bool:
    """Give a role for the whole platform; says whether the person did not have it."""
    held, made = PlatformRole.objects.get_or_create(user=person, role=role)
    if made:
        audit.record(actor, "accounts.grant_role", held)
    return made


def empty_person(*, actor: Actor, action: str, person: User, now: datetime) -> None:
    """Take away every personal value and every way in. The row stays, without them, because the trail points at it."""
    before = audit.state_of(person)
    Invitation.objects.filter(email__in=every_address_of(person)).update(
        email=f"erased-{person.pk}@invalid.invalid"
    )
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    ApiToken.objects.filter(user=person).delete()
    PlatformRole.objects.filter(user=person).delete()
    TeamMember.objects.filter(user=person, until=None).update(until=now)
    end_sign_ins(actor=actor, keys=SignIn.objects.filter(user=person).values_list("session_key", flat=True))
    person.email, person.name, person.language = f"erased-{person.pk}@invalid.invalid", "", ""
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()
    audit.record(actor, action, person, before=before)


def end_sign_ins(*, actor: Actor, keys: Iterable[str]) -> None:
    """Delete the sessions behind these keys, and what we noted about them."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = list(keys)
    for key in ended:
        store(key).delete()
    SignIn.objects.filter(session_key__in=ended).delete()
