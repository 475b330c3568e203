"""The blocks of a report as WordprocessingML: headings, lists, notes, tables, drawings, text with footnotes and links."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Emu

from kontor.documents import values, wordml
from kontor.documents.blocks import (
    Block,
    Bullets,
    Chart,
    Drawing,
    Facts,
    Figure,
    Heading,
    KeyFigures,
    Map,
    Network,
    Note,
    Paragraph,
    Table,
    Text,
)
from kontor.documents.outline import Entry, Outline, Run
from kontor.documents.tables import RIGHT, SetCell, set_table
from kontor.documents.wordml import Element, element, paragraph, run

WIDTH = 9410  # of the text, in twentieths of a point: 166 mm
ACROSS = 14342  # the same on a page that lies: 253 mm
PICTURE_PIXELS = 1600
TALLEST = 150 * 36000  # 150 mm in English metric units
LONGEST_LARGE = 7  # characters of a key figure that fit a quarter of the line in large type
MOST_TOGETHER = 8  # rows
LONG_ROW = 1500  # characters, from which on a row may be torn apart
NOTE_TONES = {"info": "1F5A99", "warning": "9A4A05", "missing": "55626F"}
VERDICT_TONES = {"agrees": "0F6B5D", "differs": "9A4A05", "contradicts": "A3212F"}


class Body:
    """Writes the blocks of one report; `docx.Writer` puts cover, contents and closing sections around them."""

    def __init__(self, numbered: Outline, document: Any, site: str) -> None:
        self.numbered, self.document, self.site = numbered, document, site
        self.report, self.words = numbered.report, numbered.words
        self.entries = iter(numbered.entries)
        self.footnotes: list[Element] = []
        self.relationships: dict[str, str] = {}
        self.bookmarks = 0
        self.lists = 1
        self.width = WIDTH
        self.sections: list[tuple[Element, bool]] = []  # paragraphs that end one, and whether its pages lie

    # Blocks

    def laid(self, across: bool, blocks: Iterable[Block]) -> Iterator[Element]:
        """Blocks on pages of one orientation."""
        if across:
            yield self.section_end(lies=False)
        self.width = ACROSS if across else WIDTH
        made = [one for block in blocks for one in self.block(block)]
        # Below a table that fills the page, space without words would be carried over to a page of its own.
        if across and made and wordml.is_space(made[-1]):
            made.pop()
        yield from made
        if across:
            yield self.section_end(lies=True)
        self.width = WIDTH

    def section_end(self, *, lies: bool) -> Element:
        made = element("pPr", element("pStyle", val="PageEnd"))
        self.sections.append((made, lies))
        return element("p", made)

    def block(self, block: Block) -> Iterator[Element]:
        match block:
            case Heading():
                yield self.heading(next(self.entries))
            case Paragraph():
                yield paragraph("Lead" if block.lead else "Normal", *self.text(block.text))
            case Bullets():
                yield from self.bullets(block)
            case Note():
                yield self.note(block)
            case KeyFigures():
                yield from self.key_figures([self.numbered.figures[one] for one in block.figure_ids])
            case Facts():
                yield from self.facts(block)
            case Table():
                yield from self.table(block)
            case Chart() | Map() | Network():
                yield from self.drawing(block)

    def heading(self, entry: Entry) -> Element:
        starts = {"pageBreakBefore": 1} if entry.new_page else {}
        return paragraph(f"Heading{entry.level}", *self.bookmark(entry.anchor, [run(entry.text)]), **starts)

    def closing(self, word: str, lead: str = "") -> Iterator[Element]:
        yield self.heading(Entry(self.words[word], 1, f"end-{word}", word == "findings"))
        if lead:
            yield paragraph("Normal", run(self.words[lead]), keepNext=1)

    def bullets(self, block: Bullets) -> Iterator[Element]:
        numbering = {"numId": self.new_list()} if block.ordered else {}
        for item in block.items:
            yield paragraph("ListNumber" if block.ordered else "ListBullet", *self.text(item), **numbering)

    def new_list(self) -> int:
        """A list that counts from one, whatever was counted before it."""
        self.lists += 1
        restart = element("lvlOverride", element("startOverride", val=1), ilvl=0)
        numbering = self.document.part.numbering_part.element
        numbering.append(element("num", element("abstractNumId", val=2), restart, numId=self.lists))
        return self.lists

    def note(self, note: Note) -> Element:
        kind = note.kind if note.kind in NOTE_TONES else "info"
        title = run(values.clean(note.title) or self.words[kind], b=True, color=NOTE_TONES[kind])
        return paragraph(
            f"Note{kind.capitalize()}", title, element("r", element("br")), *self.text(note.text)
        )

    def key_figures(self, figures: list[Figure]) -> Iterator[Element]:
        """One size for all that stand together: the longest says which."""
        shown = {one.id: values.displayed(one, self.report.language, self.words) for one in figures}
        known = [len(shown[one.id]) for one in figures if not values.is_missing(one.value)]
        fits = all(length <= LONGEST_LARGE for length in known)
        for start in range(0, len(figures), 4):
            across = figures[start : start + 4]
            width = WIDTH // max(len(across), min(4, len(figures)))
            cells = [
                wordml.cell(width, *self.key_figure(one, shown[one.id], large=fits), top="0D3B70")
                for one in across
            ]
            yield wordml.table("KeyTable", [width] * len(across), [wordml.row(*cells)])
            yield paragraph("TableNote")

    def key_figure(self, figure: Figure, shown: str, *, large: bool) -> Iterator[Element]:
        size = {} if large and not values.is_missing(figure.value) else {"sz": "28"}
        yield paragraph("KeyValue", *self.linked([run(shown, **size)], figure.href))
        yield paragraph("KeyLabel", run(values.clean(figure.label)))
        yield paragraph("TableNote", run(values.clean(figure.rule)))

    def facts(self, block: Facts) -> Iterator[Element]:
        widths = [2600, WIDTH - 2600]
        rows = [
            wordml.row(
                wordml.cell(widths[0], paragraph("TableText", run(values.clean(label), color="55626F"))),
                wordml.cell(widths[1], paragraph("TableText", *self.text(said))),
            )
            for label, said in block.items
        ]
        if rows:
            yield wordml.table("FactTable", widths, rows)
            yield paragraph("TableNote")

    def drawing(self, block: Drawing) -> Iterator[Element]:
        from kontor.documents.drawings import png

        picture = png(block, self.report.language, PICTURE_PIXELS, self.numbered.drawing_words())
        inline = self.document.part.new_pic_inline(BytesIO(picture), width=Emu(WIDTH * 635))
        if inline.extent.cy > TALLEST:
            inline = self.document.part.new_pic_inline(BytesIO(picture), height=Emu(TALLEST))
        inline.docPr.set("descr", values.clean(block.alt) or values.clean(block.caption))
        inline.docPr.set("name", self.numbered.caption_mark(block))
        yield self.caption(block, block.caption, "caption_figure")
        yield paragraph("Picture", element("r", element("drawing", inline)))
        if block.note:
            yield paragraph("TableNote", *self.text(block.note))

    def caption(self, block: Table | Drawing, said: str, word: str) -> Element:
        before, _, after = self.words[word].partition("{number}")
        counted = "Table" if word == "caption_table" else "Figure"
        number = wordml.field(
            f"SEQ {counted} \\* ARABIC", str(self.numbered.numbers[block.id]), "CaptionMark"
        )
        mark = [run(before, "CaptionMark"), *number, run(f"{after}. ", "CaptionMark")]
        return paragraph("Caption", *self.bookmark(f"{counted}-{block.id}", mark), run(values.clean(said)))

    def table(self, table: Table) -> Iterator[Element]:
        yield self.caption(table, table.caption, "caption_table")
        yield from self.grid(table, table.note)

    def grid(self, table: Table, note: Text = "") -> Iterator[Element]:
        below = [paragraph("TableNote", *self.text(note))] if note else []
        if not table.rows:
            yield paragraph("TableNote", run(values.clean(table.empty) or self.words["empty"]))
            yield from below
            return
        laid = set_table(table, self.numbered)
        style = text_style(len(table.columns))
        whole = sum(max(column.share, 0.2) for column in table.columns)
        widths = [int(self.width * max(column.share, 0.2) / whole) for column in table.columns]
        head = [
            wordml.cell(width, paragraph(style, run(values.clean(one.label)), **side(one.kind in RIGHT)))
            for one, width in zip(table.columns, widths, strict=True)
        ]
        rows = [self.row(cells, widths, style) for cells in laid.rows]
        if laid.total:
            rows.append(self.row(laid.total, widths, style))
        rows.insert(0, wordml.row(*head, head=True))
        made = wordml.table("ReportTable", widths, rows, head=True, last=laid.total is not None)
        yield wordml.on_one_page(made) if short(laid.rows) else made
        yield from below
        for letter, said in laid.remarks:
            yield paragraph("TableNote", run(letter, vertAlign="superscript"), run(f" {said}"))
        yield paragraph("TableNote")

    def row(self, cells: tuple[SetCell, ...], widths: list[int], style: str) -> Element:
        long = sum(len(one.text) for one in cells) >= LONG_ROW
        return wordml.row(*map(self.cell, cells, widths, [style] * len(cells)), split=long)

    def cell(self, one: SetCell, width: int, style: str) -> Element:
        content = self.linked([run(one.text)], one.href) if one.text else []
        if one.mark:
            content.append(run(one.mark, vertAlign="superscript"))
        return wordml.cell(width, paragraph(style, *content, **side(one.right)))

    # Text

    def text(self, text: Text) -> list[Element]:
        return [made for piece in self.numbered.runs(text) for made in self.piece(piece)]

    def piece(self, piece: Run) -> list[Element]:
        match piece.kind:
            case "strong":
                return [run(piece.text, "Strong")]
            case "link":
                return self.linked([run(piece.text, "Hyperlink")], piece.href, [run(piece.text)])
            case "cite":
                mark = run(f"[{piece.text}]", vertAlign="superscript")
                return [wordml.inside_link(wordml.bookmark_name(f"source-{piece.number}"), mark)]
            case "value":
                return [*self.linked([run(piece.text, "Strong")], piece.href), *self.reference(piece.number)]
        return [run(piece.text)]

    def reference(self, number: int) -> list[Element]:
        """The note itself where a figure is first mentioned, a reference to it afterwards."""
        name = f"note-{number}"
        if number > len(self.footnotes):
            said = self.numbered.note_text(self.numbered.notes[number - 1])
            self.footnotes.append(wordml.footnote(number, said))
            return self.bookmark(name, [wordml.footnote_mark(number)])
        return wordml.field(f"NOTEREF {wordml.bookmark_name(name)} \\f \\h", str(number), "FootnoteReference")

    def linked(self, content: list[Element], href: str, plain: list[Element] | None = None) -> list[Element]:
        address = values.outside_href(href, self.site)
        if not address:
            return content if plain is None else plain
        if address not in self.relationships:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.relationships[address] = self.document.part.relate_to(address, kind, is_external=True)
        return [wordml.outside_link(self.relationships[address], *content)]

    def bookmark(self, anchor: str, content: list[Element]) -> list[Element]:
        self.bookmarks += 1
        return wordml.bookmarked(wordml.bookmark_name(anchor), self.bookmarks, content)


def with_origin(content: list[Element], origin: str) -> list[Element]:
    return [*content, element("r", element("br")), run(values.clean(origin), "Origin")] if origin else content


def text_style(columns: int) -> str:
    return "TableText" if columns < 6 else "TableSmall" if columns < 10 else "TableDense"


def side(right: bool) -> dict[str, str | int]:
    return {"jc": "right"} if right else {}


def tab() -> Element:
    return element("r", element("tab"))


def short(rows: Sequence[Sequence[SetCell]]) -> bool:
    """A table that stays on one page: a single row carried over tells nothing. The PDF has the same measure."""
    return len(rows) <= MOST_TOGETHER and sum(len(one.text) for row in rows for one in row) < LONG_ROW
