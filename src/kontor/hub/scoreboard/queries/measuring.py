"""What indicators say: counted of many partnerships at once where they count by the same rules, entered, or made of others.

The numbers of a board come from columns in one pass. The rows behind a number are counted when somebody opens it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kontor.engine import indicators as engine
from kontor.engine.indicators import (
    Card,
    Count,
    Covered,
    Forecast,
    Gap,
    Light,
    Phrase,
    Row,
    Rule,
    Score,
    SetTarget,
    Standings,
    Target,
    bulk,
)
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard.choices import STAGES
from kontor.hub.scoreboard.inputs.cards import card_of, period_of, rule_counted, target_of
from kontor.hub.scoreboard.inputs.registers import JOINT
from kontor.hub.scoreboard.models import Indicator, Measurement, Period
from kontor.hub.scoreboard.queries.gathering import VERIFIED, Gathered
from kontor.hub.scoreboard.queries.outlook import forecast_of, light_of

NOTHING = Score(engine.Combined(None, 0, 0), {}, {})


@dataclass(frozen=True)
class Ledger:
    """The rows of one partnership in a register, and in which periods and for whom they are counted."""

    columns: bulk.Columns
    place: int
    partnership: bulk.Partnership
    until: date

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self.columns.rows_of(self.place))

    def count(self, rule: Rule) -> Count:
        """Row by row: every number with the rows behind it."""
        return engine.count(rule, self.rows, self.partnership.periods, self.partnership.partners, self.until)


@dataclass(frozen=True)
class Measured:
    """One indicator with its value. `ledger` holds the rows of its register where it is counted, `values` what was entered;
    `verified` is what of entered values somebody else has verified, `unjudged` how many records nobody can judge; `fault` says
    why it cannot be counted.
    """

    indicator: Indicator
    card: Card | None
    score: Score = NOTHING
    verified: Score | None = None
    ledger: Ledger | None = None
    values: tuple[Row, ...] = ()
    target: Target = field(default_factory=lambda: Target(None, {}, {}, {}))
    standings: Standings | None = None
    gaps: tuple[Gap, ...] = ()
    light: Light | None = None
    forecast: Forecast | None = None
    unjudged: int = 0
    fault: Phrase | None = None

    @property
    def value(self) -> Any:
        return self.score.total.value

    @property
    def is_entered(self) -> bool:
        return self.card is not None and self.card.counted_by is None

    @property
    def rule(self) -> Rule | None:
        """What of a register counts; None where nothing is counted."""
        how = self.card.counted_by if self.card and self.ledger else None
        return how if isinstance(how, Rule) else None

    @cached_property
    def count(self) -> Count | None:
        """Every number with its rows; None where nothing is counted."""
        return self.ledger.count(self.rule) if self.ledger and self.rule else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Those of its register, or its entered values."""
        return self.ledger.rows if self.ledger else self.values

    @cached_property
    def covered(self) -> tuple[tuple[SetTarget, Covered], ...]:
        sets = self.card.sets if self.card and not self.fault else ()
        return tuple((one, engine.cover(one, members_found(one, self))) for one in sets)

    def of_partner(self, key: str) -> Any:
        found = self.score.by_partner.get(key)
        return found.value if found else None

    def row_ids(self, partner: str = "", period: str = "", credit: str = "") -> tuple[str, ...]:
        """The ids of the rows behind the number of a partner, a period, both, or all."""
        if self.count is None:
            return tuple(row.id for row in self.rows if not partner or partner in row.partners)
        credit = credit or self.indicator.credit
        if partner and period:
            tally = self.count.cells(credit).get((partner, period))
        elif partner:
            tally = self.count.by_partner(credit).get(partner)
        else:
            tally = self.count.by_period.get(period) if period else self.count.total
        return tally.rows if tally else ()


