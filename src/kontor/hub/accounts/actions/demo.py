"""People of the demo: one for each role, entered without a password in demo mode and nowhere else."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts.actions.steps import give_platform_role, put_into_team
from kontor.hub.accounts.models import Team, User
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def ensure_demo_person(
    *,
    actor: Actor,
    email: str,
    name: str,
    demo_role: str,
    platform_roles: Iterable[str] = (),
    teams: Iterable[tuple[Team, str]] = (),
) -> User:
    """Make the person, or bring her up to date: `teams` are (team, role) pairs. Loading twice changes nothing."""
    require(actor, "accounts.ensure_demo_person")
    email = email.strip().lower()
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, name=name, is_demo=True, demo_role=demo_role)
        audit.record(actor, "accounts.ensure_demo_person", person)
    elif not person.is_demo:
        raise ValueError(f"person {person.pk} signs in with the demo's address and is not of the demo")
    EmailAddress.objects.update_or_create(
        user=person, email=email, defaults={"verified": True, "primary": True}
    )
    for role in platform_roles:
        give_platform_role(actor=actor, person=person, role=role)
    for team, role in teams:
        put_into_team(actor=actor, team=team, person=person, role=role, now=timezone.now())
    return person
