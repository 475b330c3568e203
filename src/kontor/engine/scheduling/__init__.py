"""Who meets whom, when and where: wishes of an event as a schedule that is valid, good, and known how good.

Read `problem` (what is asked), `solution` (what is answered) and `check` (whether an answer holds) first; any one
solver is then readable without the others. `arrays` and `draft` are the numbers that solvers hand to each other.
Heavy solvers are imported by the call that needs them, so importing this package is quick.
"""

from kontor.engine.scheduling.check import Quality, Report, Violation, check
from kontor.engine.scheduling.problem import (
    Aims,
    Exclusion,
    Participant,
    Place,
    Precedence,
    Problem,
    ProblemError,
    Slot,
    Travel,
    Wish,
)
from kontor.engine.scheduling.solution import Answer, Control, Meeting, Progress, Seconds, Solution, Status

__all__ = [
    "Aims",
    "Answer",
    "Control",
    "Exclusion",
    "Meeting",
    "Participant",
    "Place",
    "Precedence",
    "Problem",
    "ProblemError",
    "Progress",
    "Quality",
    "Report",
    "Seconds",
    "Slot",
    "Solution",
    "Status",
    "Travel",
    "Violation",
    "Wish",
    "check",
]
