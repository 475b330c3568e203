"""Lists of this area."""

from kontor.hub.scoreboard.tables.claims import Claims, with_verdicts

__all__ = ["Claims", "with_verdicts"]
