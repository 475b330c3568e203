"""What other areas show of cases, plugged in by `front.wiring`."""

from collections import defaultdict

from django.urls import reverse

from kontor.hub.agreements.models import Agreement, CooperationCase
from kontor.hub.agreements.queries.pipeline import counted
from kontor.hub.countries.kit import Record
from kontor.hub.directory.kit import Panel
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible

# Fewer hidden cases than this are not counted for who does not see them: a number of one or two says who has them.
FEWEST_TOLD = 3


def panel_of_country(actor: Actor, country: str) -> Panel | None:
    """Cases and agreements of a country; those that the actor does not see are a number. For `countries.kit.PANELS`. Three statements."""
    cases = list(
        counted(actor).filter(country=country).select_related("partnership").order_by("title", "key")
    )
    hidden = CooperationCase.objects.filter(country=country, same_as=None).count() - len(cases)
    agreements = list(
        visible(Agreement, actor)
        .filter(case__in=[one.pk for one in cases], same_as=None)
        .select_related("case")
        .order_by("key")
    )
    if not cases and hidden < FEWEST_TOLD:
        return None
    data = {
        "cases": cases,
        "agreements": agreements,
        "hidden": hidden if hidden >= FEWEST_TOLD else 0,
        "url": f"{reverse('agreements:index')}?country={country}",
    }
    return Panel("agreements/panels/country.html", data)


def experience(actor: Actor, partnership: int) -> dict[str, list[Record]]:
    """Country -> cases of the partnership with it. For `countries.kit.EXPERIENCE`. One statement."""
    found: dict[str, list[Record]] = defaultdict(list)
    rows = counted(actor).filter(partnership=partnership).exclude(country=None)
    for one in rows.order_by("title", "key"):
        found[one.country_id or ""].append(Record(one.title, one.get_absolute_url()))
    return found