@dataclass(frozen=True)
class Measuring:
    """What is asked of one partnership. `partners` are the keys of their profiles."""

    partnership: Partnership
    indicators: Sequence[Indicator]
    periods: tuple[Period, ...]
    partners: tuple[str, ...]

    @cached_property
    def counted(self) -> bulk.Partnership:
        """Raises an IndicatorError where periods overlap."""
        return bulk.Partnership(self.partnership.key, self.partners, tuple(map(period_of, self.periods)))


def measured(gathered: Gathered, asked: Sequence[Measuring], credit: str) -> dict[int, tuple[Measured, ...]]:
    """Partnership -> its indicators, in their order. `credit` is each indicator's own where empty."""
    counted = counted_together(gathered, asked, credit)
    return {
        one.partnership.pk: OfPartnership(gathered, one, credit, counted.get(one.partnership.pk, {})).all()
        for one in asked
    }


type Counted = tuple[bulk.Scored, Ledger]


def counted_together(
    gathered: Gathered, asked: Sequence[Measuring], credit: str
) -> dict[int, dict[int, Counted]]:
    """Partnership -> indicator -> what the rows of its register say, of all that are counted by the same rules at once.

    One that cannot be counted so is left out; counted by itself it says why.
    """
    alike: dict[tuple[bulk.Asked, ...], list[tuple[Measuring, tuple[int, ...]]]] = defaultdict(list)
    for one in asked:
        rules = {each.pk: rule_counted(each, credit) for each in one.indicators}
        known = {
            pk: rule for pk, rule in rules.items() if rule is not None and rule.rule.register in gathered.registers
        }  # fmt: skip
        alike[tuple(known.values())].append((one, tuple(known)))
    found: dict[int, dict[int, Counted]] = {}
    for same, some in alike.items():
        try:
            found |= of_group(gathered, same, some) if same else {}
        except engine.IndicatorError:
            continue
    return found


def of_group(
    gathered: Gathered, rules: Sequence[bulk.Asked], some: Sequence[tuple[Measuring, tuple[int, ...]]]
) -> dict[int, dict[int, Counted]]:
    partnerships = [one.counted for one, _indicators in some]
    places = [gathered.places[one.partnership.pk] for one, _indicators in some]
    registers = dict.fromkeys(rule.rule.register for rule in rules)
    columns = {register: gathered.registers[register].only(places) for register in registers}
    scores = bulk.scored(rules, columns, partnerships, gathered.as_of, STAGES)
    found = {}
    for place, (one, indicators) in enumerate(some):
        ledgers = {
            register: Ledger(its, place, partnerships[place], gathered.as_of) for register, its in columns.items()
        }  # fmt: skip
        told = zip(indicators, rules, scores[place], strict=True)
        found[one.partnership.pk] = {pk: (score, ledgers[rule.rule.register]) for pk, rule, score in told}
    return found


