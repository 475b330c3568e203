"""The report as a Word document that people can go on writing in: native styles, captions, footnotes, contents.

Numbers in captions are SEQ fields and notes are footnotes, so both renumber themselves when the text is edited.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO

import docx

from kontor.documents import values, wordml
from kontor.documents.blocks import (
    CellValue,
    Figure,
    Finding,
    Report,
)
from kontor.documents.orientation import turned
from kontor.documents.outline import Entry, fill, outline, source_line
from kontor.documents.tables import MOST_ROWS_OF_DATA
from kontor.documents.wordbody import VERDICT_TONES, WIDTH, Body, side, tab, with_origin
from kontor.documents.wordml import Element, element, paragraph, run
from kontor.documents.wordstyle import dress


def manuscript(report: Report, site: str = "") -> bytes:
    """The document's bytes. `site` completes links relative to the site."""
    document = docx.Document()
    dress(document, report)
    Writer(outline(report), document, site).write()
    buffer = BytesIO()
    document.save(buffer)
    return wordml.without_clock(buffer.getvalue())


class Writer(Body):
    """Writes one report into one document."""

    def write(self) -> None:
        body = self.document.element.body
        content = list(self.content())
        if wordml.is_space(content[-1]):
            # Below a table that fills the last page it would be carried over to a page of its own.
            content[-1] = paragraph("PageEnd")
        for made in content:
            body.insert(len(body) - 1, made)
        self.running()
        wordml.set_sections(self.document, self.sections)
        if self.footnotes:
            wordml.add_footnotes(self.document, self.footnotes)

    def content(self) -> Iterator[Element]:
        yield from self.cover()
        if len(self.numbered.entries) > 2:
            yield from self.contents()
        yield paragraph("PageEnd", pageBreakBefore=1)
        for across, blocks in turned(self.report.blocks):
            yield from self.laid(across, blocks)
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
        head._p.extend([run(short), tab(), run(self.numbered.dated())])
        foot._p.extend([run(self.numbered.drawn_for()), tab(), *self._page_of_pages()])

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
        yield from self._listed(titles, (3.1, 1.35, 1.25, 1.5, 0.8), rows)

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
            (with_origin([run(values.clean(figure.label))], figure.id), False),
            (with_origin(self.linked([shown], figure.href), values.unit_in_words(figure)), True),
            (with_origin([run(values.clean(figure.rule))], figure.note), False),
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
                    wordml.cell(width, paragraph("TableText", *content, **side(right)))
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
