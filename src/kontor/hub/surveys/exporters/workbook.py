"""Responses as a workbook: a sheet for each table, codes and labels apart, and a data dictionary."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from kontor.hub.surveys.exporters.separated import MEANING, meanings
from kontor.hub.surveys.queries.exports import Exported
from kontor.hub.transfer.kit.writers.workbook import LONGEST_SHEET_NAME, sheet_name

LONGEST_CELL = 32_767
WIDTH = 18


def workbook(exported: Exported, content: str) -> bytes:
    """Texts are written as texts: nothing in them becomes a formula or a link."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        desk = Desk(book)
        if content != "labels":
            desk.lay_all(exported.codes, gettext("codes") if content == "both" else "")
        if content != "codes":
            desk.lay_all(exported.labels, gettext("words") if content == "both" else "")
        desk.lay(gettext("Dictionary"), MEANING, meanings(exported))
    return buffer.getvalue()


class Desk:
    """The workbook on which sheets are laid; no two are called the same."""

    def __init__(self, book: Any) -> None:
        self.book, self.taken = book, set[str]()
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"valign": "top"})

    def lay_all(self, tables: Iterable[Any], sort: str) -> None:
        for table in tables:
            name = table.name or gettext("Responses")
            self.lay(f"{name} ({sort})" if sort else name, table.headings, table.rows)

    def lay(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        page = self.book.add_worksheet(self.free(name))
        page.freeze_panes(1, 1)
        page.set_column(0, max(0, len(headings) - 1), WIDTH)
        for place, heading in enumerate(headings):
            page.write_string(0, place, heading, self.head)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    page.write_number(number, place, value, self.text)
                elif value not in ("", None):
                    page.write_string(number, place, str(value)[:LONGEST_CELL], self.text)

    def free(self, name: str) -> str:
        wanted, number = sheet_name(name), 1
        while wanted.lower() in self.taken:
            number += 1
            wanted = f"{sheet_name(name)[: LONGEST_SHEET_NAME - 4]} {number}"
        self.taken.add(wanted.lower())
        return wanted
