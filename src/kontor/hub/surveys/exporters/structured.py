"""Responses as JSON: what each column means, and each response as it was answered, items of repeats inside."""

import json
from typing import Any

from kontor.hub.surveys.queries.exports import Exported


def as_json(exported: Exported, content: str) -> bytes:
    """`answers` are codes by cell, or with labels words; repeats are lists of items with answers of their own."""
    told = {
        "survey": exported.title,
        "language": exported.language,
        "variables": [variable(one) for one in exported.variables],
        "responses": responses(exported, content),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def variable(one: Any) -> dict[str, Any]:
    return {
        "column": one.heading,
        "identity": one.identity,
        "question": one.question,
        "text": one.text,
        "kind": str(one.kind),
        "table": one.table,
        "versions": list(one.versions),
        "values": dict(one.values),
    }


def responses(exported: Exported, content: str) -> list[dict[str, Any]]:
    """Codes as one document each; labels and what is anonymised as the rows of the tables, which leave out what they must."""
    if content == "codes" and exported.documents:
        return [
            {"response": key, **exported.about[key], **document}
            for key, document in exported.documents.items()
        ]
    first, *repeats = exported.labels if content == "labels" else exported.codes
    found = {str(row[0]): answered(first.headings, row) for row in first.rows}
    for table in repeats:
        for row in table.rows:
            owner = found[str(row[0]).split("/", maxsplit=1)[0]]
            owner.setdefault("repeats", {}).setdefault(table.name, []).append(answered(table.headings, row))
    return list(found.values())


def answered(headings: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    return {heading: value for heading, value in zip(headings, row, strict=True) if value != ""}
