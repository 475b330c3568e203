"""Whom to meet: suggestions from offers and needs, and the set of meetings to hold when not all fit.

`suggest` lists for each `Profile` the others that complement it, a sentence for each part of the score. `choose` answers
a `Demand` with a `Choice`, its proven bound, and a reason for each wish left out; `faults_of` judges it.
"""

from kontor.engine.matching.check import faults_of
from kontor.engine.matching.choice import Choice, Full, LeftOut, Price
from kontor.engine.matching.choose import choose
from kontor.engine.matching.demand import Demand, DemandError, Exclusion, Limit, Person, Wish
from kontor.engine.matching.profile import Competence, Profile, ProfileError
from kontor.engine.matching.rows import Name
from kontor.engine.matching.suggest import suggest
from kontor.engine.matching.suggestion import Part, Suggestion, Weights

__all__ = [
    "Choice",
    "Competence",
    "Demand",
    "DemandError",
    "Exclusion",
    "Full",
    "LeftOut",
    "Limit",
    "Name",
    "Part",
    "Person",
    "Price",
    "Profile",
    "ProfileError",
    "Suggestion",
    "Weights",
    "Wish",
    "choose",
    "faults_of",
    "suggest",
]
