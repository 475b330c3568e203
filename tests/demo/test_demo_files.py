"""The demo files by themselves: form, counts, vocabularies, references between them."""

import re
from collections import Counter

import pytest

from tests.demo.tables import DEMO, Row, codes, column, demo, listed, source_ids

ROWS = {
    "activities": 317,
    "aliases": 113,
    "calls": 5,
    "cases": 24,
    "challenges": 37,
    "claims": 204,
    "colombia/partner_claims": 37,
    "countries": 251,
    "demo_memberships": 1,
    "demo_records": 1,
    "elca/aliases": 16,
    "elca/barriers": 3,
    "elca/broker_tasks": 9,
    "elca/sustainability_plans": 1,
    "elca/sustainability_income": 4,
    "elca/sustainability_tasks": 3,
    "elca/export_groups": 1,
    "elca/export_group_members": 3,
    "elca/export_group_initiatives": 2,
    "elca/collective_marks": 1,
    "elca/mark_steps": 3,
    "elca/market_profiles": 4,
    "elca/market_figures": 4,
    "elca/chain_components": 6,
    "elca/chain_contributions": 5,
    "elca/chain_links": 5,
    "elca/events": 31,
    "elca/joint_strategies": 1,
    "elca/objectives": 4,
    "elca/organisations": 60,
    "elca/participations": 5,
    "elca/partnerships": 1,
    "elca/roadmap": 21,
    "elca/value_chains": 1,
    "eocic/aliases": 3,
    "eocic/organisations": 16,
    "good_practices": 8,
    "interested_clusters": 34,
    "natureef/aliases": 18,
    "natureef/event_organisations": 124,
    "natureef/events": 27,
    "natureef/organisations": 120,
    "natureef/recommendations": 6,
    "organisations": 297,
    "participations": 293,
    "partnerships": 60,
    "people": 9,
    "programme_membership": 77,
    "programmes": 3,
    "recommended_actions": 15,
    "regions": 496,
    "sources": 23,
    "targets": 148,
    "taxonomies": 441,
}
KEYS = {
    "activities": ["id"],
    "aliases": ["organisation", "alias"],
    "calls": ["id"],
    "cases": ["id"],
    "challenges": ["id"],
    "claims": ["id"],
    "colombia/partner_claims": ["id"],
    "countries": ["code"],
    "country_bodies": ["country", "organisation", "role"],
    "country_facts": ["id"],
    "country_profiles": ["country"],
    "elca/barriers": ["id"],
    "elca/broker_tasks": ["partnership", "stage", "task"],
    "elca/sustainability_plans": ["partnership"],
    "elca/sustainability_income": ["partnership", "kind", "label"],
    "elca/sustainability_tasks": ["partnership", "task"],
    "elca/export_groups": ["id"],
    "elca/export_group_members": ["group", "organisation"],
    "elca/export_group_initiatives": ["group", "initiative"],
    "elca/collective_marks": ["partnership", "mark"],
    "elca/mark_steps": ["partnership", "mark", "step"],
    "elca/market_profiles": ["country"],
    "elca/market_figures": ["id"],
    "elca/chain_components": ["chain", "component"],
    "elca/chain_contributions": ["chain", "component", "organisation"],
    "elca/chain_links": ["chain", "from", "to", "kind"],
    "elca/events": ["id"],
    "elca/joint_strategies": ["partnership"],
    "elca/objectives": ["id"],
    "elca/participations": ["partnership", "organisation"],
    "elca/roadmap": ["id"],
    "elca/value_chains": ["id"],
    "good_practices": ["id"],
    "natureef/event_organisations": ["event", "organisation", "role"],
    "natureef/events": ["id"],
    "natureef/recommendations": ["id"],
    "interested_clusters": ["organisation"],
    "organisations": ["id"],
    "participations": ["partnership", "organisation"],
    "partnerships": ["id"],
    "people": ["email"],
    "programme_membership": ["programme", "country", "from"],
    "programmes": ["id"],
    "recommended_actions": ["number"],
    "regions": ["code"],
    "sources": ["id"],
    "targets": ["partnership", "country", "basis", "source"],
    "taxonomies": ["taxonomy", "code"],
}
VOCABULARIES = {
    ("activities", "type"): codes("partnership-activity"),
    ("cases", "status"): {
        "announced", "completed", "contact-made", "declaration-signed", "exploring", "in-preparation", "invited",
        "no-concrete-action", "ongoing", "phase-2-concluding", "planned", "wanted",
    },
    ("cases", "type"): {
        "conference", "contact", "cooperation-programme", "fair-invitation", "funding-call", "joint-action",
        "mission-to-colombia", "mission-to-europe", "mou", "project", "technical-assistance", "workshop",
    },
    ("challenges", "area"): codes("challenge-area"),
    ("claims", "qualifier"): {"approximately", "at-least", "at-most", "exact", "more-than"},
    ("claims", "value_type"): {"date", "month", "number", "year"},
    ("countries", "kind"): {"country", "grouping"},
    ("country_bodies", "role"): {"counterpart", "network"},
    ("country_facts", "qualifier"): {"approximately", "exact", "more-than"},
    ("country_facts", "topic"): {"clusters", "cooperation", "economy", "interest", "partnerships", "policy", "trade"},
    ("good_practices", "area"): codes("practice-area"),
    ("organisations", "excellence_label"): {"", "gold", "silver", "bronze"},
    ("organisations", "kind"): codes("organisation-kind") - {"sme", "large-company", "investor"},
    ("participations", "role"): {"coordinator", "partner"},
    ("partnerships", "date_basis"): {"generation", "partnership"},
    ("partnerships", "generation"): {"", "1", "2"},
    ("partnerships", "kind"): {"ESCP-4i", "ESCP-S3", "INNOSUP-1"},
    ("partnerships", "smes_qualifier"): {"", "approximately", "exact"},
    ("partnerships", "strand"): {"", "1", "2", "voluntary"},
    ("programme_membership", "basis"): {"agreement", "eea", "eu-member"},
    ("programme_membership", "status"): {"A", "K"},
    ("recommended_actions", "area"): codes("challenge-area") - {"ongoing-partnerships"},
    ("regions", "kind"): {"nuts", "statistical"},
    ("regions", "level"): {"0", "1", "2"},
    ("targets", "basis"): {"agreement", "mission", "target"},
    ("taxonomies", "status"): {"A", "K"},
}  # fmt: skip
CLASSIFICATIONS = {
    "sectors": "sectoral-industry",
    "emerging_industries": "emerging-industry",
    "technology_fields": "technology-field",
    "s3_priorities": "s3-priority",
    "other_labels": "label",
}
REFERENCES = [
    ("activities", "country", "countries", "code"),
    ("activities", "partnership", "partnerships", "id"),
    ("aliases", "organisation", "organisations", "id"),
    ("calls", "programme", "programmes", "id"),
    ("cases", "counterpart_country", "countries", "code"),
    ("cases", "counterpart_organisations", "organisations", "id"),
    ("cases", "partner_country", "countries", "code"),
    ("cases", "partner_organisations", "organisations", "id"),
    ("claims", "country", "countries", "code"),
    ("demo_memberships", "cluster", "organisations", "id"),
    ("demo_memberships", "member", "demo_records", "id"),
    ("good_practices", "partnership", "partnerships", "id"),
    ("country_facts", "about", "countries", "code"),
    ("country_facts", "country", "country_profiles", "country"),
    ("country_bodies", "country", "country_profiles", "country"),
    ("country_bodies", "organisation", "organisations", "id"),
    ("country_profiles", "country", "countries", "code"),
    ("interested_clusters", "country", "countries", "code"),
    ("interested_clusters", "organisation", "organisations", "id"),
    ("interested_clusters", "partnerships", "partnerships", "id"),
    ("interested_clusters", "region", "regions", "code"),
    ("organisations", "country", "countries", "code"),
    ("organisations", "region", "regions", "code"),
    ("participations", "organisation", "organisations", "id"),
    ("participations", "partnership", "partnerships", "id"),
    ("partnerships", "call", "calls", "id"),
    ("partnerships", "programme", "programmes", "id"),
    ("programme_membership", "country", "countries", "code"),
    ("programme_membership", "programme", "programmes", "id"),
    ("recommended_actions", "related_actions", "recommended_actions", "number"),
    ("regions", "country", "countries", "code"),
    ("regions", "parent", "regions", "code"),
    ("targets", "country", "countries", "code"),
    ("targets", "partnership", "partnerships", "id"),
]
FOLDERS = ("elca", "eocic", "natureef")
ORGANISATIONS = ("organisations", "demo_records", *(f"{folder}/organisations" for folder in FOLDERS))
PARTNERSHIPS = ("partnerships", "elca/partnerships")
EVENTS = ("elca/events", "natureef/events")
IN_FOLDERS = [
    ("event_organisations", "event", EVENTS, "id"),
    ("event_organisations", "organisation", ORGANISATIONS, "id"),
    ("events", "country", ("countries",), "code"),
    ("events", "partnership", PARTNERSHIPS, "id"),
    ("events", "responsible", ORGANISATIONS, "id"),
    ("events", "same_as", EVENTS, "id"),
    ("aliases", "organisation", ORGANISATIONS, "id"),
    ("organisations", "country", ("countries",), "code"),
    ("organisations", "kind", ("taxonomies",), "code"),
    ("organisations", "region", ("regions",), "code"),
    ("participations", "organisation", ORGANISATIONS, "id"),
    ("participations", "partnership", PARTNERSHIPS, "id"),
    ("partnerships", "call", ("calls",), "id"),
    ("partnerships", "programme", ("programmes",), "id"),
]
DATES = {
    "calls": ["opened", "launched"],
    "cases": ["start", "end"],
    "countries": ["eu_since", "eu_until"],
    "demo_memberships": ["from", "to"],
    "elca/events": ["start", "end"],
    "interested_clusters": ["as_of"],
    "participations": ["from", "to"],
    "partnerships": ["start", "end"],
    "programme_membership": ["from", "to"],
    "programmes": ["from", "to"],
    "sources": ["published_on"],
    "taxonomies": ["valid_from"],
}
PARTIAL_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
PHONE = re.compile(r"\+\d[\d ()/-]{7,}|\b0\d{2,4}[ /-]\d{3,}")


