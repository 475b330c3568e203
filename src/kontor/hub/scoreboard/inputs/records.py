"""Records as the crosscheck engine reads them: `engine.crosscheck.fields` says which fields each collection has.

Only what the actor may see, and only what was so on the day. The one place that speaks both languages.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kontor.engine.crosscheck.tables import Table
from kontor.hub.directory.models import Classification, CountryInterest, Label, Organisation
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
from kontor.hub.scoreboard.inputs.asked import GATHER as ASKED
from kontor.hub.scoreboard.inputs.cooperation import GATHER as COOPERATION
from kontor.hub.scoreboard.inputs.cooperation import Seen
from kontor.hub.scoreboard.models import Claim

type Row = Mapping[str, Any]
type Records = Mapping[str, Table]
type Read = Callable[[str, Callable[[], Table]], Table]

AROUND_CASES = {**COOPERATION, **ASKED}
SHAPE = ("kind", "generation", "strand")
SHAPE_OF_PARTNERSHIP = ("partnership__kind", "partnership__call__generation", "partnership__strand")
TAXONOMIES = {
    "sectors": "sectoral-industry",
    "emerging_industries": "emerging-industry",
    "technology_fields": "technology-field",
    "s3_ec_priorities": "s3-priority",
}
NOT_SPOKEN_OF = ("rejected", "draft", "needs-review", "archived")


class Gathered(Mapping[str, Table]):
    """Every collection that a question may speak of, as the actor sees it on the day.

    Each is gathered when it is first asked for: most questions are about a few, and the largest are hardly ever asked.
    `read` may know where a gathered one is kept. The number of statements does not depend on the records.
    """

    def __init__(self, actor: Actor, as_of: date, read: Read = lambda name, gather: gather()) -> None:
        self.actor, self.as_of, self.read = actor, as_of, read
        self.seen = Seen(actor)
        self.gathered: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self.gathered:
            self.gathered[name] = self.read(name, lambda: self.gather(name))
        return self.gathered[name]

    def gather(self, name: str) -> Table:
        day = self.as_of.isoformat()
        if name in AROUND_CASES:
            return AROUND_CASES[name](self.seen, day)
        return GATHER[name](self.actor, day)

    def __contains__(self, name: object) -> bool:
        """What only some may see is not there for who sees none of it: nothing is told wrong by rows that are hidden."""
        if name in ASKED:
            return bool(len(self[str(name)]))
        return name in GATHER or name in AROUND_CASES

    def __iter__(self) -> Iterator[str]:
        return iter((*GATHER, *AROUND_CASES))

    def __len__(self) -> int:
        return len(GATHER) + len(AROUND_CASES)


def begun(day: str, path: str = "") -> Q:
    """Begun by the day, or not known when. A reduced date sorts before every day of its period."""
    return Q(**{f"{path}start__lte": day})


def not_over(day: str) -> Q:
    """Not ended of its own before the day; '2018' ends with its last day."""
    return ends_after(day, "end")


def ends_after(day: str, field: str) -> Q:
    return Q(**{field: ""}) | Q(**{f"{field}__gte": day}) | Q(**{f"{field}__in": (day[:7], day[:4])})


def identity(*parts: str) -> str:
    """The id of a row that has no key of its own: the same in every load, unlike its number in the database."""
    return ":".join(part for part in parts if part)


def partnerships(actor: Actor, day: str) -> Table:
    own = ("start", "end", "smes_involved", "sector_focus")
    rows = visible(Partnership, actor).filter(begun(day))
    found = rows.values_list("key", "kind", "call__generation", "strand", *own)
    return Table(("id", *SHAPE, *own), found)


def participations(actor: Actor, day: str) -> Table:
    rows = visible(Participation, actor).filter(begun(day), begun(day, "partnership__"), not_over(day))
    names = {
        "partnership": "partnership__key",
        "organisation": "organisation__key",
        "role": "role",
        "country": "organisation__country_id",
        "organisation_kind": "organisation__kind",
    }
    found = rows.values_list("start", *names.values(), *SHAPE_OF_PARTNERSHIP)
    ids = ((identity(*row[1:4], row[0]), *row[1:]) for row in found)
    return Table(("id", *names, *SHAPE), ids)


def targets(actor: Actor, day: str) -> Table:
    rows = visible(TargetMarket, actor).filter(begun(day), begun(day, "partnership__"), not_over(day))
    names = {"partnership": "partnership__key", "country": "country_id", "basis": "basis"}
    found = rows.values_list("source_place", *names.values(), *SHAPE_OF_PARTNERSHIP)
    ids = ((identity(*row[1:4], row[0]), *row[1:]) for row in found)
    return Table(("id", *names, *SHAPE), ids)


def activities(actor: Actor, day: str) -> Table:
    rows = visible(Activity, actor).filter(begun(day, "partnership__"))
    found = rows.values_list("key", "partnership__key", "type", "count", "country_id", *SHAPE_OF_PARTNERSHIP)
    return Table(("id", "partnership", "type", "count", "country", *SHAPE), found)


def stated_by(day: str) -> Q:
    """Claims that were public knowledge or noted by the day, and not yet withdrawn."""
    stated = Q(stated_on__lte=day) | Q(stated_on=None, source__published_on__lte=day)
    return stated & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))


def claims(actor: Actor, day: str) -> Table:
    rows = visible(Claim, actor).filter(stated_by(day))
    found = rows.values_list("key", "value", "unit", "scope", "country_id")
    return Table(("id", "value", "unit", "scope", "country"), found)


def good_practices(actor: Actor, day: str) -> Table:
    rows = visible(GoodPractice, actor).filter(begun(day, "partnership__"))
    return Table(("id", "partnership", "area"), rows.values_list("key", "partnership__key", "area"))


def recommended_actions(actor: Actor, day: str) -> Table:
    rows = visible(RecommendedAction, actor).values_list("number", "area")
    return Table(("id", "area"), ((str(number), area) for number, area in rows))


def challenges(actor: Actor, day: str) -> Table:
    return Table(("id", "area"), visible(Challenge, actor).values_list("key", "area"))


def spoken_of(actor: Actor) -> QuerySet[Organisation]:
    """Organisations that count: seen by the actor, published, neither doubles nor made up."""
    rows = visible(Organisation, actor).filter(merged_into=None, fictional=False)
    return rows.exclude(state__in=NOT_SPOKEN_OF)


def organisations(actor: Actor, day: str) -> Table:
    excellence, others = labels(visible(Label, actor), day)
    found = spoken_of(actor).values_list("key", "country_id", "region__name", "kind")
    rows = ((*row, excellence.get(row[0]), others.get(row[0], ())) for row in found)
    return Table(("id", "country", "region", "kind", "label", "other_labels"), rows)


def labels(rows: QuerySet[Label], day: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Organisation -> the kind of excellence label that it held on the day, and -> its other labels then."""
    excellence: dict[str, str] = {}
    others: dict[str, list[str]] = defaultdict(list)
    held = rows.filter(Q(awarded__lte=day), ends_after(day, "expires")).order_by("awarded", "pk")
    for organisation, kind, name in held.values_list("organisation__key", "kind", "name"):
        if kind == "other":
            others[organisation].append(name)
        else:
            excellence[organisation] = kind  # of several the latest award
    return excellence, others


