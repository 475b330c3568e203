"""What the pipeline will bring: each row counts with the probability of its stage, and the range says how sure that is.

The number of successes among independent rows of different probability is Poisson-binomial; its distribution is worked
out exactly by convolution (Hong 2013), not approximated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.indicators.phrase import N_, IndicatorError, Phrase, listed

type Distribution = NDArray[np.float64]

LOW, HIGH = 0.1, 0.9
_SURE = 1e-12
"""Quantiles forgive the rounding of sums of probabilities."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A row of the pipeline and the stage that it has reached."""

    row: str
    stage: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one stage brings: its rows, each with this probability."""

    stage: str
    probability: float
    rows: tuple[str, ...]

    @property
    def mean(self) -> float:
        return self.probability * len(self.rows)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The mean, and the range: with probability 0.1 the end is below `low`, with 0.1 above `high`, at most.

    `chance` is the probability that the target is reached, None without a target. `parts` are the pipeline by stage.
    """

    achieved: int
    mean: float
    low: int
    median: int
    high: int
    parts: tuple[Part, ...]
    formula: Phrase
    chance: float | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the pipeline that the forecast counts."""
        return tuple(row for part in self.parts for row in part.rows)

    def to_json(self) -> dict[str, object]:
        return {
            **{name: getattr(self, name) for name in ("achieved", "mean", "low", "median", "high", "chance")},
            "parts": [
                {"stage": one.stage, "probability": one.probability, "rows": list(one.rows)}
                for one in self.parts
            ],
            "formula": self.formula.to_json(),
        }


def forecast(
    achieved: int, pipeline: Sequence[Prospect], probabilities: Mapping[str, float], target: int | None = None
) -> Forecast:
    """Return what is achieved in the end if every row of the pipeline succeeds with the probability of its stage.

    `probabilities` are 0 to 1 by stage. Rows are taken as independent. Raises IndicatorError for a stage without
    a probability, one that is not 0 to 1, and a row that stands in the pipeline twice. O(rows^2).

    >>> rows = [Prospect("a", "negotiation"), Prospect("b", "negotiation"), Prospect("c", "to be signed")]
    >>> told = forecast(2, rows, {"negotiation": 0.5, "to be signed": 0.9}, target=5)
    >>> told.mean, told.low, told.high, told.chance
    (3.9, 3, 5, 0.225)
    >>> print(told.formula)
    2 achieved + 2 x 0.5 (negotiation) + 1 x 0.9 (to be signed) = 3.9
    """
    parts = _parts(pipeline, probabilities)
    each = np.array([part.probability for part in parts for _row in part.rows], dtype=np.float64)
    chances = distribution(each)
    mean = achieved + float(each.sum())
    low, median, high = (achieved + _quantile(chances, share) for share in (LOW, 0.5, HIGH))
    return Forecast(
        achieved,
        round(mean, 9),
        low,
        median,
        high,
        parts,
        _formula(achieved, parts, mean),
        _chance(chances, target, achieved),
    )


def distribution(probabilities: NDArray[np.float64]) -> Distribution:
    """Return the probability of 0, 1, ... successes of independent trials, shape (trials + 1,). O(trials^2).

    >>> distribution(np.array([0.5, 0.5])).tolist()
    [0.25, 0.5, 0.25]
    """
    pieces: list[Distribution] = [np.array([1 - one, one]) for one in probabilities] or [np.ones(1)]
    while len(pieces) > 1:
        pairs = zip(pieces[::2], pieces[1::2], strict=False)
        pieces = [np.convolve(a, b) for a, b in pairs] + pieces[len(pieces) - len(pieces) % 2 :]
    return pieces[0]


def _parts(pipeline: Sequence[Prospect], probabilities: Mapping[str, float]) -> tuple[Part, ...]:
    rows: dict[str, list[str]] = {}
    seen: set[str] = set()
    for one in pipeline:
        if one.row in seen:
            raise IndicatorError("pipeline", N_("Row %(row)s stands in the pipeline twice"), row=one.row)
        seen.add(one.row)
        rows.setdefault(one.stage, []).append(one.row)
    for stage in rows:
        probability = probabilities.get(stage)
        if probability is None:
            known = listed(tuple(probabilities))
            raise IndicatorError(
                "probabilities",
                N_("Stage %(stage)s has no probability; known are %(known)s"),
                stage=stage,
                known=known,
            )
        if not 0 <= probability <= 1:
            raise IndicatorError(
                "probabilities",
                N_("%(probability)s of %(stage)s is not 0 to 1"),
                probability=probability,
                stage=stage,
            )
    return tuple(
        Part(stage, probabilities[stage], tuple(rows[stage])) for stage in probabilities if stage in rows
    )


def _quantile(chances: Distribution, share: float) -> int:
    """The smallest number that is not exceeded with this probability."""
    return int(np.searchsorted(np.cumsum(chances), share - _SURE))


def _chance(chances: Distribution, target: int | None, achieved: int) -> float | None:
    if target is None:
        return None
    return round(float(min(chances[max(target - achieved, 0) :].sum(), 1.0)), 12)


def _formula(achieved: int, parts: Sequence[Part], mean: float) -> Phrase:
    terms = "".join(f" + {len(one.rows)} x {one.probability:g} ({one.stage})" for one in parts)
    return Phrase(
        N_("%(achieved)s achieved%(terms)s = %(mean)s"),
        {"achieved": achieved, "terms": terms, "mean": f"{mean:g}"},
    )
