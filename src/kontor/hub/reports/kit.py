"""The catalogue: what every kind of report says of itself. Filled in `front.wiring`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`gather(actor, as_of, language)` returns a `documents.Report` with what this actor may see on that day."""

    key: str
    title: Any
    description: Any
    gather: Callable[[Actor, date, str], Any]


class Catalogue:
    """Report kinds by key, in the order in which they were added."""

    def __init__(self) -> None:
        self.kinds: dict[str, ReportKind] = {}

    def add(self, kind: ReportKind) -> None:
        self.kinds[kind.key] = kind

    def __getitem__(self, key: str) -> ReportKind:
        return self.kinds[key]

    def get(self, key: str) -> ReportKind | None:
        return self.kinds.get(key)


CATALOGUE = Catalogue()
