"""What becomes of single meetings in other areas: the case of a meeting, or the way to make one. Filled by `front.wiring`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Contact:
    """The record that a meeting became (`url` is a page), or the way to make one (`makes`: one tap posts to `url`)."""

    label: Any
    url: str = ""
    makes: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """How far a meeting came elsewhere, in words, and the page that tells it."""

    label: Any
    url: str = ""


# (who reads, wishes whose meetings were held) -> the contact of each wish; few statements, whatever their number.
CONTACTS: list[Callable[[Actor, Collection[int]], Mapping[int, Contact]]] = []


def contacts_of(actor: Actor, wishes: Collection[int]) -> dict[int, Contact]:
    return {wish: contact for ask in CONTACTS for wish, contact in ask(actor, wishes).items()}


# (who reads, wishes) -> how far each that became something came; None where she may know that there is one, and no more.
FATES: list[Callable[[Actor, Collection[int]], Mapping[int, Fate | None]]] = []


def fates_of(actor: Actor, wishes: Collection[int]) -> dict[int, Fate | None]:
    return {wish: fate for ask in FATES for wish, fate in ask(actor, wishes).items()}
