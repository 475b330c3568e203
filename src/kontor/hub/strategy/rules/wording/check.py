"""The wording of an objective, held against what 'SMART' asks: each remark says what, where, why, and what to write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from kontor.hub.foundation.partial_dates import earliest, latest
from kontor.hub.foundation.refusal import N_
from kontor.hub.strategy.rules.wording import reading
from kontor.hub.strategy.rules.wording.words import VAGUE_AIMS, VAGUE_AMOUNTS

MOST_WORDS = 40


@dataclass(frozen=True)
class Wording:
    """An objective as it is worded; `start` and `end` are of the partnership, as far as known ('' is not)."""

    statement: str
    indicator: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    due_on: date | None = None
    has_owner: bool = False
    start: str = ""
    end: str = ""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return reading.languages_of(self.statement)

    @cached_property
    def amounts(self) -> tuple[tuple[str, Decimal], ...]:
        return reading.amounts(self.statement, self.languages)

    @cached_property
    def falls(self) -> tuple[str, ...]:
        return reading.falls(self.statement, self.languages)


@dataclass(frozen=True, slots=True)
class Remark:
    """`hard`: to be solved before it is proposed, or explained. Sentences are to be translated, then filled with `data`."""

    code: str
    hard: bool
    found: str
    why: str
    write: str
    where: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


def remarks(one: Wording) -> tuple[Remark, ...]:
    """All remarks on an objective, hard ones first; always the same for the same words."""
    found = [
        *measurable(one),
        *timed(one),
        *owned(one),
        *directed(one),
        *vague(one),
        *specific(one),
    ]
    return tuple(sorted(found, key=lambda remark: not remark.hard))


def measurable(one: Wording) -> Iterator[Remark]:
    if one.target is None and not one.amounts:
        yield Remark(
            "no-amount", True, N_("Neither the sentence nor the target says how much."),
            N_("Without a figure nobody can tell whether it was reached."),
            N_("Enter a target, and say it in the sentence: 'Sign 12 agreements with clusters in Japan by June 2027'."),
        )  # fmt: skip
    elif one.target is None:
        yield Remark(
            "no-target", False, N_("The sentence says %(amounts)s, and no target is entered."),
            N_("Progress is measured against the target, not against the sentence."),
            N_("Enter as target what the sentence says."),
            tuple(written for written, _ in one.amounts), {"amounts": listed(one)},
        )  # fmt: skip
    elif one.amounts and one.target not in {value for _, value in one.amounts}:
        yield Remark(
            "amounts-differ", True, N_("The sentence says %(amounts)s, the target says %(target)s."),
            N_("Partners who read the sentence approve something else than what is measured."),
            N_("Let both say the same."),
            tuple(written for written, _ in one.amounts), {"amounts": listed(one), "target": plain(one.target)},
        )  # fmt: skip
    if not one.indicator.strip():
        yield Remark(
            "no-indicator", True, N_("Nothing says by what one sees that it is reached."),
            N_("Two partners would count differently."),
            N_("Say what is counted, and where it is read: 'signed agreements, by the list of agreements'. Or choose an indicator card."),
        )  # fmt: skip
    if one.target is not None and not one.unit.strip():
        yield Remark(
            "no-unit", False, N_("The target %(target)s has no unit."),
            N_("A number alone can be organisations, euros or per cent."),
            N_("Enter the unit, such as 'agreements' or 'per cent of members'."), (), {"target": plain(one.target)},
        )  # fmt: skip
    if one.target is not None and one.baseline is None:
        yield Remark(
            "no-baseline", False, N_("Nothing says where it starts from."),
            N_("Only against a beginning does a target show what is gained; 0 is a beginning, too."),
            N_("Enter the value of today as baseline."),
        )  # fmt: skip


def timed(one: Wording) -> Iterator[Remark]:
    if one.due_on is None:
        said = reading.years(one.statement)
        yield Remark(
            "no-day", True,
            N_("The sentence speaks of %(years)s, and no day is entered.") if said else N_("No day is entered by which it is to be reached."),
            N_("Without a day it can never be late, so nobody will ask."),
            N_("Enter the day by which it is to be reached, within the time of the partnership."), said,
            {"years": ", ".join(said)} if said else {},
        )  # fmt: skip
        return
    first, last = earliest(one.start), latest(one.end)
    if (first and one.due_on < first) or (last and one.due_on > last):
        yield Remark(
            "outside-the-project", True,
            N_("It is to be reached by %(day)s; the partnership runs from %(start)s to %(end)s."),
            N_("What is due before the beginning or after the end is nobody's work."),
            N_("Choose a day within the partnership, or correct the dates of the partnership."), (),
            {"day": one.due_on.isoformat(), "start": one.start or "?", "end": one.end or "?"},
        )  # fmt: skip


def owned(one: Wording) -> Iterator[Remark]:
    if not one.has_owner:
        yield Remark(
            "no-owner", True, N_("No partner is responsible."),
            N_("What belongs to all is done by nobody."),
            N_("Choose the partner who answers for it; others may work on it, too."),
        )  # fmt: skip


def directed(one: Wording) -> Iterator[Remark]:
    if one.target is None or one.baseline is None:
        return
    data = {"target": plain(one.target), "baseline": plain(one.baseline)}
    if one.target == one.baseline:
        yield Remark(
            "no-change", True, N_("Target and baseline are both %(target)s."),
            N_("It is reached before anybody begins."), N_("Set a target that differs from where it starts."), (), data,
        )  # fmt: skip
    elif one.target < one.baseline and not one.falls:
        yield Remark(
            "below-the-baseline", True, N_("The target %(target)s is below the baseline %(baseline)s."),
            N_("The sentence does not say that it shall fall, so one of the two figures may be wrong."),
            N_("Correct the figures, or say in the sentence that it shall fall: 'Reduce ...'."), (), data,
        )  # fmt: skip
    elif one.target > one.baseline and one.falls:
        yield Remark(
            "above-the-baseline", True,
            N_("The sentence says '%(words)s', and the target %(target)s is above the baseline %(baseline)s."),
            N_("Sentence and figures go in different directions."), N_("Correct the sentence or the figures."), one.falls,
            data | {"words": "', '".join(one.falls)},
        )  # fmt: skip


def vague(one: Wording) -> Iterator[Remark]:
    """Vague words weigh less where figures say what they leave open."""
    aims = reading.met(one.statement, [word for name in one.languages for word in VAGUE_AIMS[name]])
    if aims:
        yield Remark(
            "vague-aim", one.target is None, N_("'%(words)s' names a direction, not a result."),
            N_("Anything at all would fulfil it."),
            N_("Say what will be there at the end: who does what, how often, how much."), aims, {"words": "', '".join(aims)},
        )  # fmt: skip
    amounts = reading.met(one.statement, [word for name in one.languages for word in VAGUE_AMOUNTS[name]])
    if amounts:
        yield Remark(
            "vague-amount", one.target is None, N_("'%(words)s' can mean any amount or any time."),
            N_("Each partner will read another number into it."),
            N_("Write the number or the day instead."), amounts, {"words": "', '".join(amounts)},
        )  # fmt: skip


def specific(one: Wording) -> Iterator[Remark]:
    pair = reading.several_aims(one.statement, one.languages)
    if pair:
        yield Remark(
            "several-aims", False, N_("The sentence has several aims: '%(one)s' ... '%(two)s'."),
            N_("One may be reached and the other not; then nobody can say whether the objective is."),
            N_("Make an objective of each, with its own target."), pair, {"one": pair[0], "two": pair[1]},
        )  # fmt: skip
    size = len(one.statement.split())
    if size > MOST_WORDS:
        yield Remark(
            "too-long", False, N_("The sentence has %(size)s words."),
            N_("Long sentences are read differently by different people, above all in a language that is not their own."),
            N_("Say it in at most %(most)s words; the rest belongs to the indicator or the roadmap."), (),
            {"size": size, "most": MOST_WORDS},
        )  # fmt: skip


def listed(one: Wording) -> str:
    return ", ".join(written for written, _ in one.amounts)


def plain(value: Decimal) -> str:
    """Without the zeros that a column adds.

    >>> plain(Decimal("12.00")), plain(Decimal("2.50"))
    ('12', '2.5')
    """
    return f"{value.normalize():f}"
