"""Events, cases, agreements, collaborations and indicators as the crosscheck engine reads them.

A confidential party is not among the rows: questions speak of countries, kinds and states, never of who it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from kontor.engine.crosscheck.tables import Table
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import (
    Agreement,
    CaseObjective,
    CaseReport,
    CollaborationReport,
    CooperationCase,
    Party,
)
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.rules.codes import partner_code
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget
from kontor.hub.strategy.models import RoadmapActivity

type Listed = Mapping[int, tuple[str, ...]]


def gathered(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """Id of the record -> the words that belong to it, in the order of the rows."""
    found: dict[int, list[str]] = defaultdict(list)
    for key, word in rows:
        found[key].append(word)
    return {key: tuple(words) for key, words in found.items()}


def with_codes(rows: QuerySet[Any], record: str) -> Listed:
    """The short names of organisations by which partners are called in figures, in lower case; else their keys."""
    named = rows.order_by("position", "pk").values_list(
        record, "organisation__short_name", "organisation__key"
    )
    return gathered((pk, partner_code(short, key)) for pk, short, key in named)


class Seen:
    """What an actor sees around cases, that several collections speak of: each asked for once."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    @cached_property
    def partners(self) -> Listed:
        """Case -> the partners responsible for it."""
        return gathered(
            (one.case, partner_code(one.short, one.key)) for one in self.parties if one.is_named(PartyRole.RESPONSIBLE)
        )  # fmt: skip

    @cached_property
    def counterparts(self) -> Listed:
        return gathered((one.case, one.key) for one in self.parties if one.is_named(PartyRole.COUNTERPART))

    @cached_property
    def counterpart_kinds(self) -> Listed:
        theirs = (one for one in self.parties if one.role == PartyRole.COUNTERPART)
        return gathered((one.case, kind) for one in theirs if (kind := one.kind or one.of_organisation))

    @cached_property
    def lists(self) -> Listed:
        """Case -> the lists in which it is reported."""
        rows = visible(CaseReport, self.actor).order_by().values_list("case_id", "register").distinct()
        return gathered(rows)

    @cached_property
    def parties(self) -> list["PartySeen"]:
        """Those that are not confidential, in their order."""
        seen = Exists(visible(Organisation, self.actor).filter(pk=OuterRef("organisation_id")))
        rows = visible(Party, self.actor).filter(confidential=False).order_by("position", "pk")
        organisation = ("organisation__short_name", "organisation__key", "organisation__kind")
        return list(
            map(PartySeen._make, rows.annotate(seen=seen).values_list("case_id", "role", "kind", *organisation, "seen"))
        )  # fmt: skip


class PartySeen(NamedTuple):
    """A party with its organisation, where it has one; `seen` says whether the actor sees its profile."""

    case: int
    role: str
    kind: str
    short: str | None
    key: str | None
    of_organisation: str | None
    seen: bool

    def is_named(self, role: str) -> bool:
        return self.role == role and self.seen


def events(seen: Seen, day: str) -> Table:
    rows = visible(Event, seen.actor).filter(start__lte=day)
    responsible = visible(EventOrganisation, seen.actor).filter(role=EventRole.RESPONSIBLE)
    partners = with_codes(responsible, "event_id")
    plain = ("partnership__key", "event_class", "kind", "counterpart_kind", "country_id", "register", "number", "meetings",
             "participants", "start", "end")  # fmt: skip
    found = rows.values_list("pk", "key", "same_as__key", *plain)
    names = ("id", "event", "partnership", "class", "form", "counterpart_kind", "country", "register", "number", "meetings",
             "participants", "start", "end", "partner")  # fmt: skip
    told = ((key, same or key, *values, partners.get(pk, ())) for pk, key, same, *values in found)
    return Table(names, told)


def cooperation_cases(seen: Seen, day: str) -> Table:
    rows = visible(CooperationCase, seen.actor).filter(started_on__lte=day)
    sought = gathered(visible(CaseObjective, seen.actor).values_list("case_id", "objective"))
    others = (sought, seen.partners, seen.counterparts, seen.lists)
    plain = ("partnership__key", "level", "type", "state", "country_id", "sector", "started_on")
    named = ("partnership", "level", "type", "state", "country", "sector", "start")
    found = rows.values_list("pk", "key", "same_as__key", *plain)
    told = (
        (key, same or key, *values, *(listed.get(pk, ()) for listed in others))
        for pk, key, same, *values in found
    )
    return Table(("id", "case", *named, "objective", "partner", "counterpart", "register"), told)


