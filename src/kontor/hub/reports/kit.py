"""The catalogue: what every kind of report says of itself. Filled in `front.wiring`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`gather(actor, as_of, language)` returns a `documents.Report` with what this actor may see on that day, whole.

    Sections that fill a page (`documents.sections`) are read one by one on screen, so a page needs less: `on_screen` gathers
    the same report with the headings of these sections alone, `section` one of them as a report (KeyError where there is none).
    """

    key: str
    title: Any
    description: Any
    gather: Callable[[Actor, date, str], Any]
    on_screen: Callable[[Actor, date, str], Any]
    section: Callable[[Actor, date, str, str], Any]


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
