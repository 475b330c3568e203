"""Records as the crosscheck engine reads them: `engine.crosscheck.fields` says which fields each collection has.

Only what the actor may see, and only what was so on the day. The one place that speaks both languages.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

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
from kontor.hub.scoreboard.models import Claim

type Row = Mapping[str, Any]
type Records = dict[str, list[Row]]

PARTNERSHIP_FIELDS = ("partnership__kind", "partnership__call__generation", "partnership__strand")
NOT_SPOKEN_OF = ("rejected", "draft", "needs-review", "archived")


def records(actor: Actor, as_of: date) -> Records:
    """Every collection that a question may speak of. The number of statements does not depend on the records."""
    day = as_of.isoformat()
    described = describe_organisations(actor, day)
    return {
        "partnerships": list(partnerships(actor, day)),
        "participations": list(participations(actor, day)),
        "targets": list(targets(actor, day)),
        "organisations": list(organisations(actor, described)),
        "classifications": [row for rows in described["classifications"].values() for row in rows],
        "activities": list(activities(actor, day)),
        "claims": list(claims(actor, day)),
        "good_practices": list(good_practices(actor, day)),
        "recommended_actions": list(by_area(RecommendedAction, actor, "number")),
        "challenges": list(by_area(Challenge, actor, "key")),
        "interested_clusters": list(interested_clusters(actor, day, described)),
    }


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


def shape(kind: str, generation: int | None, strand: str) -> dict[str, Any]:
    return {"kind": kind, "generation": generation, "strand": strand or None}


def partnerships(actor: Actor, day: str) -> Iterable[Row]:
    rows = visible(Partnership, actor).filter(begun(day))
    fields = ("key", "kind", "call__generation", "strand", "start", "end", "smes_involved", "sector_focus")
    for key, kind, generation, strand, start, end, smes, focus in rows.values_list(*fields):
        yield {
            "id": key,
            **shape(kind, generation, strand),
            "start": start,
            "end": end,
            "smes_involved": smes,
            "sector_focus": focus,
        }


def participations(actor: Actor, day: str) -> Iterable[Row]:
    rows = visible(Participation, actor).filter(begun(day), begun(day, "partnership__"), not_over(day))
    fields = (
        "start",
        "partnership__key",
        "organisation__key",
        "organisation__country_id",
        "role",
        "organisation__kind",
    )
    for start, partnership, organisation, country, role, organisation_kind, *its in rows.values_list(
        *fields, *PARTNERSHIP_FIELDS
    ):
        yield {
            "id": identity(partnership, organisation, role, start),
            "partnership": partnership,
            "organisation": organisation,
            "country": country,
            "role": role,
            "organisation_kind": organisation_kind,
            **shape(*its),
        }


def targets(actor: Actor, day: str) -> Iterable[Row]:
    rows = visible(TargetMarket, actor).filter(begun(day), begun(day, "partnership__"), not_over(day))
    fields = ("partnership__key", "country_id", "basis", "source_place")
    for partnership, country, basis, place, *its in rows.values_list(*fields, *PARTNERSHIP_FIELDS):
        yield {
            "id": identity(partnership, country, basis, place),
            "partnership": partnership,
            "country": country,
            "basis": basis,
            **shape(*its),
        }


def activities(actor: Actor, day: str) -> Iterable[Row]:
    rows = visible(Activity, actor).filter(begun(day, "partnership__"))
    fields = ("key", "partnership__key", "type", "count", "country_id")
    for key, partnership, kind, count, country, *its in rows.values_list(*fields, *PARTNERSHIP_FIELDS):
        yield {
            "id": key,
            "partnership": partnership,
            "type": kind,
            "count": count,
            "country": country,
            **shape(*its),
        }


def stated_by(day: str) -> Q:
    """Claims that were public knowledge or noted by the day, and not yet withdrawn."""
    stated = Q(stated_on__lte=day) | Q(stated_on=None, source__published_on__lte=day)
    return stated & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))


def claims(actor: Actor, day: str) -> Iterable[Row]:
    rows = visible(Claim, actor).filter(stated_by(day))
    for key, value, unit, scope, country in rows.values_list("key", "value", "unit", "scope", "country_id"):
        yield {"id": key, "value": value, "unit": unit, "scope": scope, "country": country}


def good_practices(actor: Actor, day: str) -> Iterable[Row]:
    rows = visible(GoodPractice, actor).filter(begun(day, "partnership__"))
    for key, partnership, area in rows.values_list("key", "partnership__key", "area"):
        yield {"id": key, "partnership": partnership, "area": area}


def by_area(model: type[RecommendedAction] | type[Challenge], actor: Actor, key: str) -> Iterable[Row]:
    for identity, area in visible(model, actor).values_list(key, "area"):
        yield {"id": str(identity), "area": area}


def describe_organisations(actor: Actor, day: str) -> dict[str, dict[str, Any]]:
    """Terms and labels of every organisation that counts, by its key: asked once, used by three collections."""
    excellence: dict[str, str] = {}
    others: dict[str, list[str]] = defaultdict(list)
    for organisation, kind, name in labels(actor, day):
        if kind == "other":
            others[organisation].append(name)
        else:
            excellence[organisation] = kind
    return {"classifications": classifications(actor), "label": excellence, "other_labels": others}


def classifications(actor: Actor) -> dict[str, list[Row]]:
    terms: dict[str, list[Row]] = defaultdict(list)
    rows = visible(Classification, actor).filter(organisation__in=spoken_of(actor).values("pk"))
    fields = ("organisation__key", "term__taxonomy", "term__code", "term__label")
    for organisation, taxonomy, code, label in rows.values_list(*fields):
        row = {"id": identity(organisation, taxonomy, code), "organisation": organisation}
        terms[organisation].append({**row, "taxonomy": taxonomy, "term": label})
    return terms


def labels(actor: Actor, day: str) -> Iterable[tuple[str, str, str]]:
    """Labels that held on the day, the latest award last."""
    rows = visible(Label, actor).filter(Q(awarded__lte=day), ends_after(day, "expires"))
    return rows.order_by("awarded", "pk").values_list("organisation__key", "kind", "name")


def spoken_of(actor: Actor) -> QuerySet[Organisation]:
    """Organisations that count: seen by the actor, published, neither doubles nor made up."""
    rows = visible(Organisation, actor).filter(merged_into=None, fictional=False)
    return rows.exclude(state__in=NOT_SPOKEN_OF)


def organisations(actor: Actor, described: dict[str, dict[str, Any]]) -> Iterable[Row]:
    for key, country, region, kind in spoken_of(actor).values_list(
        "key", "country_id", "region__name", "kind"
    ):
        yield {
            "id": key,
            "country": country,
            "region": region,
            "kind": kind,
            "label": described["label"].get(key),
            "other_labels": described["other_labels"].get(key, []),
        }


def interested_clusters(actor: Actor, day: str, described: dict[str, dict[str, Any]]) -> Iterable[Row]:
    names = {
        "sectors": "sectoral-industry",
        "emerging_industries": "emerging-industry",
        "technology_fields": "technology-field",
        "s3_ec_priorities": "s3-priority",
    }
    rows = visible(CountryInterest, actor).filter(since__lte=day)
    fields = ("country_id", "organisation__key", "organisation__country_id", "organisation__region__name",
              "organisation__region_text")  # fmt: skip
    for interest, key, country, region, region_text in rows.values_list(*fields):
        terms = described["classifications"].get(key, [])
        yield {
            "id": identity(key, interest),
            "organisation": key,
            "country": country,
            "region": region or region_text,
            **{
                name: [row["term"] for row in terms if row["taxonomy"] == taxonomy]
                for name, taxonomy in names.items()
            },
            "label": described["label"].get(key),
            "other_labels": described["other_labels"].get(key, []),
        }
