"""What partnerships learnt, by area: challenges, the actions recommended against them, and who did it well."""

from dataclasses import dataclass

from django.db.models import Prefetch

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import PRACTICES_FOR, WorkArea
from kontor.hub.partnerships.models import Challenge, GoodPractice, RecommendedAction


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


def practice(actor: Actor, key: str) -> GoodPractice | None:
    return visible(GoodPractice, actor).select_related("partnership__call").filter(key=key).first()
