"""From rows to files: CSV and JSON in pieces, workbooks to a file. Nothing is held in memory but one row."""

from kontor.hub.transfer.kit.writers.separated import separated
from kontor.hub.transfer.kit.writers.structured import json_lines, json_list
from kontor.hub.transfer.kit.writers.workbook import write_template, write_workbook

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
}

__all__ = ["MEDIA_TYPES", "json_lines", "json_list", "separated", "write_template", "write_workbook"]
