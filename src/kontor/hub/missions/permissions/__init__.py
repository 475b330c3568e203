"""Who may, and who sees which rows of events: an event belongs to a partnership, or to the team that keeps it."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import VISITOR, Actor, TeamRole
from kontor.hub.foundation.permission import PERMISSIONS, is_anybody, is_platform_editor, predicate
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import visibility_of, visible
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.partnerships.models import Participation
from kontor.hub.partnerships.permissions import of_a_partnership


@visibility_of(Event)
def events(actor: Actor) -> Q:
    return of_a_partnership(actor)


@visibility_of(EventOrganisation)
def event_organisations(actor: Actor) -> Q:
    """Seen where both the event and the organisation are."""
    seen = Exists(visible(Organisation, actor).filter(pk=OuterRef("organisation_id")))
    return Q(event__in=visible(Event, actor).values("pk")) & Q(seen)


def teams_that_see(event: Event, teams: Collection[int]) -> set[int]:
    """Those of these teams whose people see the event. One statement where everybody or nobody does.

    The row rule says yes to several teams together exactly where it does to one of them, so they are asked together and
    halved: a few statements for each team that sees it, none for each that does not.
    """
    if visible(Event, VISITOR).filter(pk=event.pk).exists():
        return set(teams)
    return seen_by(event, sorted(teams))


def seen_by(event: Event, teams: Sequence[int]) -> set[int]:
    people = Actor(label="people of teams", user_id=0, teams=dict.fromkeys(teams, TeamRole.MEMBER))
    if not teams or not visible(Event, people).filter(pk=event.pk).exists():
        return set()
    if len(teams) == 1:
        return set(teams)
    half = len(teams) // 2
    return seen_by(event, teams[:half]) | seen_by(event, teams[half:])


@predicate
def edits_a_team(actor: Actor, subject: Any) -> bool:
    return actor.is_system or bool(actor.edited_teams)


@predicate
def keeps_the_event(actor: Actor, event: Any) -> bool:
    """In the team of its partnership or in the one that keeps it."""
    partnership = event.partnership
    return actor.edits(event.team_id) or (partnership is not None and actor.edits(partnership.team_id))


@predicate
def edits_a_partner(actor: Actor, event: Any) -> bool:
    """For somebody who edits an organisation that takes part in the partnership."""
    partners = Participation.objects.filter(
        partnership=event.partnership_id, organisation__team_id__in=actor.edited_teams
    )
    return event.partnership_id is not None and partners.exists()


@predicate
def edits_a_responsible_organisation(actor: Actor, event: Any) -> bool:
    responsible = EventOrganisation.objects.filter(
        event=event.pk, role=EventRole.RESPONSIBLE, organisation__team_id__in=actor.edited_teams
    )
    return responsible.exists()


ASK_A_PARTNER = N_(
    "Events are kept by the partners of the partnership and by the organisations responsible. Ask one of them, or a platform editor."
)
PERMISSIONS.define("missions.view", is_anybody, N_("Events are open to everybody."), scope="read")
PERMISSIONS.define(
    "missions.add", keeps_the_event | edits_a_partner | is_platform_editor,
    N_("Events of a partnership are entered by its partners. Ask its coordinator, or a platform editor."),
)  # fmt: skip
EDITS = keeps_the_event | edits_a_responsible_organisation | is_platform_editor
PERMISSIONS.define("missions.edit", EDITS, ASK_A_PARTNER)
PERMISSIONS.define("missions.remove", EDITS, ASK_A_PARTNER)
PERMISSIONS.define("missions.mark_same", EDITS, ASK_A_PARTNER)
PERMISSIONS.define(
    "missions.import", edits_a_team | is_platform_editor,
    N_("Events are imported by people who edit for an organisation or a partnership. Ask its team to invite you."),
)  # fmt: skip
