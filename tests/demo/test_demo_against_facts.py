"""The demo files against the transcribed facts, value by value."""

import re
from pathlib import Path

import pytest

from tests.demo.tables import CLASSES_OF_TYPE, DOCUMENTS, FACTS, demo, facts, own_source, resolved

DOCUMENT_FOLDER = FACTS.parent / "seeds"
COPIED_WORDS = 8
COORDINATOR = ("natureef", "femac")
WRITTEN_OUT = {"approx": "approximately"}


def pairs(name: str, source: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Demo rows beside the facts they come from, in the same order."""
    return list(zip(demo(name), facts(source), strict=True))


@pytest.mark.parametrize(
    ("name", "source", "renamed"),
    [
        ("activities", "partnership_activities", {"partnership": "partnership_id", "type": "activity_type",
            "count": "count", "country": "country", "note": "note"}),
        ("aliases", "aliases", {"organisation": "organisation_id", "alias": "alias"}),
        ("cases", "colombia_cases", {"id": "id", "partner_side": "partner_side", "partner_country": "partner_country",
            "partner_organisations": "partner_organisation_ids", "counterpart_side": "colombian_side",
            "counterpart_organisations": "colombian_organisation_ids", "sector": "sector", "type": "type",
            "status": "status", "note": "note"}),
        ("challenges", "challenges", {"id": "id", "area": "area", "key": "key"}),
        ("claims", "published_statistics", {"id": "id", "value": "value", "unit": "unit", "scope": "scope",
            "qualifier": "qualifier", "country": "country"}),
        ("good_practices", "good_practices", {"id": "id", "partnership": "partnership_id", "area": "area",
            "key_facts": "key_facts", "recommendations": "recommendation_keys"}),
        ("interested_clusters", "colombia_interested_clusters", {"number": "row", "organisation": "organisation_id",
            "region_text": "region", "excellence_label": "label", "partnerships": "escp_membership"}),
        ("organisations", "organisations", {"id": "id", "name": "name", "short_name": "short_name",
            "country": "country", "region_text": "region", "website": "website",
            "excellence_label": "excellence_label"}),
        ("participations", "partnership_partners", {"partnership": "partnership_id",
            "organisation": "organisation_id", "role": "role", "note": "note"}),
        ("partnerships", "partnerships", {"id": "id", "acronym": "acronym", "name": "name", "kind": "kind",
            "generation": "generation", "strand": "strand", "start": "start", "end": "end",
            "sector_focus": "sector_focus", "smes_involved": "smes_involved", "website": "profile_url",
            "date_basis": "date_basis", "smes_qualifier": "smes_qualifier"}),
        ("recommended_actions", "recommended_actions", {"number": "number", "area": "area", "title": "title",
            "evidence": "evidence", "challenge_section": "challenge_section", "related_actions": "related_actions"}),
        ("targets", "partnership_targets", {"partnership": "partnership_id", "country": "country",
            "basis": "basis"}),
    ],
)  # fmt: skip
def test_values_equal_the_facts(name: str, source: str, renamed: dict[str, str]) -> None:
    for row, fact in pairs(name, source):
        told, stated = {field: row[field] for field in renamed}, own_source(fact.get("source", ""))
        expected = {field: WRITTEN_OUT.get(fact[of], fact[of]) for field, of in renamed.items()}
        if name == "participations" and (row["partnership"], row["organisation"]) == COORDINATOR:
            expected |= {"role": "coordinator"}
            stated += "; natureef-achievements-2018#partners"
        assert told == expected
        if "source" in fact:
            assert row["source"] == stated


def test_facts_about_colombia_are_all_that_the_paper_states() -> None:
    stated = [row for row in facts("published_statistics") if row["id"].startswith("co-")]
    rows = demo("country_facts")

    assert [(row["id"], row["value"], row["unit"], row["scope"], row["source"]) for row in rows] == [
        (row["id"], row["value"], row["unit"], row["scope"], own_source(row["source"])) for row in stated
    ]
    assert [row["qualifier"] for row in rows] == [
        WRITTEN_OUT.get(row["qualifier"], row["qualifier"]) for row in stated
    ]
    assert [row["about"] for row in rows] == [row["country"].replace("CO", "") for row in stated]


def test_partners_by_country_are_those_of_the_table_of_the_paper() -> None:
    stated = {}
    for row in facts("colombia_escps"):
        stated[row["partnership_id"], ""] = row["partner_count"]
        for part in row["partner_countries"].split("; "):
            country, number = part.split(":")
            stated[row["partnership_id"], country] = number

    rows = demo("colombia/partner_claims")

    assert {(row["partnership"], row["country"]): row["value"] for row in rows} == stated
    assert len(rows) == len(stated) == len(demo("colombia/partner_claim_questions"))
    assert {row["source"] for row in rows} == {"colombia-paper-2017#table1"}


def test_coordinator_of_natureef_is_the_one_its_own_document_names() -> None:
    """The guide lists the partners without saying who coordinates; the partnership's achievements do."""
    stated = [row["id"] for row in facts("natureef/partners") if row["role"] == "coordinator"]
    ours = [row for row in demo("participations") if row["partnership"] == "natureef"]

    assert stated == ["femac"]
    assert [row["organisation"] for row in ours if row["role"] == "coordinator"] == stated
    assert len(ours) == len(facts("natureef/partners")) == 9


def test_recommendations_of_natureef_are_those_of_its_document_in_our_words() -> None:
    document = DOCUMENT_FOLDER / "000_370b351720a0f43a.txt"
    if not document.exists():
        pytest.skip("the documents (../shared/seeds) are not on this machine")
    rows = demo("natureef/recommendations")

    assert [(row["id"], row["topic"]) for row in rows] == [
        (f"natureef-{fact['id']}", fact["topic"]) for fact in facts("natureef/recommendations")
    ]
    assert not [row["text"] for row in rows if runs(row["text"]) & runs(document.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("name", "source", "priorities"),
    [
        ("organisations", "organisations", ""),
        ("interested_clusters", "colombia_interested_clusters", "s3_ec_priorities"),
    ],
)
def test_classifications_resolve_to_the_printed_terms(name: str, source: str, priorities: str) -> None:
    for row, fact in pairs(name, source):
        assert row["sectors"].split("; ") == (resolved("sectoral-industry", fact["sectors"]) or [""])
        assert row["emerging_industries"].split("; ") == (
            resolved("emerging-industry", fact["emerging_industries"]) or [""]
        )
        assert row["technology_fields"].split("; ") == (
            resolved("technology-field", fact["technology_fields"]) or [""]
        )
        assert row["other_labels"].split("; ") == (resolved("label", fact["other_labels"]) or [""])
        if priorities:
            assert row["s3_priorities"].split("; ") == (resolved("s3-priority", fact[priorities]) or [""])


def test_priorities_of_organisations_are_those_of_the_list_of_interested_clusters() -> None:
    listed_ = {row["organisation"]: row["s3_priorities"] for row in demo("interested_clusters")}

    for row in demo("organisations"):
        assert row["s3_priorities"] == listed_.get(row["id"], "")


def test_kinds_refine_the_types_of_the_facts() -> None:
    for row, fact in pairs("organisations", "organisations"):
        assert row["kind"] in CLASSES_OF_TYPE[fact["type"]], row["id"]


def test_claims_keep_their_statement_but_name_the_country() -> None:
    for row, fact in pairs("claims", "published_statistics"):
        before, found, after = fact["statement"].partition("the country")
        assert row["statement"].startswith(before)
        assert row["statement"].endswith(after)
        assert found or row["statement"] == fact["statement"]


def test_alias_sources_name_the_place_where_it_was_seen() -> None:
    for row, fact in pairs("aliases", "aliases"):
        assert len(row["source"].split("; ")) == len(fact["where_seen"].split("; "))
        assert row["source"].startswith(
            "colombia-paper-2017" if fact["where_seen"].startswith("Colombia") else "smart-guide"
        )


def test_dates_of_cases_are_those_of_the_facts() -> None:
    for row, fact in pairs("cases", "colombia_cases"):
        assert "-".join(filter(None, [row["start"], row["end"]])) == fact["year"]


def test_sectors_of_partnerships_are_those_of_the_paper() -> None:
    printed = {fact["partnership_id"]: fact for fact in facts("colombia_escps")}

    for row in demo("partnerships"):
        fact = printed.get(row["id"], {"sectors": "", "technology_fields": ""})
        assert row["sectors"] == "".join(resolved("sectoral-industry", fact["sectors"]))
        assert row["technology_fields"] == "".join(resolved("technology-field", fact["technology_fields"]))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of `COPIED_WORDS` words in the text."""
    all_words = words(text)
    return {tuple(all_words[i : i + COPIED_WORDS]) for i in range(len(all_words) - COPIED_WORDS + 1)}


@pytest.fixture(scope="module")
def document_runs() -> set[tuple[str, ...]]:
    paths = [DOCUMENT_FOLDER / name for name in DOCUMENTS]
    if not all(map(Path.exists, paths)):
        pytest.skip("the documents (../shared/seeds) are not on this machine")
    return set().union(*(runs(path.read_text(encoding="utf-8")) for path in paths))


@pytest.mark.parametrize(
    ("name", "field"),
    [("activities", "note"), ("cases", "note"), ("challenges", "label"), ("claims", "statement"), ("country_facts", "statement"),
     ("good_practices", "key_facts"), ("organisations", "note"), ("participations", "note"),
     ("partnerships", "sector_focus"), ("recommended_actions", "evidence"), ("recommended_actions", "title"),
     ("sources", "note"), ("taxonomies", "note")],
)  # fmt: skip
def test_text_is_not_copied_from_the_documents(
    name: str, field: str, document_runs: set[tuple[str, ...]]
) -> None:
    copied = [row[field] for row in demo(name) if runs(row[field]) & document_runs]

    assert copied == []
