"""Claims as plain rows, and the reference data of `demo/` as records: rows only, no audit entries."""

import csv
import json
from itertools import count
from pathlib import Path

from kontor.hub.directory.choices import ProfileState
from kontor.hub.directory.models import Classification, CountryInterest, Label, Organisation, Term
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.models import Country, Region
from kontor.hub.partnerships.models import (
    Activity,
    Call,
    Challenge,
    GoodPractice,
    Participation,
    Partnership,
    Programme,
    RecommendedAction,
    TargetMarket,
)
from kontor.hub.scoreboard.models import Claim
from tests.factories.evidence import make_source

DEMO = Path(__file__).parents[2] / "demo"
CLASSIFIED = {
    "sectors": "sectoral-industry",
    "emerging_industries": "emerging-industry",
    "technology_fields": "technology-field",
    "s3_priorities": "s3-priority",
}

numbers = count(1)


def make_country(code):
    return Country.objects.get_or_create(code=code, defaults={"alpha3": f"{code}X"})[0]


def make_claim(**values):
    """A public claim of '1' with a source of 2019, bound to no question."""
    number = next(numbers)
    values.setdefault("key", f"claim-{number}")
    values.setdefault("statement", f"Statement {number}")
    values.setdefault("value", "1")
    values.setdefault("unit", "partnerships")
    values.setdefault("source", None)
    values["source"] = values["source"] or make_source(published_on="2019")
    return Claim.objects.create(**values)


def make_partnership(**values):
    number = next(numbers)
    values.setdefault("key", f"partnership-{number}")
    values.setdefault("acronym", values["key"].upper())
    values.setdefault("kind", "ESCP-4i")
    return Partnership.objects.create(**values)


def make_organisation(**values):
    """A published cluster organisation in Spain."""
    number = next(numbers)
    values.setdefault("key", f"organisation-{number}")
    values.setdefault("name", f"Organisation {number}")
    values.setdefault("kind", "cluster-organisation")
    values.setdefault("state", ProfileState.PUBLISHED)
    values["country"] = make_country(values.pop("country", "ES"))
    return Organisation.objects.create(**values)


def make_participation(partnership=None, organisation=None, **values):
    return Participation.objects.create(
        partnership=partnership or make_partnership(),
        organisation=organisation or make_organisation(),
        **values,
    )


def table(name):
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def listed(text):
    return [part.strip() for part in text.split(";") if part.strip()]


def whole(text):
    return int(text) if text else None


def load_demo():
    """Every record and claim of the demo files that questions may speak of."""
    load_words()
    load_organisations()
    load_partnerships()
    load_practice()
    load_claims()


def load_words():
    Country.objects.bulk_create(
        Country(code=row["code"], alpha3=row["alpha3"] or row["code"]) for row in table("countries")
    )
    Region.objects.bulk_create(
        Region(
            code=row["code"],
            name=row["name"],
            country_id=row["country"],
            level=row["level"],
            parent_id=row["parent"] or None,
        )
        for row in table("regions")
    )
    Term.objects.bulk_create(
        Term(taxonomy=row["taxonomy"], code=row["code"], label=row["label"]) for row in table("taxonomies")
    )
    Source.objects.bulk_create(
        Source(
            key=row["id"], title=row["title"], publisher=row["publisher"], published_on=row["published_on"]
        )
        for row in table("sources")
    )


def load_organisations():
    rows = table("organisations")
    Organisation.objects.bulk_create(
        Organisation(
            key=row["id"],
            name=row["name"],
            kind=row["kind"],
            country_id=row["country"] or None,
            region_id=row["region"] or None,
            region_text=row["region_text"],
            state=ProfileState.PUBLISHED,
        )
        for row in rows
    )
    bodies = Organisation.objects.in_bulk(field_name="key")
    terms = {(term.taxonomy, term.code): term for term in Term.objects.all()}
    Classification.objects.bulk_create(
        Classification(organisation=bodies[row["id"]], term=terms[taxonomy, code])
        for row in rows
        for field, taxonomy in CLASSIFIED.items()
        for code in listed(row[field])
    )
    Label.objects.bulk_create(
        Label(organisation=bodies[row["id"]], kind=kind, name=name)
        for row in rows
        for kind, name in [
            *([(row["excellence_label"], "")] if row["excellence_label"] else []),
            *(("other", name) for name in listed(row["other_labels"])),
        ]
    )
    CountryInterest.objects.bulk_create(
        CountryInterest(
            organisation=bodies[row["organisation"]], country_id=row["country"], since=row["as_of"]
        )
        for row in table("interested_clusters")
    )


def load_partnerships():
    programmes = {
        row["id"]: Programme.objects.create(key=row["id"], name=row["name"]) for row in table("programmes")
    }
    calls = {
        row["id"]: Call.objects.create(
            key=row["id"],
            programme=programmes[row["programme"]],
            kind=row["kind"],
            generation=whole(row["generation"]),
            name=row["name"],
        )
        for row in table("calls")
    }
    plain = ("acronym", "name", "kind", "strand", "start", "end", "sector_focus")
    Partnership.objects.bulk_create(
        Partnership(
            key=row["id"],
            call=calls.get(row["call"]),
            smes_involved=whole(row["smes_involved"]),
            **{field: row[field] for field in plain},
        )
        for row in table("partnerships")
    )
    known = Partnership.objects.in_bulk(field_name="key")
    bodies = Organisation.objects.in_bulk(field_name="key")
    Participation.objects.bulk_create(
        Participation(
            partnership=known[row["partnership"]], organisation=bodies[row["organisation"]], role=row["role"]
        )
        for row in table("participations")
    )
    TargetMarket.objects.bulk_create(
        TargetMarket(
            partnership=known[row["partnership"]],
            country_id=row["country"],
            basis=row["basis"],
            source_place=row["source"],
        )
        for row in table("targets")
    )
    Activity.objects.bulk_create(
        Activity(
            key=row["id"],
            partnership=known[row["partnership"]],
            type=row["type"],
            count=whole(row["count"]),
            country_id=row["country"] or None,
        )
        for row in table("activities")
    )


def load_practice():
    known = Partnership.objects.in_bulk(field_name="key")
    GoodPractice.objects.bulk_create(
        GoodPractice(key=row["id"], partnership=known[row["partnership"]], area=row["area"])
        for row in table("good_practices")
    )
    RecommendedAction.objects.bulk_create(
        RecommendedAction(number=row["number"], area=row["area"], title=row["title"])
        for row in table("recommended_actions")
    )
    Challenge.objects.bulk_create(
        Challenge(key=row["id"], area=row["area"], label=row["label"]) for row in table("challenges")
    )


def load_claims():
    sources = Source.objects.in_bulk(field_name="key")
    bound = {row["claim_id"]: row for row in table("claim_questions")}
    plain = ("statement", "value", "unit", "qualifier", "scope")
    Claim.objects.bulk_create(
        Claim(
            key=row["id"],
            source=sources[row["source"].partition("#")[0]],
            place="; ".join(cited.partition("#")[2] for cited in listed(row["source"])),
            country_id=row["country"] or None,
            question=json.loads(bound[row["id"]]["question_json"] or "{}"),
            question_note=bound[row["id"]]["note"],
            **{field: row[field] for field in plain},
        )
        for row in table("claims")
    )
