"""What areas above plug into the directory; filled in `front/wiring.py`, empty where they are not installed.

An organisation may be open to the partners of its partnerships, but partnerships lie above: they answer here which
organisations an actor shares one with. Panels and counts of the organisation's page and list come the same way.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.actor import Actor

type OrganisationIds = Any  # a set of ids, or a subquery of one column


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the organisation's page: `template` draws it and gets `panel.data`."""

    template: str
    data: Any


# Organisations with which the actor shares a partnership, or a programme: they see 'partners' and 'programme' rows.
SHARED_TEAMS: list[Callable[[Actor], OrganisationIds]] = []
SHARED_PROGRAMMES: list[Callable[[Actor], OrganisationIds]] = []

# (actor, organisation) -> a panel of the organisation's page, or None when there is nothing to say.
PANELS: list[Callable[[Actor, Any], Panel | None]] = []

# (actor, organisation ids) -> id -> number of partnerships the actor may see, for one page of the list.
PARTNERSHIP_COUNTS: list[Callable[[Actor, Iterable[int]], Mapping[int, int]]] = []


def partnership_counts(actor: Actor, organisations: Iterable[int]) -> Mapping[int, int] | None:
    """How many partnerships each takes part in; None when nobody knows."""
    if not PARTNERSHIP_COUNTS:
        return None
    wanted = tuple(organisations)
    return PARTNERSHIP_COUNTS[-1](actor, wanted) if wanted else {}
