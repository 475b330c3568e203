"""The report's tables as a workbook: values typed so that they can be sorted and summed, one sheet per table.

Texts are always written as strings, so a cell that begins with '=' stays text. Rows are written in order, top to
bottom, which lets the library keep one row at a time.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from kontor.documents import values
from kontor.documents.blocks import Cell, CellValue, Column, Drawing, Figure, Finding, Report, Row, Table
from kontor.documents.outline import Outline, ReportError, outline, source_line
from kontor.documents.tables import RIGHT, check_row, value_of

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
SAFE_INTEGER = 10**15  # beyond this a spreadsheet loses digits
FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree about the calendar
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\U00010000-\U0010ffff]")
WIDEST = 60  # characters; a longer text wraps
LINE, TALLEST = 13.5, 400  # points
HEAD_ROW = 3  # caption, as-of line, a blank, then the header

type Styles = Mapping[str, Any]
type Spot = tuple[int, int]

HEAD = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0D3B70", "text_wrap": True, "valign": "vcenter"}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "caption": {"bold": True, "font_size": 14, "font_color": "#0D3B70"},
    "aside": {"font_color": "#55626F"},
    "head": HEAD,
    "head-right": {**HEAD, "align": "right"},
    "text": {"text_wrap": True, "valign": "top"},
    "number": {"num_format": "#,##0.##", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "year": {"num_format": "0", "valign": "top"},
    "percent": {"num_format": "0.0%", "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to come. `aside` is the line below the caption."""

    name: str
    caption: str
    aside: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    total: Row | None = None
    note: str = ""


def workbook(report: Report, site: str = "") -> bytes:
    """The workbook's bytes. Raises ReportError for a table longer than a sheet can be."""
    numbered = outline(report)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    )
    book.set_properties(_properties(report, numbered))
    desk = Desk(book, site)
    about, *sheets = _named([_about_sheet(numbered), *_sheets(numbered)])
    desk.about(about.name, numbered, sheets)
    for sheet in sheets:
        desk.lay(sheet)
    book.close()
    return buffer.getvalue()


