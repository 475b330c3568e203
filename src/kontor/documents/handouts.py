"""What people carry at an event and what hangs on its walls: sheets that each begin a page of their own, and badges to cut out.

Unlike a report, a handout has no cover, no contents and no figures: each page begins with what it is about. PDF/UA-1, set by
Typst in Inter like the reports; no text ever becomes source code.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from kontor.documents import values
from kontor.documents.pdf import set_in, tongue

# Broad types of cards: what a badge holder takes.
BADGE = (85, 54)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`share` is the relative width. `strong` sets the first line of each cell apart, `write` leaves room to write."""

    label: str
    share: float = 1.0
    strong: bool = False
    write: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a sheet under a heading of its own; a cell is its lines. `empty` stands where there are no rows."""

    heading: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper about one person or thing: its title, what it says of it, its tables, and a closing line."""

    title: str
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Badge:
    """`code` is a drawing (SVG) that a phone reads; `code_label` says what it opens."""

    name: str
    lines: tuple[str, ...]
    kind: str
    code: str
    code_label: str


@dataclass(frozen=True, slots=True)
class Handout:
    """`subject` stands on every page (the session), `dated` says of when it is; `words` as in a report, in its language."""

    title: str
    subject: str
    dated: str
    as_of: date
    language: str
    words: Mapping[str, str]
    empty: str


def sheets(handout: Handout, found: tuple[Sheet, ...]) -> bytes:
    """Each sheet from the top of a page, its pages numbered by themselves."""
    return _set("sheets", handout, [asdict(one) for one in found])


def badges(handout: Handout, found: tuple[Badge, ...]) -> bytes:
    """Ten on a page, with lines to cut along."""
    return _set("badges", handout, [asdict(one) for one in found])


def _set(form: str, handout: Handout, found: list[dict[str, object]]) -> bytes:
    record = {
        "form": form,
        "title": values.clean(handout.title) or "-",
        "subject": values.clean(handout.subject),
        "dated": values.clean(handout.dated),
        "empty": values.clean(handout.empty),
        "page": handout.words.get("page", "Page {page} of {pages}"),
        "badge": BADGE,
        "found": _cleaned(found),
        **tongue(handout.language),
    }
    made = datetime.combine(handout.as_of, time(), UTC)
    return set_in("handout.typ", json.dumps(record, ensure_ascii=False), made)


def _cleaned(found: object) -> object:
    """The same with every text as it may be printed."""
    match found:
        case str():
            return values.clean(found)
        case dict():
            return {key: _cleaned(value) for key, value in found.items()}
        case list() | tuple():
            return [_cleaned(value) for value in found]
        case _:
            return found
