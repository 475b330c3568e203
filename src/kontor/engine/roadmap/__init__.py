"""What hangs on what in a roadmap of project months: how much room each activity has, on which the end hangs, and what a delay moves.

A `Plan` holds activities with the month in which they end, how many months they take and what they come after. `rooms`
tells how far each may slip before the end of the plan slips, `critical` on which the end hangs, `clashes` what begins before
what it comes after has ended. `shift` moves activities and tells what follows, and why; `expected` does so for what is late today.
"""

from kontor.engine.roadmap.moves import Move, expected, shift
from kontor.engine.roadmap.plan import Activity, Plan, PlanError
from kontor.engine.roadmap.room import Clash, Room, clashes, critical, rooms

__all__ = [
    "Activity",
    "Clash",
    "Move",
    "Plan",
    "PlanError",
    "Room",
    "clashes",
    "critical",
    "expected",
    "rooms",
    "shift",
]
