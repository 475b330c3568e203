"""A person's own account, and her data."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts import rules
from kontor.hub.accounts.actions.steps import empty_person
from kontor.hub.accounts.choices import PlatformRoleChoice, TeamRoleChoice
from kontor.hub.accounts.kit import PERSONAL_DATA
from kontor.hub.accounts.models import PlatformRole, TeamMember, User
from kontor.hub.accounts.queries.people import export_of
from kontor.hub.accounts.queries.teams import managers_left
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def edit_person(*, actor: Actor, person: User, name: str, language: str) -> User:
    """Change one's name and language. The address is changed where it can be confirmed (allauth's page)."""
    require(actor, "accounts.edit_person", person)
    locked = User.objects.select_for_update().get(pk=person.pk)
    before = audit.state_of(locked)
    locked.name, locked.language = name.strip(), language
    locked.save(update_fields=["name", "language"])
    audit.record(actor, "accounts.edit_person", locked, before=before)
    return locked


@transaction.atomic
def export_person(*, actor: Actor, person: User) -> dict[str, Any]:
    """Everything kept about a person, for herself or, on her request, by the data-protection officer. Leaves a trace."""
    require(actor, "accounts.export_person", person)
    exported = export_of(person)
    audit.record(actor, "accounts.export_person", person, after={})
    return exported


@transaction.atomic
def delete_account(*, actor: Actor, person: User, confirmation: str) -> None:
    """Erase one's own account. Refused while a team, or the platform, would be left without anybody responsible."""
    require(actor, "accounts.delete_account", person)
    rules.check_confirmed(confirmation, person.email)
    managed = TeamMember.objects.filter(user=person, until=None, role=TeamRoleChoice.MANAGER).select_related(
        "team"
    )
    for member in managed:
        rules.check_keeps_manager(member.team.name, managers_left(member.team, without=member))
    _keep_administrator(person)
    _erase(actor, "accounts.delete_account", person)


@transaction.atomic
def erase_person(*, actor: Actor, person: User, confirmation: str) -> None:
    """Erase a person on her request. A team may lose its last manager by this: the right to erasure does not wait."""
    require(actor, "accounts.erase_person", person)
    rules.check_confirmed(confirmation, person.email)
    _keep_administrator(person)
    _erase(actor, "accounts.erase_person", person)


def _keep_administrator(person: User) -> None:
    administrators = PlatformRole.objects.select_for_update().filter(
        role=PlatformRoleChoice.ADMINISTRATOR, user__is_active=True
    )
    holders = {row.user_id for row in administrators}
    if person.pk in holders:
        rules.check_keeps_administrator(len(holders - {person.pk}))


def _erase(actor: Actor, action: str, person: User) -> None:
    """Higher areas first: they may need the address to find what they keep."""
    for part in PERSONAL_DATA:
        part.erase(person)
    empty_person(actor=actor, action=action, person=person, now=timezone.now())
