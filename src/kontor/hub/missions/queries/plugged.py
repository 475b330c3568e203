"""What other areas show of events and plans, plugged in by `front.wiring`."""

from collections import defaultdict

from django.urls import reverse
from django.utils import timezone

from kontor.hub.countries.kit import Record
from kontor.hub.directory.kit import Panel
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
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


def experience(actor: Actor, partnership: int) -> dict[str, list[Record]]:
    """Country -> events of the partnership there. For `countries.kit.EXPERIENCE`. One statement."""
    found: dict[str, list[Record]] = defaultdict(list)
    rows = visible(Event, actor).filter(partnership=partnership, same_as=None).exclude(country=None)
    for one in rows.order_by("start", "key"):
        found[one.country_id or ""].append(Record(one.name, one.get_absolute_url()))
    return found
