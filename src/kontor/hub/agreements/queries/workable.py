"""On which cases the actor works: the permission's answer for many at once."""

from collections.abc import Collection

from django.db.models import Q

from kontor.hub.agreements.models import CaseReport, CooperationCase, Party
from kontor.hub.agreements.permissions import OWN_SIDE
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Participation, Partnership


def work_of(actor: Actor) -> Q:
    """The cases that the actor may change: her team's, her partnership's, those that it reports, those of her organisations'
    side. Says the same as the permission `agreements.edit`; a test compares them.
    """
    edited = actor.edited_teams
    if not edited:
        return Q(pk__in=[])
    own_side = Party.objects.filter(role__in=OWN_SIDE, organisation__team_id__in=edited)
    reported = CaseReport.objects.filter(partnership__team_id__in=edited)
    return (
        Q(team_id__in=edited)
        | Q(partnership__team_id__in=edited)
        | Q(pk__in=own_side.values("case_id"))
        | Q(pk__in=reported.values("case_id"))
    )


def workable(actor: Actor, cases: Collection[int]) -> frozenset[int]:
    """Those of these cases that the actor may change. One statement, none for who edits nothing."""
    if actor.is_visitor or not cases or not actor.edited_teams:
        return frozenset()
    return frozenset(
        CooperationCase.objects.filter(work_of(actor), pk__in=cases).values_list("pk", flat=True)
    )


def partnerships_to_record_for(actor: Actor) -> list[int]:
    """The partnerships for which the actor may record a case: those she edits, and those of the organisations she edits."""
    edited = actor.edited_teams
    partners = Participation.objects.filter(organisation__team_id__in=edited)
    mine = Q(team_id__in=edited) | Q(pk__in=partners.values("partnership_id"))
    return list(visible(Partnership, actor).filter(mine).values_list("pk", flat=True)) if edited else []


def lists_in_use(actor: Actor, partnership: int | None) -> list[str]:
    """The lists in which the partnership names cases that the actor sees: what a further case is added to."""
    seen = CaseReport.objects.filter(
        partnership=partnership, case__in=visible(CooperationCase, actor).values("pk")
    )
    return list(seen.order_by("register").values_list("register", flat=True).distinct())


def partners_to_credit(actor: Actor, partnerships: Collection[int]) -> list[int]:
    """The organisations that may be responsible for what the actor records: her own, and the partners of what she edits."""
    edited = actor.edited_teams
    led = Participation.objects.filter(partnership__in=partnerships, partnership__team_id__in=edited)
    mine = Q(team_id__in=edited) | Q(pk__in=led.values("organisation_id"))
    return list(visible(Organisation, actor).filter(mine).values_list("pk", flat=True)) if edited else []


def events_to_name(actor: Actor, partnerships: Collection[int], most: int = 60) -> list[int]:
    """The latest events of these partnerships."""
    rows = visible(Event, actor).filter(partnership__in=partnerships).order_by("-start", "-pk")
    return list(rows.values_list("pk", flat=True)[:most])
