"""What an area says of a table that can be exported: it yields rows; format, streaming and defusing are the kit's business."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from kontor.hub.foundation.actor import Actor
from kontor.hub.transfer.kit.columns import Column


class Exporter:
    """Subclassed by areas, added to EXPORTERS in `front.wiring`."""

    kind: ClassVar[str]
    label: ClassVar[Any]
    permission: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        """Column key -> value, for what the actor may see. References as keys, lists as sequences of codes."""
        raise NotImplementedError
