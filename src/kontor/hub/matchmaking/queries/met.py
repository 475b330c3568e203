"""Whom one's organisation met before, at other sessions and events: a reason to go on, or to meet somebody new."""

from collections.abc import Iterable

from django.db.models import Q

from kontor.hub.matchmaking.models import Meeting, Participant
from kontor.hub.matchmaking.queries.figures import told_meetings


def met_before(participant: Participant) -> dict[int, str]:
    """Organisation -> the event at which hers last met it: one side said so and none denied it. One statement at most."""
    mine = participant.organisation_id
    if mine is None:
        return {}
    ours = Q(wish__asker__organisation=mine) | Q(wish__asked__organisation=mine)
    rows = told_meetings(Meeting.objects.filter(ours).exclude(schedule__session=participant.session_id))
    held = rows.filter(says_held=True, says_not=False).order_by("slot__start", "pk")
    found: dict[int, str] = {}
    for one, other, event in held.values_list(
        "wish__asker__organisation", "wish__asked__organisation", "schedule__session__event__name"
    ):
        theirs = other if one == mine else one
        if theirs is not None:
            found[theirs] = event
    return found


def marked(people: Iterable[Participant], met: dict[int, str]) -> list[Participant]:
    """The same people, each with where she was met before."""
    told = list(people)
    for one in told:
        one.met_at = met.get(one.organisation_id or 0, "")
    return told
