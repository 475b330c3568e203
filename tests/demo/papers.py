"""Reports drawn for the public, and read back from their files: the cells of every table as each format prints them."""

import io
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree
from python_calamine import CalamineWorkbook

from kontor.documents import write
from kontor.documents.blocks import Report, Table
from kontor.documents.tables import value_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.reports.queries import draw

TODAY = date(2026, 11, 26)
HEAD = 3  # caption, as-of line and a blank stand above the head of a sheet

type Cells = list[list[Any]]


@cache
def report_of(kind: str, subject: str) -> Report:
    return draw(VISITOR, kind, as_of=TODAY, today=TODAY, language="en", subject=subject)


@cache
def paper_of(kind: str, subject: str, format: str) -> bytes:
    return write(report_of(kind, subject), format)


def forget() -> None:
    """What was drawn of records that are no longer there."""
    report_of.cache_clear()
    paper_of.cache_clear()


def tables_of(kind: str, subject: str) -> list[Table]:
    return [one for one in report_of(kind, subject).blocks if isinstance(one, Table)]


def rows_of(kind: str, subject: str, id: str) -> list[dict[str, Any]]:
    """The rows of a table, each as the ids of its columns and their values."""
    (table,) = [one for one in tables_of(kind, subject) if one.id == id]
    names = [column.id for column in table.columns]
    return [dict(zip(names, map(value_of, row), strict=True)) for row in table.rows]


def squeezed(text: str) -> str:
    """Without any white space: formats break lines where they please."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def in_json(paper: bytes) -> dict[str, Any]:
    return json.loads(paper)


def in_workbook(paper: bytes) -> dict[str, Cells]:
    """Name of a sheet -> its head and rows, without what stands above and below them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(paper))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)[HEAD:]
        for name in book.sheet_names[1:]
    }


def in_page(paper: bytes) -> dict[str, Cells]:
    """Caption of a table -> its head and rows; letters that lead to remarks are left out."""
    tree = etree.HTML(paper)
    return {
        squeezed(caption_of(table)): [[squeezed(cell_text(cell)) for cell in row] for row in table.iter("tr")]
        for table in tree.iter("table")
    }


def caption_of(table: Any) -> str:
    return "".join(table.find("caption").itertext())


def cell_text(cell: Any) -> str:
    return "".join(cell.xpath(".//text()[not(ancestor::sup)]"))


def in_word(paper: bytes) -> dict[str, Cells]:
    """Caption -> head and rows of the table that follows it."""
    found: dict[str, Cells] = {}
    caption = ""
    for part in parts(docx.Document(io.BytesIO(paper))):
        if isinstance(part, WordParagraph):
            caption = part.text if part.style.name == "Caption" else caption
        elif part.style.name == "Report Table":
            found.setdefault(squeezed(caption), [list(map(word_cell, row.cells)) for row in part.rows])
    return found


def parts(document: Any) -> Iterator[WordParagraph | WordTable]:
    yield from document.iter_inner_content()


def word_cell(cell: Any) -> str:
    runs = cell._tc.xpath(".//w:r[not(w:rPr/w:vertAlign)]//*[self::w:t or self::w:br]")
    return squeezed("".join(one.text or " " for one in runs))


def in_pdf(paper: bytes) -> str:
    """The text in the order in which it is written, without white space."""
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=paper, capture_output=True, check=True)
    return squeezed(told.stdout.decode())
