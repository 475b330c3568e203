"""The unit of a number in words: sources write 'agreements' and cards 'agreement', a reader expects '1 agreement, 2 agreements'."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import npgettext_lazy, override

# By the word for many. A unit that is not here (a currency, a name such as ESCP-4i) is shown as it was written.
UNITS: Mapping[str, Any] = {
    "activities": npgettext_lazy("unit", "activity", "activities", "number"),
    "agreements": npgettext_lazy("unit", "agreement", "agreements", "number"),
    "areas": npgettext_lazy("unit", "area", "areas", "number"),
    "business projects": npgettext_lazy("unit", "business project", "business projects", "number"),
    "calls": npgettext_lazy("unit", "call", "calls", "number"),
    "cases": npgettext_lazy("unit", "case", "cases", "number"),
    "categories": npgettext_lazy("unit", "category", "categories", "number"),
    "cluster initiatives": npgettext_lazy("unit", "cluster initiative", "cluster initiatives", "number"),
    "cluster organisations": npgettext_lazy(
        "unit", "cluster organisation", "cluster organisations", "number"
    ),
    "clusters": npgettext_lazy("unit", "cluster", "clusters", "number"),
    "collaborations": npgettext_lazy("unit", "collaboration", "collaborations", "number"),
    "companies": npgettext_lazy("unit", "company", "companies", "number"),
    "conferences": npgettext_lazy("unit", "conference", "conferences", "number"),
    "cooperation cases": npgettext_lazy("unit", "cooperation case", "cooperation cases", "number"),
    "countries": npgettext_lazy("unit", "country", "countries", "number"),
    "e-mails": npgettext_lazy("unit", "e-mail", "e-mails", "number"),
    "EU countries": npgettext_lazy("unit", "EU country", "EU countries", "number"),
    "European countries": npgettext_lazy("unit", "European country", "European countries", "number"),
    "events": npgettext_lazy("unit", "event", "events", "number"),
    "good practices": npgettext_lazy("unit", "good practice", "good practices", "number"),
    "industries": npgettext_lazy("unit", "industry", "industries", "number"),
    "interviews": npgettext_lazy("unit", "interview", "interviews", "number"),
    "jobs": npgettext_lazy("unit", "job", "jobs", "number"),
    "meetings": npgettext_lazy("unit", "meeting", "meetings", "number"),
    "minutes": npgettext_lazy("unit", "minute", "minutes", "number"),
    "missions": npgettext_lazy("unit", "mission", "missions", "number"),
    "months": npgettext_lazy("unit", "month", "months", "number"),
    "opportunities": npgettext_lazy("unit", "opportunity", "opportunities", "number"),
    "organisations": npgettext_lazy("unit", "organisation", "organisations", "number"),
    "participations": npgettext_lazy("unit", "participation", "participations", "number"),
    "partners": npgettext_lazy("unit", "partner", "partners", "number"),
    "partnerships": npgettext_lazy("unit", "partnership", "partnerships", "number"),
    "people": npgettext_lazy("unit", "person", "people", "number"),
    "phases": npgettext_lazy("unit", "phase", "phases", "number"),
    "project ideas": npgettext_lazy("unit", "project idea", "project ideas", "number"),
    "projects": npgettext_lazy("unit", "project", "projects", "number"),
    "regions": npgettext_lazy("unit", "region", "regions", "number"),
    "requests": npgettext_lazy("unit", "request", "requests", "number"),
    "sectors": npgettext_lazy("unit", "sector", "sectors", "number"),
    "SMEs": npgettext_lazy("unit", "SME", "SMEs", "number"),
    "strands": npgettext_lazy("unit", "strand", "strands", "number"),
    "tasks": npgettext_lazy("unit", "task", "tasks", "number"),
    "territories": npgettext_lazy("unit", "territory", "territories", "number"),
    "visits": npgettext_lazy("unit", "visit", "visits", "number"),
    "webinars": npgettext_lazy("unit", "webinar", "webinars", "number"),
    "workshops": npgettext_lazy("unit", "workshop", "workshops", "number"),
    "years": npgettext_lazy("unit", "year", "years", "number"),
}


@cache
def known() -> Mapping[str, Any]:
    """The same words by the one and by the many."""
    with override("en"):
        one = {str(words % {"number": 1}): words for words in UNITS.values()}
    return {**one, **UNITS}


def unit_in_words(unit: str, number: object = None) -> str:
    """The unit for this number (a number, its digits, or nothing for many) in the reader's language; as written where unknown."""
    words = known().get(unit)
    return str(words % {"number": counted(number)}) if words else unit


def counted(number: object) -> int:
    """What plural rules ask for: a whole number as it is, many for all others."""
    try:
        value = float(str(number))
    except ValueError:
        return 2
    return int(abs(value)) if value.is_integer() else 2
