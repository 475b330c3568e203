"""Entered values: what waits for whom, and one value with its evidence and its way through verification."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from kontor.engine import indicators as engine
from kontor.hub.directory.models import Organisation
from kontor.hub.evidence.queries import citations_of
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.choices import STATE_TONES, MeasurementState
from kontor.hub.scoreboard.models import Indicator, Measurement, Period
from kontor.hub.scoreboard.queries.board_page import shown
from kontor.hub.scoreboard.queries.cards import phrase

VERIFYING = (MeasurementState.SUBMITTED, MeasurementState.IN_VERIFICATION)
RELATED = ("indicator__partnership__team", "period", "partner__team")


@dataclass(frozen=True, slots=True)
class ValueShown:
    """A value in a list: of what, whose, when, how much, and how far it is."""

    title: str
    url: str
    period: str
    partner: str
    value: str
    state: str
    tone: str


def value_shown(one: Measurement) -> ValueShown:
    return ValueShown(
        one.indicator.title,
        one.get_absolute_url(),
        one.period.label,
        one.partner.name if one.partner else "",
        value_in_words_of(one),
        str(one.get_state_display()),
        STATE_TONES[one.state],
    )


def value_in_words_of(one: Measurement) -> str:
    if one.indicator.over_time == "ratio":
        return f"{plain(one.numerator)} / {plain(one.denominator)}"
    if one.indicator.over_time == "distinct":
        return str(len(one.members))
    return shown(engine.exact(one.value) if one.value is not None else None, one.indicator, whole=True)


def plain(number: Decimal | None) -> str:
    return "–" if number is None else rules.plain(number)


@dataclass(frozen=True)
class Queue:
    """The values of a partnership by what has to happen next."""

    waiting: tuple[ValueShown, ...]
    returned: tuple[ValueShown, ...]
    drafts: tuple[ValueShown, ...]
    done: tuple[ValueShown, ...]
    missing: tuple[tuple[str, str], ...]


def queue(actor: Actor, partnership: Partnership) -> Queue:
    """Every entered value that the actor sees, and the periods that are over without one. A constant number of statements."""
    rows = list(
        values_for_lists(actor)
        .filter(indicator__partnership=partnership)
        .order_by("-period__start", "indicator__number")
    )
    groups: dict[str, list[ValueShown]] = {}
    for one in rows:
        groups.setdefault(one.state, []).append(value_shown(one))
    done = (*groups.get("verified", ()), *groups.get("locked", ()))
    waiting = tuple(one for state in VERIFYING for one in groups.get(state, ()))
    return Queue(
        waiting,
        tuple(groups.get("returned", ())),
        tuple(groups.get("draft", ())),
        done,
        missing(actor, partnership, rows),
    )


def missing(
    actor: Actor, partnership: Partnership, rows: Iterable[Measurement]
) -> tuple[tuple[str, str], ...]:
    """(indicator, period) of entered indicators for which nobody entered anything."""
    told = {(one.indicator_id, one.period_id) for one in rows}
    indicators = visible(Indicator, actor).filter(partnership=partnership, withdrawn_on=None, rule={})
    periods = list(visible(Period, actor).filter(partnership=partnership, locked_on=None))
    return tuple(
        (one.title, period.label)
        for one in indicators
        for period in periods
        if (one.pk, period.pk) not in told
    )


def values_for_lists(actor: Actor) -> QuerySet[Measurement]:
    return visible(Measurement, actor).select_related(*RELATED)


def value_by_pk(actor: Actor, pk: int) -> Measurement:
    """Refuses (`NotThere`) what the actor does not see."""
    found = values_for_lists(actor).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class ValuePage:
    """One value: what it says and how it breaks down, its evidence, what may be done with it, its history."""

    value: Measurement
    shown: ValueShown
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    faults: tuple[str, ...]
    sources: list[Any]
    verbs: tuple[str, ...]
    history: tuple[Happening, ...]


def value_page(actor: Actor, pk: int) -> ValuePage:
    one = value_by_pk(actor, pk)
    given = {
        name: {label: engine.exact(part) for label, part in parts.items()}
        for name, parts in one.parts.items()
    }
    broken = engine.breakdowns(None if one.value is None else engine.exact(one.value), given)
    parts = tuple(
        (
            found.dimension,
            tuple((label, str(engine.plain_number(part))) for label, part in found.parts.items()),
        )
        for found in broken
    )
    cited = citations_of(actor, [one]).get(one, [])
    return ValuePage(
        one,
        value_shown(one),
        parts,
        tuple(phrase(found.fault) for found in broken if found.fault),
        list(cited),
        verbs(actor, one),
        tuple(history_of(actor, one))
        if can(actor, "scoreboard.enter-value", one) or can(actor, "scoreboard.verify-value", one)
        else (),
    )


def verbs(actor: Actor, one: Measurement) -> tuple[str, ...]:
    """What the actor may do with the value in its state."""
    possible = rules.VALUE.verbs(one.state)
    enters = can(actor, "scoreboard.enter-value", one)
    verifies = can(actor, "scoreboard.verify-value", one)
    own = one.submitted_by_id is not None and one.submitted_by_id == actor.user_id
    allowed = {
        "enter": enters, "submit": enters, "take": verifies and not own, "verify": verifies and not own, "return": verifies,
    }  # fmt: skip
    return tuple(verb for verb in possible if allowed.get(verb))


def partners_to_enter_for(actor: Actor, partnership: Partnership) -> QuerySet[Organisation]:
    """Those whose value the actor may enter: all partners for the coordinator, her own organisations for a partner."""
    partners = Participation.objects.filter(partnership=partnership).values("organisation_id")
    rows = visible(Organisation, actor).filter(pk__in=partners).order_by("sort_name")
    if may_enter_for_all(actor, partnership):
        return rows
    return rows.filter(team_id__in=actor.edited_teams)


def may_enter(actor: Actor, indicator: Indicator) -> bool:
    """Whether the actor may enter a value of anybody."""
    return indicator.partnership is not None and partners_to_enter_for(actor, indicator.partnership).exists()


def may_enter_for_all(actor: Actor, partnership: Partnership) -> bool:
    return can(actor, "scoreboard.add-indicator", partnership)


def periods_of(actor: Actor, partnership: Partnership) -> QuerySet[Period]:
    return visible(Period, actor).filter(partnership=partnership)


def period_by_key(actor: Actor, key: str) -> Period:
    """Refuses (`NotThere`) what the actor does not see."""
    found = visible(Period, actor).filter(key=key).select_related("partnership__team").first()
    if found is None:
        raise NotThere
    return found
