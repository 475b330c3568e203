"""Everything the programme overview says, as an actor may see it on a day: counted once, by named questions.

Numbers are answers of `engine.crosscheck` to questions, so that each has its rule and its rows; lists are rows of the
same records. Writing comes later (`reports.report`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from kontor.engine.crosscheck.questions import Coverage, Filter, Having, Question
from kontor.engine.crosscheck.tables import Table
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import (
    Activity,
    Challenge,
    GoodPractice,
    Participation,
    Partnership,
    RecommendedAction,
    TargetMarket,
)
from kontor.hub.partnerships.queries import Change, Matrix, change, matrix, part_of
from kontor.hub.scoreboard.queries import Asked, Finding, ask, findings, records_now

ESCP = ("ESCP-4i", "ESCP-S3")
# The three selections that the overview compares; of later calls only single partnerships are known.
LAST_START = "2019"
COOPERATION = ("agreement", "business-contract", "pilot", "b2b-meeting")


def of(**conditions: str | int) -> tuple[Filter, ...]:
    return tuple(Filter(field, "is", value) for field, value in conditions.items())


FIRST, SECOND, INVESTING = (
    of(kind="ESCP-4i", generation=1),
    of(kind="ESCP-4i", generation=2),
    of(kind="ESCP-S3"),
)


def partnerships(*filters: Filter) -> Question:
    return Question("partnerships", filters=filters)


def target_countries(filters: tuple[Filter, ...]) -> Question:
    """Different target countries; partnerships without a known target make it a lower bound."""
    return Question(
        "targets",
        "count-distinct",
        "country",
        filters=filters,
        covers=Coverage("partnerships", "partnership", filters),
    )


def mean_targets(filters: tuple[Filter, ...]) -> Question:
    return Question("targets", "mean", "country", filters=filters, group_by="partnership")


QUESTIONS: dict[str, Question] = {
    "partnerships.all": partnerships(Filter("kind", "in", ESCP), Filter("start", "at-most", LAST_START)),
    "partnerships.g1": partnerships(*FIRST),
    "partnerships.g1.strand1": partnerships(*FIRST, *of(strand="1")),
    "partnerships.g1.strand2": partnerships(*FIRST, *of(strand="2")),
    "partnerships.g1.voluntary": partnerships(*FIRST, *of(strand="voluntary")),
    "partnerships.g2": partnerships(*SECOND),
    "partnerships.g2.strand1": partnerships(*SECOND, *of(strand="1")),
    "partnerships.g2.strand2": partnerships(*SECOND, *of(strand="2")),
    "partnerships.s3": partnerships(*INVESTING),
    "partner-places.g1": Question(
        "participations", filters=FIRST, rule="places", covers=Coverage("partnerships", "partnership", FIRST)
    ),
    "partner-places.g2": Question("participations", filters=SECOND, rule="places"),
    "partner-places.s3": Question("participations", filters=INVESTING, rule="places"),
    "partner-organisations.g2": Question("participations", filters=SECOND, rule="organisations"),
    "partner-organisations.s3": Question("participations", filters=INVESTING, rule="organisations"),
    "partner-countries.g2": Question("participations", "count-distinct", "country", filters=SECOND),
    "partner-countries.s3": Question("participations", "count-distinct", "country", filters=INVESTING),
    "targets.g1.countries": target_countries(FIRST),
    "targets.g2.countries": target_countries(SECOND),
    "targets.g1.mean": mean_targets(FIRST),
    "targets.g2.mean": mean_targets(SECOND),
    "targets.shared": Question(
        "targets", "groups", "partnership", group_by="country", having=Having("at-least", 2)
    ),
    "targets.saturated": Question(
        "targets", "groups", "partnership", group_by="country", having=Having("at-least", 5)
    ),
}


@dataclass(frozen=True, slots=True)
class Overview:
    """`partners` and `targets` are how many each partnership (by pk) has; none where it is not among them."""

    asked: dict[str, Asked]
    places_by_country: dict[str, Counter[str]]
    first: Matrix
    second: Matrix
    changed: Change
    cooperation: tuple[Activity, ...]
    partnerships: tuple[Partnership, ...]
    partners: Mapping[int, int]
    targets: Mapping[int, int]
    practices: tuple[GoodPractice, ...]
    actions: tuple[RecommendedAction, ...]
    challenges: tuple[Challenge, ...]
    findings: tuple[Finding, ...]


def overview(actor: Actor, as_of: date) -> Overview:
    """Gather the overview. The number of statements does not depend on the number of records."""
    given = records_now(actor, as_of)
    day = as_of.isoformat()
    partnerships = tuple(of_the_scheme(actor, day).select_related("call"))
    targets = matrix(actor, as_of, in_the_scheme())
    first = part_of(targets, keys_of(partnerships, "ESCP-4i", 1))
    second = part_of(targets, keys_of(partnerships, "ESCP-4i", 2))
    return Overview(
        asked={key: ask(given, question, as_of) for key, question in QUESTIONS.items()},
        places_by_country=places_by_country(given["participations"]),
        first=first,
        second=second,
        changed=change(first, second),
        cooperation=tuple(stated_cooperation(actor, day)),
        partnerships=partnerships,
        partners=different(actor, Participation, "organisation"),
        targets=different(actor, TargetMarket, "country"),
        practices=tuple(
            visible(GoodPractice, actor).filter(partnership__start__lte=day).select_related("partnership")
        ),
        actions=tuple(visible(RecommendedAction, actor)),
        challenges=tuple(visible(Challenge, actor)),
        findings=tuple(findings(actor, as_of, given)),
    )


def keys_of(partnerships: Iterable[Partnership], kind: str, generation: int) -> frozenset[str]:
    return frozenset(
        one.key
        for one in partnerships
        if one.kind == kind and one.call is not None and one.call.generation == generation
    )


def places_by_country(participations: Table) -> dict[str, Counter[str]]:
    """Country -> partner places by generation ('g1', 'g2', 's3')."""
    found: dict[str, Counter[str]] = {}
    for (country, kind, generation), number in participations.tally("country", "kind", "generation").items():
        place = "s3" if kind == "ESCP-S3" else f"g{generation}" if kind == "ESCP-4i" else ""
        if place in ("g1", "g2", "s3") and country:
            found.setdefault(str(country), Counter())[place] += number
    return found


def stated_cooperation(actor: Actor, day: str) -> list[Activity]:
    """Agreements, contracts, meetings and pilots that sources state for a country."""
    rows = visible(Activity, actor).filter(
        partnership__start__lte=day, type__in=COOPERATION, country__isnull=False
    )
    return list(rows.select_related("partnership", "country"))


def in_the_scheme() -> Q:
    return Q(kind__in=ESCP) & (Q(start__lte=LAST_START) | Q(start__startswith=LAST_START))


def of_the_scheme(actor: Actor, day: str) -> QuerySet[Partnership]:
    """The partnerships of the scheme, in the order of the list: generation, strand, acronym."""
    rows = visible(Partnership, actor).filter(in_the_scheme(), start__lte=day)
    return rows.order_by("kind", "call__generation", "strand", "acronym")


def different(actor: Actor, model: type[Participation] | type[TargetMarket], field: str) -> dict[int, int]:
    """Partnership -> how many different values of this field its visible rows have."""
    rows = visible(model, actor).order_by().values_list("partnership_id")
    return dict(rows.annotate(number=Count(field, distinct=True)))


def presented(actor: Actor, as_of: date, key: str = "") -> list[Partnership]:
    """These partnerships, or the one with this key, with partners, targets and activities loaded."""
    seen = {
        "participations": visible(Participation, actor)
        .select_related("organisation")
        .order_by("organisation__name"),
        "targets": visible(TargetMarket, actor).order_by("country_id"),
        "activities": visible(Activity, actor),
    }
    prefetched = [Prefetch(name, queryset=rows) for name, rows in seen.items()]
    rows = of_the_scheme(actor, as_of.isoformat()).select_related("call")
    chosen = rows.filter(key=key) if key else rows
    return list(chosen.prefetch_related(*prefetched))
