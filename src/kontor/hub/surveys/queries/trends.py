"""Waves of one survey beside each other: response by block, and every answer by its identity, also where a wave has it no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kontor.engine.questionnaire.statistics import Count, Tally, Trend, trends
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.choices import WaveState
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.queries.results import QuestionShown, Results, results


@dataclass(frozen=True, slots=True)
class RateOverWaves:
    """A block by its identity: (answered, asked) in each wave, None where the wave has no such block."""

    title: str
    waves: Mapping[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class QuestionOverWaves:
    """A question by its identity. `sizes` are its n in each wave, None where it was not asked or is hidden."""

    identity: str
    text: str
    sizes: Mapping[str, int | None]
    lines: tuple[Trend, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The waves in their order, oldest first, and what they have in common."""

    waves: tuple[Wave, ...]
    rates: tuple[RateOverWaves, ...]
    questions: tuple[QuestionOverWaves, ...]
    language: str


def compared(actor: Actor, survey_id: int, *, language: str = "") -> Compared:
    """Put the waves of a survey beside each other whose results the actor sees. Four statements for each wave."""
    rows = visible(Wave, actor).filter(survey=survey_id).exclude(state=WaveState.DRAFT)
    waves = [
        one
        for one in rows.select_related("survey", "survey_version").order_by("opened_at", "pk")
        if can(actor, "surveys.read_results", one)
    ]
    found = {one.key: results(actor, one, language=language) for one in waves}
    spoken = next(iter(found.values())).language if found else "en"
    return Compared(tuple(waves), rates_over(found), questions_over(found), spoken)


def rates_over(found: Mapping[str, Results]) -> tuple[RateOverWaves, ...]:
    titles = {one.identity: one.title for each in found.values() for one in each.rates}
    by_wave = {
        key: {one.identity: (one.rate.answered, one.rate.invited) for one in each.rates}
        for key, each in found.items()
    }
    return tuple(
        RateOverWaves(title, {key: rates.get(identity) for key, rates in by_wave.items()})
        for identity, title in titles.items()
    )


def questions_over(found: Mapping[str, Results]) -> tuple[QuestionOverWaves, ...]:
    """Each question with answers to choose from that at least two waves asked."""
    asked: dict[str, dict[str, tuple[QuestionShown, Tally]]] = {}
    for key, each in found.items():
        for block in each.blocks:
            for question in block.questions:
                for one in question.tallies:
                    asked.setdefault(one.identity, {})[key] = (question, one)
    return tuple(
        question_over(identity, by_wave, list(found))
        for identity, by_wave in asked.items()
        if len(by_wave) > 1
    )


def question_over(
    identity: str, by_wave: Mapping[str, tuple[QuestionShown, Tally]], keys: Sequence[str]
) -> QuestionOverWaves:
    newest, told = list(by_wave.values())[-1]
    tallies = {key: by_wave[key][1] for key in keys if key in by_wave}
    return QuestionOverWaves(
        identity,
        " – ".join(filter(None, (newest.text, told.text))),
        {key: tallies[key].n if key in tallies else None for key in keys},
        trends(tallies),
    )


def share(one: Count | None) -> float | None:
    """A share in points of a hundred; None where it is hidden or was not asked."""
    if one is None or one.share is None:
        return None
    return round(100 * float(one.share), 1)
