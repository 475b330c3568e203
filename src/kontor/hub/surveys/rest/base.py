"""What the subjects share: the router."""

from kontor.hub.foundation.api import AreaRouter

router = AreaRouter(tags=["surveys"])
