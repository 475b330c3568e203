"""The report as data, for programs: the values themselves, unformatted, with stable ids and a stable order.

Keys are only ever added. Dates are ISO 8601; a missing value is null.
"""

import json
from datetime import date
from typing import Any

from kontor.documents import values
from kontor.documents.blocks import CellValue, Drawing, Figure, Finding, Report, Row, Source, Table
from kontor.documents.outline import Outline, outline
from kontor.documents.tables import check_row, value_of

type Record = dict[str, Any]


def record(report: Report, site: str = "") -> bytes:
    """The report as UTF-8 JSON. `site` completes the links."""
    text = json.dumps(as_record(report, site), ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode() + b"\n"


def as_record(report: Report, site: str = "") -> Record:
    """The report as plain dictionaries and lists, in the order in which the JSON form prints them."""
    numbered = outline(report)
    return {
        "kind": values.clean(report.kind),
        "subject": values.clean(report.subject),
        "as_of": report.as_of.isoformat(),
        "actor": values.clean(report.actor),
        "title": values.clean(report.title),
        "subtitle": values.clean(report.subtitle),
        "language": values.clean(report.language),
        "figures": [_figure(figure, site) for figure in report.figures],
        "tables": [_table(block, numbered) for block in report.blocks if isinstance(block, Table)],
        "drawings": [_drawing(block, numbered) for block in numbered.drawings],
        "findings": [_finding(finding, site) for finding in report.findings],
        "not_known": [values.clean(sentence) for sentence in report.not_known],
        "sources": [_source(source, site) for source in report.sources],
        "subject_key": values.clean(report.subject_key),
    }


def _figure(figure: Figure, site: str) -> Record:
    return {
        "id": values.clean(figure.id),
        "label": values.clean(figure.label),
        "value": _value(figure.value),
        "unit": values.clean(figure.unit),
        "rule": values.clean(figure.rule),
        "rows": figure.rows,
        "bound": values.clean(figure.bound),
        "note": values.clean(figure.note),
        "href": values.safe_href(figure.href, site),
    }


def _table(table: Table, numbered: Outline) -> Record:
    return {
        "id": values.clean(table.id),
        "caption": values.clean(table.caption),
        "columns": [values.clean(column.id) for column in table.columns],
        "rows": [_row(row, table) for row in table.rows],
        "labels": [values.clean(column.label) for column in table.columns],
        "total": None if table.total is None else _row(table.total, table),
        "note": numbered.plain(table.note),
    }


def _row(row: Row, table: Table) -> list[Any]:
    check_row(row, table)
    return [_value(value_of(cell)) for cell in row]


def _drawing(block: Drawing, numbered: Outline) -> Record:
    data = numbered.data_table(block)
    return {
        "id": values.clean(block.id),
        "caption": values.clean(block.caption),
        "alt": values.clean(block.alt),
        "columns": [values.clean(column.id) for column in data.columns],
        "rows": [_row(row, data) for row in data.rows],
        "labels": [values.clean(column.label) for column in data.columns],
        "note": numbered.plain(block.note),
    }


def _finding(finding: Finding, site: str) -> Record:
    return {
        "claim": values.clean(finding.claim),
        "published": _value(finding.published),
        "recomputed": _value(finding.recomputed),
        "verdict": values.clean(finding.verdict),
        "rule": values.clean(finding.rule),
        "source": values.clean(finding.source),
        "rows": finding.rows,
        "verdict_label": values.clean(finding.verdict_label),
        "href": values.safe_href(finding.href, site),
    }


def _source(source: Source, site: str) -> Record:
    return {
        "id": values.clean(source.id),
        "title": values.clean(source.title),
        "place": values.clean(source.place),
        "on": _value(source.on),
        "href": values.safe_href(source.href, site),
    }


def _value(value: CellValue) -> str | int | float | None:
    if values.is_missing(value):
        return None
    if isinstance(value, date):
        return value.isoformat()
    return values.clean(value) if isinstance(value, str) else value