class Desk:
    """The workbook on which sheets are laid, with its styles."""

    def __init__(self, book: Any, site: str) -> None:
        self.book, self.site = book, site
        base = {"font_name": "Inter", "font_size": 10}
        self.styles = {name: book.add_format({**base, **style}) for name, style in STYLES.items()}
        self.totals = {
            name: book.add_format({**base, **STYLES[name], "bold": True, "top": 1})
            for name in ("text", "number", "whole", "year", "percent", "date")
        }

    def about(self, name: str, numbered: Outline, sheets: Sequence[Sheet]) -> None:
        """The first sheet: what this is, drawn when and for whom, and where everything is."""
        words, report = numbered.words, numbered.report
        page = self.book.add_worksheet(name)
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 90)
        page.hide_gridlines(2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        self._text(page, 0, 0, report.title, "caption")
        facts: list[tuple[str, CellValue]] = [
            (words["subject"], report.subject),
            (words["as_of_label"], report.as_of),
            (words["actor_label"], report.actor),
            (words["language"], report.language),
        ]
        for row, (label, value) in enumerate(facts, start=2):
            self._text(page, row, 0, label, "aside")
            self._cell(page, (row, 1), value, "text", self.styles)
        top = len(facts) + 3
        for row, sheet in enumerate(sheets, start=top):
            inside = f"internal:'{sheet.name.replace("'", "''")}'!A1"
            page.write_url(row, 0, inside, self.styles["text"], sheet.name)
            self._text(page, row, 1, sheet.caption, "text")
        self._sources(page, top + len(sheets) + 1, numbered)

    def lay(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name)
        self._text(page, 0, 0, sheet.caption, "caption")
        self._text(page, 1, 0, sheet.aside, "aside")
        for place, column in enumerate(sheet.columns):
            self._text(page, HEAD_ROW, place, column.label, "head-right" if column.kind in RIGHT else "head")
        widths = [min(len(column.label) + 3, WIDEST) for column in sheet.columns]
        last = HEAD_ROW
        for last, row in enumerate(sheet.rows, start=HEAD_ROW + 1):
            self._row(page, last, sheet, row, self.styles)
            widths = [max(width, _width(cell)) for width, cell in zip(widths, row, strict=True)]
        page.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), len(sheet.columns) - 1)
        if sheet.total is not None:
            last += 1
            self._row(page, last, sheet, sheet.total, self.totals)
        if sheet.note:
            self._text(page, last + 2, 0, sheet.note, "aside")
        for place, width in enumerate(widths):
            page.set_column(place, place, max(width, 9))
        page.freeze_panes(HEAD_ROW + 1, 1 if len(sheet.columns) > 4 else 0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD_ROW)

    def _row(self, page: Any, place: int, sheet: Sheet, row: Row, styles: Styles) -> None:
        if place >= MOST_ROWS - 2:
            raise ReportError(
                f"The table '{sheet.caption:.80}' has more rows than a sheet can hold ({MOST_ROWS - HEAD_ROW - 3}). "
                "Ask for the JSON form, or narrow the report."
            )
        lines = max((_lines(cell) for cell in row), default=1)
        if lines > 1:
            page.set_row(place, min(LINE * lines, TALLEST))
        for column, cell in enumerate(row):
            self._cell(page, (place, column), value_of(cell), sheet.columns[column].kind, styles)
            if isinstance(cell, Cell) and cell.note:
                page.write_comment(place, column, values.clean(cell.note)[:2000])

    def _cell(self, page: Any, spot: Spot, value: CellValue, kind: str, styles: Styles) -> None:
        if values.is_missing(value) or value == "":
            if styles is self.totals:
                page.write_blank(*spot, None, styles["text"])
            return
        if isinstance(value, date) and value >= FIRST_DAY:
            page.write_datetime(*spot, datetime.combine(value, time()), styles["date"])
        elif values.is_number(value) and abs(value) < SAFE_INTEGER:
            _number(page, spot, value, kind, styles)
        else:
            page.write_string(*spot, _short(str(value)), styles["text"])

    def _text(self, page: Any, row: int, column: int, text: str, style: str) -> None:
        page.write_string(row, column, _short(text), self.styles[style])

    def _sources(self, page: Any, top: int, numbered: Outline) -> None:
        for row, source in enumerate(numbered.report.sources, start=top):
            self._text(
                page, row, 0, f"{numbered.words['source']} {numbered.source_numbers[source.id]}", "aside"
            )
            href = values.outside_href(source.href, self.site)
            self._text(page, row, 1, f"{source_line(source, numbered)} {href}".strip(), "text")


