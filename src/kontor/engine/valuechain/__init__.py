"""Who contributes what to a value chain, where something is missing, and whom to invite so that it is not.

A `Chain` has components, links, organisations and contributions. `coverage` tells what is filled, with gaps and
overlaps; `balance`, `single_points` and `joints` how the work is spread and what hangs on whom; `remarks` what looks
odd. `fillings` and `candidates` search a directory for whom the gaps need; `invite` answers a `Call` with the smallest
set of candidates, its proven bound and reasons, which `faults_of` judges. `draw` says where components stand in a picture.
"""

from kontor.engine.valuechain.balance import Balance, Portion, balance
from kontor.engine.valuechain.call import Call, CallError, Candidate, Gap, Offer, gaps_of
from kontor.engine.valuechain.chain import (
    Chain,
    ChainError,
    Component,
    Contribution,
    Link,
    Organisation,
    Scale,
)
from kontor.engine.valuechain.check import faults_of
from kontor.engine.valuechain.check_drawing import drawing_faults
from kontor.engine.valuechain.coverage import Coverage, Overlap, Stage, coverage
from kontor.engine.valuechain.drawing import Drawing, Line, Spot, draw
from kontor.engine.valuechain.fill import Filling, candidates, fillings
from kontor.engine.valuechain.fragile import Joint, SinglePoint, joints, single_points
from kontor.engine.valuechain.invitation import Alternative, Invitation, Invited, Price, StillOpen
from kontor.engine.valuechain.invite import invite
from kontor.engine.valuechain.remarks import Remark, remarks

__all__ = [
    "Alternative",
    "Balance",
    "Call",
    "CallError",
    "Candidate",
    "Chain",
    "ChainError",
    "Component",
    "Contribution",
    "Coverage",
    "Drawing",
    "Filling",
    "Gap",
    "Invitation",
    "Invited",
    "Joint",
    "Line",
    "Link",
    "Offer",
    "Organisation",
    "Overlap",
    "Portion",
    "Price",
    "Remark",
    "Scale",
    "SinglePoint",
    "Spot",
    "Stage",
    "StillOpen",
    "balance",
    "candidates",
    "coverage",
    "draw",
    "drawing_faults",
    "faults_of",
    "fillings",
    "gaps_of",
    "invite",
    "joints",
    "remarks",
    "single_points",
]
