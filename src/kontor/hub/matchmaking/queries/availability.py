"""When participants can meet: times of the programme as they are written, and in which of them somebody is away."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import QuerySet

from kontor.hub.matchmaking.models import Participant, Slot
from kontor.hub.matchmaking.rules.people import NoSuchTime
from kontor.hub.matchmaking.rules.times import on_the_wall

BETWEEN = "; "


def times_of_sessions(sessions: Collection[int]) -> Mapping[int, Mapping[str, int]]:
    """Session -> '2027-05-12 09:00' on its clock -> the time. One statement.

    Where a clock is put back the first of two times of one name is meant, as everywhere.
    """
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for slot in Slot.objects.filter(session__in=sessions).select_related("session").order_by("start"):
        found[slot.session_id].setdefault(on_the_wall(slot.start, slot.session.zone), slot.pk)
    return found


def names_in(text: str) -> list[str]:
    """The times that a cell names, with semicolons between, each written in one way."""
    return [" ".join(one.replace("T", " ").split()) for one in text.split(BETWEEN.strip()) if one.strip()]


def times_named(times: Mapping[str, int], names: Sequence[str]) -> list[int]:
    """The times of these names. Raises NoSuchTime for one that the programme does not have."""
    for name in names:
        if name not in times:
            raise NoSuchTime(field="away", time=name[:50])
    return [times[name] for name in names]


def away_of(participant: Participant) -> list[str]:
    """The times she is away in, in order. No statement for rows that were read by `with_away`."""
    return sorted(on_the_wall(slot.start, participant.session.zone) for slot in participant.away.all())


def with_away(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    return rows.select_related("session", "kind").prefetch_related("away")
