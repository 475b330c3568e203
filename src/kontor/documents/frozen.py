"""A report kept and taken out again, whole: for snapshots whose numbers must not change.

Every object becomes a list of its class name and its fields by name, tuples become lists, dates their ISO text. Only the
classes of `blocks` come back, so a kept report can hold nothing that acts.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from kontor.documents import blocks
from kontor.documents.blocks import Report

CLASSES = {
    kind.__name__: kind for kind in vars(blocks).values() if isinstance(kind, type) and is_dataclass(kind)
}
DATE = "date"


class NotAReport(ValueError):  # noqa: N818 - it names what was kept
    """What was kept is not a report of this program, or of a version whose blocks had other fields."""


def freeze(report: Report) -> Any:
    """The report as JSON values (lists, objects, text, numbers). O(size of the report)."""
    return _plain(report)


def thaw(kept: Any) -> Report:
    """The report that `freeze` kept: `thaw(freeze(report)) == report`. Raises NotAReport."""
    try:
        report = _object(kept)
    except (TypeError, ValueError, KeyError) as error:
        raise NotAReport("This is not a kept report, or one of another version.") from error
    if not isinstance(report, Report):
        raise NotAReport("This is a part of a report, not a whole one.")
    return report


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            "is": type(value).__name__,
            **{one.name: _plain(getattr(value, one.name)) for one in fields(value)},
        }
    if isinstance(value, date):
        return {"is": DATE, "on": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {"is": "words", "words": dict(value)}
    return value


def _object(kept: Any) -> Any:
    if isinstance(kept, list):
        return tuple(_object(part) for part in kept)
    if not isinstance(kept, dict):
        return kept
    kind = kept["is"]
    if kind == DATE:
        return date.fromisoformat(kept["on"])
    if kind == "words":
        return dict(kept["words"])
    return CLASSES[kind](**{name: _object(part) for name, part in kept.items() if name != "is"})
