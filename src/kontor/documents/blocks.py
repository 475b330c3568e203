"""What a report is made of: plain frozen objects that every writer (HTML, PDF, DOCX, XLSX, JSON) understands.

A `Report` is gathered once by an area and written in any format. Numbers are `Figure`s: each has a stable id, the
rule by which it was counted, how many records stand behind it, and where a reader can open them. Text speaks of
numbers only through `Value`, so a figure is never typed twice.

Texts arrive translated and values arrive typed (int, float, date, str): writers format them for the report's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

type CellValue = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere: a record's page, or a source outside. `href` may be relative to the site."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """The value of the report's figure `figure_id`: a link to its records on screen, a footnote on paper."""

    figure_id: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to the report's source `source_id`."""

    source_id: str


type Inline = str | Link | Strong | Value | Cite
type Text = str | tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `value` None means no data, which is never 0; `bound` tells '=' from '>=' ('at least').

    `unit` '%' (the value in points: 37.5) or a currency code is printed with the number wherever it stands; a unit in
    words is printed where the number stands alone, since running text names it itself.
    """

    id: str
    label: str
    value: int | float | date | None
    rule: str
    rows: int
    unit: str = ""
    href: str = ""
    bound: str = "="
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    title: str
    place: str = ""
    href: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A published claim held against the records. `verdict`: agrees, differs, contradicts, not-recomputable, ..."""

    claim: str
    published: CellValue
    recomputed: CellValue
    verdict: str
    verdict_label: str
    rule: str
    source: str
    rows: int
    href: str = ""


# Blocks, in the order in which a reader meets them.


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 opens a part, 2 a section, 3 a paragraph group. The report's own title is above them all."""

    text: str
    level: int = 1
    id: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A box beside the text. `kind`: info, warning (not comparable, lower bound), missing (what is not known)."""

    text: Text
    kind: str = "info"
    title: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The few numbers a reader should take home, large, each with its label and rule."""

    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs: the short facts of one record."""

    items: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: text, number, date, percent (points: 37.5 is 37.5 %), year. `share` is the relative width on paper."""

    id: str
    label: str
    kind: str = "text"
    share: float = 1.0
    help: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that opens its records, or carries a footnote. A bare `CellValue` may stand in its place."""

    value: CellValue
    href: str = ""
    note: str = ""


type Row = tuple[Cell | CellValue, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`wide` tables, and those of many columns, lie across the page on paper."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: Text = ""
    empty: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One value per category of its chart; None is no data and leaves a gap."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`form`: bars (horizontal), columns, stacked-bars, grouped-bars, line. The data table is always given with it."""

    id: str
    caption: str
    alt: str
    form: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    category_label: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class MapValue:
    """`country` is ISO 3166-1 alpha-2. `href` opens the records behind the value."""

    country: str
    label: str
    value: float
    href: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """A choropleth. `extent`: europe or world."""

    id: str
    caption: str
    alt: str
    values: tuple[MapValue, ...]
    unit: str
    extent: str = "world"
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Node:
    """`x`, `y` in 0..1 (y grows downwards), `size` in 0..1, `group` a small integer that picks a colour and a shape."""

    id: str
    label: str
    x: float
    y: float
    size: float = 0.3
    group: int = 0
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`weight` in 0..1 sets the width; `value` is what the data table prints."""

    source: str
    target: str
    weight: float = 0.3
    value: float = 1
    dashed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """`directed`: arrows lead from the source to the target. `height` is that of the picture where its width is 760."""

    id: str
    caption: str
    alt: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[str, ...] = ()
    unit: str = ""
    note: Text = ""
    directed: bool = False
    height: float = 560.0


type Block = Heading | Paragraph | Bullets | Note | KeyFigures | Facts | Table | Chart | Map | Network
type Drawing = Chart | Map | Network


@dataclass(frozen=True, slots=True)
class Report:
    """`actor` is a label ('the public', 'programme analyst'), never a person's address. `as_of` dates the records.
    `subject` is what the report is about, in words; `subject_key` its key where it is a record.

    `words` carries the few words that writers print themselves (contents, figure, table, source, as of ...), in the
    report's language; `documents.words` names them and holds the English ones.
    """

    kind: str
    title: str
    subject: str
    as_of: date
    actor: str
    language: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_known: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    subject_key: str = ""

    def figure(self, figure_id: str) -> Figure:
        """The figure with this id. Raises KeyError, naming the id, when the report does not hold it."""
        for candidate in self.figures:
            if candidate.id == figure_id:
                return candidate
        raise KeyError(figure_id)
