"""What concerns the person herself: her organisations, and the queue of those who review."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from kontor.hub.accounts.kit import TeamLink
from kontor.hub.directory.choices import ProfileState
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import own_rows
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible


def own_organisations(actor: Actor) -> QuerySet[Organisation]:
    """The organisations in whose team the actor is, and the members of her clusters."""
    return visible(Organisation, actor).filter(own_rows(actor)).select_related("country", "region")


def waiting_for_review(actor: Actor) -> QuerySet[Organisation]:
    """The profiles that wait for an editor, the longest waiting first."""
    rows = visible(Organisation, actor).filter(state=ProfileState.NEEDS_REVIEW)
    return rows.select_related("country", "region").order_by("changed_at", "pk")


def links_of_teams(actor: Actor, team_ids: Iterable[int]) -> dict[int, TeamLink]:
    """The organisation behind each team, as far as the actor may see it. For `accounts.kit.TEAM_LINKS`."""
    rows = (
        visible(Organisation, actor).filter(team_id__in=list(team_ids)).values_list("team_id", "name", "key")
    )
    return {team: TeamLink(name, reverse("directory:organisation", args=[key])) for team, name, key in rows}
