"""What higher areas plug in: what indicator cards are called."""

from collections.abc import Callable, Collection, Mapping

from kontor.hub.foundation.actor import Actor

# Keys of cards -> (title, address) of those that the actor sees; filled by front/wiring.py.
CARDS: list[Callable[[Actor, Collection[str]], Mapping[str, tuple[str, str]]]] = []
