"""Countries for programs: profiles, the choice of target markets and market studies, one router."""

from kontor.hub.countries.rest import markets, profiles, studies  # noqa: F401 - their operations register themselves
from kontor.hub.countries.rest.base import router

__all__ = ["router"]
