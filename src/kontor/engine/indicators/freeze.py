"""The numbers of a submitted report as they were, and what changed since: value by value, with the rows that did it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kontor.engine.crosscheck.values import entries, plain
from kontor.engine.indicators.count import Count, Row, Tally
from kontor.engine.indicators.number import Number, plain_number, read_number, whole
from kontor.engine.indicators.phrase import N_, IndicatorError

ALL = ""
"""In the place of a partner or period: all of them."""

type Place = tuple[str, str]
"""(partner, period)"""


@dataclass(frozen=True)
class Frozen:
    """An indicator at one moment: every number with its rows, and a fingerprint of each row.

    `numbers` are by (partner, period) with ALL for all; `rule` is the text of the counting rule.
    """

    indicator: str
    rule: str
    credit: str
    numbers: Mapping[Place, Tally]
    fingerprints: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads: the numbers as a list, rows by id."""
        numbers = [
            {"partner": who, "period": when, **tally.to_json()} for (who, when), tally in self.numbers.items()
        ]
        return {
            "indicator": self.indicator,
            "rule": self.rule,
            "credit": self.credit,
            "numbers": numbers,
            "rows": dict(self.fingerprints),
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Frozen":
        """Return what was frozen; IndicatorError for anything that `to_json` did not tell."""
        try:
            numbers = {
                (one["partner"], one["period"]): Tally(_number(one["value"]), tuple(one["rows"]))
                for one in given["numbers"]
            }
            return cls(given["indicator"], given["rule"], given["credit"], numbers, dict(given["rows"]))
        except (KeyError, TypeError, ValueError) as error:
            raise IndicatorError("frozen", N_("These are no frozen numbers")) from error


def freeze(indicator: str, count: Count, rows: Iterable[Row], credit: str) -> Frozen:
    """Return the numbers of a count as they are now. `rows` are those of the register. O(numbers + rows).

    A row's fingerprint covers its date, its partners and the fields that the rule names: what else it says does not count.
    """
    behind = set(count.total.rows)
    numbers: dict[Place, Tally] = {(ALL, ALL): count.total}
    numbers |= {(ALL, when): tally for when, tally in count.by_period.items()}
    numbers |= {(who, ALL): tally for who, tally in count.by_partner(credit).items()}
    numbers |= count.cells(credit)
    prints = {row.id: fingerprint(count, row) for row in rows if row.id in behind}
    return Frozen(indicator, count.rule.to_text(), credit, numbers, prints)


def fingerprint(count: Count, row: Row) -> str:
    """Return 16 hexadecimal digits that change with what the rule sees of a row; words compare as people read them."""
    names = sorted({name for _part, name in count.rule.names})
    seen = [row.date.isoformat() if row.date else "", list(row.partners)]
    seen += [[name, *map(plain, entries(row.value(name)))] for name in names]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Delta:
    """A number that is no longer what was reported, or rests on other rows: then, now, and the rows by id.

    `difference` is now less then, None where one of them has no data. `method` says that the rule or credit changed.
    """

    indicator: str
    partner: str
    period: str
    then: Number | None
    now: Number | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    method: bool = False

    @property
    def difference(self) -> Number | None:
        return None if self.then is None or self.now is None else whole(Fraction(self.now - self.then))

    def to_json(self) -> dict[str, object]:
        numbers = {name: plain_number(getattr(self, name)) for name in ("then", "now", "difference")}
        rows = {name: list(getattr(self, name)) for name in ("added", "removed", "changed")}
        places = {"indicator": self.indicator, "partner": self.partner, "period": self.period}
        return {**places, **numbers, **rows, "method": self.method}


def deltas(then: Frozen, now: Frozen) -> tuple[Delta, ...]:
    """Return a line for each number that differs in value or in its rows, totals first; empty where nothing changed.

    Raises IndicatorError for two different indicators. O(numbers + rows).
    """
    if then.indicator != now.indicator:
        raise IndicatorError(
            "indicator", N_("%(then)s is not compared with %(now)s"), then=then.indicator, now=now.indicator
        )
    method = (then.rule, then.credit) != (now.rule, now.credit)
    places = dict.fromkeys((*then.numbers, *now.numbers))
    lines = (_delta(then, now, place, method) for place in places)
    return tuple(one for one in lines if one.then != one.now or one.added or one.removed or one.changed)


def _delta(then: Frozen, now: Frozen, place: Place, method: bool) -> Delta:
    before, after = then.numbers.get(place, Tally(None)), now.numbers.get(place, Tally(None))
    added = _without(after.rows, before.rows)
    both = _without(after.rows, added)
    changed = tuple(row for row in both if then.fingerprints.get(row) != now.fingerprints.get(row))
    removed = _without(before.rows, after.rows)
    return Delta(then.indicator, *place, before.value, after.value, added, removed, changed, method)


def _without(rows: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(row for row in rows if row not in known)


def _number(value: object) -> Number | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    number = read_number(value) if isinstance(value, str) else None
    if number is None:
        raise ValueError(value)
    return number
