"""The report as a Word document that people can go on writing in: native styles, captions, footnotes, contents.

Numbers in captions are SEQ fields and notes are footnotes, so both renumber themselves when the text is edited.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Emu

from kontor.documents import values, wordml
from kontor.documents.blocks import (
    Block,
    Bullets,
    CellValue,
    Chart,
    Drawing,
    Facts,
    Figure,
    Finding,
    Heading,
    KeyFigures,
    Map,
    Network,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
)
from kontor.documents.outline import Entry, Outline, Run, fill, outline, source_line
from kontor.documents.tables import MOST_ROWS_OF_DATA, RIGHT, SetCell, set_table
from kontor.documents.wordml import Element, element, paragraph, run
from kontor.documents.wordstyle import dress

WIDTH = 9410  # of the text, in twentieths of a point: 166 mm
PICTURE_PIXELS = 1600
TALLEST = 150 * 36000  # 150 mm in English metric units
NOTE_TONES = {"info": "1F5A99", "warning": "9A4A05", "missing": "55626F"}
VERDICT_TONES = {"agrees": "0F6B5D", "differs": "9A4A05", "contradicts": "A3212F"}


def manuscript(report: Report, site: str = "") -> bytes:
    """The document's bytes. `site` completes links relative to the site."""
    document = docx.Document()
    dress(document, report)
    Writer(outline(report), document, site).write()
    buffer = BytesIO()
    document.save(buffer)
    return wordml.without_clock(buffer.getvalue())


