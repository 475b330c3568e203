"""This area for programs, one file per subject."""

from kontor.hub.scoreboard.rest.claims import router
from kontor.hub.scoreboard.rest.indicators import router as indicators

router.add_router("", indicators)

__all__ = ["router"]
