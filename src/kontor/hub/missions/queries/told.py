"""The register and its overlaps as plain values: one shape for programs, the command line and files."""

from collections.abc import Iterable
from typing import Any

from kontor.hub.missions.queries.register import Entry
from kontor.hub.missions.queries.together import Found, Shared, Together

PLAIN = (
    "key", "record", "kind", "what", "partnership", "country", "start", "end", "date_text", "timing", "period", "number", "url",
    "travels", "past",
)  # fmt: skip


def register_told(one: Entry) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PLAIN} | {"sectors": sorted(one.sectors)}


def overlaps_told(found: Found) -> dict[str, Any]:
    return {
        "entries": len(found.entries),
        "journeys_saved": found.journeys,
        "places_saved": found.places,
        "overlaps": [together_told(one) for one in found.overlaps],
        "joint_missions": [together_told(one) for one in found.suggested],
    }


def together_told(one: Together) -> dict[str, Any]:
    return {
        "country": one.country,
        "period": one.period,
        "partnerships": [key for key, _acronym in one.partnerships],
        "entries": [entry.key for entry in one.entries],
        "sectors": shared(one.sectors),
        "members": shared(one.members),
        "journeys_saved": one.journeys,
        "places_saved": one.places,
        "partnerships_with_a_date": one.dated,
        "past": one.past,
        "reasons": list(one.reasons),
    }


def shared(rows: Iterable[Shared]) -> list[dict[str, Any]]:
    return [{"what": one.what, "partnerships": list(one.acronyms)} for one in rows]
