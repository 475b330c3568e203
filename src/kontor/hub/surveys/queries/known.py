"""What the records know of a partnership, where a survey uses it, and what was told otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kontor.engine.questionnaire import Kind, Plan, said
from kontor.engine.questionnaire.columns import identity
from kontor.engine.questionnaire.kinds import TABLES, TICKS, Role
from kontor.engine.questionnaire.known import (
    ANY,
    COUNT,
    Difference,
    Facts,
    Filled,
    Link,
    Row,
    differences,
    filled,
    filled_from_json,
)
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import PERMISSIONS
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.choices import ChangeState
from kontor.hub.surveys.kit import FACTS
from kontor.hub.surveys.models import KnownAnswer, ProposedChange, SurveyResponse, Wave
from kontor.hub.surveys.queries.plans import document_of, plan_of


@dataclass(frozen=True, slots=True)
class Place:
    """A question that the records may answer: its identity, and how people know it."""

    place: str
    code: str
    label: str


def links_of(survey: int) -> tuple[Link, ...]:
    """One statement."""
    rows = KnownAnswer.objects.filter(survey=survey).order_by("pk")
    return tuple(Link(place, fact) for place, fact in rows.values_list("place", "fact"))


def known_answers(wave: Wave, partnership: int | None) -> tuple[Filled, ...]:
    """The cells that the records answer for this partnership. Nothing where none is known, or nobody linked a question."""
    links = links_of(wave.survey_id) if partnership is not None else ()
    if partnership is None or not links:
        return ()
    return filled(plan_of(wave.survey_version), links, facts_of(partnership, links))


def facts_of(partnership: int, links: Iterable[Link]) -> Facts:
    """The rows of the groups that the links name, each group read once."""
    groups = {link.fact.partition(".")[0] for link in links} & FACTS.keys()
    return {
        group: [Row(one.record, one.values) for one in FACTS[group].rows(partnership)]
        for group in sorted(groups)
    }


def told_otherwise(response: SurveyResponse) -> tuple[Difference, ...]:
    """What a response that was handed in says otherwise than the records did when it was begun."""
    links = links_of(response.wave.survey_id)
    cells = [filled_from_json(one) for one in response.prefilled]
    if not links or response.partnership_id is None:
        return ()
    return differences(plan_of(response.wave.survey_version), links, cells, document_of(response))


def places_of(plan: Plan, language: str) -> list[Place]:
    """The questions that a fact can answer, in order: single cells, whole multiple choices, columns of tables."""
    found: dict[str, Place] = {}
    for asked in plan.survey.questions():
        if asked.kind in (Kind.DISPLAY, Kind.FORMULA, Kind.FILE):
            continue
        words = said(asked.text, language, plan.survey.language) or asked.code
        if asked.kind in TICKS:
            found.setdefault(asked.id or asked.code, Place(asked.id or asked.code, asked.code, words))
            continue
        if asked.kind in TABLES:
            for column in asked.columns:
                place = f"{asked.id or asked.code}/*/{column.id or column.code}"
                label = said(column.text, language, plan.survey.language) or column.code
                found.setdefault(place, Place(place, asked.code, f"{words} – {label}"))
            continue
        for cell in asked.cells():
            if cell.role is not Role.VALUE:
                continue
            part = next(
                (said(one.text, language) or one.code for one in asked.parts if one.code == cell.part), ""
            )
            place = identity(asked, cell)
            found.setdefault(place, Place(place, cell.name, " – ".join(filter(None, [words, part]))))
    return list(found.values())


def fact_choices() -> list[tuple[str, Any]]:
    """All facts by group, as a form offers them: (key, words)."""
    found: list[tuple[str, Any]] = []
    for group, one in FACTS.items():
        fields = [(f"{group}.{name}", label) for name, label in one.fields.items()]
        found.append((str(one.title), fields))
    return found


def fact_words(fact: str) -> str:
    """'partnership.name' as people read it; a fact that no area knows any more as it is."""
    group, _, name = fact.partition(".")
    if group not in FACTS:
        return fact
    label = FACTS[group].fields.get(name, "")
    return f"{FACTS[group].title}: {label}" if label else str(FACTS[group].title)


def is_known_fact(fact: str) -> bool:
    group, _, name = fact.partition(".")
    return group in FACTS and (name in FACTS[group].fields or name in (COUNT, ANY))


def changes_for(actor: Actor) -> QuerySet[ProposedChange]:
    rows = visible(ProposedChange, actor)
    return rows.select_related("response__wave__survey", "response__partnership")


def value_now(change: ProposedChange) -> tuple[bool, Any]:
    """Whether the record is still there, and what it says now of the field."""
    group, _, name = change.field.partition(".")
    partnership = change.response.partnership_id
    if group not in FACTS or partnership is None:
        return False, None
    reference = f"{change.record_kind}:{change.record_id}"
    for row in FACTS[group].rows(partnership):
        if row.record == reference:
            return True, row.values.get(name)
    return False, None


def decidable(actor: Actor, rows: QuerySet[ProposedChange]) -> frozenset[int]:
    """Those of these changes that the actor may decide: for a list, in one statement."""
    open_ones = rows.filter(state=ChangeState.OPEN)
    return frozenset(
        one.pk
        for one in open_ones
        if PERMISSIONS.decide(actor, "surveys.decide_change", one, seen=True).allowed
    )


def record_url(change: ProposedChange) -> str:
    """The record's own page, as the area that keeps it knows it."""
    group = FACTS.get(change.field.partition(".")[0])
    if group is None or group.url is None or change.record_id is None:
        return ""
    return group.url(f"{change.record_kind}:{change.record_id}")


def is_taken_over_by_itself(change: ProposedChange) -> bool:
    """Whether the area that keeps the record has an action for this; without one somebody changes the record by hand."""
    group = FACTS.get(change.field.partition(".")[0])
    if group is None:
        return False
    if change.record_id is None:
        return group.add is not None
    return (group.change if "." in change.field else group.remove) is not None
