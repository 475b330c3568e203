"""A column: what it is called, what it is for, and how a cell becomes a value."""

from dataclasses import dataclass, field
from typing import Any

from kontor.hub.transfer.kit.cleaners import Cleaner, Text
from kontor.hub.transfer.kit.lookups import folded


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it in data files, `label` on screens; `help` and `example` stand in the template to download."""

    key: str
    label: Any
    help: Any = ""
    required: bool = False
    clean: Cleaner = field(default_factory=Text)
    example: str = ""
    aliases: tuple[str, ...] = ()

    def names(self) -> set[str]:
        """What its header may be, folded: key, label in the reader's language, aliases."""
        return {folded(str(name)) for name in (self.key, self.label, *self.aliases)}
