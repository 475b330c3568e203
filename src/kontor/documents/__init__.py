"""Writes. Plain report objects in; HTML, PDF, DOCX, XLSX and JSON out. Knows no Django and no records.

    from kontor.documents import write
    from kontor.documents.blocks import Report, Heading, Paragraph

    paper = write(report, "pdf", site="https://kontor.example")

`blocks` is what a report is made of, `outline` numbers it, and one module per format writes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontor.documents.blocks import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a finished document travels. `extension` has no dot."""

    extension: str
    media_type: str


FORMATS: Mapping[str, Format] = {
    "html": Format("html", "text/html; charset=utf-8"),
    "pdf": Format("pdf", "application/pdf"),
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Format("json", "application/json"),
}


def write(report: "Report", format: str, *, site: str = "") -> bytes:
    """The report as a complete file. The same report gives the same bytes: dates come from its as-of date.

    `site` is the address (https://...) that completes links relative to the site; without it, such links are left
    out of files that are read elsewhere.

    Raises ValueError for a format that nobody writes and `outline.ReportError` for a report that contradicts itself.
    """
    if format not in FORMATS:
        raise ValueError(f"No writer for the format '{format}'. Choose one of: {', '.join(FORMATS)}.")
    return _writer(format)(report, site)


def _writer(format: str) -> "Callable[[Report, str], bytes]":
    # Each writer brings a heavy library; only the one that is asked for is loaded.
    match format:
        case "html":
            from kontor.documents.html import page

            return page
        case "pdf":
            from kontor.documents.pdf import document

            return document
        case "docx":
            from kontor.documents.docx import manuscript

            return manuscript
        case "xlsx":
            from kontor.documents.xlsx import workbook

            return workbook
        case _:
            from kontor.documents.json import record

            return record
