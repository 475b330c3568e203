"""Registers by seed: what 500 partnerships with six partners each would have recorded in three years."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from kontor.engine.crosscheck.tables import Column
from kontor.engine.indicators import Filter, Period, Rule
from kontor.engine.indicators.bulk import Columns, Partnership

FIRST = date(2021, 1, 1)
DAYS = 3 * 365
PARTNERS, PERIODS = 6, 12
REGISTERS = {
    "agreements": 0.25,
    "cases": 0.20,
    "events": 0.10,
    "meetings": 0.25,
    "participations": 0.15,
    "impacts": 0.05,
}
"""Which share of the rows each register has."""

STATES = ("contact", "negotiation", "to be signed", "SIGNED", "active", "closed", None)
KINDS = ("cluster", "sme", "rto", "university", "chamber", "authority", "investor", "large company")
SIGNED, SME = Filter("state", "in", ("SIGNED", "active")), Filter("kind", "equal", "sme")
RECENT = Filter("date", "at-least", "2022-01-01")


def rules() -> tuple[Rule, ...]:
    """Twenty: rows, things counted once and sums, with none, one or two filters."""
    return (
        Rule("agreements", (SIGNED,)),
        Rule("agreements", (SIGNED, SME)),
        Rule("agreements", (SIGNED,), "distinct", "counterpart"),
        Rule("agreements", (SIGNED, SME), "distinct", "counterpart"),
        Rule("agreements", (SIGNED, RECENT), "distinct", "country"),
        Rule("cases"),
        Rule("cases", (SME,)),
        Rule("cases", measure="distinct", field="counterpart"),
        Rule("cases", (Filter("kind", "not-in", ("sme", "rto")),)),
        Rule("events"),
        Rule("events", (SME,)),
        Rule("events", measure="sum", field="amount"),
        Rule("meetings", (SME,)),
        Rule("meetings", measure="distinct", field="counterpart"),
        Rule("meetings", (SIGNED,), "distinct", "counterpart"),
        Rule("participations", measure="distinct", field="counterpart"),
        Rule("participations", (SME,), "distinct", "counterpart"),
        Rule("participations", (RECENT,)),
        Rule("impacts", measure="sum", field="amount"),
        Rule("impacts", (SME,), "sum", "amount"),
    )


@dataclass(frozen=True)
class Made:
    """The partnerships, and their registers as the columns that a database would give."""

    partnerships: tuple[Partnership, ...]
    registers: dict[str, Columns]

    @property
    def rows(self) -> int:
        return sum(one.size for one in self.registers.values())


def made(partnerships: int, rows: int, seed: int) -> Made:
    """One row in five is of several partners, one in thirty has no date; four in ten counterparts are met again."""
    random = np.random.default_rng(seed)
    return Made(
        tuple(_partnership(number) for number in range(partnerships)),
        {
            name: _register(random, partnerships, int(rows * share), int(rows * share * 0.6) + 1)
            for name, share in REGISTERS.items()
        },
    )


def _partnership(number: int) -> Partnership:
    """Quarters, of which each third partnership begins a month later."""
    start = FIRST + timedelta(30 * (number % 3))
    quarters = [start + timedelta(91 * quarter) for quarter in range(PERIODS + 1)]
    periods = [
        Period(f"q{place}", begin, end - timedelta(1))
        for place, (begin, end) in enumerate(pairwise(quarters))
    ]
    return Partnership(
        f"p{number:03}", tuple(f"p{number:03}-{place}" for place in range(PARTNERS)), tuple(periods)
    )


def _register(random: np.random.Generator, partnerships: int, rows: int, counterparts: int) -> Columns:
    places = random.integers(partnerships, size=rows)
    teams = _teams(random, partnerships)
    team = np.where(
        random.random(rows) < 0.8,
        random.integers(PARTNERS, size=rows),
        random.integers(len(teams[0]), size=rows),
    )
    days = [None, *(FIRST + timedelta(day) for day in range(DAYS))]
    day = np.where(random.random(rows) < 1 / 30, 0, random.integers(1, len(days), size=rows))
    return Columns(
        places,
        np.arange(rows),
        {
            "date": Column(tuple(days), day),
            "partners": Column(tuple(one for of in teams for one in of), places * len(teams[0]) + team),
            "state": Column(STATES, random.integers(len(STATES), size=rows)),
            "kind": Column(KINDS, random.integers(len(KINDS), size=rows)),
            "country": Column(tuple(f"c{number}" for number in range(60)), random.integers(60, size=rows)),
            "counterpart": Column(
                tuple(range(counterparts)), _met(random, places, counterparts, partnerships)
            ),
            "amount": Column((None, *range(1_000)), random.integers(1_001, size=rows)),
        },
    )


def _teams(random: np.random.Generator, partnerships: int) -> list[list[tuple[str, ...]]]:
    """Of each partnership the partners one by one, and twenty teams of two to four."""
    drawn = [random.permutation(PARTNERS)[: random.integers(2, 5)].tolist() for _ in range(20)]
    each = [[place] for place in range(PARTNERS)] + drawn
    return [
        [tuple(f"p{number:03}-{place}" for place in team) for team in each] for number in range(partnerships)
    ]


def _met(random: np.random.Generator, places: np.ndarray, counterparts: int, partnerships: int) -> np.ndarray:
    """Counterparts of a partnership come from its own part of the world, so that it meets some again."""
    own = max(counterparts // partnerships, 1)
    return np.minimum(places * own + random.integers(own, size=len(places)), counterparts - 1)
