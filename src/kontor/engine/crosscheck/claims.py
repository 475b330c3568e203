"""A stated figure against the answer of the records: what a reader should know before believing either.

Both values stay visible. A claim that records cannot contradict because they are incomplete is a lower bound,
not an error; a claim without a question is not recomputable, not wrong.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kontor.engine.crosscheck.answers import (
    ESTIMATE,
    LOWER,
    UPPER,
    Answer,
    Records,
    Value,
    answer,
)
from kontor.engine.crosscheck.fields import alternatives
from kontor.engine.crosscheck.questions import Question
from kontor.engine.crosscheck.values import number_of, plain

EXACTLY, APPROXIMATELY, BETWEEN = "exact", "approximately", "range"
MORE_THAN, AT_LEAST, AT_MOST = "more-than", "at-least", "at-most"
QUALIFIERS = (EXACTLY, APPROXIMATELY, MORE_THAN, AT_LEAST, AT_MOST, BETWEEN)
APPROXIMATION = 0.1  # 'about 150' covers 135 to 165

AGREES, DIFFERS, CONTRADICTS = "agrees", "differs", "contradicts"
PARTS_DO_NOT_SUM, SET_DIFFERENCE = "parts-do-not-sum", "set-difference"
DATE_IMPOSSIBLE, OUTSIDE = "date-impossible", "outside"
STATUS_CONFLICT, DUPLICATE = "status-conflict", "duplicate"
MISSING_DATA, LOWER_BOUND, NOT_RECOMPUTABLE = "missing-data", "lower-bound", "not-recomputable"
VERDICTS = (
    AGREES, DIFFERS, CONTRADICTS, PARTS_DO_NOT_SUM, SET_DIFFERENCE, DATE_IMPOSSIBLE, OUTSIDE, STATUS_CONFLICT,
    DUPLICATE, MISSING_DATA, LOWER_BOUND, NOT_RECOMPUTABLE,
)  # fmt: skip

DATE_UNITS = ("date", "month", "year")
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class ClaimError(ValueError):
    """A claim that cannot be kept: the sentence says which part, why, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stated value: a number, an ISO date as precise as stated, a text, or a set of words.

    `upper` closes a range; `rounding` is the step to which a number was rounded (0.1 for 4.6), None where its
    own digits show it. A `percent` is compared with a share of 0 to 1 times 100.
    """

    id: str
    value: int | float | str | tuple[str, ...]
    qualifier: str = EXACTLY
    upper: float | None = None
    unit: str = ""
    rounding: float | None = None

    def __post_init__(self) -> None:
        if self.qualifier not in QUALIFIERS:
            raise ClaimError(
                f"The qualifier {self.qualifier!r} is not known; use one of {', '.join(QUALIFIERS)}."
            )
        if isinstance(self.value, float) and not math.isfinite(self.value):
            raise ClaimError("The claimed value is not a finite number; state a number.")
        ends = (number_of(self.value), self.upper)
        if self.qualifier == BETWEEN and (ends[0] is None or ends[1] is None or ends[1] < ends[0]):
            raise ClaimError("A range needs two numbers, the smaller as value and the larger as upper end.")

    @classmethod
    def from_text(cls, id: str, text: str, *, unit: str = "", qualifier: str = "") -> "Claim":
        """Return the claim that a text states; `approx` is read as approximately, `a-b` as a range.

        >>> Claim.from_text("mean", "4.6", qualifier="approx")
        Claim(id='mean', value=4.6, qualifier='approximately', upper=None, unit='', rounding=None)
        >>> Claim.from_text("start", "2018-02", unit="month").value
        '2018-02'
        """
        qualifier = {"": EXACTLY, "approx": APPROXIMATELY}.get(qualifier, qualifier)
        text = text.strip()
        if unit in DATE_UNITS:
            return cls(id, text, qualifier, unit=unit)
        if qualifier == BETWEEN:
            low, _, high = text.replace("–", "-").partition("-")
            return cls(id, _number(low), qualifier, upper=number_of(high), unit=unit)
        return cls(id, _number(text), qualifier, unit=unit)


def _number(text: str) -> int | float | str:
    number = number_of(text)
    if number is None:
        return text
    return float(text) if "." in text or not number.is_integer() else int(number)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing a claim gave: the word, both values, the difference, and the rows behind the second.

    `difference` is recomputed minus published; for dates in the `difference_unit` that both state: days, months
    or years. `agrees_as` names the counting rules under
    which the claim would agree, `tried` the value of each. `other` is the second claim or record of a conflict.

    A finding has besides a `kind` (`findings.KINDS`), how hard it is (`hardness`: certain, likely or ask), the `places`
    where it is said, and the `words` that the sentence of its kind names: pairs of name and text.
    """

    claim: str
    verdict: str
    published: Value
    recomputed: Value = None
    difference: float | None = None
    difference_unit: str = ""
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    rule: str = ""
    rows: tuple[str, ...] = ()
    complete: bool = True
    unknown: tuple[str, ...] = ()
    agrees_as: tuple[str, ...] = ()
    tried: tuple[tuple[str, Value], ...] = ()
    other: str = ""
    kind: str = ""
    hardness: str = ""
    places: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the verdict as plain lists, numbers and words."""
        listed = ("missing", "extra", "rows", "unknown", "agrees_as", "places")
        values = {name: getattr(self, name) for name in self.__slots__}
        values |= {name: list(values[name]) for name in listed}
        values["words"] = dict(self.words)
        values["tried"] = [{"rule": rule, "value": _listed(value)} for rule, value in self.tried]
        return values | {name: _listed(values[name]) for name in ("published", "recomputed")}


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def check(claim: Claim, found: Answer | None) -> Verdict:
    """Return what the records say about `claim`; without an answer it is not recomputable.

    >>> from kontor.engine.crosscheck.answers import Rule
    >>> found = Answer(61, tuple(f"row {n}" for n in range(61)), Rule("count", "participations", "as-printed"))
    >>> verdict = check(Claim("s3-entries", 62), found)
    >>> verdict.verdict, verdict.published, verdict.recomputed, verdict.difference
    ('differs', 62, 61, -1)
    """
    if found is None:
        return Verdict(claim.id, NOT_RECOMPUTABLE, claim.value)
    verdict = Verdict(
        claim=claim.id,
        verdict=MISSING_DATA,
        published=claim.value,
        recomputed=found.value,
        rule=found.rule.name,
        rows=found.rows,
        complete=found.complete,
        unknown=found.unknown,
    )
    if found.value is None or _nothing_known(found):
        return verdict
    if isinstance(claim.value, tuple) or isinstance(found.value, tuple):
        return _check_set(verdict, claim, found)
    number = number_of(found.value)
    if isinstance(found.value, str) or number is None:
        return _check_text(verdict, claim, found)
    return _check_number(verdict, claim, found, number)


def check_question(
    claim: Claim, question: Question | None, records: Records, *, rules: Iterable[str] | None = None
) -> Verdict:
    """Return the verdict under the question's own counting rule, and the other `rules` under which it agrees.

    Without `rules`, those are tried that count the same kind of thing (`fields.alternatives`).
    """
    if question is None:
        return check(claim, None)
    verdict = check(claim, answer(question, records))
    if question.collection == "claims" and verdict.verdict == DIFFERS:
        verdict = replace(verdict, verdict=PARTS_DO_NOT_SUM)
    others = alternatives(question) if rules is None else [rule for rule in rules if rule != question.rule]
    tried = [check(claim, answer(replace(question, rule=rule, distinct_by=()), records)) for rule in others]
    return replace(
        verdict,
        tried=tuple((one.rule, one.recomputed) for one in tried),
        agrees_as=tuple(one.rule for one in (verdict, *tried) if one.verdict == AGREES),
    )


def _nothing_known(found: Answer) -> bool:
    return not found.complete and found.value in (0, ())


def _check_number(verdict: Verdict, claim: Claim, found: Answer, number: float) -> Verdict:
    if claim.unit == "percent" and found.rule.measure == "share":
        number *= 100
    stated = interval(claim, exact_answer=float(number).is_integer())
    if stated is None:
        return replace(verdict, verdict=DIFFERS)
    low, high = stated
    published = number_of(claim.value)
    difference = None if published is None else _tidy(number - published)
    if _within(claim, number, low, high):
        return replace(verdict, verdict=AGREES, difference=difference)
    return replace(verdict, verdict=_bounded(found, number, low, high), difference=difference)


def _bounded(found: Answer, number: float, low: float, high: float) -> str:
    """Return the verdict for a number outside what was stated, given how certain the number is."""
    if found.complete:
        return DIFFERS
    if found.bound == ESTIMATE:
        return MISSING_DATA
    if found.bound == LOWER:
        return LOWER_BOUND if number < high else DIFFERS
    return MISSING_DATA if found.bound == UPPER and number > low else DIFFERS


def interval(claim: Claim, *, exact_answer: bool = True) -> tuple[float, float] | None:
    """Return the numbers that `claim` allows, from lowest to highest; None where it states no number.

    A number printed without decimals allows half a unit either way only for an answer that has decimals.

    >>> interval(Claim("a", 150, "approximately")), interval(Claim("b", 4.6)), interval(Claim("c", 5, "at-least"))
    ((135.0, 165.0), (4.55, 4.65), (5.0, inf))
    """
    value = None if isinstance(claim.value, tuple) else number_of(claim.value)
    if value is None:
        return None
    half = _half_step(claim, value, exact_answer)
    if claim.qualifier == APPROXIMATELY:
        half = max(half, abs(value) * APPROXIMATION)
    low = -math.inf if claim.qualifier == AT_MOST else value - half
    high = math.inf if claim.qualifier in (AT_LEAST, MORE_THAN) else value + half
    if claim.qualifier == BETWEEN and claim.upper is not None:
        high = claim.upper + half
    # The ends are written down in decimals, so they are compared as decimals: 4.6 - 0.05 is 4.55.
    return round(low, 9), round(high, 9)


def _half_step(claim: Claim, value: float, exact_answer: bool) -> float:
    if claim.rounding is not None:
        return claim.rounding / 2
    if not value.is_integer() or (isinstance(claim.value, float) and not exact_answer):
        return float(10.0 ** -len(f"{value:.9f}".rstrip("0").partition(".")[2])) / 2
    return 0.0 if exact_answer else 0.5


def _within(claim: Claim, number: float, low: float, high: float) -> bool:
    if claim.qualifier == MORE_THAN:
        return round(number, 9) > (number_of(claim.value) or 0.0)
    return low <= round(number, 9) <= high


def _check_set(verdict: Verdict, claim: Claim, found: Answer) -> Verdict:
    """Compare two sets; a single word counts as a set of one. Incomplete records may lack some, not have more."""
    published, known = _words(claim.value), _words(found.value)
    missing = tuple(sorted(published[key] for key in published.keys() - known.keys()))
    extra = tuple(sorted(known[key] for key in known.keys() - published.keys()))
    word = AGREES if not missing and not extra else SET_DIFFERENCE
    if missing and not extra and found.bound == LOWER:
        word = LOWER_BOUND
    return replace(verdict, verdict=word, missing=missing, extra=extra, difference=len(extra) - len(missing))


def _words(value: object) -> dict[str, str]:
    listed = value if isinstance(value, tuple) else (value,)
    return {plain(one): str(one) for one in listed}


def _check_text(verdict: Verdict, claim: Claim, found: Answer) -> Verdict:
    stated, known = str(claim.value), str(found.value)
    if not (_ISO.fullmatch(stated) and _ISO.fullmatch(known)):
        return replace(verdict, verdict=AGREES if plain(stated) == plain(known) else DIFFERS)
    if not is_date(stated):
        return replace(verdict, verdict=DATE_IMPOSSIBLE)
    shared = min(len(stated), len(known))
    if stated[:shared] == known[:shared]:
        return replace(verdict, verdict=AGREES)
    open_side = {LOWER: stated > known, UPPER: stated < known, ESTIMATE: True}.get(found.bound, False)
    word = MISSING_DATA if open_side else DIFFERS
    distance, unit = _distance(stated[:shared], known[:shared])
    return replace(verdict, verdict=word, difference=distance, difference_unit=unit)


def _distance(stated: str, known: str) -> tuple[int | None, str]:
    """Return how much later `known` is than `stated`, both of one precision."""
    if not is_date(known):
        return None, ""
    if len(stated) == len("2018-10-25"):
        return (date.fromisoformat(known) - date.fromisoformat(stated)).days, "days"
    years = int(known[:4]) - int(stated[:4])
    if len(stated) == len("2018"):
        return years, "years"
    return 12 * years + int(known[5:]) - int(stated[5:]), "months"


def is_date(text: str) -> bool:
    """Tell whether `text` is a year, month or day of the calendar in ISO form.

    >>> [is_date(text) for text in ("2018", "2018-02", "2018-02-29", "19-20.10.2020")]
    [True, True, False, False]
    """
    if not _ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _tidy(number: float) -> int | float:
    number = round(number, 9)
    return int(number) if number.is_integer() else number


def agreeing(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Return how many verdicts there are of each word, in the order of VERDICTS, without those that are none."""
    counts = {word: sum(1 for one in verdicts if one.verdict == word) for word in VERDICTS}
    return {word: count for word, count in counts.items() if count}