def all_rows() -> list[tuple[str, Row]]:
    return [(name, row) for name in ROWS for row in demo(name)]


@pytest.mark.parametrize(("name", "count"), ROWS.items())
def test_file_has_its_rows(name: str, count: int) -> None:
    assert len(demo(name)) == count


@pytest.mark.parametrize("name", ROWS)
def test_file_is_utf8_with_unix_line_ends(name: str) -> None:
    content = (DEMO / f"{name}.csv").read_bytes()

    text = content.decode("utf-8")

    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", ROWS)
def test_cells_are_trimmed_and_rows_are_complete(name: str) -> None:
    untidy = [row for row in demo(name) for value in row.values() if value is None or value != value.strip()]

    assert untidy == []
    assert all(None not in row for row in demo(name))


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_keys_are_unique(name: str, key: list[str]) -> None:
    counts = Counter(tuple(row[part] for part in key) for row in demo(name))

    assert [value for value, times in counts.items() if times > 1] == []


@pytest.mark.parametrize(
    ("place", "declared"),
    VOCABULARIES.items(),
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "words",
)
def test_vocabulary_is_exactly_the_declared_one(place: tuple[str, str], declared: set[str]) -> None:
    used = set(column(*place))

    assert used == declared


@pytest.mark.parametrize("field", CLASSIFICATIONS)
@pytest.mark.parametrize("name", ["organisations", "interested_clusters", "partnerships", "demo_records"])
def test_classification_uses_known_codes_at_most_three(name: str, field: str) -> None:
    lists = [listed(row.get(field, "")) for row in demo(name)]

    unknown = {code for codes_ in lists for code in codes_} - codes(CLASSIFICATIONS[field])

    assert unknown == set()
    assert max(map(len, lists)) <= 3


