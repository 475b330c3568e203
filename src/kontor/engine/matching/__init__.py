"""Whom to meet: suggestions from offers and needs, and the set of meetings to hold when not all fit.

`choose` answers a `Demand` with a `Choice`, its proven bound, and a reason for each wish left out; `faults_of` judges
it.
"""

from kontor.engine.matching.check import faults_of
from kontor.engine.matching.choice import Choice, Full, LeftOut, Price
from kontor.engine.matching.choose import choose
from kontor.engine.matching.demand import Demand, DemandError, Exclusion, Limit, Person, Wish
from kontor.engine.matching.rows import Name

__all__ = [
    "Choice",
    "Demand",
    "DemandError",
    "Exclusion",
    "Full",
    "LeftOut",
    "Limit",
    "Name",
    "Person",
    "Price",
    "Wish",
    "choose",
    "faults_of",
]
