"""Who is asking. Every use case and every query takes an `Actor`; the system itself is one with a name.

`accounts` makes actors from signed-in people and tokens; everything else only reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kontor.hub.foundation.refusal import NotThere


class PlatformRole(StrEnum):
    """What a person may be for the whole platform, whatever teams she is in."""

    ANALYST = "analyst"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    PROTECTION_OFFICER = "protection-officer"


class TeamRole(StrEnum):
    """What a person is in one team. A manager invites; an editor changes; a member reads what the team may read."""

    MANAGER = "manager"
    EDITOR = "editor"
    MEMBER = "member"


EDITORS = (TeamRole.MANAGER, TeamRole.EDITOR)


@dataclass(frozen=True, slots=True)
class Actor:
    """`label` goes into the audit trail and reports: never a person's name or address."""

    label: str
    user_id: int | None = None
    roles: frozenset[PlatformRole] = frozenset()
    teams: Mapping[int, TeamRole] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    is_system: bool = False

    @property
    def is_visitor(self) -> bool:
        return self.user_id is None and not self.is_system

    @property
    def person(self) -> int:
        """The id of the person who asks, where a permission has let only people in. Refuses (`NotThere`) where nobody is."""
        if self.user_id is None:
            raise NotThere
        return self.user_id

    @property
    def team_ids(self) -> frozenset[int]:
        return frozenset(self.teams)

    def has(self, *roles: PlatformRole) -> bool:
        return self.is_system or any(role in self.roles for role in roles)

    def edits(self, team_id: int | None) -> bool:
        """Whether the actor may change what belongs to this team."""
        return self.is_system or self.teams.get(team_id or 0) in EDITORS

    @property
    def edited_teams(self) -> list[int]:
        """The teams of the actor whose things she may change."""
        return [team for team in self.teams if self.edits(team)]

    def manages(self, team_id: int | None) -> bool:
        return self.is_system or self.teams.get(team_id or 0) == TeamRole.MANAGER

    def may_use(self, scope: str) -> bool:
        """Whether the token in use, if any, carries `scope`. A person in a browser is not limited by scopes."""
        return self.scopes is None or scope in self.scopes


VISITOR = Actor(label="visitor")


def system(task: str) -> Actor:
    """The system acting in the name of `task`, so that the audit trail says which one."""
    return Actor(label=f"system: {task}", is_system=True)
