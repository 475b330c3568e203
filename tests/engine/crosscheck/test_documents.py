"""The findings of three published documents, read one by one: nothing here is known to the checker."""

import pytest

from kontor.engine.crosscheck.answers import answer
from kontor.engine.crosscheck.dossier import CHECKS, inspect
from kontor.engine.crosscheck.findings import KINDS, sentence
from kontor.engine.crosscheck.questions import Filter, Question
from tests.engine.crosscheck import elca, eocic, natureef

SIGNED = (Filter("signed", "is", "yes"),)
COOPERATION = (*SIGNED, Filter("kind", "is", "cooperation"))


@pytest.fixture(scope="module")
def elca_dossier():
    return elca.dossier()


@pytest.fixture(scope="module")
def natureef_dossier():
    return natureef.dossier()


@pytest.fixture(scope="module")
def eocic_dossier():
    return eocic.dossier()


def told(dossier, check):
    return [(one.kind, one.hardness, *one.rows) for one in CHECKS[check](dossier)]


def compared(dossier, check):
    return [(one.claim, one.hardness, one.published, one.recomputed) for one in CHECKS[check](dossier)]


def test_elca_writes_an_agreement_and_an_event_down_twice(elca_dossier):
    assert told(elca_dossier, "doubles") == [
        ("same-agreement-twice", "certain", "agr-t3-leichtbau-bw-ela", "agr-t4-ela"),
        ("same-event-by-several", "likely", "event-dubai-expo-mech", "event-dubai-expo-bic"),
        ("same-counterparty-other-instrument", "ask", "agr-t5-mitsubishi-chemical", "agr-t6-mitsubishi-chemical"),
        ("same-counterparty-other-instrument", "ask", "agr-t5-toyoink", "agr-t6-toyoink"),
        ("same-day-in-two-tables", "ask", "meet-eu-india-centre", "match-ebtc"),
    ]  # fmt: skip


@pytest.mark.parametrize(("rule", "number"), [("as-printed", 17), ("agreements", 16)])
def test_elca_signed_seventeen_rows_and_sixteen_agreements(elca_dossier, rule, number):
    assert (
        answer(Question("agreements", filters=COOPERATION, rule=rule), elca_dossier.records).value == number
    )


def test_elca_claims_more_than_its_tables_hold(elca_dossier):
    assert compared(elca_dossier, "figures") == [
        ("elca-coop-signed", "certain", 20, 17),
        ("elca-events-total", "certain", 38, 31),
    ]


def test_elca_credits_results_of_others_and_leaves_two_partners_without_their_share(elca_dossier):
    assert told(elca_dossier, "credit") == [
        ("credited-elsewhere", "certain", "agr-t4-msme-chamber-india"),
        ("credited-elsewhere", "certain", "agr-t4-akron-chamber"),
        ("stranger-credited", "certain", "match-p4ge"),
        ("partner-without-share", "likely", "match-ebtc", "match-ela"),
        ("partner-without-share", "likely", "match-ebtc", "match-ela"),
        ("joint-row-without-split", "ask", "match-ebtc"),
        ("joint-row-without-split", "ask", "match-ela"),
    ]
    assert [(one.claim, one.other, one.recomputed) for one in CHECKS["credit"](elca_dossier)[3:5]] == [
        ("kpi-09", "bic", 0),
        ("kpi-09", "mech", 0),
    ]


def test_elca_signs_without_a_date_or_before_the_first_contact(elca_dossier):
    assert told(elca_dossier, "dates") == [
        ("signed-with-other-date", "likely", "agr-t3-composites-united"),
        ("signed-with-other-date", "likely", "agr-t3-sensa"),
        ("signed-without-date", "certain", "agr-t5-eurecat"),
        ("signed-without-date", "certain", "agr-t5-leitat"),
        ("signed-with-other-date", "likely", "agr-t5-lzs"),
        ("signed-with-other-date", "likely", "agr-t5-silbaerg"),
        ("signed-without-date", "certain", "agr-t5-musp"),
        ("signed-with-other-date", "likely", "agr-t6-ate-composites"),
        ("other-year", "likely", "meet-general-assembly-2022"),
        ("year-of-another", "ask", "meet-general-assembly-2021"),
        ("signed-before-contact", "likely", "agr-t3-sensa", "net-sensa"),
        ("signed-before-contact", "likely", "agr-t3-polish-rail-chamber", "net-polish-rail-chamber"),
    ]


def test_nothing_else_is_wrong_with_elca(elca_dossier):
    others = [name for name in CHECKS if name not in ("doubles", "figures", "credit", "dates")]

    assert {name: told(elca_dossier, name) for name in others} == {name: [] for name in others}


def test_natureef_tells_another_status_in_the_overview_than_in_the_details(natureef_dossier):
    found = {one.rows[0]: (one.hardness, one.recomputed) for one in CHECKS["statuses"](natureef_dossier)}

    assert found == {
        "cc-pe-01": ("likely", "negotiation"),
        "cc-co-01": ("likely", "agreement to be signed"),
        "cc-mx-01": ("ask", "project"),
        "cc-mx-02": ("likely", "contact"),
        "cc-mx-03": ("likely", "contact"),
        "cc-cl-02": ("likely", "agreement to be signed"),
        "cc-ph-01": ("likely", "contact"),
        "cc-ph-02": ("likely", "negotiation"),
        "sc-pe-01": ("likely", "agreement to be signed"),
        "sc-co-02": ("likely", "agreement to be signed"),
        "sc-cn-03": ("likely", "negotiation"),
        "sc-ph-01": ("likely", "negotiation"),
        "sc-ph-02": ("likely", "negotiation"),
        "sc-ph-03": ("likely", "negotiation"),
    }


