"""Records as JSON data and back, by the types of their fields: no code for any single record.

Reading collects every fault as a sentence that names the place and what stands there.
"""

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAliasType, get_args, get_origin, get_type_hints

from kontor.engine.scheduling.problem import ProblemError

MOST = 2**53 - 1  # the largest whole number that every reader of JSON keeps exactly
_NAMES: dict[type, str] = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def encode(record: Any) -> Any:
    """Return a record, or a tuple of records, as JSON data. Fields that have their default are left out. O(n)."""
    if isinstance(record, tuple):
        return [encode(part) for part in record]
    if not is_dataclass(record) or isinstance(record, type):
        return record
    return {
        name: encode(value)
        for name, (_, default) in _fields(type(record)).items()
        if (value := getattr(record, name)) != default
    }


def decode(kind: Any, data: object, path: str = "") -> Any:
    """Return JSON data as a value of that type; a `ProblemError` names each fault with its path. O(n)."""
    reader = _Reader()
    record = reader.read(kind, data, path)
    if reader.faults:
        raise ProblemError(reader.faults)
    return record


def strangers(data: dict[str, Any], known: list[str], path: str = "") -> Iterator[str]:
    """A sentence for each key that means nothing here, with the nearest one that does."""
    for name in data:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
            yield f"{path or 'The file'} has a key {name!r}, which means nothing there: {hint}"


def shown(data: object) -> str:
    """What stands in the file, short enough for a sentence."""
    if isinstance(data, list | dict):
        return f"{'a list' if isinstance(data, list) else 'an object'} of {len(data)}"
    text = repr(data)
    return text if len(text) <= 60 else f"{text[:57]}..."


class _Reader:
    """Reads data by types, collecting faults; what has one becomes None."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def read(self, kind: Any, data: object, path: str) -> Any:
        if isinstance(kind, TypeAliasType):
            return self.read(kind.__value__, data, path)
        if isinstance(kind, UnionType):
            return self.either(get_args(kind), data, path)
        if get_origin(kind) is tuple:
            return self.row(get_args(kind), data, path)
        if is_dataclass(kind):
            return self.record(kind, data, path)
        if issubclass(kind, StrEnum):
            return self.word(kind, data, path)
        return self.plain(kind, data, path)

    def either(self, kinds: tuple[Any, ...], data: object, path: str) -> Any:
        """None where it may be; a list where one may be; otherwise the first kind."""
        if data is None and NoneType in kinds:
            return None
        rows = [kind for kind in kinds if get_origin(kind) is tuple]
        return self.read(rows[0] if rows and isinstance(data, list) else kinds[0], data, path)

    def row(self, kinds: tuple[Any, ...], data: object, path: str) -> Any:
        if not isinstance(data, list):
            return self.fault(path, data, "a list")
        if kinds[-1] is Ellipsis:
            kinds = kinds[:1] * len(data)
        if len(data) != len(kinds):
            return self.fault(path, data, f"a list of {len(kinds)}")
        return tuple(
            self.read(kind, entry, f"{path}[{number}]")
            for number, (kind, entry) in enumerate(zip(kinds, data, strict=True))
        )

    def record(self, kind: Any, data: object, path: str) -> Any:
        if not isinstance(data, dict):
            return self.fault(path, data, "an object")
        before, known = len(self.faults), _fields(kind)
        self.faults += strangers(data, list(known), path)
        self.faults += [
            f"{path or 'The file'} lacks {name!r}."
            for name, (_, default) in known.items()
            if default is MISSING and name not in data
        ]
        within = f"{path}." if path else ""
        values = {
            name: self.read(known[name][0], value, within + name)
            for name, value in data.items()
            if name in known
        }
        return kind(**values) if len(self.faults) == before else None

    def word(self, kind: type[StrEnum], data: object, path: str) -> Any:
        words = [str(word) for word in kind]
        return kind(data) if data in words else self.fault(path, data, f"one of {', '.join(words)}")

    def plain(self, kind: type, data: object, path: str) -> Any:
        wanted = int | float if kind is float else kind
        if not isinstance(data, wanted) or (isinstance(data, bool) and kind is not bool):
            return self.fault(path, data, _NAMES[kind])
        if isinstance(data, int | float) and not abs(data) <= MOST:
            return self.fault(path, data, f"a number of at most {MOST}")
        if isinstance(data, str) and not data.isascii() and re.search("[\ud800-\udfff]", data):
            return self.fault(path, data, "a text of whole characters")
        return data

    def fault(self, path: str, data: object, expected: str) -> None:
        self.faults.append(f"{path or 'The file'} is {shown(data)}: {expected} is expected.")


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, Any]]:
    """Of each field of a record its type and its default, MISSING where it must be given."""
    types = get_type_hints(kind)
    return {field.name: (types[field.name], _default(field)) for field in fields(kind)}


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()
