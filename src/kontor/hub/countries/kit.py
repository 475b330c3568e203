"""What areas above plug into the profile of a country; filled in `front/wiring.py`, empty where they are not installed."""

from collections.abc import Callable
from typing import Any

from kontor.hub.directory.kit import Panel
from kontor.hub.foundation.actor import Actor

# (actor, code of the country) -> a panel of the profile's page, or None when there is nothing to say.
PANELS: list[Callable[[Actor, str], Panel | None]] = []

# Key of the profile -> (what it is called, its address): papers and pages about the country elsewhere.
LINKS: list[Callable[[str], tuple[Any, str]]] = []
