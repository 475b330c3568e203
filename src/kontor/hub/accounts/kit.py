"""What higher areas plug into this one, in `front/wiring.py`: where teams lead to, and personal data kept elsewhere.

TEAM_LINKS["organisation"] = directory.queries.links_of_teams
PERSONAL_DATA.append(PersonalData("directory", _("Contact people"), export=..., erase=...))
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class TeamLink:
    """The record a team stands for: its title and address."""

    label: str
    url: str


type LinksOfTeams = Callable[[Actor, Iterable[int]], Mapping[int, TeamLink]]

# Team kind -> the records of many teams at once, by team id; those the actor may not see are left out.
TEAM_LINKS: dict[str, LinksOfTeams] = {}


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Personal data about a person with an account, kept by another area.

    `export` takes the person (accounts.User) and gives plain values for JSON; `erase` removes or empties them, inside the
    transaction of the erasure.
    """

    name: str
    title: Any
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]


PERSONAL_DATA: list[PersonalData] = []


def links_of_teams(actor: Actor, teams: Iterable[tuple[int, str]]) -> dict[int, TeamLink]:
    """Team id -> what it stands for, from (id, kind) pairs; one question for each kind."""
    by_kind: dict[str, list[int]] = {}
    for team_id, kind in teams:
        by_kind.setdefault(kind, []).append(team_id)
    found: dict[int, TeamLink] = {}
    for kind, ids in by_kind.items():
        if kind in TEAM_LINKS:
            found.update(TEAM_LINKS[kind](actor, ids))
    return found
