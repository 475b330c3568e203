"""The folders `natureef`, `elca` and `eocic` against the transcribed facts: whom the documents name, and in which country."""

from collections import Counter

import pytest

from tests.demo.tables import demo, facts

# Parties under the keys that the directory already had; fairs and withheld names are no organisations.
KNOWN_BEFORE = {
    "agrocluster": "animaforum", "crea": "crea-hydro-energy", "green-synergy": "green-synergy-cluster",
    "green-chemistry": "green-chemistry-cluster", "innoskart": "innoskart", "inbiom": "inbiom",
    "biomastec": "biomastec", "vegepolys": "vegepolys", "femac": "femac", "tecnalia": "tecnalia",
}  # fmt: skip
NO_ORGANISATION = {"agroexpo", "elan", "confidential-pl-sme-1", "confidential-pl-sme-2"}


def test_organisations_of_natureef_are_those_of_its_register() -> None:
    register = {row["id"]: row["country"] for row in facts("natureef/organisations")}

    added = {row["id"]: row["country"] for row in demo("natureef/organisations")}

    assert added == {
        key: country
        for key, country in register.items()
        if key not in KNOWN_BEFORE and key not in NO_ORGANISATION
    }
    assert set(KNOWN_BEFORE.values()) <= {row["id"] for row in demo("organisations")}


@pytest.mark.parametrize("side", ["eu-sme", "university", "chamber"])
def test_kinds_of_natureef_follow_its_register(side: str) -> None:
    kinds = {row["id"]: row["kind"] for row in demo("natureef/organisations")}
    named = [row["id"] for row in facts("natureef/organisations") if row["kind_by_name"] == side]

    found = {kinds[key] for key in named if key in kinds}

    assert found == {side.removeprefix("eu-")}


def test_partners_of_elca_are_the_five_of_its_document() -> None:
    countries = {row["id"]: row["country"] for row in demo("elca/organisations")}
    partners = [countries[row["organisation"]] for row in demo("elca/participations")]

    assert partners == [row["country"] for row in facts("elca/partners")]


def test_elca_begins_with_the_first_of_its_project_months() -> None:
    (elca,) = demo("elca/partnerships")
    months = {row["month_code"]: row["start_date"][:7] for row in facts("elca/timeline")}

    years, month = divmod(int(months["M11"][:4]) * 12 + int(months["M11"][5:]) - 1 - 10, 12)

    assert months["M11"] == "2021-07"
    assert elca["start"] == f"{years}-{month + 1:02}"


def test_counterparts_of_eocic_have_the_country_of_their_agreement() -> None:
    stated = {row["counterpart"]: row["country"] for row in facts("eocic/agreements")}

    for row in demo("eocic/organisations"):
        # 'EU' is no country of a body: a partnership that signs as one has none.
        assert row["country"] == stated[row["name"]].replace("EU", "")


def totals(rows: list[dict[str, str]], field: str) -> int:
    return sum(int(row[field] or 0) for row in rows)


@pytest.mark.parametrize(
    ("event_class", "field", "total"),
    [("preparatory", "number", 32), ("c2c", "number", 5), ("c2c", "meetings", 12), ("b2b", "number", 9),
     ("b2b", "meetings", 158)],
)  # fmt: skip
def test_events_of_natureef_come_to_the_published_totals(event_class: str, field: str, total: int) -> None:
    rows = [row for row in demo("natureef/events") if row["class"] == event_class]

    assert totals(rows, field) == total


def test_events_of_natureef_are_those_of_each_country() -> None:
    for country in facts("natureef/activity_by_country"):
        rows = [row for row in demo("natureef/events") if row["country"] == country["country"]]
        of = {name: [row for row in rows if row["class"] == name] for name in ("preparatory", "c2c", "b2b")}

        assert totals(of["preparatory"], "number") == int(country["prep_total"] or 0)
        assert totals(of["c2c"], "number") == int(country["c2c_events"] or 0)
        assert [row["meetings"] for row in of["c2c"]] == ([country["c2c_meetings"]] if of["c2c"] else [])
        assert totals(of["b2b"], "number") == int(country["b2b_events"] or 0)
        assert [row["meetings"] for row in of["b2b"]] == ([country["b2b_meetings"]] if of["b2b"] else [])


def test_stakeholders_of_natureef_are_named_once_a_mission_and_side() -> None:
    stated = {
        (row["mission"], row["side"].removeprefix("third-country-"), row["organisation_id"])
        for row in facts("natureef/stakeholders")
        if row["organisation_id"] not in NO_ORGANISATION
    }
    named = Counter((row["event"].removeprefix("natureef-mission-"), row["side"])
                    for row in demo("natureef/event_organisations"))  # fmt: skip

    assert named == Counter((mission, side) for mission, side, _organisation in stated)
    assert named.total() == 128 - 2 - 2


@pytest.mark.parametrize(
    ("list_name", "file"),
    [("national-workshops", "workshops"), ("international-meetings", "meetings"),
     ("international-events", "events"), ("matchmaking", "matchmaking")],
)  # fmt: skip
def test_events_of_elca_are_the_rows_of_its_tables(list_name: str, file: str) -> None:
    printed = [
        (row["row_no"], row["name"], row["country"], row["date_text"]) for row in facts(f"elca/{file}")
    ]

    rows = [row for row in demo("elca/events") if row["list"] == list_name]

    assert [(row["row"], row["name"], row["country"], row["date_text"]) for row in rows] == printed


def test_responsible_partners_of_elca_keep_their_order_and_the_whole_partnership_is_joint() -> None:
    keys = {"amz": "amz", "mav": "cluster-mav", "pol": "polymeris", "bic": "bydgoszcz-industrial-cluster",
            "mech": "clust-er-mech", "een": "enterprise-europe-network"}  # fmt: skip
    every = [
        row for file in ("workshops", "meetings", "events", "matchmaking") for row in facts(f"elca/{file}")
    ]

    for row, fact in zip(demo("elca/events"), every, strict=True):
        partners = fact["responsible"].split(";")
        assert row["responsible"].split("; ") == ([keys[one] for one in partners if one != "elca"] or [""])
        assert row["joint"] == ("yes" if partners == ["elca"] else "no")


def test_the_fair_that_two_partners_report_is_one_event() -> None:
    doubles = {row["id"]: row["same_as"] for row in demo("elca/events") if row["same_as"]}

    assert doubles == {"elca-event-dubai-expo-bic": "elca-event-dubai-expo-mech"}


def test_roadmap_of_elca_is_its_timeline_and_blank_stays_blank() -> None:
    states = {"done": "done", "conversations-started": "started", "": ""}
    planned = [row for row in facts("elca/timeline") if row["activity"]]

    for row, fact in zip(demo("elca/roadmap"), planned, strict=True):
        assert (row["activity"], f"M{row['month']}", row["due"]) == (
            fact["activity"],
            fact["month_code"],
            fact["end_date"],
        )
        assert row["state"] == states[fact["status"]]
    assert {row["activity"] for row in facts("elca/timeline")} - {row["activity"] for row in planned} == {""}
