"""Cooperation that sources state for a country: agreements, contracts, pilots, business meetings."""

from collections import defaultdict

from django.utils.translation import get_language, gettext

from kontor.documents.blocks import Block, Column, Heading, Note, Row, Table
from kontor.hub.foundation.country_names import country_name
from kontor.hub.partnerships.models import Activity
from kontor.hub.reports.queries.overview import COOPERATION, Overview


def blocks(found: Overview) -> tuple[Block, ...]:
    return (
        Heading(gettext("Cooperation by country and type"), id="cooperation"),
        Note(
            gettext(
                "One number per partnership, country and type: where two sources state different numbers of the same, the "
                "larger is taken and both stay with the partnership. A cooperation without a stated number counts as one."
            ),
            title=gettext("How cooperation is counted"),
        ),
        table(found),
    )


def type_labels() -> dict[str, str]:
    return {
        "agreement": gettext("Agreements"),
        "business-contract": gettext("Business contracts"),
        "pilot": gettext("Pilot projects"),
        "b2b-meeting": gettext("Business meetings"),
    }


def counted(activities: tuple[Activity, ...]) -> dict[str, dict[str, int]]:
    """Country -> type -> number. Statements of the same partnership, country and type are not added up."""
    largest: dict[tuple[int, str, str], int] = defaultdict(int)
    for activity in activities:
        place = (activity.partnership_id, activity.country_id or "", activity.type)
        largest[place] = max(largest[place], activity.count or 1)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (_, country, kind), number in largest.items():
        found[country][kind] += number
    return found


def table(found: Overview) -> Table:
    by_country = counted(found.cooperation)
    language = get_language() or "en"
    rows: list[Row] = [
        (country_name(country, language), *(by_country[country].get(kind) for kind in COOPERATION))
        for country in sorted(by_country, key=lambda code: (-sum(by_country[code].values()), code))
    ]
    return Table(
        id="cooperation",
        caption=gettext("Stated cooperation by country and type"),
        columns=(
            Column("country", gettext("Country"), share=2),
            *(Column(kind, label, "number") for kind, label in type_labels().items()),
        ),
        rows=tuple(rows),
        empty=gettext("No source states a cooperation with a country."),
    )