def test_natureef_tells_another_sector_in_the_overview_than_in_the_details(natureef_dossier):
    found = {one.rows[0]: (one.published, one.recomputed) for one in CHECKS["sectors"](natureef_dossier)}

    assert found == {
        "cc-mx-04": ("Plasma assisted gasification", "Waste for energy"),
        "cc-ph-02": ("Engineering and water technologies", "Energy"),
        "cc-ph-03": ("Cluster policy, water technology, research", "Energy, water"),
        "cc-ph-05": ("Organization of conference and B2B meeting", "Environment"),
    }


@pytest.mark.parametrize(("side", "number"), [("cluster", 25), ("sme", 14)])
def test_natureef_has_the_cases_that_it_says(natureef_dossier, side, number):
    overview = (Filter("place", "is", f"{side} cases, overview"),)

    assert answer(Question("cases", filters=overview), natureef_dossier.records).value == number


def test_natureef_adds_its_events_up(natureef_dossier):
    columns = [(one.name, one.total.value) for one in natureef_dossier.totals[:5]]

    assert [value for _name, value in columns] == [32, 5, 12, 9, 158]
    assert CHECKS["sums"](natureef_dossier) == []


def test_natureef_claims_other_numbers_of_agreements_than_its_details_tell(natureef_dossier):
    assert compared(natureef_dossier, "figures") == [
        ("nat-agreements-signed", "likely", 20, 15),
        ("nat-latam-agreements", "likely", 10, 5),
        ("nat-pe-co-agro-sme", "certain", 2, 1),
        ("nat-cn-bio-sme", "certain", 5, 2),
        ("nat-ph-water-sme", "certain", 2, 0),
    ]


def test_natureef_uses_words_outside_its_lists(natureef_dossier):
    found = [(one.published, one.recomputed) for one in CHECKS["categories"](natureef_dossier)]

    assert found == [
        ("agreement", "Formal agreement (e.g. MoU)"),
        ("collaboration", "Collaboration project (e.g. exchange visits)"),
        ("mou", "Formal agreement (e.g. MoU)"),
        ("cpa", None),
        ("cooperation agreement under negotiation", None),
        ("cooperation agreement", None),
        ("contact initiated", None),
        ("non formal agreement", None),
        ("Research and Development", "Research & Development"),
        ("Organization of joint business events", "Organisation of joint business events"),
        ("Exports", "Exports/Imports"),
        ("Solar PVT technology implementation", None),
        ("Export", "Exports/Imports"),
    ]


def test_natureef_lists_two_bodies_twice_and_names_fewer_than_it_met(natureef_dossier):
    assert told(natureef_dossier, "listings") == [
        ("list-count-differs", "ask", *(f"fn3-{number:02}" for number in range(1, 7))),
        ("list-count-differs", "ask", "fn4-01", "fn4-02"),
        ("listed-twice", "certain", "sh-mexico-cl-01", "sh-mexico-cl-03"),
        ("listed-twice", "certain", "sh-colombia-int-03", "sh-colombia-int-08"),
    ]


def test_natureef_asks_about_one_counterpart_and_tells_of_another_in_the_details(natureef_dossier):
    assert told(natureef_dossier, "doubles") == [
        ("same-counterparty-other-instrument", "ask", "cc-co-03", "ccd-co-03", "cc-co-04", "ccd-co-04")
    ]
    assert told(natureef_dossier, "details") == [("counterpart-differs", "likely", "cc-ph-01", "ccd-ph-01")]


def test_natureef_signs_without_a_date(natureef_dossier):
    undated = ["mx-04", "cl-01", "cn-05", "cn-07", "cn-08"]
    of_smes = ["co-01", "mx-01", "mx-02", "cn-01", "cn-02"]

    assert told(natureef_dossier, "dates") == [
        *(("signed-without-date", "certain", f"ccd-{case}") for case in undated),
        *(("signed-without-date", "certain", f"scd-{case}") for case in of_smes),
    ]
    assert CHECKS["credit"](natureef_dossier) == []


def test_eocic_contradicts_itself_once_and_adds_up_otherwise(eocic_dossier):
    assert [(one.kind, one.published, one.recomputed, one.places) for one in inspect(eocic_dossier)] == [
        ("contradicts", "2018-10", "2019-10", ("1.1", "1.3"))
    ]


def test_eocic_has_the_agreements_partnerships_and_shares_that_it_says(eocic_dossier):
    found = {key: answer(question, eocic_dossier.records).value for key, question in eocic.QUESTIONS.items()}

    assert found["eoc-agr-total"] == 21
    assert found["eoc-agr-escps"] == 7
    assert found["eoc-agr-eu"] == 6
    assert round(100 * found["eoc-agr-cluster-pct"], 1) == 57.1


def test_every_finding_of_the_documents_makes_a_sentence(elca_dossier, natureef_dossier, eocic_dossier):
    found = [one for dossier in (elca_dossier, natureef_dossier, eocic_dossier) for one in inspect(dossier)]

    assert len(found) == 79
    assert all(one.kind in KINDS and "%(" not in sentence(one) and one.places for one in found)
