"""What every cleaner is: a cell's text becomes a value, and a value becomes a cell's text again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.lookups import Lookup
from kontor.hub.transfer.kit.problems import Unclean

BETWEEN_PARTS = "; "
NO_LONGER_THAN = N_("It is %(length)s characters long and at most %(longest)s are kept: shorten it.")


@dataclass(frozen=True, slots=True)
class Cleaner:
    """`clean` gets text without spaces around, never the empty one: an empty cell is `empty`.

    It returns the value, or `Accepted` to say that it took it for another, or raises `Unclean`. It is asked once for each
    different text of a column, so it may look things up.
    """

    empty: ClassVar[Any] = ""

    @property
    def needs(self) -> str:
        """The table that it looks things up in, if any."""
        return ""

    def bind(self, tables: Mapping[str, Lookup], texts: Mapping[str, Collection[str]]) -> Self:
        """The cleaner for one file: with the tables of the importer, and the texts of the file's columns by key."""
        return self

    def clean(self, text: str) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """The cell that would give this value: `clean(show(value)) == value`."""
        return "" if value is None else str(value)

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values say the same."""
        return bool(one == other)

    def pack(self, value: Any) -> Any:
        """The value for JSON; `unpack` is its inverse."""
        return value

    def unpack(self, value: Any) -> Any:
        return value


def parts_of(text: str) -> list[str]:
    """The members of a list in a cell, each once."""
    return list(dict.fromkeys(filter(None, (part.strip() for part in text.split(";")))))


def at_most(parts: Sequence[Any], most: int | None) -> None:
    if most is not None and len(parts) > most:
        raise Unclean(
            N_("There are %(count)s entries and at most %(most)s are kept: leave some out."),
            count=len(parts),
            most=most,
        )


@dataclass(frozen=True, slots=True)
class ListCleaner(Cleaner):
    """Members separated by semicolons; their order says nothing."""

    empty: ClassVar[Any] = ()

    most: int | None = field(default=None, kw_only=True)

    def clean(self, text: str) -> Any:
        parts = parts_of(text)
        at_most(parts, self.most)
        return tuple(dict.fromkeys(self.part(part) for part in parts))

    def part(self, text: str) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        return BETWEEN_PARTS.join(self.show_part(part) for part in value or ())

    def show_part(self, value: Any) -> str:
        return str(value)

    def same(self, one: Any, other: Any) -> bool:
        return set(one or ()) == set(other or ())

    def pack(self, value: Any) -> Any:
        return list(value or ())

    def unpack(self, value: Any) -> Any:
        return tuple(value or ())
