"""What partnerships learnt, by area: challenges, the actions recommended against them, who did it well; and what they recommend."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import PRACTICES_FOR, WorkArea
from kontor.hub.partnerships.models import (
    Challenge,
    GoodPractice,
    Partnership,
    Recommendation,
    RecommendedAction,
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One area of work."""

    area: str
    label: str
    challenges: tuple[Challenge, ...]
    actions: tuple[RecommendedAction, ...]
    practices: tuple[GoodPractice, ...]


def lessons(actor: Actor) -> list[Lesson]:
    """Every area with what is known of it, as far as the actor sees the partnerships. Four statements."""
    challenges = list(visible(Challenge, actor))
    related = Prefetch("related", RecommendedAction.objects.only("number", "title"))
    actions = list(visible(RecommendedAction, actor).prefetch_related(related))
    practices = list(visible(GoodPractice, actor).select_related("partnership"))
    placed = {area for areas in PRACTICES_FOR.values() for area in areas}
    alone = {one.area for one in practices} - placed
    areas = [*PRACTICES_FOR, *sorted(alone)]
    found = [
        Lesson(
            area=area,
            label=str(WorkArea(area).label) if area in WorkArea.values else area,
            challenges=tuple(one for one in challenges if one.area == area),
            actions=tuple(one for one in actions if one.area == area),
            practices=tuple(one for one in practices if one.area in PRACTICES_FOR.get(area, (area,))),
        )
        for area in areas
    ]
    return [one for one in found if one.challenges or one.actions or one.practices]


def recommendations(actor: Actor) -> list[tuple[Partnership, tuple[Recommendation, ...]]]:
    """What each partnership that the actor sees recommends, by acronym. One statement."""
    rows = (
        visible(Recommendation, actor).select_related("partnership").order_by("partnership__acronym", "key")
    )
    found: dict[Partnership, list[Recommendation]] = {}
    for one in rows:
        found.setdefault(one.partnership, []).append(one)
    return [(partnership, tuple(some)) for partnership, some in found.items()]


def recommendations_of(actor: Actor, partnership: Partnership) -> QuerySet[Recommendation]:
    return visible(Recommendation, actor).filter(partnership=partnership)


def practice(actor: Actor, key: str) -> GoodPractice | None:
    return visible(GoodPractice, actor).select_related("partnership__call").filter(key=key).first()