def _lines(cell: Cell | CellValue) -> int:
    """How many lines a cell takes in the widest column: spreadsheets do not all work that out when they open a file."""
    value = value_of(cell)
    return sum(max(1, -(-len(line) // WIDEST)) for line in value.split("\n")) if isinstance(value, str) else 1


def _width(cell: Cell | CellValue) -> int:
    return min(len(str(value_of(cell))), WIDEST) + 1


def _number(page: Any, spot: Spot, value: float, kind: str, styles: Styles) -> None:
    if kind == "percent":
        page.write_number(*spot, value / 100, styles["percent"])
        return
    style = kind if kind == "year" else "whole" if float(value).is_integer() else "number"
    page.write_number(*spot, value, styles[style])


def _about_sheet(numbered: Outline) -> Sheet:
    return Sheet(numbered.words["about"], numbered.report.title, "", (), ())


def _sheets(numbered: Outline) -> list[Sheet]:
    report, words = numbered.report, numbered.words
    aside = f"{report.title} · {numbered.dated()} · {numbered.drawn_for()}"
    tables = [block for block in report.blocks if isinstance(block, Table)]
    sheets = [_table_sheet(table, numbered.caption_mark(table), aside, numbered) for table in tables]
    sheets += [_drawing_sheet(block, aside, numbered) for block in numbered.drawings]
    if report.figures:
        sheets.append(_figures_sheet(report.figures, aside, numbered))
    if report.findings:
        sheets.append(_findings_sheet(report.findings, aside, numbered))
    if report.not_known:
        columns = (Column("sentence", words["not_known"]),)
        sheets.append(
            Sheet(words["missing"], words["not_known"], aside, columns, [(one,) for one in report.not_known])
        )
    return sheets


def _table_sheet(table: Table, mark: str, aside: str, numbered: Outline) -> Sheet:
    for row in (*table.rows, *([table.total] if table.total is not None else [])):
        check_row(row, table)
    name = f"{mark} {table.caption}"
    return Sheet(
        name,
        f"{mark}. {table.caption}",
        aside,
        table.columns,
        table.rows,
        table.total,
        numbered.plain(table.note),
    )


def _drawing_sheet(block: Drawing, aside: str, numbered: Outline) -> Sheet:
    return _table_sheet(numbered.data_table(block), numbered.caption_mark(block), aside, numbered)


def _figures_sheet(figures: Sequence[Figure], aside: str, numbered: Outline) -> Sheet:
    words = numbered.words
    columns = (
        Column("id", words["id"]),
        Column("label", words["label"]),
        Column("bound", "= ≥"),
        Column("value", words["value"], "number"),
        Column("unit", words["unit"]),
        Column("rule", words["rule"]),
        Column("rows", words["records"], "number"),
        Column("note", words["note"]),
    )
    rows: list[Row] = [
        (one.id, one.label, _bound(one), one.value, one.unit, one.rule, one.rows, one.note) for one in figures
    ]
    return Sheet(words["figures_sheet"], words["figures"], aside, columns, rows)


def _bound(figure: Figure) -> str:
    return {">=": "≥", "<=": "≤"}.get(figure.bound, figure.bound)


def _findings_sheet(findings: Sequence[Finding], aside: str, numbered: Outline) -> Sheet:
    words = numbered.words
    columns = (
        Column("claim", words["claim"]),
        Column("published", words["published"], "number"),
        Column("recomputed", words["recomputed"], "number"),
        Column("verdict", words["verdict"]),
        Column("rule", words["rule"]),
        Column("source", words["source"]),
        Column("rows", words["records"], "number"),
    )
    rows: list[Row] = [
        (one.claim, one.published, one.recomputed, one.verdict_label, one.rule, one.source, one.rows)
        for one in findings
    ]
    return Sheet(words["findings"], words["findings"], aside, columns, rows)


def _named(sheets: list[Sheet]) -> list[Sheet]:
    """The same sheets with names that a workbook takes: short, without signs, none twice."""
    taken: set[str] = set()
    return [
        Sheet(
            _sheet_name(one.name, taken), one.caption, one.aside, one.columns, one.rows, one.total, one.note
        )
        for one in sheets
    ]


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """
    >>> _sheet_name("Table 1 Who: partners/clusters by country", set())
    'Table 1 Who partners clusters'
    """
    base = " ".join(FORBIDDEN_IN_SHEET_NAMES.sub(" ", values.clean(wanted)).split()).strip("' ") or "-"
    name = base if len(base) <= 31 else base[:31].rsplit(" ", 1)[0].strip("' ")
    place = 2
    while name.lower() in taken or name.lower() == "history":
        name = f"{base[:26].strip("' ")} ({place})"
        place += 1
    taken.add(name.lower())
    return name


def _short(text: str) -> str:
    text = values.clean(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _properties(report: Report, numbered: Outline) -> dict[str, Any]:
    return {
        "title": values.clean(report.title)[:255],
        "subject": values.clean(report.subject)[:255],
        "author": "Kontor",
        "comments": f"{numbered.dated()}. {numbered.drawn_for()}."[:255],
        "created": datetime.combine(report.as_of, time(), UTC).replace(tzinfo=None),
    }
