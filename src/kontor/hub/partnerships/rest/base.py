"""What all subjects share: the router, the words of a question about partnerships, partial dates."""

from typing import Annotated, Any

from django.db.models import Q
from pydantic import AfterValidator, Field

from kontor.hub.foundation.api import AreaRouter, Schema
from kontor.hub.foundation.partial_dates import parse
from kontor.hub.partnerships.choices import (
    PartnershipKind,
    Strand,
)

router = AreaRouter(tags=["partnerships"])


def of_the_calendar(text: str) -> str:
    if text:
        parse(text)
    return text


PartialDate = Annotated[
    str, Field(max_length=10, description="2018, 2018-02 or 2018-02-25"), AfterValidator(of_the_calendar)
]


class OfPartnerships(Schema):
    """Which partnerships are looked at."""

    kind: PartnershipKind | None = None
    generation: int | None = Field(None, ge=1, le=99)
    strand: Strand | None = None


def condition(asked: Any, prefix: str = "") -> Q:
    """The partnerships asked for."""
    wanted = {"kind": asked.kind, "call__generation": asked.generation, "strand": asked.strand}
    return Q(**{f"{prefix}{name}": value for name, value in wanted.items() if value is not None})
