"""Countries for programs: profiles, and the choice of target markets, one router."""

from kontor.hub.countries.rest import markets, profiles  # noqa: F401 - their operations register themselves
from kontor.hub.countries.rest.base import router

__all__ = ["router"]