class Writer:
    """Writes one report into one document."""

    def __init__(self, numbered: Outline, document: Any, site: str) -> None:
        self.numbered, self.document, self.site = numbered, document, site
        self.report, self.words = numbered.report, numbered.words
        self.entries = iter(numbered.entries)
        self.footnotes: list[Element] = []
        self.relationships: dict[str, str] = {}
        self.bookmarks = 0
        self.lists = 1

    def write(self) -> None:
        body = self.document.element.body
        for made in self.content():
            body.insert(len(body) - 1, made)
        self.running()
        if self.footnotes:
            wordml.add_footnotes(self.document, self.footnotes)

    def content(self) -> Iterator[Element]:
        yield from self.cover()
        if len(self.numbered.entries) > 2:
            yield from self.contents()
        yield paragraph("PageEnd", element("r", element("br", type="page")))
        for block in self.report.blocks:
            yield from self.block(block)
        yield from self.findings()
        yield from self.not_known()
        yield from self.figure_list()
        yield from self.data()
        yield from self.sources()

    def cover(self) -> Iterator[Element]:
        report = self.report
        lines = [
            paragraph("Kicker", run(values.clean(report.subject))),
            paragraph("Title", run(values.clean(report.title))),
            paragraph("Subtitle", run(values.clean(report.subtitle))),
            paragraph("Normal"),
        ]
        panel = wordml.cell(WIDTH, *lines, panel="0D3B70")
        tall = element("tr", element("trPr", element("trHeight", val=9600, hRule="atLeast")), panel)
        yield wordml.table("TableNormal", [WIDTH], [tall])
        yield paragraph("Dated", run(self.numbered.dated(), "Strong"))
        yield paragraph("Dated", run(self.numbered.drawn_for()))

    def contents(self) -> Iterator[Element]:
        """A real table of contents, filled in; Word adds page numbers when the reader updates it."""
        shown = [entry for entry in self._all_entries() if entry.level < 3]
        yield paragraph("TOCHeading", run(self.words["contents"]))
        begin, instruction, separate, _, end = wordml.field('TOC \\o "1-2" \\h \\z \\u', "")
        for place, entry in enumerate(shown):
            link = wordml.inside_link(wordml.bookmark_name(entry.anchor), run(entry.text))
            before = [begin, instruction, separate] if place == 0 else []
            after = [end] if place == len(shown) - 1 else []
            yield paragraph(f"TOC{entry.level}", *before, link, *after)

    def _all_entries(self) -> list[Entry]:
        closing = (
            ("findings", self.report.findings),
            ("not_known", self.report.not_known),
            ("figures", self.report.figures),
            ("data", self.numbered.drawings),
            ("sources", self.report.sources),
        )
        ends = [Entry(self.words[word], 1, f"end-{word}", False) for word, held in closing if held]
        return [*self.numbered.entries, *ends]

    def running(self) -> None:
        """Header and footer; the cover goes without."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        title = values.clean(self.report.title)
        short = title if len(title) < 90 else title[:88] + "…"
        head._p.extend([run(short), _tab(), run(self.numbered.dated())])
        foot._p.extend([run(self.numbered.drawn_for()), _tab(), *self._page_of_pages()])

    def _page_of_pages(self) -> Iterator[Element]:
        before, _, rest = self.words["page"].partition("{page}")
        between, _, after = rest.partition("{pages}")
        yield from (
            run(before),
            *wordml.field("PAGE", "1"),
            run(between),
            *wordml.field("NUMPAGES", "1"),
            run(after),
        )

    # Blocks

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
            yield paragraph("Normal", run(self.words[lead]))

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
        for start in range(0, len(figures), 4):
            across = figures[start : start + 4]
            width = WIDTH // max(len(across), min(4, len(figures)))
            cells = [wordml.cell(width, *self.key_figure(figure), top="0D3B70") for figure in across]
            yield wordml.table("KeyTable", [width] * len(across), [wordml.row(*cells)])
            yield paragraph("TableNote")

    def key_figure(self, figure: Figure) -> Iterator[Element]:
        shown = values.displayed(figure, self.report.language, self.words)
        small = {"sz": "28"} if len(shown) > 9 else {}
        yield paragraph("KeyValue", *self.linked([run(shown, **small)], figure.href))
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
        style = _text_style(len(table.columns))
        whole = sum(max(column.share, 0.2) for column in table.columns)
        widths = [int(WIDTH * max(column.share, 0.2) / whole) for column in table.columns]
        head = [
            wordml.cell(width, paragraph(style, run(values.clean(one.label)), **_side(one.kind in RIGHT)))
            for one, width in zip(table.columns, widths, strict=True)
        ]
        rows = [self.row(cells, widths, style) for cells in laid.rows]
        if laid.total:
            rows.append(self.row(laid.total, widths, style))
        rows.insert(0, wordml.row(*head, head=True))
        yield wordml.table("ReportTable", widths, rows, head=True, last=laid.total is not None)
        yield from below
        for letter, said in laid.remarks:
            yield paragraph("TableNote", run(letter, vertAlign="superscript"), run(f" {said}"))
        yield paragraph("TableNote")

    def row(self, cells: tuple[SetCell, ...], widths: list[int], style: str) -> Element:
        long = sum(len(one.text) for one in cells) > 1500
        return wordml.row(*map(self.cell, cells, widths, [style] * len(cells)), split=long)

    def cell(self, one: SetCell, width: int, style: str) -> Element:
        content = self.linked([run(one.text)], one.href) if one.text else []
        if one.mark:
            content.append(run(one.mark, vertAlign="superscript"))
        return wordml.cell(width, paragraph(style, *content, **_side(one.right)))

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

    # What closes a report

    def findings(self) -> Iterator[Element]:
        if not self.report.findings:
            return
        yield from self.closing("findings", "findings_lead")
        titles = (
            ("claim", False),
            ("published", True),
            ("recomputed", True),
            ("verdict", False),
            ("records", True),
        )
        rows = (self.finding(finding) for finding in self.report.findings)
        yield from self._listed(titles, (3.6, 1, 1.1, 1.5, 0.8), rows)

    def finding(self, one: Finding) -> list[tuple[list[Element], bool]]:
        claim = self.linked([run(values.clean(one.claim))], one.href)
        origin = [element("r", element("br")), run(values.clean(f"{one.source} · {one.rule}"), "Origin")]
        tone = VERDICT_TONES.get(one.verdict, "55626F")
        return [
            ([*claim, *origin], False),
            self._compared(one.published),
            self._compared(one.recomputed),
            ([run(values.clean(one.verdict_label), b=True, color=tone)], False),
            ([run(values.number(one.rows, self.report.language))], True),
        ]

    def _compared(self, value: CellValue) -> tuple[list[Element], bool]:
        shown = values.printed(value, "number", self.report.language, self.words)
        return [run(shown or self.words["no_data"])], values.is_number(value)

    def not_known(self) -> Iterator[Element]:
        if self.report.not_known:
            yield from self.closing("not_known")
            yield from (paragraph("ListBullet", run(values.clean(one))) for one in self.report.not_known)

    def figure_list(self) -> Iterator[Element]:
        if not self.report.figures:
            return
        yield from self.closing("figures", "figures_lead")
        titles = (("label", False), ("value", True), ("rule", False), ("records", True))
        rows = (self.figure_row(figure) for figure in self.report.figures)
        yield from self._listed(titles, (2, 1.2, 3, 0.8), rows)

    def figure_row(self, figure: Figure) -> list[tuple[list[Element], bool]]:
        shown = run(values.displayed(figure, self.report.language, self.words), "Strong")
        return [
            (_with_origin([run(values.clean(figure.label))], figure.id), False),
            (_with_origin(self.linked([shown], figure.href), values.unit_in_words(figure)), True),
            (_with_origin([run(values.clean(figure.rule))], figure.note), False),
            ([run(values.number(figure.rows, self.report.language))], True),
        ]

    def _listed(
        self,
        titles: tuple[tuple[str, bool], ...],
        shares: tuple[float, ...],
        rows: Iterable[list[tuple[list[Element], bool]]],
    ) -> Iterator[Element]:
        widths = [int(WIDTH * share / sum(shares)) for share in shares]
        head = [([run(self.words[word])], right) for word, right in titles]
        made = [
            wordml.row(
                *(
                    wordml.cell(width, paragraph("TableText", *content, **_side(right)))
                    for (content, right), width in zip(cells, widths, strict=True)
                ),
                head=place == 0,
            )
            for place, cells in enumerate([head, *rows])
        ]
        yield wordml.table("ReportTable", widths, made, head=True)
        yield paragraph("TableNote")

    def data(self) -> Iterator[Element]:
        if self.numbered.drawings:
            yield from self.closing("data")
        for block in self.numbered.drawings:
            table = self.numbered.data_table(block)
            place = str(self.numbered.numbers[block.id])
            said = fill(self.words["data_of"], number=place, caption=values.clean(block.caption))
            yield paragraph("Caption", run(said))
            if len(table.rows) <= MOST_ROWS_OF_DATA:
                yield from self.grid(table)
            else:
                rows = values.number(len(table.rows), self.report.language)
                yield paragraph("TableNote", run(fill(self.words["data_elsewhere"], rows=rows)))

    def sources(self) -> Iterator[Element]:
        if self.report.sources:
            yield from self.closing("sources")
        for place, source in enumerate(self.report.sources, start=1):
            mark = self.bookmark(f"source-{place}", [run(f"[{place}]", "CaptionMark")])
            line = self.linked([run(source_line(source, self.numbered))], source.href)
            yield paragraph("Normal", *mark, run("  "), *line)


def _with_origin(content: list[Element], origin: str) -> list[Element]:
    return [*content, element("r", element("br")), run(values.clean(origin), "Origin")] if origin else content


def _text_style(columns: int) -> str:
    return "TableText" if columns < 6 else "TableSmall" if columns < 10 else "TableDense"


def _side(right: bool) -> dict[str, str | int]:
    return {"jc": "right"} if right else {}


def _tab() -> Element:
    return element("r", element("tab"))
