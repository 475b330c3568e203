"""Responses as CSV: a file for each table in one archive, or everything in one table."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kontor.hub.surveys.queries.exports import Exported
from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.writers import separated

# The same answers give the same bytes.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MEANING = ("column", "question", "text", "table", "kind", "code", "meaning", "versions")


def flat_csv(exported: Exported, content: str) -> bytes:
    table = exported.flat_labels if content == "labels" else exported.flat
    return lines(table.headings, table.rows)


def zipped_csv(exported: Exported, content: str) -> bytes:
    """`responses.csv`, one file for each repeat, and `dictionary.csv`; with both, the labels in files of their own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for ending, tables in sorts(exported, content):
            for table in tables:
                name = table.name.replace("/", ".") or "responses"
                put(archive, f"{name}{ending}.csv", lines(table.headings, table.rows))
        put(archive, "dictionary.csv", lines(MEANING, meanings(exported)))
    return buffer.getvalue()


def sorts(exported: Exported, content: str) -> Iterator[tuple[str, Any]]:
    """The tables that are asked for, each with what its file name ends in."""
    if content != "labels":
        yield "", exported.codes
    if content != "codes":
        yield "-labels" if content == "both" else "", exported.labels


def meanings(exported: Exported) -> Iterator[tuple[str, ...]]:
    """One row for each column, and one for each code of it."""
    for one in exported.variables:
        told = (one.heading, one.question, one.text, one.table, str(one.kind))
        versions = " ".join(one.versions)
        yield (*told, "", "", versions)
        for code, meaning in one.values.items():
            yield (*told, code, meaning, versions)


def lines(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A CSV file that spreadsheets open as it is, and in which nothing is a formula."""
    columns = [Column(heading, heading) for heading in headings]
    named = (as_row(headings, row) for row in rows)
    return "".join(separated(columns, named, mark=True)).encode()


def as_row(headings: Iterable[str], row: Iterable[Any]) -> Mapping[str, Any]:
    return dict(zip(headings, row, strict=True))


def put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED)
