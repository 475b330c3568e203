"""Which partnerships have a scoreboard, and which could have one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard.models import Indicator


@dataclass(frozen=True, slots=True)
class Counted:
    """A partnership with the number of its indicators, for the list of scoreboards."""

    acronym: str
    name: str
    url: str
    number: int


def scoreboards(actor: Actor) -> list[Counted]:
    """The partnerships whose indicators the actor sees. Two statements."""
    shown_to_her = visible(Indicator, actor).filter(withdrawn_on=None).exclude(partnership=None)
    numbers = dict(shown_to_her.order_by().values_list("partnership_id").annotate(number=Count("pk")))
    rows = visible(Partnership, actor).filter(pk__in=numbers).order_by("acronym", "key")
    return [
        Counted(one.acronym, one.name, reverse("scoreboard:board", args=[one.key]), numbers[one.pk])
        for one in rows
    ]


def partnerships_without(actor: Actor, teams: Iterable[int]) -> list[Partnership]:
    """The partnerships of these teams that have no indicator yet."""
    used = Indicator.objects.filter(withdrawn_on=None).exclude(partnership=None).values("partnership_id")
    return list(visible(Partnership, actor).filter(team_id__in=list(teams)).exclude(pk__in=used))
