"""Which jobs exist, by name. Filled when the areas' `tasks.py` are imported."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job: a sentence for people, data for programs, a page to go to."""

    sentence: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How near a search is to its aim, as its page shows it: (label, value in words, what it means), and a drawing of the way."""

    figures: tuple[tuple[Any, str, Any], ...]
    drawing: Any = None


type Work = Callable[..., Done | None]

JOBS: dict[str, Work] = {}
# Jobs that think long before they write: around them no transaction, which on SQLite would keep everybody else from writing.
OWN_TRANSACTIONS: set[str] = set()
# Kind -> how its points are shown, and what is asked before it is stopped, where it is no ordinary job.
WAYS: dict[str, Callable[[Any], Way | None]] = {}
STOPS: dict[str, Any] = {}
DAILY: dict[str, Callable[[], None]] = {}
HOURLY: dict[str, Callable[[], None]] = {}


def job(
    name: str,
    *,
    own_transactions: bool = False,
    way: Callable[[Any], Way | None] | None = None,
    stop: Any = "",
) -> Callable[[Work], Work]:
    """Register a function `(progress, owner_id, **arguments) -> Done | None` as the job `name`.

    With `own_transactions` it opens them itself, each safe to repeat; else all it does is one. `way` tells of a job (its
    `curve`) how near it is to its aim. `stop` is the question before it is cancelled, where something of it is kept.
    """

    def register(work: Work) -> Work:
        JOBS[name] = work
        if own_transactions:
            OWN_TRANSACTIONS.add(name)
        if way:
            WAYS[name] = way
        if stop:
            STOPS[name] = stop
        return work

    return register


def daily(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function that is called once every night, safe to repeat."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        DAILY[name] = work
        return work

    return register


def hourly(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function that is called once every hour, safe to repeat."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        HOURLY[name] = work
        return work

    return register
