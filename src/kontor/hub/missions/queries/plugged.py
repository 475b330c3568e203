"""What other areas show of events and plans, plugged in by `front.wiring`."""

from django.urls import reverse
from django.utils import timezone

from kontor.hub.directory.kit import Panel
from kontor.hub.foundation.actor import Actor
from kontor.hub.missions.queries.register import TARGET, Asked
from kontor.hub.missions.queries.together import overlaps_of


def panel_of_country(actor: Actor, country: str) -> Panel | None:
    """Past and planned events of a country, and who could travel there together. For `countries.kit.PANELS`. Seven statements."""
    found = overlaps_of(actor, timezone.localdate(), Asked(country=country))
    entries = [one for one in found.entries if one.record != TARGET]
    if not entries and not found.suggested:
        return None
    data = {
        "planned": [one for one in entries if not one.past],
        "past": [one for one in entries if one.past],
        "count": len(entries),
        "suggested": found.suggested,
        "overlaps": len(found.overlaps),
        "url": f"{reverse('missions:register')}?country={country}",
    }
    return Panel("missions/panels/country.html", data)
