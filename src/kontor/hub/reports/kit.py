"""The catalogue: what every kind of report says of itself. Filled in `front.wiring`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kontor.documents import sections
from kontor.documents.blocks import Block, Figure, Report
from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Order:
    """For whom a report is drawn, as of which day, in which language, and about what: the key of a subject, or ''."""

    actor: Actor
    as_of: date
    language: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the reports of a kind are about: records with a key, whose text is their name.

    `seen` are all that the actor may have one drawn of, `told` those of them that have something to tell: the ones listed.
    Where they are `optional`, the report is drawn without one, too: of the whole platform.
    """

    seen: Callable[[Actor], QuerySet[Any]]
    told: Callable[[Actor], QuerySet[Any]]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file in a format that only this kind of report has. `write(order)` returns its bytes."""

    label: Any
    extension: str
    media_type: str
    write: Callable[[Order], bytes]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`gather(order)` returns the report with what this actor may see on that day, whole.

    Sections that fill a page (`documents.sections`) are read one by one on screen, so a page needs less: `on_screen` gathers
    the same report with the headings of these sections alone, `section` one of them as a report (KeyError where there is none).
    Kinds without such sections leave both out. Kinds with `subjects` are drawn of one of them (see there). `own_files` are formats of
    this kind beside the usual ones, by name.
    """

    key: str
    title: Any
    description: Any
    gather: Callable[[Order], Report]
    on_screen: Callable[[Order], Report] | None = None
    section: Callable[[Order, str], Report] | None = None
    subjects: Subjects | None = None
    own_files: Mapping[str, OwnFile] = field(default_factory=dict)

    def shown(self, order: Order) -> Report:
        """What a page shows, before its sections are made links."""
        return (self.on_screen or self.gather)(order)

    def section_of(self, order: Order, id: str) -> Report:
        return self.section(order, id) if self.section else sections.section(self.gather(order), id)


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


type Part = Callable[[Actor, date, str, str], tuple[tuple[Block, ...], tuple[Figure, ...], tuple[str, ...]]]
"""A part of a report that another area tells: for this actor, as of a day, in a language, of a subject or ''. It gives blocks,
figures and what is not known.
"""

PROGRESS_PARTS: list[Part] = []
"""What stands in the progress report over a programme before the agreements. Filled in `front.wiring`."""

CATALOGUE = Catalogue()
