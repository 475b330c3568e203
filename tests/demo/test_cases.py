"""The cases, agreements and collaborations of `natureef`, `elca` and `eocic` against the transcribed facts."""

from collections import Counter

import pytest

from tests.demo.tables import demo, facts, listed

LISTS_OF_ELCA = {
    "3": "cluster-agreements",
    "4": "other-agreements",
    "5": "sme-cooperation-agreements",
    "6": "sme-business-agreements",
}


def by_id(name: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in demo(name)}


@pytest.mark.parametrize(("side", "number"), [("cluster", 25), ("sme", 14)])
def test_natureef_has_an_overview_and_a_details_row_for_every_case(side: str, number: int) -> None:
    keys = [f"natureef-{row['id']}" for row in facts(f"natureef/{side}_cases")]

    reported = Counter(row["list"] for row in demo("natureef/case_reports") if row["case"] in keys)

    assert [row["id"] for row in demo("natureef/cases") if row["level"] == side] == keys
    assert reported == {f"{side}-cases-overview": number, f"{side}-cases-details": number}


@pytest.mark.parametrize("side", ["cluster", "sme"])
def test_natureef_keeps_type_objective_state_and_secrecy_of_the_document(side: str) -> None:
    cases = by_id("natureef/cases")
    status = {row["case_id"]: row["status"] for row in facts(f"natureef/{side}_case_details")}

    for row in facts(f"natureef/{side}_cases"):
        case = cases[f"natureef-{row['id']}"]
        assert case["type"] == row["type_category"]
        assert listed(case["objectives"]) == row["objective_category"].split(";")
        assert case["country"] == row["country"]
        assert case["state"] == {"project": "active"}.get(status[row["id"]], status[row["id"]])
        assert (case["confidential"] == "yes") == (row["confidential"] == "yes")


def test_confidential_counterparts_of_natureef_are_only_described() -> None:
    hidden = [row for row in demo("natureef/cases") if row["confidential"] == "yes"]

    assert len(hidden) == sum(row["confidential"] == "yes" for row in facts("natureef/sme_cases"))
    assert all(row["public_description"] and not row["counterparts"] for row in hidden)


def test_natureef_signed_as_often_as_its_details_say() -> None:
    signed = Counter(row["case"] for row in demo("natureef/agreements") if row["state"] == "signed")

    stated = {
        f"natureef-{row['case_id']}": int(row["agreements_signed"])
        for side in ("cluster", "sme")
        for row in facts(f"natureef/{side}_case_details")
        if row["agreements_signed"] != "0"
    }

    assert signed == stated


def test_every_row_of_elcas_tables_of_agreements_is_one_agreement_with_its_status() -> None:
    states = {"SIGNED": "signed", "TO BE SIGNED": "to-be-signed", "NOT SIGNED": "abandoned"}
    agreements = by_id("elca/agreements")
    reports = {row["case"]: row for row in demo("elca/case_reports")}

    for row in facts("elca/agreements"):
        key = f"elca-{row['id']}"
        assert agreements[key]["state"] == states[row["status"]]
        assert (reports[key]["list"], reports[key]["row"]) == (LISTS_OF_ELCA[row["table_no"]], row["row_no"])
        assert reports[key]["stated_state"] == row["status"]
    assert len(agreements) == len(facts("elca/agreements"))


def test_elca_signed_what_its_indicators_count() -> None:
    """Surveys and monitoring 4.4: 4 of table 3, 7 of table 4, 6 of table 5, 2 of table 6, by partner."""
    lists = {row["case"]: row["list"] for row in demo("elca/case_reports")}
    responsible = {row["id"]: listed(row["responsible"]) for row in demo("elca/cases")}
    signed = [row["case"] for row in demo("elca/agreements") if row["state"] == "signed"]

    by_partner = {name: Counter() for name in LISTS_OF_ELCA.values()}
    for case in signed:
        by_partner[lists[case]].update(responsible[case])

    assert Counter(lists[case] for case in signed) == dict(
        zip(LISTS_OF_ELCA.values(), (4, 7, 6, 2), strict=True)
    )
    assert by_partner == {
        "cluster-agreements": {"amz": 3, "bydgoszcz-industrial-cluster": 1},
        "other-agreements": {"amz": 3, "polymeris": 2, "bydgoszcz-industrial-cluster": 1, "cluster-mav": 1},
        "sme-cooperation-agreements": {"amz": 3, "cluster-mav": 2, "clust-er-mech": 1},
        "sme-business-agreements": {"cluster-mav": 2},
    }


def test_elca_signed_seventeen_rows_and_sixteen_agreements() -> None:
    clusters = {"cluster-agreements", "other-agreements", "sme-cooperation-agreements"}
    lists = {row["case"]: row["list"] for row in demo("elca/case_reports")}
    signed = [
        row for row in demo("elca/agreements") if row["state"] == "signed" and lists[row["case"]] in clusters
    ]

    assert (len(signed), len([row for row in signed if not row["same_as"]])) == (17, 16)


def test_elca_meets_eighteen_networks_and_three_other_sectors() -> None:
    lists = {row["case"]: row["list"] for row in demo("elca/case_reports")}
    networks = [row for row in demo("elca/cases") if lists[row["id"]] == "networks"]
    sectors = [row["sector"] for row in demo("elca/cases") if lists[row["id"]] == "other-sectors"]

    assert Counter(listed(row["responsible"])[0] for row in networks) == {
        "amz": 9, "cluster-mav": 5, "clust-er-mech": 2, "polymeris": 1, "bydgoszcz-industrial-cluster": 1,
    }  # fmt: skip
    assert sectors == [row["sector"] for row in facts("elca/other_sectors")]


def test_elca_says_where_another_project_signed() -> None:
    stated = {f"elca-{row['id']}" for row in facts("elca/agreements") if row["signed_by_project"] == "percy"}

    assert {row["id"] for row in demo("elca/cases") if row["credited_to"] == "PERCY"} == stated


def test_eocic_lists_21_agreements_of_seven_partnerships() -> None:
    cases = demo("eocic/cases")

    assert Counter(row["partnership"] for row in cases) == {
        "cosmenerg-4i": 5, "ec2i": 4, "foodnet": 4, "ideo": 2, "laser-go-global": 2, "mobigoin-action": 2, "nf4": 2,
    }  # fmt: skip
    assert [row["country"] for row in cases] == [row["country"] for row in facts("eocic/agreements")]
    assert all(row["state"] == "signed" for row in demo("eocic/agreements"))


def test_collaborations_of_eocic_say_who_with_whom_and_whether_details_were_given() -> None:
    given = [(row["id"], row["detail_given"]) for row in demo("eocic/collaborations")]

    assert given == [(row["id"], row["detail_given"]) for row in facts("eocic/collaborations")]
    assert [row["counterpart_name"] for row in demo("eocic/collaborations") if not row["counterpart"]] == [
        "NANOPHARM"
    ]


@pytest.mark.parametrize("name", ["natureef", "elca", "eocic"])
def test_what_was_signed_has_a_day_or_says_that_the_source_gives_none(name: str) -> None:
    for row in demo(f"{name}/agreements"):
        if row["state"] == "signed":
            assert bool(row["signed_on"]) != (row["waiver"] == "The source gives no day.")