class OfPartnership:
    """The indicators of one partnership, each after those it is made of."""

    def __init__(
        self, gathered: Gathered, asked: Measuring, credit: str, counted: Mapping[int, Counted]
    ) -> None:
        self.gathered, self.asked, self.credit, self.counted = gathered, asked, credit, counted

    def all(self) -> tuple[Measured, ...]:
        found: dict[str, Measured] = {}
        waiting = sorted(self.asked.indicators, key=lambda one: "how" in one.rule)
        for one in in_order(waiting):
            try:
                found[one.key] = self.one(one, found)
            except engine.IndicatorError as error:
                found[one.key] = Measured(one, None, fault=error.problem)
        return tuple(found[one.key] for one in self.asked.indicators)

    def one(self, indicator: Indicator, others: Mapping[str, Measured]) -> Measured:
        card = card_of(indicator)
        how = card.counted_by
        if isinstance(how, Rule):
            counted, ledger = self.counted.get(indicator.pk) or self.by_itself(indicator, card, how)
            return self.told(indicator, card, counted.score, ledger=ledger, counted=counted)
        if how is not None:
            return self.told(
                indicator, card, engine.derived(how, {key: one.score for key, one in others.items()})
            )
        values = self.gathered.entered[indicator.pk]
        rows = tuple(map(row_of, values))
        verified = self.entered(card, [row_of(one) for one in values if one.state in VERIFIED])
        return self.told(indicator, card, self.entered(card, rows), verified=verified, values=rows)

    def told(
        self,
        indicator: Indicator,
        card: Card,
        score: Score,
        *,
        counted: bulk.Scored | None = None,
        **more: Any,
    ) -> Measured:
        target = target_of(indicator.target, self.gathered.targets[indicator.pk])
        return Measured(
            indicator, card, score, target=target,
            standings=standings_of(card, target, score),
            gaps=gaps_of(card, target),
            light=light_of(card, target, score.total.value, self.asked.partnership, self.gathered.as_of),
            forecast=forecast_of(card, score, counted.waiting, target) if counted else None,
            unjudged=counted.unjudged if counted else 0,
            **more,
        )  # fmt: skip

    def by_itself(self, indicator: Indicator, card: Card, rule: Rule) -> Counted:
        """Row by row, for what cannot be counted by columns: such as numbers too fine for them."""
        columns = self.gathered.registers[rule.register]
        place = self.gathered.places[self.asked.partnership.pk]
        ledger = Ledger(columns, place, self.asked.counted, self.gathered.as_of)
        count = ledger.count(rule)
        score = engine.counted(card, count, self.credit or indicator.credit)
        return bulk.Scored(score, len(count.unjudged), ()), ledger

    def entered(self, card: Card, rows: Sequence[Row]) -> Score:
        partners = tuple(dict.fromkeys((*self.asked.partners, *(row.partners[0] for row in rows))))
        if any(row.partners == (JOINT,) for row in rows) and all(row.partners == (JOINT,) for row in rows):
            partners = (JOINT,)
        return engine.entered(
            card, rows, partners, tuple(map(period_of, self.asked.periods)), self.gathered.as_of
        )


def in_order(indicators: Sequence[Indicator]) -> list[Indicator]:
    """Each after those it is made of; those of a circle as they come, and they will say so themselves."""
    by_key = {one.key: one for one in indicators}
    placed: dict[str, Indicator] = {}

    def place(one: Indicator, path: frozenset[str]) -> None:
        for part in one.rule.get("of", ()):
            if part in by_key and part not in placed and part not in path:
                place(by_key[part], path | {one.key})
        placed.setdefault(one.key, one)

    for one in indicators:
        place(one, frozenset())
    return list(placed.values())


def row_of(measurement: Measurement) -> Row:
    """An entered value as a row of the register of entered values, dated by the beginning of its period."""
    fields = {
        "value": list(measurement.members) or measurement.value,
        "numerator": measurement.numerator,
        "denominator": measurement.denominator,
    }
    partner = measurement.partner.key if measurement.partner else JOINT
    return Row(str(measurement.pk), measurement.period.start, (partner,), fields)


def standings_of(card: Card, target: Target, score: Score) -> Standings:
    values = {who: number(one.value) for who, one in score.by_partner.items()}
    return engine.standings(
        target, number(score.total.value), values, baseline=card.baseline, direction=card.direction
    )


def number(value: Any) -> engine.Number | None:
    return None if isinstance(value, str) else value


def gaps_of(card: Card, target: Target) -> tuple[Gap, ...]:
    """Where the split does not add up: of the total, and of each partner and period."""
    return engine.check_split(target, time=card.over_time, across=card.over_partners)


def members_found(target: SetTarget, one: Measured) -> dict[str, engine.Number | None]:
    """What each member of a set has: partners by their value, others by a dimension of what is counted."""
    if target.dimension in ("partner", "partners"):
        return {who: number(its.value) for who, its in one.score.by_partner.items()}
    if one.count is None or target.dimension not in one.count.rule.dimensions:
        return {}
    return {label: tally.value for label, tally in one.count.by_dimension(target.dimension).items()}
