"""What single demo files must hold: people, countries, regions, taxonomies, claims."""

import re
from collections import Counter

import pytest

from kontor.hub.partnerships.choices import LESSONS
from kontor.hub.partnerships.models import GoodPractice
from tests.demo.tables import code_by_name, codes, column, demo, listed


def test_demo_roles_are_one_account_each_and_two_coordinate() -> None:
    roles = column("people", "role")

    assert roles == [
        "coordinator", "partner-staff", "cluster-manager", "sme", "programme-analyst", "platform-editor",
        "administrator", "dpo", "coordinator",
    ]  # fmt: skip


def test_people_belong_to_known_organisations_and_partnerships() -> None:
    organisations = {*column("organisations", "id"), *column("elca/organisations", "id")}
    partnerships = {*column("partnerships", "id"), *column("elca/partnerships", "id")}

    assert set(column("people", "organisation")) - organisations == {"", "demo-sme"}
    assert set(column("people", "partnership")) - partnerships == {""}


def test_fictional_organisation_says_so_and_is_no_reference_record() -> None:
    (sme,) = demo("demo_records")

    assert (sme["kind"], sme["source"]) == ("sme", "demo")
    assert "fictional" in sme["name"]
    assert sme["id"] not in column("organisations", "id")
    assert sme["visibility"] == "partners"
    assert [name for name in sme if name != "visibility"] == list(demo("organisations")[0])


def test_countries_are_those_of_iso_with_kosovo_and_the_union() -> None:
    rows = demo("countries")

    without_number = [row["code"] for row in rows if not row["numeric"]]

    assert without_number == ["XK", "EU"]
    assert Counter(row["kind"] for row in rows) == {"country": 250, "grouping": 1}
    assert all(
        re.fullmatch(r"[A-Z]{2}", row["code"]) and re.fullmatch(r"[A-Z]{3}", row["alpha3"]) for row in rows
    )
    assert len({row["alpha3"] for row in rows}) == 251
    assert len({row["name"] for row in rows}) == 251


def test_country_names_and_aliases_do_not_clash() -> None:
    names = [name.casefold() for row in demo("countries") for name in [row["name"], *listed(row["aliases"])]]

    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_union_has_27_members_and_one_that_left() -> None:
    members = [row["code"] for row in demo("countries") if row["eu_since"]]
    left = [(row["code"], row["eu_until"]) for row in demo("countries") if row["eu_until"]]

    assert len(members) == 28
    assert left == [("GB", "2020-01-31")]


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("GB", "2020-12-31", True),
        ("GB", "2021-01-01", False),
        ("RS", "2018-02-01", True),
        ("CH", "2018-02-01", False),
    ],
)
def test_programme_membership_changes_with_the_day(country: str, day: str, expected: bool) -> None:
    rows = [row for row in demo("programme_membership") if row["country"] == country]

    takes_part = any(row["from"] <= day <= row["to"] for row in rows)

    assert takes_part == expected


def test_regions_of_the_union_are_those_of_nuts_2021() -> None:
    members = {row["code"] for row in demo("countries") if row["eu_since"] and not row["eu_until"]}

    levels = Counter(row["level"] for row in demo("regions") if row["country"] in members)

    assert levels == {"0": 27, "1": 92, "2": 242}


def test_region_has_the_parent_one_level_up() -> None:
    for row in demo("regions"):
        assert row["parent"] == (row["code"][:-1] if row["level"] != "0" else "")
        assert len(row["code"]) == 2 + int(row["level"])


@pytest.mark.parametrize("name", ["organisations", "interested_clusters"])
def test_region_lies_in_the_country_of_the_organisation(name: str) -> None:
    country = {row["code"]: row["country"] for row in demo("regions")}
    home = {row["id"]: row["country"] for row in demo("organisations")}

    for row in demo(name):
        if row["region"]:
            assert country[row["region"]] == home[row.get("organisation", row.get("id", ""))]


def test_region_text_resolves_to_its_region_or_says_why_not() -> None:
    names = {
        (row["country"], name): row["code"]
        for row in reversed(demo("regions"))
        for name in [row["name"], *listed(row["aliases"])]
    }
    for row in demo("organisations"):
        text, found = row["region_text"], names.get((row["country"], row["region_text"]), "")
        assert not text or row["note"] or found[:4] in {row["region"], row["region"][:3]}, row["id"]


def test_taxonomy_parents_exist_and_have_no_cycle() -> None:
    parent = {(row["taxonomy"], row["code"]): row["parent_code"] for row in demo("taxonomies")}

    for taxonomy, code in parent:
        path = [code]
        while parent[taxonomy, path[-1]]:
            path.append(parent[taxonomy, path[-1]])
            assert len(path) <= 4


@pytest.mark.parametrize("taxonomy", sorted(set(column("taxonomies", "taxonomy"))))
def test_taxonomy_names_are_unambiguous(taxonomy: str) -> None:
    rows = [row for row in demo("taxonomies") if row["taxonomy"] == taxonomy]

    names = sum(1 + len(listed(row["aliases"])) for row in rows)

    assert len(code_by_name(taxonomy)) == names


def test_taxonomy_codes_are_slugs_of_at_most_50_characters() -> None:
    wrong = [
        code
        for code in column("taxonomies", "code")
        if not re.fullmatch(r"(?=.{1,50}$)[a-z0-9]+(-[a-z0-9]+)*", code)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("taxonomy", "count"),
    [("sectoral-industry", 51), ("emerging-industry", 10), ("ecosystem", 14), ("voucher-kind", 6), ("broker-stage", 4),
     ("market-study-item", 6), ("s3-phase", 3), ("cooperation-objective", 16), ("partnership-activity", 26)],
)  # fmt: skip
def test_taxonomy_has_its_terms(taxonomy: str, count: int) -> None:
    assert len(codes(taxonomy)) == count


def test_claim_values_have_the_type_they_name() -> None:
    forms = {"number": r"\d+(\.\d+)?", "year": r"\d{4}", "month": r"\d{4}-\d\d", "date": r"\d{4}-\d\d-\d\d"}

    wrong = [row["id"] for row in demo("claims") if not re.fullmatch(forms[row["value_type"]], row["value"])]

    assert wrong == []


def test_claims_name_the_country_they_speak_of() -> None:
    assert [row["id"] for row in demo("claims") if "the country" in row["statement"]] == []


def test_counts_and_numbers_are_whole() -> None:
    values = [*column("activities", "count"), *column("partnerships", "smes_involved")]

    assert [value for value in values if value and not value.isdecimal()] == []


def test_what_good_practices_teach_is_told_in_words() -> None:
    taught = [one.strip() for row in demo("good_practices") for one in row["recommendations"].split(";")]

    assert sorted(taught) == sorted(LESSONS)
    assert GoodPractice(lessons=["few-achievable-kpis", "one-of-ours"]).lessons_in_words == (
        "Few indicators that can be reached", "one of ours",
    )  # fmt: skip
