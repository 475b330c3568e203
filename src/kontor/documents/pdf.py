"""The report on paper: PDF/UA-1, set by Typst in Inter.

The layout is `assets/template.typ`; this module only gathers what it prints, as data. No text of the report ever
becomes source code, so a report that says `#panic()` prints just that.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import resources
from typing import Any

import fontpkg_inter
import typst
from fontTools.ttLib import TTFont

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
    Map,
    Network,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
)
from kontor.documents.orientation import lies_across, turned
from kontor.documents.outline import Outline, Run, fill, outline, source_line
from kontor.documents.tables import MOST_ROWS_OF_DATA, RIGHT, SetCell, set_table

UNCOVERED = "could not be displayed"
VERDICTS = frozenset({"agrees", "differs", "contradicts"})
VIEW_BOX = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')

type Record = dict[str, Any]


def document(report: Report, site: str = "") -> bytes:
    """The PDF's bytes. Needs no system font and no network. `site` completes links relative to the site."""
    data = json.dumps(Gathering(outline(report), site).record(), ensure_ascii=False)
    return set_in("template.typ", data, datetime.combine(report.as_of, time(), UTC))


def set_in(template: str, data: str, made: datetime) -> bytes:
    """The paper of a template of `assets` with this data (JSON), dated `made`."""
    try:
        return _set(template, printable(data), made)
    except typst.TypstError as error:
        if UNCOVERED not in str(error):
            raise
        # Letters that can be shown one by one, yet not joined: keep to what Inter itself covers.
        return _set(template, "".join(sign if sign in _inter() else "\ufffd" for sign in data), made)


class Gathering:
    """Everything the template prints, formatted and numbered, in the order of reading."""

    def __init__(self, numbered: Outline, site: str) -> None:
        self.numbered, self.site = numbered, site
        self.report, self.words = numbered.report, numbered.words
        self.entries = iter(numbered.entries)
        self.mentioned: set[int] = set()

    def record(self) -> Record:
        report = self.report
        return {
            "title": values.clean(report.title) or "-",
            "subtitle": values.clean(report.subtitle),
            "subject": values.clean(report.subject),
            "dated": self.numbered.dated(),
            "drawn_for": self.numbered.drawn_for(),
            "words": dict(self.words),
            **tongue(report.language),
            "contents": len(self.numbered.entries) > 2,
            "blocks": list(self.pages()),
            "findings": [self.finding(one) for one in report.findings],
            "not_known": [values.clean(one) for one in report.not_known],
            "figures": [self.figure(one) for one in report.figures],
            "sources": [
                {"text": source_line(one, self.numbered), "href": values.outside_href(one.href, self.site)}
                for one in report.sources
            ],
            "data": [self.data(one) for one in self.numbered.drawings],
        }

    def pages(self) -> Iterator[Record]:
        """The blocks; those that lie across stand together in one of their own."""
        for across, blocks in turned(self.report.blocks):
            shown = self.blocks(blocks)
            if across:
                yield {"block": "across", "blocks": list(shown)}
            else:
                yield from shown

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Record]:
        """The blocks, and after the opening lines of a part whose sections all start new pages, a list of these."""
        opening = False
        for block in blocks:
            if isinstance(block, Heading) and opening and block.level == 2 and block.new_page:
                yield {"block": "part"}
            if isinstance(block, Heading):
                opening = block.level == 1
            elif not isinstance(block, Paragraph):
                opening = False
            yield self.block(block)

    def block(self, block: Block) -> Record:
        match block:
            case Heading():
                entry = next(self.entries)
                shown: Record = {"text": entry.text, "level": entry.level, "new_page": entry.new_page}
            case Paragraph():
                shown = {"runs": self.runs(block.text), "lead": block.lead}
            case Bullets():
                shown = {"items": [self.runs(item) for item in block.items], "ordered": block.ordered}
            case Note():
                kind = block.kind if block.kind in ("info", "warning", "missing") else "info"
                title = values.clean(block.title) or self.words[kind]
                shown = {"kind": kind, "title": title, "runs": self.runs(block.text)}
            case KeyFigures():
                shown = {"figures": [self.figure(self.numbered.figures[one]) for one in block.figure_ids]}
            case Facts():
                shown = {"items": [[values.clean(label), self.runs(said)] for label, said in block.items]}
            case Table():
                shown = self.table(block, self.numbered.caption_mark(block))
            case Chart() | Map() | Network():
                shown = self.drawing(block)
        return {"block": _name(block), **shown}

    def drawing(self, block: Chart | Map | Network) -> Record:
        svg = self.numbered.picture(block, "paper")
        return {
            "mark": self.numbered.caption_mark(block),
            "caption": values.clean(block.caption),
            "alt": values.clean(block.alt) or values.clean(block.caption) or "-",
            "svg": svg,
            "ratio": _ratio(svg),
            "note": self.runs(block.note),
        }

    def data(self, block: Chart | Map | Network) -> Record:
        """The table behind a drawing, or the sentence that says where it is when it is long."""
        table = self.numbered.data_table(block)
        place = str(self.numbered.numbers[block.id])
        caption = fill(self.words["data_of"], number=place, caption=values.clean(block.caption))
        if len(table.rows) > MOST_ROWS_OF_DATA:
            rows = values.number(len(table.rows), self.report.language)
            return {"caption": caption, "said": fill(self.words["data_elsewhere"], rows=rows)}
        return {**self.table(table, "", noted=False), "caption": caption}

    def table(self, table: Table, mark: str, *, noted: bool = True) -> Record:
        laid = set_table(table, self.numbered)
        return {
            "mark": mark,
            "caption": values.clean(table.caption),
            "columns": [
                {"label": values.clean(one.label), "right": one.kind in RIGHT, "share": max(one.share, 0.2)}
                for one in table.columns
            ],
            "rows": [self.cells(row) for row in laid.rows],
            "total": self.cells(laid.total) if laid.total else None,
            "remarks": laid.remarks,
            "note": self.runs(table.note) if noted else [],
            "empty": values.clean(table.empty) or self.words["empty"],
            "wide": lies_across(table),
        }

    def cells(self, row: Iterable[SetCell]) -> list[Record]:
        return [
            {"text": cell.text, "mark": cell.mark, "href": values.outside_href(cell.href, self.site)}
            for cell in row
        ]

    def runs(self, text: Text) -> list[Record]:
        return [self.run(run) for run in self.numbered.runs(text)]

    def run(self, run: Run) -> Record:
        shown: Record = {"kind": run.kind, "text": run.text}
        if run.kind in ("link", "value"):
            shown["href"] = values.outside_href(run.href, self.site)
        if run.number:
            shown["number"] = run.number
        if run.kind == "value" and run.number not in self.mentioned:
            self.mentioned.add(run.number)
            shown["note"] = self.numbered.note_text(self.numbered.notes[run.number - 1])
        return shown

    def figure(self, figure: Figure) -> Record:
        return {
            "id": values.clean(figure.id),
            "label": values.clean(figure.label),
            "value": values.displayed(figure, self.report.language, self.words),
            "missing": values.is_missing(figure.value),
            "unit": values.unit_in_words(figure),
            "rule": values.clean(figure.rule),
            "rows": values.number(figure.rows, self.report.language),
            "note": values.clean(figure.note),
            "href": values.outside_href(figure.href, self.site),
        }

    def finding(self, finding: Finding) -> Record:
        return {
            "claim": values.clean(finding.claim),
            "published": self._compared(finding.published),
            "recomputed": self._compared(finding.recomputed),
            "verdict": finding.verdict if finding.verdict in VERDICTS else "other",
            "label": values.clean(finding.verdict_label),
            "origin": values.clean(f"{finding.source} · {finding.rule}"),
            "rows": values.number(finding.rows, self.report.language),
            "href": values.outside_href(finding.href, self.site),
        }

    def _compared(self, value: CellValue) -> Record:
        shown = values.printed(value, "number", self.report.language, self.words)
        return {"text": shown or self.words["no_data"], "right": values.is_number(value)}