@pytest.mark.parametrize(
    ("name", "field", "targets", "key"),
    [
        (f"{folder}/{name}", field, targets, key)
        for name, field, targets, key in IN_FOLDERS
        for folder in FOLDERS
        if f"{folder}/{name}" in ROWS
    ],
)
def test_reference_out_of_a_folder_leads_to_a_row(
    name: str, field: str, targets: tuple[str, ...], key: str
) -> None:
    known = {value for target in targets for value in column(target, key)}

    dangling = {value for text in column(name, field) for value in listed(text)} - known

    assert dangling == set()


def test_organisation_has_one_record_and_no_second_under_the_same_name() -> None:
    rows = [row for name in ORGANISATIONS for row in demo(name)]
    names = Counter((row["name"].casefold(), row["country"]) for row in rows)

    assert [key for key, times in Counter(row["id"] for row in rows).items() if times > 1] == []
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(("name", "field", "target", "key"), REFERENCES)
def test_reference_leads_to_a_row(name: str, field: str, target: str, key: str) -> None:
    known = set(column(target, key))

    dangling = {value for text in column(name, field) for value in listed(text)} - known

    assert dangling == set()


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, fields in DATES.items() for field in fields]
)
def test_dates_are_iso_with_known_precision(name: str, field: str) -> None:
    wrong = [value for value in column(name, field) if value and not PARTIAL_DATE.fullmatch(value)]

    assert wrong == []


