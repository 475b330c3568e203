"""Is a target plausible? It is put among what past partnerships achieved: in all, per month, per partner, per SME."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kontor.engine.indicators.number import Number, plain_number, whole
from kontor.engine.indicators.phrase import N_, Phrase

IN_ALL, PER_MONTH, PER_PARTNER, PER_SME = "in-all", "per-month", "per-partner", "per-sme"
BASES = (IN_ALL, PER_MONTH, PER_PARTNER, PER_SME)

LOW, USUAL, HIGH, UNSEEN, NOT_COMPARABLE = "low", "usual", "high", "unseen", "not-comparable"
"""Below what nine of ten achieved, above what nine of ten did, above all; or too few to compare with."""

FEWEST = 5
_SENTENCES = {
    LOW: N_("%(value)s is little: %(above)s of %(of)s past partnerships achieved more"),
    USUAL: N_("%(value)s is usual: %(below)s of %(of)s past partnerships achieved less, %(above)s more"),
    HIGH: N_("%(value)s is much: only %(above)s of %(of)s past partnerships achieved more"),
    UNSEEN: N_("%(value)s is more than any of %(of)s past partnerships achieved; the most was %(most)s"),
    NOT_COMPARABLE: N_("Not comparable: only %(of)s past partnerships are known, %(fewest)s are needed"),
}


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a partnership achieved, or wants to: the value, how long, how many partners and SMEs; None is not known.

    Only what has the same `group` (strand, generation) is compared.
    """

    partnership: str
    value: Number
    months: int | None = None
    partners: int | None = None
    smes: int | None = None
    group: str = ""

    def rate(self, basis: str) -> Number | None:
        """Return the value on a basis, None where its size is not known or 0."""
        size = {IN_ALL: 1, PER_MONTH: self.months, PER_PARTNER: self.partners, PER_SME: self.smes}[basis]
        return whole(Fraction(self.value) / size) if size else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A target on one basis among the past: how many are below, equal, above, its percentile (0 to 1), and the verdict.

    `past` are (partnership, rate), the largest first. Rates are exact.
    """

    basis: str
    rate: Number
    past: tuple[tuple[str, Number], ...]
    below: int
    equal: int
    above: int
    percentile: Number | None
    median: Number | None
    verdict: str
    sentence: Phrase

    def to_json(self) -> dict[str, object]:
        return {
            "basis": self.basis,
            "rate": plain_number(self.rate),
            "past": [[who, plain_number(rate)] for who, rate in self.past],
            **{name: getattr(self, name) for name in ("below", "equal", "above", "verdict")},
            "percentile": plain_number(self.percentile),
            "median": plain_number(self.median),
            **self.sentence.to_json(),
        }


def plausibility(target: Achieved, past: Sequence[Achieved], fewest: int = FEWEST) -> tuple[Comparison, ...]:
    """Return the target among past partnerships of its group on each basis for which its own size is known.

    With fewer than `fewest` comparators on a basis the verdict is 'not-comparable'. The percentile is the share that
    is below, those that are equal half. The partnership itself is left out. O(past log past).

    >>> past = [Achieved(f"p{n}", n, months=24) for n in (4, 6, 8, 10, 12)]
    >>> for one in plausibility(Achieved("new", 20, months=24), past):
    ...     print(one.basis, one.verdict, "-", one.sentence)
    in-all unseen - 20 is more than any of 5 past partnerships achieved; the most was 12
    per-month unseen - 5/6 is more than any of 5 past partnerships achieved; the most was 1/2
    """
    others = [one for one in past if one.group == target.group and one.partnership != target.partnership]
    rates = [(basis, target.rate(basis)) for basis in BASES]
    return tuple(_compared(basis, rate, others, fewest) for basis, rate in rates if rate is not None)


def _compared(basis: str, rate: Number, past: Sequence[Achieved], fewest: int) -> Comparison:
    told = [(one.partnership, known) for one in past if (known := one.rate(basis)) is not None]
    ordered = tuple(sorted(told, key=lambda one: (-one[1], one[0])))
    below = sum(known < rate for _, known in ordered)
    above = sum(known > rate for _, known in ordered)
    equal = len(ordered) - below - above
    enough = len(ordered) >= fewest and bool(ordered)
    share = whole(Fraction(2 * below + equal, 2 * len(ordered))) if enough else None
    verdict = _verdict(share, above + equal)
    most = ordered[0][1] if ordered else 0
    values = {
        "value": rate, "below": below, "above": above, "of": len(ordered), "most": most, "fewest": fewest,
    }  # fmt: skip
    median = _median([known for _, known in ordered]) if enough else None
    sentence = Phrase(_SENTENCES[verdict], values)
    return Comparison(basis, rate, ordered, below, equal, above, share, median, verdict, sentence)


def _verdict(share: Number | None, not_below: int) -> str:
    if share is None:
        return NOT_COMPARABLE
    if not_below == 0:
        return UNSEEN
    if share >= Fraction(9, 10):
        return HIGH
    return LOW if share <= Fraction(1, 10) else USUAL


def _median(ordered: Sequence[Number]) -> Number:
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return whole(Fraction(ordered[middle - 1] + ordered[middle]) / 2)
