from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import IndicatorError, Prospect, forecast
from kontor.engine.indicators.forecast import distribution

CHANCES = {"contact": 0.1, "negotiation": 0.4, "to be signed": 0.9, "certain": 1.0, "dead": 0.0}
PIPELINES = st.lists(st.sampled_from(sorted(CHANCES)), max_size=9).map(
    lambda stages: [Prospect(str(place), stage) for place, stage in enumerate(stages)]
)


def by_every_outcome(probabilities):
    """The probability of each number of successes, from all outcomes one by one."""
    chances = [0.0] * (len(probabilities) + 1)
    for outcome in product((0, 1), repeat=len(probabilities)):
        chances[sum(outcome)] += prod(
            p if hit else 1 - p for p, hit in zip(probabilities, outcome, strict=True)
        )
    return chances


@given(st.lists(st.floats(0, 1), max_size=8))
def test_distribution_is_that_of_all_outcomes(probabilities):
    assert distribution(np.array(probabilities)) == pytest.approx(by_every_outcome(probabilities), abs=1e-12)


@given(PIPELINES, st.integers(0, 5), st.integers(0, 12))
def test_forecast_holds_the_end_with_eight_in_ten(pipeline, achieved, target):
    chances = by_every_outcome([CHANCES[one.stage] for one in pipeline])

    told = forecast(achieved, pipeline, CHANCES, target)

    inside = sum(chance for n, chance in enumerate(chances) if told.low <= achieved + n <= told.high)
    assert inside >= 0.8 - 1e-9
    assert told.low <= told.median <= told.high
    assert told.mean == pytest.approx(achieved + sum(n * chance for n, chance in enumerate(chances)))
    assert told.chance == pytest.approx(
        sum(c for n, c in enumerate(chances) if achieved + n >= target), abs=1e-9
    )


@given(PIPELINES)
def test_forecast_states_its_pipeline_rows(pipeline):
    told = forecast(0, pipeline, CHANCES)

    assert sorted(told.rows) == sorted(one.row for one in pipeline)
    assert all(
        {one.row for one in pipeline if one.stage == part.stage} == set(part.rows) for part in told.parts
    )


def test_11_indicator_5_forecasts_from_its_eight_unsigned_rows():
    told = forecast(2, [Prospect(f"agr-t6-{n}", "negotiation") for n in range(8)], {"negotiation": 0.25}, 10)

    assert (told.mean, told.low, told.median, told.high) == (4, 2, 4, 6)
    assert told.chance == pytest.approx(0.25**8)
    assert str(told.formula) == "2 achieved + 8 x 0.25 (negotiation) = 4"
    assert told.to_json()["parts"] == [
        {"stage": "negotiation", "probability": 0.25, "rows": [f"agr-t6-{n}" for n in range(8)]}
    ]


def test_an_empty_pipeline_brings_nothing():
    told = forecast(3, [], CHANCES, 3)

    assert (told.mean, told.low, told.high, told.chance, told.rows) == (3, 3, 3, 1, ())


@pytest.mark.parametrize(
    ("pipeline", "chances", "sentence"),
    [
        ([Prospect("a", "lost")], {"contact": 0.1}, "Stage lost has no probability; known are contact"),
        ([Prospect("a", "contact")], {"contact": 10}, "10 of contact is not 0 to 1"),
        ([Prospect("a", "contact")], {"contact": float("nan")}, "nan of contact is not 0 to 1"),
        (
            [Prospect("a", "contact"), Prospect("a", "contact")],
            {"contact": 0.1},
            "Row a stands in the pipeline twice",
        ),
    ],
)
def test_a_pipeline_that_cannot_be_is_refused(pipeline, chances, sentence):
    with pytest.raises(IndicatorError, match=sentence):
        forecast(0, pipeline, chances)
