"""What all subjects share: the router, the words of a question about partnerships."""

from typing import Any

from django.db.models import Q
from pydantic import Field

from kontor.hub.foundation.api import AreaRouter, Schema
from kontor.hub.partnerships.choices import (
    PartnershipKind,
    Strand,
)

router = AreaRouter(tags=["partnerships"])


class OfPartnerships(Schema):
    """Which partnerships are looked at."""

    kind: PartnershipKind | None = None
    generation: int | None = Field(None, ge=1, le=99)
    strand: Strand | None = None


def condition(asked: Any, prefix: str = "") -> Q:
    """The partnerships asked for."""
    wanted = {"kind": asked.kind, "call__generation": asked.generation, "strand": asked.strand}
    return Q(**{f"{prefix}{name}": value for name, value in wanted.items() if value is not None})
