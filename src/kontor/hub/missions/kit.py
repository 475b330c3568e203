"""What other areas know of events: links to what they plan, and the single meetings that they count. Filled by `front.wiring`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Link:
    """A page about the event in another area, or the way to make one."""

    label: Any
    url: str
    hint: Any = ""


# (who reads, the event, whether she may edit it) -> the links; one statement each.
LINKS: list[Callable[[Actor, Any, bool], Iterable[Link]]] = []

# Events -> the single meetings held at each, where they were counted one by one; these stand before entered numbers.
COUNTED: list[Callable[[Iterable[int]], Mapping[int, int]]] = []


def counted_meetings(events: Iterable[int]) -> dict[int, int]:
    """Event -> meetings counted one by one. One statement for each area that counts."""
    pks = list(events)
    return {event: number for count in COUNTED for event, number in count(pks).items()}