def test_periods_do_not_end_before_they_start() -> None:
    spans = [(row["start"], row["end"]) for row in (*demo("partnerships"), *demo("cases"))]
    spans += [(row["from"], row["to"]) for row in (*demo("programme_membership"), *demo("programmes"))]

    backwards = [(start, end) for start, end in spans if start and end and end < start[: len(end)]]

    assert backwards == []


MADE_UP = (
    "joint_strategies", "objectives", "barriers", "broker_tasks", "sustainability_plans", "sustainability_income",
    "sustainability_tasks", "export_groups", "export_group_members", "export_group_initiatives", "collective_marks", "mark_steps", "market_profiles",
)  # fmt: skip


def source_of(name: str, row: Row) -> str:
    """Who is named with an event stands where the event stands; value chain and strategy are made up for the demo."""
    if "chain" in name or name.endswith(MADE_UP):
        return "demo"
    if name.endswith("event_organisations"):
        return next(event["source"] for file in EVENTS for event in demo(file) if event["id"] == row["event"])
    return row["source"]


def test_every_row_names_a_known_source() -> None:
    known = set(column("sources", "id"))

    wrong = [
        (name, row)
        for name, row in all_rows()
        if name != "sources" and not known.issuperset(source_ids({"source": source_of(name, row)}))
    ]
    silent = [(name, row) for name, row in all_rows() if name != "sources" and not source_of(name, row)]

    assert wrong == []
    assert silent == []


def test_no_e_mail_address_or_phone_number_but_the_made_up_ones() -> None:
    found = [
        (name, value)
        for name, row in all_rows()
        for field, value in row.items()
        if (name, field) != ("people", "email") and (E_MAIL.search(value) or PHONE.search(value))
    ]

    assert found == []
    assert all(value.endswith("@example.org") for value in column("people", "email"))


def test_readme_lists_every_file_with_its_rows() -> None:
    text = (DEMO / "README.md").read_text(encoding="utf-8")

    missing = [name for name, count in ROWS.items() if f"| `{name}.csv` | {count} |" not in text]

    assert missing == []
