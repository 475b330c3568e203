"""Barriers of a partnership, and what the guide and other partnerships know against each, with the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import PRACTICES_FOR, WorkArea
from kontor.hub.partnerships.kit import Evidence
from kontor.hub.partnerships.models import GoodPractice, Partnership, Recommendation, RecommendedAction
from kontor.hub.partnerships.queries import evidence_of_actions
from kontor.hub.strategy.choices import AREAS_OF_A_BARRIER, TOPICS_OF_A_BARRIER
from kontor.hub.strategy.models import Barrier
from kontor.hub.strategy.queries.versions import hidden

FACTS_TOLD = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may help, why it fits this barrier, and the page where it stands. `kind`: action, practice, recommendation, barrier.

    `evidence`: the partnership's own records that show that it takes the action.
    """

    kind: str
    pk: int
    title: str
    reason: str
    url: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """A barrier, what is taken up against it, and what else may help. `owner` is None where the actor may not see it."""

    barrier: Barrier
    owner: Organisation | None
    owner_name: str
    taken: tuple[Suggestion, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class BarriersPage:
    partnership: Partnership
    rows: tuple[BarrierRow, ...]
    may_keep: bool

    @property
    def open(self) -> int:
        return sum(row.barrier.state != "overcome" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known against barriers, read once."""

    actions: tuple[RecommendedAction, ...]
    practices: tuple[GoodPractice, ...]
    recommendations: tuple[Recommendation, ...]
    overcome: tuple[Barrier, ...]
    evidence: Mapping[int, tuple[Evidence, ...]]


def barriers_page(actor: Actor, partnership: Partnership) -> BarriersPage:
    """Nine statements, whatever their number."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("owner_id")))
    rows = visible(Barrier, actor).filter(partnership=partnership).select_related("owner", "partnership")
    found = rows.annotate(owner_is_seen=seen).prefetch_related("recommended", "practices__partnership")
    known = known_against(actor, partnership)
    return BarriersPage(
        partnership=partnership,
        rows=tuple(barrier_row(one, known) for one in found),
        may_keep=can(actor, "strategy.keep", Barrier(partnership=partnership)),
    )


def known_against(actor: Actor, partnership: Partnership) -> Known:
    """Of the guide, and of other partnerships as far as the actor sees them."""
    others = visible(GoodPractice, actor).exclude(partnership=partnership).select_related("partnership")
    told = visible(Recommendation, actor).exclude(partnership=partnership).select_related("partnership")
    met = visible(Barrier, actor).exclude(partnership=partnership).exclude(measures="")
    return Known(
        actions=tuple(visible(RecommendedAction, actor)),
        practices=tuple(others),
        recommendations=tuple(told),
        overcome=tuple(met.filter(state="overcome").select_related("partnership").order_by("partnership__acronym", "pk")),
        evidence=evidence_of_actions(actor, partnership),
    )  # fmt: skip


def barrier_row(one: Any, known: Known) -> BarrierRow:
    owner = one.owner if one.owner_is_seen else None
    named = owner.name if owner else hidden() if one.owner_id else ""
    every = tuple(suggestions(one.kind, known))
    kept = {("action", action.pk) for action in one.recommended.all()}
    kept |= {("practice", practice.pk) for practice in one.practices.all()}
    fitting = {(suggestion.kind, suggestion.pk) for suggestion in every}
    # What was taken up though it does not fit by area is shown all the same.
    besides = [
        *(told_action(action, "", known) for action in one.recommended.all() if ("action", action.pk) not in fitting),
        *(told_practice(practice, "") for practice in one.practices.all() if ("practice", practice.pk) not in fitting),
    ]  # fmt: skip
    return BarrierRow(
        one, owner, named,
        (*(suggestion for suggestion in every if (suggestion.kind, suggestion.pk) in kept), *besides),
        tuple(suggestion for suggestion in every if (suggestion.kind, suggestion.pk) not in kept),
    )  # fmt: skip


def suggestions(kind: str, known: Known) -> Iterable[Suggestion]:
    """What fits a kind of barrier: who overcame the same first, then the guide, practices and recommendations, by area."""
    for one in known.overcome:
        if one.kind == kind:
            told = {"partnership": one.partnership.acronym, "measures": one.measures}
            reason = gettext("%(partnership)s has overcome the same barrier: %(measures)s") % told
            yield Suggestion("barrier", one.pk, one.description, reason, one.get_absolute_url())
    areas = AREAS_OF_A_BARRIER.get(kind, ())
    for area in areas:
        yield from (told_action(one, area, known) for one in known.actions if one.area == area)
    placed = [(area, name) for area in areas for name in PRACTICES_FOR.get(area, (area,))]
    for area, name in placed:
        yield from (told_practice(one, area) for one in known.practices if one.area == name)
    for recommendation in known.recommendations:
        if recommendation.topic in TOPICS_OF_A_BARRIER.get(kind, ()):
            yield told_recommendation(recommendation)


def area_name(area: str) -> str:
    return str(WorkArea(area).label) if area in WorkArea.values else area


def told_action(one: RecommendedAction, area: str, known: Known) -> Suggestion:
    told = {"area": area_name(area or one.area), "evidence": one.evidence}
    reason = gettext("The guide recommends it for '%(area)s'. It is done when there is: %(evidence)s.") % told
    page = reverse("partnerships:practices")
    shown = known.evidence.get(one.number, ())
    return Suggestion(
        "action", one.pk, f"{one.number}. {one.title}", reason, f"{page}#action-{one.number}", shown
    )


def told_practice(one: GoodPractice, area: str) -> Suggestion:
    told = {
        "partnership": one.partnership.acronym,
        "area": area_name(area or one.area),
        "facts": "; ".join(one.facts[:FACTS_TOLD]),
    }
    reason = gettext("%(partnership)s is a good practice for '%(area)s': %(facts)s.") % told
    lessons = ", ".join(one.lessons_in_words)
    return Suggestion(
        "practice", one.pk, f"{one.partnership.acronym}: {lessons or area_name(one.area)}", reason, one.partnership.get_absolute_url()
    )  # fmt: skip


def told_recommendation(one: Recommendation) -> Suggestion:
    told = {"partnership": one.partnership.acronym, "topic": one.get_topic_display()}
    reason = gettext("%(partnership)s recommends it to those who come after it (%(topic)s).") % told
    return Suggestion("recommendation", one.pk, one.text, reason, one.partnership.get_absolute_url())


def barrier_by_key(actor: Actor, key: str) -> Barrier:
    """A barrier that the actor sees. Raises NotThere."""
    found = visible(Barrier, actor).select_related("partnership", "owner").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def actions_to_take_up(actor: Actor) -> Any:
    return visible(RecommendedAction, actor).order_by("number")


def practices_to_follow(actor: Actor, partnership: Partnership) -> Any:
    """Those of other partnerships."""
    rows = visible(GoodPractice, actor).exclude(partnership=partnership).select_related("partnership")
    return rows.order_by("partnership__acronym", "key")
