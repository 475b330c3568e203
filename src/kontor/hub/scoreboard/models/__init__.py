"""Records of the scoreboard, one file per subject."""

from kontor.hub.scoreboard.models.claim import Claim
from kontor.hub.scoreboard.models.indicator import Indicator, IndicatorTarget, Period
from kontor.hub.scoreboard.models.measurement import Measurement, SubmittedReport

__all__ = ["Claim", "Indicator", "IndicatorTarget", "Measurement", "Period", "SubmittedReport"]
