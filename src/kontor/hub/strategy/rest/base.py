"""The router of this area."""

from kontor.hub.foundation.api import AreaRouter

router = AreaRouter(tags=["strategy"])