def classifications(actor: Actor, day: str) -> Table:
    found = classified(actor, Q())
    rows = ((identity(*row[:3]), row[0], row[1], row[3]) for row in found)
    return Table(("id", "organisation", "taxonomy", "term"), rows)


def classified(actor: Actor, which: Q) -> Iterable[Sequence[str]]:
    """(organisation, taxonomy, code, label) of the terms of organisations that count."""
    rows = visible(Classification, actor).filter(which, organisation__in=spoken_of(actor).values("pk"))
    return rows.values_list("organisation__key", "term__taxonomy", "term__code", "term__label")


def interested_clusters(actor: Actor, day: str) -> Table:
    rows = visible(CountryInterest, actor).filter(since__lte=day)
    theirs = Q(organisation__in=rows.values("organisation_id"))
    excellence, others = labels(visible(Label, actor).filter(theirs), day)
    terms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, taxonomy, _code, label in classified(actor, theirs):
        terms[key, taxonomy].append(label)
    fields = ("country_id", "organisation__key", "organisation__country_id", "organisation__region__name",
              "organisation__region_text")  # fmt: skip
    found = (
        (
            identity(key, interest),
            key,
            country,
            region or region_text,
            excellence.get(key),
            others.get(key, ()),
            *(terms.get((key, taxonomy), ()) for taxonomy in TAXONOMIES.values()),
        )
        for interest, key, country, region, region_text in rows.values_list(*fields)
    )
    return Table(("id", "organisation", "country", "region", "label", "other_labels", *TAXONOMIES), found)


GATHER: Mapping[str, Callable[[Actor, str], Table]] = {
    "partnerships": partnerships,
    "participations": participations,
    "targets": targets,
    "organisations": organisations,
    "classifications": classifications,
    "activities": activities,
    "claims": claims,
    "good_practices": good_practices,
    "recommended_actions": recommended_actions,
    "challenges": challenges,
    "interested_clusters": interested_clusters,
}
