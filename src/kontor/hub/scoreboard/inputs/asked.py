"""Who was asked in surveys and how far the answers went, as the crosscheck engine reads them.

Never what was answered. They are there only for whoever runs a survey: for everybody else there are no such records, and a
claim about them cannot be recomputed, instead of being told wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kontor.engine.crosscheck.tables import Table
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard.inputs.cooperation import Seen
from kontor.hub.surveys.models import Invitation, SurveyResponse, Wave

NAMES = ("id", "wave", "partnership", "strand")


def rows_of(rows: QuerySet[Any], day: str, *more: str) -> Iterator[tuple[Any, ...]]:
    """Those of waves that had opened by the day."""
    begun = rows.filter(wave__opened_at__date__lte=day).order_by("pk")
    for pk, wave, *values in begun.values_list("pk", "wave__key", "partnership__key", "group", *more):
        yield f"{wave}:{pk}", wave, values[0] or "", *values[1:]


def responses(seen: Seen, day: str) -> Table:
    found = rows_of(visible(SurveyResponse, seen.actor), day, "state", "blocks")
    return Table((*NAMES, "state", "block"), ((*values, tuple(blocks)) for *values, blocks in found))


def invitations(seen: Seen, day: str) -> Table:
    return Table(NAMES, rows_of(visible(Invitation, seen.actor), day))


def waves(seen: Seen, day: str) -> Table:
    """Those that had opened by the day, with the days from and until which people were asked."""
    begun = visible(Wave, seen.actor).filter(opened_at__date__lte=day).order_by("pk")
    found = begun.values_list("key", "survey__key", "opens_on", "closes_on")
    return Table(("id", "survey", "opens", "closes"), ((key, survey, iso(first), iso(last)) for key, survey, first, last in found))  # fmt: skip


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


GATHER: Mapping[str, Callable[[Seen, str], Table]] = {
    "responses": responses,
    "invitations": invitations,
    "waves": waves,
}