def printable(text: str) -> str:
    """The text with every sign that none of the typesetter's fonts can show replaced by a visible mark.

    PDF/UA refuses a document with signs that cannot be shown. Inter covers Latin, Greek and Cyrillic; the fonts inside
    the typesetter add Hebrew, Arabic, Georgian and others, but no Chinese, Japanese or Thai.
    """
    strangers = sorted(set(text) - _inter())
    if not strangers or _shows("".join(strangers)):
        return text
    hidden = {ord(sign): "\ufffd" for sign in strangers if not _shows(sign)}
    return text.translate(hidden)


@lru_cache(maxsize=4096)
def _shows(signs: str) -> bool:
    probe = b'#set document(title: "-")\n#set text(font: "Inter")\n#sys.inputs.data.clusters().join(" ")'
    try:
        typst.compile(
            probe,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": signs},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True


@lru_cache
def _inter() -> frozenset[str]:
    with TTFont(_font_folder() / "Inter[opsz,wght].ttf", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap())) | {"\n", "\t", " "}


@lru_cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_font_folder())])


def _font_folder() -> Any:
    return fontpkg_inter.ROOT / "files"


@lru_cache
def _template(name: str) -> bytes:
    return (resources.files("kontor.documents") / "assets" / name).read_bytes()


def _set(template: str, data: str, made: datetime) -> bytes:
    paper = typst.compile(
        _template(template),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=made,
    )
    assert isinstance(paper, bytes)
    return paper


def tongue(language: str) -> Record:
    """What a template needs to know of a language."""
    spoken = values.locale(language)
    return {"lang": spoken.language, "region": spoken.territory, "dir": spoken.text_direction}


def _ratio(svg: str) -> float:
    """Height over width of a drawing, from its view box."""
    found = VIEW_BOX.search(svg)
    return float(found[2]) / float(found[1]) if found and float(found[1]) else 1.0


def _name(block: Block) -> str:
    return "drawing" if isinstance(block, Chart | Map | Network) else type(block).__name__.lower()
