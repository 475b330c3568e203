"""Whom one may continue as in the demo."""

from dataclasses import dataclass

from django.conf import settings

from kontor.hub.accounts.choices import DemoRole
from kontor.hub.accounts.models import User

# Roles that look behind the platform rather than use it.
BEHIND_THE_SCENES = frozenset({DemoRole.ADMINISTRATOR, DemoRole.PROTECTION_OFFICER})


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One button. `is_main` for the roles of the daily work; the others wait below a disclosure."""

    id: int
    role: str
    title: str
    does: str
    name: str
    is_main: bool


def demo_people() -> list[DemoPerson]:
    """The demo's people in the order of their roles; none outside demo mode."""
    if settings.MODE != "demo":
        return []
    order = {role.value: number for number, role in enumerate(DemoRole)}
    people = User.objects.filter(is_demo=True, is_active=True).exclude(demo_role="")
    return [
        DemoPerson(
            role=person.demo_role,
            id=person.pk,
            title=str(DemoRole(person.demo_role).label),
            does=str(DemoRole(person.demo_role).does),
            name=person.shown_name,
            is_main=person.demo_role not in BEHIND_THE_SCENES,
        )
        for person in sorted(people, key=lambda person: (order[person.demo_role], person.pk))
    ]
