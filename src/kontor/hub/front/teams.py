"""Which partnership a team stands for: partnerships lie above the accounts."""

from collections.abc import Iterable

from django.urls import reverse

from kontor.hub.accounts.kit import TeamLink
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership


def links_of_partnership_teams(actor: Actor, team_ids: Iterable[int]) -> dict[int, TeamLink]:
    """The partnership behind each team, as far as the actor may see it. One statement."""
    rows = (
        visible(Partnership, actor)
        .filter(team_id__in=list(team_ids))
        .values_list("team_id", "acronym", "key")
    )
    return {
        team: TeamLink(acronym, reverse("partnerships:partnership", args=[key]))
        for team, acronym, key in rows
    }
