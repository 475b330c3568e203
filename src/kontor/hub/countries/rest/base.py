"""The one router of countries."""

from kontor.hub.foundation.api import AreaRouter

router = AreaRouter(tags=["countries"])
