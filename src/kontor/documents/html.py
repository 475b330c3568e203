"""The report as HTML: a fragment for a page of the site, and a file that stands alone.

The fragment carries classes (`r-...`) and no style, script or handler, so the strictest content security policy has
nothing to forbid. `assets/report.css` dresses both; the file that stands alone holds it, together with the drawings'
own style sheet.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources

from kontor.documents import values
from kontor.documents.blocks import (
    Block,
    Bullets,
    CellValue,
    Chart,
    Facts,
    Figure,
    Finding,
    Heading,
    KeyFigures,
    Link,
    Map,
    Network,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
)
from kontor.documents.markup import NOTHING, Markup, join, tag
from kontor.documents.outline import Entry, Outline, Run, outline, source_line
from kontor.documents.tables import RIGHT, SetCell, set_table

NOTE_KINDS = ("info", "warning", "missing")


def page(report: Report, site: str = "") -> bytes:
    """A complete HTML file with its style inside; it loads nothing. `site` completes links."""
    numbered = outline(report)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", report.title),
        tag("style", Markup(stylesheet())),
    )
    title = tag(
        "header",
        tag("p", report.subject, class_="r-kicker"),
        tag("h1", report.title, class_="r-title"),
        tag("p", report.subtitle, class_="r-subtitle") if report.subtitle else None,
        class_="r-cover",
    )
    body = tag("body", tag("main", title, Writer(numbered, site).article(), class_="r-page"))
    spoken = values.locale(report.language)
    whole = tag("html", head, body, lang=report.language, dir=spoken.text_direction)
    return b"<!doctype html>\n" + whole.encode() + b"\n"


def fragment(report: Report, site: str = "") -> str:
    """The report without its title, as one `<article>` whose headings start at h2; the page around it says the title."""
    return str(Writer(outline(report), site).article())


@lru_cache
def stylesheet() -> str:
    """The report's and the drawings' style sheets: what a page needs to show `fragment`."""
    own = resources.files("kontor.documents") / "assets" / "report.css"
    drawings = resources.files("kontor.documents") / "drawings" / "assets" / "drawings.css"
    return own.read_text("utf-8") + drawings.read_text("utf-8")


class Writer:
    """Writes one report. Holds what blocks need to know of it, nothing else."""

    def __init__(self, numbered: Outline, site: str) -> None:
        self.numbered, self.site = numbered, site
        self.report, self.words = numbered.report, numbered.words
        self.entries = iter(numbered.entries)
        self.mentioned: set[int] = set()

    def article(self) -> Markup:
        blocks = [self.block(block) for block in self.report.blocks]
        parts = [
            self.dated(),
            self.contents(),
            *blocks,
            self.notes(),
            self.findings(),
            self.not_known(),
            self.figure_list(),
            self.sources(),
        ]
        return tag("article", parts, class_="r-report", aria_label=self.report.title)

    def dated(self) -> Markup:
        when = tag("time", self.numbered.dated(), datetime=self.report.as_of.isoformat())
        return tag("p", when, " · ", self.numbered.drawn_for(), class_="r-dated")

    def contents(self) -> Markup:
        """Parts of the report and what closes it; sections are found under their part."""
        shown = [entry for entry in self.numbered.entries if entry.level == 1]
        closing = [(anchor, self.words[word]) for anchor, word in self._closing()]
        links = [(entry.anchor, entry.text) for entry in shown] + closing
        if len(links) < 3:
            return NOTHING
        items = [tag("li", tag("a", text, href=f"#r-{anchor}")) for anchor, text in links]
        head = tag("h2", self.words["contents"], id="r-contents", class_="r-contents-head")
        return tag("nav", head, tag("ol", items), class_="r-contents", aria_labelledby="r-contents")

    def _closing(self) -> Iterator[tuple[str, str]]:
        report = self.report
        present = (report.findings, report.not_known, report.figures, report.sources)
        for name, held in zip(("findings", "not_known", "figures", "sources"), present, strict=True):
            if held:
                yield f"end-{name.replace('_', '-')}", name

    # Blocks

    def block(self, block: Block) -> Markup:
        match block:
            case Heading():
                shown = self.heading(next(self.entries))
            case Paragraph():
                shown = tag("p", self.text(block.text), class_="r-lead" if block.lead else "r-text")
            case Bullets():
                items = [tag("li", self.text(item)) for item in block.items]
                links = all(len(item) == 1 and isinstance(item[0], Link) for item in block.items)
                shown = tag(
                    "ol" if block.ordered else "ul", items, class_="r-list r-links" if links else "r-list"
                )
            case Note():
                shown = self.note(block)
            case KeyFigures():
                shown = tag("dl", [self.key_figure(one) for one in block.figure_ids], class_="r-key")
            case Facts():
                rows = [
                    tag("div", tag("dt", label), tag("dd", self.text(said))) for label, said in block.items
                ]
                shown = tag("dl", rows, class_="r-facts")
            case Table():
                shown = self.table(block, self.numbered.caption_mark(block))
            case Chart() | Map() | Network():
                shown = self.drawing(block)
        return shown

    def heading(self, entry: Entry) -> Markup:
        starts = " r-new-page" if entry.new_page else ""
        return tag(
            f"h{entry.level + 1}", entry.text, id=f"r-{entry.anchor}", class_=f"r-h{entry.level}{starts}"
        )

    def note(self, note: Note) -> Markup:
        kind = note.kind if note.kind in NOTE_KINDS else "info"
        title = tag("p", note.title or self.words[kind], class_="r-note-title")
        return tag("aside", title, tag("p", self.text(note.text)), class_=f"r-note r-note-{kind}")

    def key_figure(self, figure_id: str) -> Markup:
        figure = self.numbered.figures[figure_id]
        shown = self.linked(
            values.displayed(figure, self.report.language, self.words), figure.href, "r-value"
        )
        return tag(
            "div",
            tag("dt", figure.label),
            tag("dd", shown, class_="r-key-value"),
            tag("dd", figure.rule, class_="r-key-rule"),
        )

    def drawing(self, block: Chart | Map | Network) -> Markup:
        mark = tag("span", f"{self.numbered.caption_mark(block)}.", class_="r-mark")
        data = self.table(self.numbered.data_table(block), "", of=self.numbered.numbers[block.id])
        said = self._data_of(block)
        note = tag("p", self.text(block.note), class_="r-table-note") if block.note else NOTHING
        return tag(
            "figure",
            tag("figcaption", mark, " ", block.caption),
            tag(
                "div",
                Markup(self.numbered.picture(block, "page")),
                class_="d-scroll",
                tabindex=0,
                role="group",
                aria_label=block.caption,
            ),
            note,
            tag("details", tag("summary", said), data),
            class_="r-figure",
            id=f"r-figure-{self.numbered.numbers[block.id]}",
        )

    def _data_of(self, block: Chart | Map | Network) -> str:
        pattern = self.words["data_of"]
        return pattern.replace("{number}", str(self.numbered.numbers[block.id])).replace(
            "{caption}", block.caption
        )

    def table(self, table: Table, mark: str, of: int = 0) -> Markup:
        """`of` is the drawing whose data the table holds; such a table has no number of its own."""
        place = f"r-data-{of}" if of else f"r-table-{self.numbered.numbers[table.id]}"
        label = tag("span", f"{mark}.", class_="r-mark") if mark else NOTHING
        caption = tag("caption", label, " ", table.caption, id=place)
        below = self.text(table.note) if table.note and not of else NOTHING
        if not table.rows:
            empty = tag("p", table.empty or self.words["empty"], class_="r-empty")
            titled = tag("p", label, " ", table.caption, class_="r-caption", id=place)
            return tag(
                "div",
                titled,
                empty,
                tag("p", below, class_="r-table-note") if below else None,
                class_="r-table",
            )
        laid = set_table(table, self.numbered)
        head = [_head_cell(column.label, column.kind in RIGHT, column.help) for column in table.columns]
        body = [tag("tr", self.cells(row, place)) for row in laid.rows]
        foot = tag("tfoot", tag("tr", self.cells(laid.total, place))) if laid.total else NOTHING
        grid = tag("table", caption, tag("thead", tag("tr", head)), tag("tbody", body), foot)
        remarks = [
            tag("p", tag("sup", letter), " ", said, class_="r-table-note", id=f"{place}-{letter}")
            for letter, said in laid.remarks
        ]
        scroll = tag("div", grid, class_="r-scroll", tabindex=0, role="region", aria_labelledby=place)
        return tag(
            "div",
            scroll,
            tag("p", below, class_="r-table-note") if below else None,
            remarks,
            class_="r-table",
        )

    def cells(self, row: tuple[SetCell, ...], place: str) -> Iterator[Markup]:
        for column, cell in enumerate(row):
            shown = (
                self.linked(cell.text, cell.href, "r-value" if cell.right else "r-link")
                if cell.text
                else NOTHING
            )
            mark = tag("sup", tag("a", cell.mark, href=f"#{place}-{cell.mark}")) if cell.mark else NOTHING
            side = "r-right" if cell.right else None
            scope = "row" if column == 0 and cell.text else None
            yield tag("th" if scope else "td", shown, mark, class_=side, scope=scope)

    # Text

    def text(self, text: Text) -> Markup:
        return join([self.run(run) for run in self.numbered.runs(text)])

    def run(self, run: Run) -> Markup:
        match run.kind:
            case "strong":
                return tag("strong", run.text)
            case "link":
                return self.linked(run.text, run.href, "r-link")
            case "cite":
                return tag("sup", tag("a", f"[{run.text}]", href=f"#r-source-{run.number}"), class_="r-cite")
            case "value":
                return join([self.linked(run.text, run.href, "r-value"), self.reference(run.number)])
        return join(run.text)

    def reference(self, number: int) -> Markup:
        """The mark of a note. Its first mention is where the note leads back to."""
        place = None if number in self.mentioned else f"r-mention-{number}"
        self.mentioned.add(number)
        return tag("sup", tag("a", str(number), href=f"#r-note-{number}", id=place), class_="r-ref")

    def linked(self, text: str, href: str, class_: str) -> Markup:
        address = values.safe_href(href, self.site)
        return tag("a", text, href=address, class_=class_) if address else tag("span", text, class_=class_)

    # What closes a report

    def notes(self) -> Markup:
        if not self.numbered.notes:
            return NOTHING
        items = [
            tag("li", self.numbered.note_text(figure), " ", self._back(place), id=f"r-note-{place}")
            for place, figure in enumerate(self.numbered.notes, start=1)
        ]
        return self.section("end-notes", "notes", tag("ol", items, class_="r-notes"))

    def _back(self, place: int) -> Markup:
        return tag(
            "a",
            "↩",
            href=f"#r-mention-{place}",
            aria_label=f"{self.words['notes']} {place} ↩",
            class_="r-back",
        )

    def findings(self) -> Markup:
        if not self.report.findings:
            return NOTHING
        titles = (
            ("claim", False),
            ("published", True),
            ("recomputed", True),
            ("verdict", False),
            ("records", True),
        )
        head = [_head_cell(self.words[word], right) for word, right in titles]
        body = [self.finding(finding) for finding in self.report.findings]
        caption = tag("caption", self.words["findings_lead"], id="r-findings-table")
        return self.section("end-findings", "findings", self._grid(caption, head, body, "r-findings-table"))

    def finding(self, finding: Finding) -> Markup:
        origin = tag("span", f"{finding.source} · {finding.rule}", class_="r-origin")
        verdict = finding.verdict if finding.verdict in ("agrees", "differs", "contradicts") else "other"
        badge = tag("span", finding.verdict_label, class_=f"r-verdict r-verdict-{verdict}")
        return tag(
            "tr",
            tag("th", self.linked(finding.claim, finding.href, "r-link"), origin, scope="row"),
            self._compared(finding.published),
            self._compared(finding.recomputed),
            tag("td", badge),
            tag("td", values.number(finding.rows, self.report.language), class_="r-right"),
        )

    def _compared(self, value: CellValue) -> Markup:
        shown = values.printed(value, "number", self.report.language, self.words)
        return tag(
            "td", shown or self.words["no_data"], class_="r-right" if values.is_number(value) else None
        )

    def not_known(self) -> Markup:
        items = [tag("li", sentence) for sentence in self.report.not_known]
        return (
            self.section("end-not-known", "not_known", tag("ul", items, class_="r-list"))
            if items
            else NOTHING
        )

    def figure_list(self) -> Markup:
        if not self.report.figures:
            return NOTHING
        titles = (("label", False), ("value", True), ("rule", False), ("records", True))
        head = [_head_cell(self.words[word], right) for word, right in titles]
        body = [self.figure_row(figure) for figure in self.report.figures]
        caption = tag("caption", self.words["figures_lead"], id="r-figures-table")
        return self.section("end-figures", "figures", self._grid(caption, head, body, "r-figures-table"))

    def figure_row(self, figure: Figure) -> Markup:
        shown = values.displayed(figure, self.report.language, self.words)
        unit = values.unit_in_words(figure)
        value = self.linked(shown, figure.href, "r-value")
        return tag(
            "tr",
            tag("th", figure.label, tag("span", figure.id, class_="r-origin"), scope="row"),
            tag("td", value, tag("span", unit, class_="r-origin") if unit else None, class_="r-right"),
            tag("td", figure.rule, tag("span", figure.note, class_="r-origin") if figure.note else None),
            tag("td", values.number(figure.rows, self.report.language), class_="r-right"),
        )

    def sources(self) -> Markup:
        items = [
            tag(
                "li",
                self.linked(source_line(source, self.numbered), source.href, "r-link"),
                id=f"r-source-{place}",
            )
            for place, source in enumerate(self.report.sources, start=1)
        ]
        return (
            self.section("end-sources", "sources", tag("ol", items, class_="r-sources")) if items else NOTHING
        )

    def section(self, anchor: str, word: str, content: Markup) -> Markup:
        heading = tag("h2", self.words[word], id=f"r-{anchor}", class_="r-h1")
        return tag("section", heading, content, class_="r-end", aria_labelledby=f"r-{anchor}")

    def _grid(self, caption: Markup, head: Iterable[Markup], body: Iterable[Markup], label: str) -> Markup:
        grid = tag("table", caption, tag("thead", tag("tr", head)), tag("tbody", body))
        scroll = tag("div", grid, class_="r-scroll", tabindex=0, role="region", aria_labelledby=label)
        return tag("div", scroll, class_="r-table")


def _head_cell(label: str, right: bool, help: str = "") -> Markup:
    said = tag("span", help, class_="r-origin") if help else NOTHING
    return tag("th", label, said, scope="col", class_="r-right" if right else None)