def case_reports(seen: Seen, day: str) -> Table:
    rows = visible(CaseReport, seen.actor).filter(case__started_on__lte=day)
    partners = seen.partners
    plain = ("partnership__key", "register", "state", "stated_type", "case__level", "case__country_id")
    named = ("partnership", "register", "state", "type", "level", "country")
    found = rows.values_list("case_id", "pk", "row", "case__key", "case__same_as__key", *plain)
    told = (
        (f"{key}:{values[1]}:{row or pk}", same or key, *values, partners.get(case, ()))
        for case, pk, row, key, same, *values in found
    )
    return Table(("id", "case", *named, "partner"), told)


def agreements(seen: Seen, day: str) -> Table:
    """As they stood on the day: what was signed later was still to be signed."""
    rows = visible(Agreement, seen.actor).filter(case__started_on__lte=day)
    others = (seen.lists, seen.counterpart_kinds, seen.partners, seen.counterparts)
    plain = {
        "case": "case__key",
        "partnership": "case__partnership__key",
        "kind": "kind",
        "level": "case__level",
        "country": "case__country_id",
        "sector": "case__sector",
        "credited_to": "case__credited_to",
        "strand": "case__partnership__strand",
    }
    found = rows.values_list("case_id", "key", "same_as__key", "state", "signed_on", *plain.values())
    told = (
        (key, same or key, *values, *stood(state, signed, day), *(listed.get(case, ()) for listed in others))
        for case, key, same, state, signed, *values in found
    )
    names = (
        "id",
        "agreement",
        *plain,
        "state",
        "signed",
        "register",
        "counterpart_kind",
        "partner",
        "counterpart",
    )
    return Table(names, told)


def stood(state: str, signed_on: str, day: str) -> tuple[str, str]:
    """State and day of signature of an agreement as they were on the day."""
    return (state, signed_on) if signed_on <= day else ("to-be-signed", "")


def collaborations(seen: Seen, day: str) -> Table:
    """Reported ones; confirmed where the other says so too, by a report of its own or by its reply."""
    plain = {
        "detail": "detail_given",
        "topic": "topics",
        "register": "register",
        "reporter_generation": "reporter__call__generation",
        "counterpart_generation": "counterpart__call__generation",
        "strand": "reporter__strand",
    }
    rows = visible(CollaborationReport, seen.actor)
    sides = ("key", "reply", "reporter__key", "counterpart__key", "counterpart_name")
    found = list(rows.values_list(*sides, *plain.values()))
    said = {(reporter, counterpart) for _key, _reply, reporter, counterpart, *_rest in found}
    told = (
        (
            key,
            reporter,
            counterpart or name,
            " ".join(sorted((reporter, counterpart or name))),
            "confirmed" if (counterpart, reporter) in said else reply or "one-sided",
            "yes" if detail else "no",
            *rest,
        )
        for key, reply, reporter, counterpart, name, detail, *rest in found
    )
    return Table(("id", "reporter", "counterpart", "pair", "status", *plain), told)


def indicators(seen: Seen, day: str) -> Table:
    rows = visible(Indicator, seen.actor).filter(partnership__isnull=False, withdrawn_on=None)
    found = rows.values_list("key", "partnership__key", "number", "target")
    return Table(("id", "partnership", "number", "target"), (as_numbers(row) for row in found))


def indicator_targets(seen: Seen, day: str) -> Table:
    rows = visible(IndicatorTarget, seen.actor).filter(partner__isnull=False, period=None)
    found = rows.annotate(short=F("partner__short_name")).values_list(
        "indicator__key", "indicator__number", "indicator__partnership__key", "short", "partner__key", "value"
    )
    told = (
        as_numbers(
            (f"{key}:{short or partner}", key, number, partnership, partner_code(short, partner), value)
        )
        for key, number, partnership, short, partner, value in found
    )
    return Table(("id", "indicator", "number", "partnership", "partner", "value"), told)


def as_numbers(row: Iterable[Any]) -> tuple[Any, ...]:
    """Decimals of the database as the numbers that questions compare: 12.00 is 12."""
    return tuple(as_number(one) if isinstance(one, Decimal) else one for one in row)


def as_number(one: Decimal) -> int | float:
    return int(one) if one == one.to_integral_value() else float(one)


def roadmap_activities(seen: Seen, day: str) -> Table:
    rows = visible(RoadmapActivity, seen.actor)
    found = rows.values_list("key", "partnership__key", "kind", "planned_month", "due_on", "state")
    told = ((*values[:-2], values[-2].isoformat() if values[-2] else "", values[-1]) for values in found)
    return Table(("id", "partnership", "kind", "month", "due", "state"), told)


GATHER: Mapping[str, Callable[[Seen, str], Table]] = {
    "events": events,
    "cooperation_cases": cooperation_cases,
    "case_reports": case_reports,
    "agreements": agreements,
    "collaborations": collaborations,
    "indicators": indicators,
    "indicator_targets": indicator_targets,
    "roadmap_activities": roadmap_activities,
}
