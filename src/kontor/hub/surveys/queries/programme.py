"""What the surveys of a programme add up to: the newest closed wave of each, or the one that is asked for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import RecommendedAction
from kontor.hub.surveys.choices import WaveState
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.queries.results import Results, results
from kontor.hub.surveys.queries.trends import Compared, compared

OVER = (WaveState.CLOSED, WaveState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A wave, and beside the other waves of its survey where there are any."""

    results: Results
    compared: Compared | None


def waves_of_programmes(actor: Actor) -> QuerySet[Wave]:
    """The waves of programmes' surveys that the actor sees and that were ever opened."""
    rows = visible(Wave, actor).exclude(opened_at=None).filter(survey__programme__isnull=False)
    return rows.select_related("survey", "survey_version").order_by("-opened_at", "-pk")


def waves_with_results(actor: Actor) -> QuerySet[Wave]:
    """Those of them whose results the actor may see: published ones, and those she runs."""
    rows = waves_of_programmes(actor).filter(state__in=OVER)
    return rows.filter(pk__in=[one.pk for one in rows if can(actor, "surveys.read_results", one)])


def surveyed(actor: Actor, as_of: date, language: str, wave: str = "") -> tuple[Surveyed, ...]:
    """The wave of this key, or the newest of each survey that was opened by that day. Four statements for each wave."""
    rows = waves_with_results(actor).filter(opened_at__date__lte=as_of)
    newest: dict[int, Wave] = {}
    for one in rows.filter(key=wave) if wave else rows:
        newest.setdefault(one.survey_id, one)
    return tuple(told(actor, one, language) for one in newest.values())


def told(actor: Actor, wave: Wave, language: str) -> Surveyed:
    several = wave.survey.waves.exclude(state=WaveState.DRAFT).count() > 1
    beside = compared(actor, wave.survey_id, language=language) if several else None
    shown = beside if beside is not None and len(beside.waves) > 1 else None
    return Surveyed(results(actor, wave, language=language), shown)


def actions_by_area() -> dict[str, list[str]]:
    """What the guide recommends in each area of work."""
    found: dict[str, list[str]] = {}
    for one in RecommendedAction.objects.order_by("number"):
        found.setdefault(one.area, []).append(str(one))
    return found
