"""The words by which events are found."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet, prefetch_related_objects

from kontor.hub.foundation.search import SearchKind
from kontor.hub.missions.models import Event

EVENTS = "event"


def events_with_words(events: Sequence[Event]) -> Sequence[Event]:
    prefetch_related_objects(events, "partnership")
    return events


def words_of_event(event: Event) -> tuple[str, Iterable[str]]:
    """What everybody who sees the event may read. Not who took part: some of them may be hidden from who searches."""
    partnership = event.partnership.acronym if event.partnership else ""
    return event.name, (
        event.place,
        event.description,
        event.outcome,
        partnership,
        str(event.get_event_class_display()),
    )


def all_events() -> QuerySet[Event]:
    return Event.objects.select_related("partnership")


SEARCH = SearchKind(EVENTS, Event, entry=words_of_event, rows=all_events)
