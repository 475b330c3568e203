"""What a report's numbers are: 'Table 3', 'Figure 2', note 7, source 4. Every writer asks here, so they all agree.

Numbers follow the order of reading. A figure of the report gets a note number where text first mentions it; sources
are numbered as the report lists them; tables and drawings are counted apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kontor.documents import values
from kontor.documents.blocks import (
    Block,
    Bullets,
    Chart,
    Cite,
    Drawing,
    Facts,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    Link,
    Map,
    Network,
    Note,
    Paragraph,
    Report,
    Source,
    Strong,
    Table,
    Text,
    Value,
)
from kontor.documents.words import Words, drawing_words, words_of

ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class ReportError(ValueError):
    """The report contradicts itself; the sentence says where and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the contents list it. `anchor` is unique in the report and safe in any format."""

    text: str
    level: int
    anchor: str
    new_page: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, ready to print. `kind`: text, strong, link, value, cite. `number` is the note's or source's."""

    kind: str
    text: str
    href: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    report: Report
    words: Words
    entries: tuple[Entry, ...]
    numbers: Mapping[str, int]
    notes: tuple[Figure, ...]
    figures: Mapping[str, Figure]
    note_numbers: Mapping[str, int]
    source_numbers: Mapping[str, int]

    def caption_mark(self, block: Table | Drawing) -> str:
        """'Table 3' or 'Figure 2', in the report's words."""
        key = "caption_table" if isinstance(block, Table) else "caption_figure"
        return self.words[key].replace("{number}", str(self.numbers[block.id]))

    def runs(self, text: Text) -> list[Run]:
        """The text in printable pieces: values formatted, notes and sources numbered."""
        return [self._run(piece) for piece in pieces(text)]

    def plain(self, text: Text) -> str:
        """The text without any mark-up, as a spreadsheet or an alternative text can carry it."""
        return "".join(f"[{run.text}]" if run.kind == "cite" else run.text for run in self.runs(text))

    def note_text(self, figure: Figure) -> str:
        """What stands in the note of a figure: what it counts, by which rule, how many records, any remark."""
        said = fill(
            self.words["footnote"],
            label=figure.label.rstrip(". "),
            rule=figure.rule.rstrip(". "),
            rows=values.number(figure.rows, self.report.language),
        )
        return values.clean(f"{said} {figure.note}".strip())

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        return tuple(block for block in self.report.blocks if isinstance(block, Chart | Map | Network))

    def drawing_words(self) -> Words:
        return drawing_words(self.words)

    def data_table(self, block: Drawing) -> Table:
        """The table behind a drawing, in the report's language."""
        from kontor.documents import drawings

        return drawings.data_table(block, self.report.language, self.drawing_words())

    def picture(self, block: Drawing, theme: str) -> str:
        """The drawing as SVG; `theme` is 'page' or 'paper'."""
        from kontor.documents import drawings

        return values.clean(drawings.draw(block, theme, self.report.language, self.drawing_words()))

    def dated(self) -> str:
        return fill(self.words["as_of"], date=values.day(self.report.as_of, self.report.language))

    def drawn_for(self) -> str:
        return values.clean(fill(self.words["actor"], actor=self.report.actor))

    def _run(self, piece: Inline) -> Run:
        match piece:
            case str():
                return Run("text", values.clean(piece))
            case Strong():
                return Run("strong", values.clean(piece.text))
            case Link():
                return Run("link", values.clean(piece.text), piece.href)
            case Value():
                figure = self.figures[piece.figure_id]
                shown = values.spoken(figure, self.report.language, self.words)
                return Run("value", shown, figure.href, self.note_numbers[figure.id])
            case Cite():
                place = self.source_numbers[piece.source_id]
                return Run("cite", str(place), number=place)


