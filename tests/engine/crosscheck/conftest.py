"""The published reference data as collections, in the form `kontor.engine.crosscheck.fields` asks for."""

import csv
from urllib.parse import urlsplit

import pytest

from kontor.engine.crosscheck.answers import Records
from kontor.engine.crosscheck.duplicates import OrganisationRecord
from tests.engine.crosscheck.reference import REPOSITORY, Table, listed, table


@pytest.fixture(scope="session")
def organisations() -> list[OrganisationRecord]:
    aliases: dict[str, list[str]] = {}
    for row in table("aliases"):
        aliases.setdefault(row["organisation_id"], []).append(row["alias"])
    return [
        OrganisationRecord(
            id=row["id"],
            name=row["name"],
            short_name=row["short_name"],
            aliases=tuple(aliases.get(row["id"], ())),
            country=row["country"],
            region=row["region"],
            website=urlsplit(row["website"]).netloc,
            kind=row["type"],
        )
        for row in table("organisations")
    ]


@pytest.fixture(scope="session")
def claim_questions() -> Table:
    """The rows of `demo/claim_questions.csv`, which belongs to this repository."""
    with (REPOSITORY / "demo" / "claim_questions.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="session")
def published() -> Table:
    return table("published_statistics")


@pytest.fixture(scope="session")
def records(published: Table) -> Records:
    bodies = {row["id"]: row for row in table("organisations")}
    partnerships = {row["id"]: row for row in table("partnerships")}
    return {
        "partnerships": list(partnerships.values()),
        "participations": _participations(bodies, partnerships),
        "targets": _of_partnerships("partnership_targets", partnerships),
        "activities": _of_partnerships("partnership_activities", partnerships, activity_type="type"),
        "organisations": [row | {"kind": row["type"]} for row in bodies.values()],
        "interested_clusters": _interested(bodies),
        "cases": [_case(row) for row in table("colombia_cases")],
        "claims": published,
        "good_practices": table("good_practices"),
        "challenges": table("challenges"),
        "recommended_actions": table("recommended_actions"),
    }


def _participations(
    bodies: dict[str, dict[str, str]], partnerships: dict[str, dict[str, str]]
) -> list[dict[str, str]]:
    return [
        _about(partnerships[row["partnership_id"]])
        | {
            "id": f"{row['partnership_id']}:{row['organisation_id']}",
            "partnership": row["partnership_id"],
            "organisation": row["organisation_id"],
            "country": bodies[row["organisation_id"]]["country"],
            "organisation_kind": bodies[row["organisation_id"]]["type"],
            "role": row["role"],
        }
        for row in table("partnership_partners")
    ]


def _of_partnerships(
    name: str, partnerships: dict[str, dict[str, str]], **renamed: str
) -> list[dict[str, str]]:
    return [
        _about(partnerships[row["partnership_id"]])
        | {renamed.get(field, field): value for field, value in row.items()}
        | {"id": f"{name}:{number}", "partnership": row["partnership_id"]}
        for number, row in enumerate(table(name), start=1)
    ]


def _about(partnership: dict[str, str]) -> dict[str, str]:
    return {field: partnership[field] for field in ("kind", "generation", "strand")}


def _interested(bodies: dict[str, dict[str, str]]) -> list[dict[str, object]]:
    return [
        {
            "id": f"interested:{row['row']}",
            "organisation": row["organisation_id"],
            "country": row["country"],
            "region": bodies[row["organisation_id"]]["region"] or row["region"],
            "label": row["label"],
        }
        for row in table("colombia_interested_clusters")
    ]


def _case(row: dict[str, str]) -> dict[str, object]:
    start, _, end = (
        row["year"].partition("-") if len(row["year"]) == len("2014-2015") else (row["year"], "", "")
    )
    return row | {
        "start": start,
        "end": end,
        "sector": listed(row["sector"]),
        "partner_organisations": listed(row["partner_organisation_ids"]),
    }
