"""What areas above plug into the profile of a country; filled in `front/wiring.py`, empty where they are not installed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kontor.hub.directory.kit import Panel
from kontor.hub.foundation.actor import Actor

# (actor, code of the country) -> a panel of the profile's page, or None when there is nothing to say.
PANELS: list[Callable[[Actor, str], Panel | None]] = []

# Key of the profile -> (what it is called, its address): papers and pages about the country elsewhere.
LINKS: list[Callable[[str], tuple[Any, str]]] = []


@dataclass(frozen=True, slots=True)
class Record:
    """What stands behind a number: its words and its page."""

    label: Any
    url: str


# (actor, id of a partnership) -> country -> the partnership's own records there, as far as the actor sees them.
EXPERIENCE: list[Callable[[Actor, int], Mapping[str, Iterable[Record]]]] = []
