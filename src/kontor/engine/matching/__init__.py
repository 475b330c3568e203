"""Whom to meet: suggestions from offers and needs, and the set of meetings to hold when not all fit.

`complements` says who of a `Stock` (all that others hold, by column) complements an organisation. `Directory` keeps what all offer and seek by column; `find` answers a `Search` in it within milliseconds, with reasons.
`suggest` lists for each `Profile` the others that complement it, a sentence for each part of the score; `distributed.over` spreads that over the workers of a cluster. `choose` answers
a `Demand` with a `Choice`, its proven bound, and a reason for each wish left out; `faults_of` judges it. `overlaps` finds where
plans of several parties meet, and `fewest_journeys` who could travel together. `rank` orders options by weighted criteria, and
`advised` names the best of them.
"""

from kontor.engine.matching.check import faults_of
from kontor.engine.matching.choice import Choice, Full, LeftOut, Price
from kontor.engine.matching.choose import choose
from kontor.engine.matching.complement import Ask, Complement, Others, complements
from kontor.engine.matching.demand import Demand, DemandError, Exclusion, Limit, Person, Wish
from kontor.engine.matching.directory import Directory
from kontor.engine.matching.find import find, score
from kontor.engine.matching.hit import OFFERS, SEEKS, Found, Hit, Reason, Search
from kontor.engine.matching.profile import Competence, Profile, ProfileError
from kontor.engine.matching.rank import Criterion, Ranked, Scored, advised, rank
from kontor.engine.matching.rows import Name
from kontor.engine.matching.stock import NO_TERM, Held, Stock
from kontor.engine.matching.suggest import suggest
from kontor.engine.matching.suggestion import Part, Suggestion, Weights
from kontor.engine.matching.travel import Journeys, Meeting, Party, Plan, fewest_journeys, overlaps

__all__ = [
    "NO_TERM",
    "OFFERS",
    "SEEKS",
    "Ask",
    "Choice",
    "Competence",
    "Complement",
    "Criterion",
    "Demand",
    "DemandError",
    "Directory",
    "Exclusion",
    "Found",
    "Full",
    "Held",
    "Hit",
    "Journeys",
    "LeftOut",
    "Limit",
    "Meeting",
    "Name",
    "Others",
    "Part",
    "Party",
    "Person",
    "Plan",
    "Price",
    "Profile",
    "ProfileError",
    "Ranked",
    "Reason",
    "Scored",
    "Search",
    "Stock",
    "Suggestion",
    "Weights",
    "Wish",
    "advised",
    "choose",
    "complements",
    "faults_of",
    "fewest_journeys",
    "find",
    "overlaps",
    "rank",
    "score",
    "suggest",
]
