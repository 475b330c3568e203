"""Where an indicator stands against its time, what its pipeline will bring, and whether its target is plausible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kontor.engine import indicators as engine
from kontor.engine.indicators import Achieved, Card, Comparison, Forecast, Light, Prospect, Score, Target
from kontor.engine.indicators.bulk import Frame, Waiting, tally
from kontor.engine.indicators.bulk import Partnership as PartnershipCounted
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import earliest, latest
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.scoreboard.choices import BASIS_WORDS, STAGES
from kontor.hub.scoreboard.inputs.cards import definition_of
from kontor.hub.scoreboard.inputs.registers import REGISTERS
from kontor.hub.scoreboard.models import Indicator
from kontor.hub.scoreboard.queries.cards import phrase

PLANNED = "planned"


def light_of(card: Card, target: Target, value: Any, partnership: Partnership, as_of: date) -> Light:
    """Green, amber, red against an even course from the partnership's start to the day of the target; grey without data."""
    start, end = earliest(partnership.start), card.deadline or latest(partnership.end)
    should = None
    if target.total is not None and start and end and start <= end:
        should = engine.expected(target.total, start, end, as_of, baseline=card.baseline)
    achieved = None if isinstance(value, str) else value
    return engine.light(achieved, should, baseline=card.baseline, direction=card.direction)


def forecast_of(card: Card, score: Score, rows: Sequence[Waiting], target: Target) -> Forecast | None:
    """What the rows that do not count yet will bring, each with the probability of its stage. None where rows are no pieces."""
    value, wanted, rule = score.total.value, target.total, card.counted_by
    if not isinstance(rule, engine.Rule) or rule.measure == "sum" or not isinstance(value, int):
        return None
    prospects = [Prospect(one.row, PLANNED if one.later else one.state) for one in rows]
    return engine.forecast(value, prospects, STAGES, int(wanted) if wanted is not None else None)


@dataclass(frozen=True)
class Plausibility:
    """A target among what past partnerships achieved by the rule of the library's card."""

    comparisons: tuple[Comparison, ...]
    names: Mapping[str, str]


def plausibility_of(actor: Actor, indicator: Indicator, as_of: date) -> Plausibility | None:
    """None without a target or without a card of the library whose rule can be asked of all. A constant number of statements."""
    if indicator.target is None or indicator.origin is None or indicator.partnership is None:
        return None
    rule = definition_of(indicator.origin)
    if not isinstance(rule, engine.Rule) or rule.register not in REGISTERS:
        return None
    partnerships = list(visible(Partnership, actor).select_related("call"))
    columns = REGISTERS[rule.register].columns(actor, [one.pk for one in partnerships])
    frame = Frame(tuple(PartnershipCounted(one.key, (), ()) for one in partnerships), until=as_of)
    board = tally([rule], {rule.register: columns}, frame)
    partners = partners_counted(actor)
    past = []
    for place, one in enumerate(partnerships):
        value = board.value(0, place)
        if value is not None and one.pk != indicator.partnership_id:
            past.append(achieved(one, value, partners))
    own = next((one for one in partnerships if one.pk == indicator.partnership_id), indicator.partnership)
    wanted = engine.exact(indicator.target) or 0
    found = engine.plausibility(achieved(own, wanted, partners), past)
    return Plausibility(found, {one.key: one.acronym for one in partnerships})


def plausible_shown(actor: Actor, indicator: Indicator, as_of: date) -> list[tuple[str, str]]:
    """(on which basis, verdict in a sentence) of the target; empty where nothing can be compared."""
    found = plausibility_of(actor, indicator, as_of)
    if found is None:
        return []
    return [(str(BASIS_WORDS[one.basis]), phrase(one.sentence)) for one in found.comparisons]


def partners_counted(actor: Actor) -> Mapping[int, int]:
    found: dict[int, set[int]] = {}
    for partnership, organisation in visible(Participation, actor).values_list(
        "partnership_id", "organisation_id"
    ):
        found.setdefault(partnership, set()).add(organisation)
    return {pk: len(some) for pk, some in found.items()}


def achieved(one: Partnership, value: engine.Number, partners: Mapping[int, int]) -> Achieved:
    return Achieved(one.key, value, months_of(one), partners.get(one.pk), one.smes_involved, one.kind)


def months_of(one: Partnership) -> int | None:
    start, end = earliest(one.start), latest(one.end)
    return (end.year - start.year) * 12 + end.month - start.month + 1 if start and end else None
