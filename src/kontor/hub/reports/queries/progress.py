"""How far the partnerships of a programme are: the agreements they report in its lists, and who says that it works with whom.

A list belongs to the programme when several partnerships fill it; a partnership's own lists stay with its own reports.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from kontor.engine import network
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.hub.agreements.models import CaseReport, CollaborationReport, CooperationCase
from kontor.hub.agreements.queries import collaborations_for
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership
from kontor.hub.reports.choices import STATED_CLUSTER, within_the_union
from kontor.hub.reports.queries.cooperation import CaseTold, told_cases
from kontor.hub.scoreboard.queries import Asked, Finding, ask, findings, records_now

SEED = 7
NO_LIST = "no list"  # which no list can be called: names of lists have no spaces
CERTAINTY = (
    "confirmed",
    "denied",
    "one-sided",
    "not-asked",
)  # what settles a pair of which several things are said


@dataclass(frozen=True, slots=True)
class Agreed:
    """A row of a programme's list: who reports it, and the case."""

    report: CaseReport
    told: CaseTold


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are said to work together, by `standing`; `cross` says that they are of two generations."""

    sides: tuple[str, str]
    standing: str
    cross: bool
    topics: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """`places` are where those of the pairs are drawn, 0 to 1; `links` the addresses of those that are on the platform;
    `planned` the events of partnerships that begin after the day of the report.
    """

    asked: Mapping[str, Asked]
    agreed: tuple[Agreed, ...]
    pairs: tuple[Pair, ...]
    places: Mapping[str, tuple[float, float]]
    links: Mapping[str, str]
    findings: tuple[Finding, ...]
    planned: tuple[Event, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.source_key for one in self.findings))


def progress(actor: Actor, as_of: date) -> Progress:
    """Gather it. The number of statements does not depend on the number of records."""
    given, lists = records_now(actor, as_of), programme_lists(actor)
    reports = list(
        collaborations_for(actor)
        .select_related("reporter__call", "counterpart__call")
        .prefetch_related("countries")
        .order_by("pk")
    )
    seen = frozenset(visible(Partnership, actor).values_list("pk", flat=True))
    pairs = paired(reports, seen)
    asked = {key: ask(given, question, as_of) for key, question in questions(lists, as_of).items()}
    return Progress(
        asked=asked,
        agreed=tuple(one for one in agreed_in(actor, lists, as_of) if one.report.partnership_id in seen),
        pairs=pairs,
        places=places(pairs),
        links={str(one): one.get_absolute_url() for one in named(reports) if one.pk in seen},
        findings=tuple(
            one for one in findings(actor, as_of, given) if one.question and speaks_of(one.question, lists)
        ),
        planned=tuple(planned(actor, as_of, seen)),
    )


def planned(actor: Actor, as_of: date, seen: Collection[int]) -> QuerySet[Event]:
    """Each event once, by its day."""
    rows = visible(Event, actor).filter(start__gt=as_of.isoformat(), partnership__in=seen, same_as=None)
    return rows.select_related("country", "partnership").order_by("start", "pk")


def programme_lists(actor: Actor) -> tuple[str, ...]:
    """The lists that several partnerships fill."""
    rows = visible(CaseReport, actor).order_by().values("register")
    shared = rows.annotate(partnerships=Count("partnership", distinct=True)).filter(partnerships__gte=2)
    return tuple(sorted(shared.values_list("register", flat=True)))


def questions(lists: Sequence[str], as_of: date) -> dict[str, Question]:
    listed = (Filter("register", "in", tuple(lists) or (NO_LIST,)),)
    # Of what kind a counterpart is, the lists say themselves.
    clusters = (*listed, Filter("type", "is", STATED_CLUSTER))
    rows = Question("case_reports", "count", filters=listed)
    return {
        "agreements.total": Question("agreements", "count", filters=listed),
        "agreements.reporters": Question("agreements", "count-distinct", "partnership", filters=listed),
        "agreements.share-clusters": Question("case_reports", "share", filters=clusters, of=rows),
        "agreements.eu-internal": Question(
            "agreements", "count", filters=(*listed, Filter("country", "in", within_the_union(as_of)))
        ),
        "collaborations.pairs": Question("collaborations", "count", rule="pairs"),
    }


def speaks_of(question: Question, lists: Sequence[str]) -> bool:
    """Whether it asks for rows of these lists, or for collaborations."""
    if question.collection == "collaborations":
        return True
    return any(one.field == "register" and one.value in lists for one in question.filters)


def agreed_in(actor: Actor, lists: Sequence[str], as_of: date) -> list[Agreed]:
    day = as_of.isoformat()
    cases = visible(CooperationCase, actor).filter(reports__register__in=lists, started_on__lte=day)
    told = told_cases(actor, cases.distinct().select_related("partnership"), day)
    return [Agreed(report, one) for one in told for report in one.reports if report.register in lists]


def named(reports: Iterable[CollaborationReport]) -> list[Partnership]:
    return [one for report in reports for one in (report.reporter, report.counterpart) if one is not None]


def paired(reports: Iterable[CollaborationReport], seen: Collection[int]) -> tuple[Pair, ...]:
    """Each pair once, with the most certain of what is said of it. A hidden partnership is not named."""

    def name(one: Partnership | None, stated: str) -> str:
        if one is None:
            return stated
        return str(one) if one.pk in seen else gettext("a partnership that you do not see")

    found: dict[tuple[str, str], list[CollaborationReport]] = {}
    for report in reports:
        first, second = sorted((name(report.reporter, ""), name(report.counterpart, report.counterpart_name)))
        found.setdefault((first, second), []).append(report)
    return tuple(pair_of(sides, said) for sides, said in sorted(found.items()))


def pair_of(sides: tuple[str, str], said: Sequence[CollaborationReport]) -> Pair:
    standings = {one.standing for one in said}  # type: ignore[attr-defined]
    generations = {one.call.generation for one in named(said) if one.call}
    return Pair(
        sides=sides,
        standing=next(one for one in CERTAINTY if one in standings),
        cross=len(generations) > 1,
        topics=tuple(dict.fromkeys(topic for one in said for topic in one.topics)),
        countries=tuple(dict.fromkeys(country.code for one in said for country in one.countries.all())),
    )


def places(pairs: Sequence[Pair]) -> Mapping[str, tuple[float, float]]:
    names = dict.fromkeys(side for pair in pairs for side in pair.sides)
    linked = tuple((*pair.sides, 1.0) for pair in pairs if pair.sides[0] != pair.sides[1])
    return network.layout(network.Graph(tuple(names), linked), seed=SEED)
