"""What partnerships learnt, by area: challenges, the actions recommended against them, who did it well; and what they recommend."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import PRACTICES_FOR, WorkArea
from kontor.hub.partnerships.kit import EVIDENCE, Evidence
from kontor.hub.partnerships.models import (
    Challenge,
    GoodPractice,
    Partnership,
    Recommendation,
    RecommendedAction,
)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A recommended action, and the records that show that somebody took it."""

    action: RecommendedAction
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One area of work."""

    area: str
    label: str
    challenges: tuple[Challenge, ...]
    actions: tuple[ActionRow, ...]
    practices: tuple[GoodPractice, ...]


def lessons(actor: Actor) -> list[Lesson]:
    """Every area with what is known of it, as far as the actor sees the partnerships. Four statements, and those of what is plugged in."""
    challenges = list(visible(Challenge, actor))
    related = Prefetch("related", RecommendedAction.objects.only("number", "title"))
    actions = list(visible(RecommendedAction, actor).prefetch_related(related))
    practices = list(visible(GoodPractice, actor).select_related("partnership"))
    evidence = evidence_of_actions(actor)
    placed = {area for areas in PRACTICES_FOR.values() for area in areas}
    alone = {one.area for one in practices} - placed
    areas = [*PRACTICES_FOR, *sorted(alone)]
    found = [
        Lesson(
            area=area,
            label=str(WorkArea(area).label) if area in WorkArea.values else area,
            challenges=tuple(one for one in challenges if one.area == area),
            actions=tuple(
                ActionRow(one, evidence.get(one.number, ())) for one in actions if one.area == area
            ),
            practices=tuple(one for one in practices if one.area in PRACTICES_FOR.get(area, (area,))),
        )
        for area in areas
    ]
    return [one for one in found if one.challenges or one.actions or one.practices]


def evidence_of_actions(
    actor: Actor, partnership: Partnership | None = None
) -> Mapping[int, tuple[Evidence, ...]]:
    """Number of a recommended action -> the records of a partnership, or of all, that show that it was taken."""
    found: defaultdict[int, tuple[Evidence, ...]] = defaultdict(tuple)
    for shown_by in EVIDENCE:
        for number, records in shown_by(actor, partnership.pk if partnership else None).items():
            found[number] += tuple(records)
    return found


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
