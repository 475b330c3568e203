"""The indicator card: what is measured, in which unit, towards what, and how values add up over time and partners.

It is the union of the cards of Jems, TolaActivity, PRP and IATI 2.03. `lint` says where a card is not SMART.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from kontor.engine.crosscheck.names import fold
from kontor.engine.indicators.number import Number, exact, plain_number, read_number
from kontor.engine.indicators.phrase import N_, IndicatorError, Phrase, listed
from kontor.engine.indicators.rule import RATIO as RATIO_OF
from kontor.engine.indicators.rule import Formula, Rule, definition_from_json
from kontor.engine.indicators.vocabulary import VAGUE_STEMS

UNIT, PERCENTAGE, NOMINAL, ORDINAL, QUALITATIVE = "unit", "percentage", "nominal", "ordinal", "qualitative"
MEASURES = (UNIT, PERCENTAGE, NOMINAL, ORDINAL, QUALITATIVE)

UP, DOWN = "up", "down"
DIRECTIONS = (UP, DOWN)

SUM, CUMULATIVE, LATEST, MAXIMUM, RATIO, DISTINCT = (
    "sum",
    "cumulative",
    "latest",
    "maximum",
    "ratio",
    "distinct",
)
OVER_TIME = (SUM, CUMULATIVE, LATEST, MAXIMUM, RATIO, DISTINCT)
"""Increments are summed; a cumulative running total and a latest snapshot are the last one; a ratio is the sum of the
numerators over the sum of the denominators; distinct are counted once, whenever they were seen."""

JOINT = "joint"
OVER_PARTNERS = (SUM, DISTINCT, MAXIMUM, JOINT)
"""Joint: all partners report one and the same value."""

INPUT, OUTPUT, OUTCOME, IMPACT = "input", "output", "outcome", "impact"
LEVELS = (INPUT, OUTPUT, OUTCOME, IMPACT)

METHOD = ("measure", "over_time", "over_partners", "counted_by")
"""What says how values come about. It does not change once there are values."""


class CardError(IndicatorError):
    """A card that cannot be: which part is wrong and why."""


@dataclass(frozen=True, slots=True)
class SetTarget:
    """A target for each of a set: `at_least` so many for each of `members` of a dimension (or of the partners)."""

    dimension: str
    members: tuple[str, ...]
    at_least: int = 1

    def __post_init__(self) -> None:
        if not isinstance(self.dimension, str) or not all(isinstance(one, str) for one in self.members):
            raise CardError("sets", N_("A dimension and its members are words"))
        if not self.members or len(set(self.members)) < len(self.members):
            raise CardError("sets", N_("Name each member of the set once, and at least one"))
        if not isinstance(self.at_least, int) or self.at_least < 1:
            raise CardError("sets", N_("At least one is the least that can be asked for"))

    @classmethod
    def from_json(cls, given: object) -> "SetTarget":
        """Return the target that `given` describes: `dimension`, `members`, `at_least`. Raise CardError for anything else.

        >>> SetTarget.from_json({"dimension": "country", "members": ["DE", "ES"]})
        SetTarget(dimension='country', members=('DE', 'ES'), at_least=1)
        """
        known = {one.name for one in fields(cls)}
        if (
            not isinstance(given, Mapping)
            or not known.issuperset(given)
            or not isinstance(given.get("members"), list)
        ):
            problem = N_(
                "A set to be covered has a dimension, a list of members and at_least, and nothing else"
            )
            raise CardError("sets", problem)
        return cls(given.get("dimension", ""), tuple(given["members"]), given.get("at_least", 1))


@dataclass(frozen=True)
class Card:
    """The definition of an indicator. Texts are by language; numbers are int, Fraction, or what `exact` reads.

    Raises CardError for unknown words, a percentage that is no ratio, and words or qualities that would be added up.
    """

    code: str
    titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unit: str = ""
    measure: str = UNIT
    direction: str = UP
    level: str = OUTPUT
    over_time: str = SUM
    over_partners: str = SUM
    counted_by: Rule | Formula | None = None
    baseline: Number | None = None
    baseline_on: date | None = None
    target: Number | None = None
    deadline: date | None = None
    sets: tuple[SetTarget, ...] = ()
    verification: str = ""
    frequency: str = ""
    owner: str = ""
    rationale: str = ""
    assumptions: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        if not self.code:
            raise CardError("code", N_("An indicator needs a code"))
        for name, allowed in _WORDS.items():
            if getattr(self, name) not in allowed:
                problem = N_("%(value)r is not known; use one of %(allowed)s")
                raise CardError(name, problem, value=getattr(self, name), allowed=listed(allowed))
        for name in ("baseline", "target"):
            given = getattr(self, name)
            if given is not None and exact(given) is None:
                raise CardError(name, N_("%(value)r is not a number"), value=given)
            object.__setattr__(self, name, exact(given))
        _check_method(self)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The fields by which the number is broken down."""
        return self.counted_by.dimensions if isinstance(self.counted_by, Rule) else ()

    def to_json(self) -> dict[str, Any]:
        """Return the card as plain words and numbers, without what has its usual value."""
        return {
            one.name: _plain(getattr(self, one.name))
            for one in fields(self)
            if getattr(self, one.name) not in (one.default, "", None, ()) and getattr(self, one.name) != {}
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Card":
        """Return the card that `to_json` told; CardError or RuleError for anything else."""
        known = {one.name for one in fields(cls)}
        for name in given:
            if name not in known:
                raise CardError("card", N_("A card has no %(name)r"), name=name)
        if "code" not in given:
            raise CardError("code", N_("An indicator needs a code"))
        return cls(**{name: _read(name, value) for name, value in given.items()})


_WORDS: Mapping[str, tuple[str, ...]] = {
    "measure": MEASURES,
    "direction": DIRECTIONS,
    "level": LEVELS,
    "over_time": OVER_TIME,
    "over_partners": OVER_PARTNERS,
}


def _check_method(card: Card) -> None:
    ratio = isinstance(card.counted_by, Formula) and card.counted_by.how == RATIO_OF
    if card.measure == PERCENTAGE and (card.over_time != RATIO or not (ratio or card.counted_by is None)):
        raise CardError(
            "measure",
            N_("A percentage needs a numerator and a denominator: count it as a ratio of two indicators"),
        )
    if card.over_time == RATIO and not (ratio or card.counted_by is None):
        raise CardError("over_time", N_("A ratio needs a numerator and a denominator: name two indicators"))
    if ratio and card.over_time != RATIO:
        raise CardError("over_time", N_("What is counted as a ratio is a ratio over time, too"))
    if card.measure in (NOMINAL, QUALITATIVE) and card.over_time != LATEST:
        raise CardError("over_time", N_("Words do not add up: take the latest"))
    if card.measure == ORDINAL and card.over_time not in (LATEST, MAXIMUM):
        raise CardError("over_time", N_("Ranks do not add up: take the latest or the highest"))
    if card.measure in (NOMINAL, ORDINAL, QUALITATIVE) and card.over_partners == SUM:
        raise CardError(
            "over_partners", N_("Words and ranks of partners do not add up: take the highest, or one for all")
        )


def _plain(value: object) -> object:
    if isinstance(value, Rule | Formula):
        return value.to_json()
    if isinstance(value, SetTarget):
        return {"dimension": value.dimension, "members": list(value.members), "at_least": value.at_least}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else _number_or(value)


def _number_or(value: object) -> object:
    number = exact(value)
    return value if isinstance(value, str) or number is None else plain_number(number)


def _read(name: str, value: Any) -> Any:
    if name == "counted_by" and value is not None:
        return definition_from_json(value)
    if name == "sets":
        return tuple(map(SetTarget.from_json, value))
    if name in ("baseline", "target") and isinstance(value, str):
        return _number(name, value)
    if name in ("baseline_on", "deadline") and isinstance(value, str):
        return _day(name, value)
    return value


def _number(name: str, value: str) -> Number:
    number = read_number(value)
    if number is None:
        raise CardError(name, N_("%(value)r is not a number"), value=value)
    return number


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise CardError(name, N_("%(value)r is not a date"), value=value) from error


def check_change(before: Card, after: Card, *, measured: bool) -> None:
    """Raise CardError where the method of an indicator changes although values exist; its texts and targets may.

    Switching between a sum and a running total would give the old values another meaning. O(1).
    """
    changed = [name for name in METHOD if getattr(before, name) != getattr(after, name)]
    if measured and changed:
        problem = N_("Indicator %(code)s has values, so %(changed)s cannot change; make a new indicator")
        raise CardError(changed[0], problem, code=before.code, changed=listed(changed))


def lint(card: Card) -> tuple[Phrase, ...]:
    """Return in sentences where a card is not SMART: specific, measurable, attainable, realistic, time-bound. O(texts).

    >>> card = Card("kpi-4", {"en": "Strengthen cooperation with SMEs"}, unit="agreement", target=20, owner="WP3")
    >>> for warning in lint(card):
    ...     print(warning)
    No deadline: say by when the target is to be reached
    No baseline: say where the indicator stood at the start, be it 0
    No means of verification: say what proves the number
    'Strengthen' (en) says no result that could be counted
    """
    numeric = card.measure in (UNIT, PERCENTAGE)
    missing = [
        (not any(card.titles.values()), N_("No title: say what is counted")),
        (numeric and not card.unit, N_("No unit: say what one is")),
        (numeric and card.target is None and not card.sets, N_("No target: say how many are to be reached")),
        (card.deadline is None, N_("No deadline: say by when the target is to be reached")),
        (
            numeric and card.baseline is None,
            N_("No baseline: say where the indicator stood at the start, be it 0"),
        ),
        (
            card.direction == DOWN and card.baseline is None,
            N_("What is to fall needs a baseline to fall from"),
        ),
        (
            card.target is not None and card.target == card.baseline,
            N_("The target equals the baseline: nothing is to change"),
        ),
        (
            card.counted_by is None and not card.verification,
            N_("No means of verification: say what proves the number"),
        ),
        (not card.owner, N_("No owner: say who answers for it")),
    ]
    warnings = [Phrase(text) for is_missing, text in missing if is_missing]
    problem = N_("'%(word)s' (%(language)s) says no result that could be counted")
    for language, title in card.titles.items():
        for word in vague_words(title, language):
            warnings.append(Phrase(problem, {"word": word, "language": language}))
    return tuple(warnings)


def vague_words(text: str, language: str) -> tuple[str, ...]:
    """Return the word with which a title promises effort instead of a result, such as 'Strengthen'. O(words).

    Looks where a language puts the verb: first, in German also last. Unknown languages have no such words.

    >>> vague_words("Zusammenarbeit stärken", "de"), vague_words("Agreements that strengthen cooperation", "en")
    (('stärken',), ())
    """
    words = re.findall(r"\w+", text)
    looked_at = (words[:1] + words[1:][-1:]) if language[:2] == "de" else words[:1]
    return tuple(word for word in looked_at if fold(word).startswith(VAGUE_STEMS.get(language[:2], ("\0",))))
