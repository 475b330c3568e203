"""Roles for the whole platform."""

from django.db import transaction

from kontor.hub.accounts import rules
from kontor.hub.accounts.actions.steps import give_platform_role
from kontor.hub.accounts.choices import PlatformRoleChoice
from kontor.hub.accounts.models import PlatformRole, User
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def grant_role(*, actor: Actor, email: str, role: str) -> PlatformRole:
    """Give a person a role for the whole platform. Refuses an address nobody signs in with, and a role already held."""
    require(actor, "accounts.grant_role")
    person = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise rules.UnknownPerson(email=email, field="email")
    if not give_platform_role(actor=actor, person=person, role=role):
        raise rules.HasRole(field="role")
    return PlatformRole.objects.get(user=person, role=role)


@transaction.atomic
def withdraw_role(*, actor: Actor, held: PlatformRole) -> None:
    """Take a role away. The last administrator keeps the role."""
    require(actor, "accounts.withdraw_role", held)
    administrators = PlatformRole.objects.select_for_update().filter(
        role=PlatformRoleChoice.ADMINISTRATOR, user__is_active=True
    )
    if held.role == PlatformRoleChoice.ADMINISTRATOR:
        rules.check_keeps_administrator(len([row for row in administrators if row.pk != held.pk]))
    audit.record(actor, "accounts.withdraw_role", held, before=audit.state_of(held), after={})
    held.delete()
