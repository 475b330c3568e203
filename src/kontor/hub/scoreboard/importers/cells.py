"""Cells that the tables of this area share: a counting rule or set target as JSON, several short words."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit import Cleaner, Unclean


@dataclass(frozen=True, slots=True)
class Json(Cleaner):
    """An object as JSON text, in one spelling: what it may hold is the area's rule."""

    def clean(self, text: str) -> str:
        try:
            held = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Unclean(
                N_("'%(value)s' is not JSON: copy it from an export, or leave it empty."), value=text[:80]
            ) from error
        if not isinstance(held, dict):
            raise Unclean(N_("'%(value)s' is not an object: begin with { and end with }."), value=text[:80])
        return spelled(held)


def spelled(held: dict[str, Any]) -> str:
    return json.dumps(held, ensure_ascii=False, sort_keys=True) if held else ""


def read(text: str) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}


@dataclass(frozen=True, slots=True)
class Words(Cleaner):
    """Several short texts, separated by semicolons."""

    empty: ClassVar[Any] = ()

    def clean(self, text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(";") if part.strip())

    def show(self, value: Any) -> str:
        return "; ".join(value or ())

    def pack(self, value: Any) -> Any:
        return list(value or ())

    def unpack(self, value: Any) -> Any:
        return tuple(value or ())