def outline(report: Report) -> Outline:
    """Number the report. O(size of the report).

    Raises ReportError when a block speaks of a figure or source that the report does not hold, or when two figures,
    sources, tables or drawings share an id.
    """
    figures = {figure.id: figure for figure in report.figures}
    _refuse_doubles("figure", [figure.id for figure in report.figures], report)
    _refuse_doubles("source", [source.id for source in report.sources], report)
    _refuse_doubles(
        "table or drawing",
        [b.id for b in report.blocks if isinstance(b, Table | Chart | Map | Network)],
        report,
    )
    source_numbers = {source.id: place for place, source in enumerate(report.sources, start=1)}
    _refuse_strangers(report, figures, source_numbers)
    notes = _noted(report, figures)
    return Outline(
        report=report,
        words=words_of(report),
        entries=tuple(_entries(report)),
        numbers=_block_numbers(report.blocks),
        notes=notes,
        figures=figures,
        note_numbers={figure.id: place for place, figure in enumerate(notes, start=1)},
        source_numbers=source_numbers,
    )


def pieces(text: Text) -> tuple[Inline, ...]:
    return (text,) if isinstance(text, str) else text


def texts(block: Block) -> Iterator[Text]:
    """The running texts of a block in the order in which every writer prints them."""
    match block:
        case Paragraph() | Note():
            yield block.text
        case Bullets():
            yield from block.items
        case Facts():
            yield from (text for _, text in block.items)
        case Table() | Chart() | Map() | Network():
            yield block.note


def fill(pattern: str, **parts: str) -> str:
    """The pattern with its {names} replaced. Unlike str.format it takes braces in the parts, and in a bad pattern."""
    return re.sub(r"\{(\w+)\}", lambda found: parts.get(found[1], found[0]), pattern)


def source_line(source: Source, outline: Outline) -> str:
    """'Title, place, 3 Mar 2020': a source as the list of sources prints it."""
    dated = values.day(source.on, outline.report.language) if source.on else ""
    return values.clean(", ".join(part for part in (source.title, source.place, dated) if part))


def _entries(report: Report) -> Iterator[Entry]:
    """Headings in order. No level is skipped on the way down: readers of contents, and PDF/UA, forbid it."""
    taken: set[str] = set()
    level = 0
    for place, block in enumerate(report.blocks):
        if isinstance(block, Heading):
            anchor = block.id if ANCHOR.fullmatch(block.id) else f"part-{place}"
            while anchor in taken:
                anchor += "-again"
            taken.add(anchor)
            level = min(max(block.level, 1), level + 1, 3)
            yield Entry(values.clean(block.text).strip() or "–", level, anchor, block.new_page)


def _block_numbers(blocks: tuple[Block, ...]) -> dict[str, int]:
    tables = [block.id for block in blocks if isinstance(block, Table)]
    drawings = [block.id for block in blocks if isinstance(block, Chart | Map | Network)]
    return {block_id: place for ids in (tables, drawings) for place, block_id in enumerate(ids, start=1)}


def _noted(report: Report, figures: Mapping[str, Figure]) -> tuple[Figure, ...]:
    mentions = [piece.figure_id for piece in _all_pieces(report) if isinstance(piece, Value)]
    return tuple(figures[figure_id] for figure_id in dict.fromkeys(mentions))


def _all_pieces(report: Report) -> Iterator[Inline]:
    for block in report.blocks:
        for text in texts(block):
            yield from pieces(text)


def _refuse_doubles(what: str, ids: list[str], report: Report) -> None:
    doubles = [one for one, times in Counter(ids).items() if times > 1]
    if doubles:
        raise ReportError(
            f"The report '{report.kind}' holds more than one {what} with the id '{doubles[0]}'. Give each its own id."
        )


def _refuse_strangers(report: Report, figures: Mapping[str, Figure], sources: Mapping[str, int]) -> None:
    spoken = [piece.figure_id for piece in _all_pieces(report) if isinstance(piece, Value)]
    shown = [one for block in report.blocks if isinstance(block, KeyFigures) for one in block.figure_ids]
    cited = [piece.source_id for piece in _all_pieces(report) if isinstance(piece, Cite)]
    for what, asked, known in (("figure", spoken + shown, figures), ("source", cited, sources)):
        for stranger in asked:
            if stranger not in known:
                raise ReportError(
                    f"The report '{report.kind}' speaks of the {what} '{stranger}', which it does not hold. "
                    f"Add it to the report's {what}s or correct the id."
                )
