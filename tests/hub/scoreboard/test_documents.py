"""What three published documents claim, held against their own records: NATUREEF, ELCA and the progress report of 2019."""

import pytest
from django.core.cache import cache
from django.db import transaction

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.front.demo import load
from kontor.hub.scoreboard import queries
from tests.factories.actors import SYSTEM
from tests.hub.scoreboard.conftest import TODAY

pytestmark = pytest.mark.django_db

DIFFERING = {
    "natureef": {
        "nat-agreements-signed": 16,  # stated: about 20
        "nat-latam-agreements": 5,  # more than 10
        "nat-latam-majority": 0.3125,
        "nat-pe-co-agro-sme": 1,  # 2
        "nat-br-solar-sme": 2,  # 1
        "nat-cn-bio-sme": 2,  # 5
        "nat-cittc-mous": 3,  # 2: two stand in one row, one of them, or a third, in another
        "nat-ph-water-sme": 0,  # 2
        "nat-ph-energy-sme": 0,  # 1
    },
    "elca": {"elca-coop-signed": 17, "elca-events-total": 31},  # 20 and 38
    "eocic": {
        "eoc-gen2-clusters": 119,  # 123
        "eoc-gen2-countries": 22,  # 25
        "eoc-s3-partners": 61,  # 57
        "eoc-col-yes": 10,  # 11
        "eoc-col-yes-s1": 6,  # 7
    },
}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo's records, loaded once for this file and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load(lambda line: None)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("subject", DIFFERING)
def test_claims_of_a_document_differ_where_its_own_records_do(demo, subject):
    found = {one.key: one for one in queries.findings_about(SYSTEM, TODAY, subject) if one.word == "differs"}

    assert {key: one.verdict.recomputed for key, one in found.items()} == DIFFERING[subject]


@pytest.mark.parametrize(
    ("claim", "rows"),
    [("nat-prep-total", 10), ("nat-b2b-meetings-total", 5), ("elca-coop-signed", 17), ("eoc-agr-total", 21)],
)
def test_every_figure_of_a_document_names_its_rows(demo, claim, rows):
    assert len(queries.finding_of(SYSTEM, TODAY, claim).verdict.rows) == rows


def test_lists_of_elca_tell_what_does_not_fit(demo):
    found = [one for one in queries.inconsistencies_about(SYSTEM, TODAY, "elca") if one.hardness != "ask"]

    assert sorted(one.verdict.kind for one in found) == [
        "credited-elsewhere",
        "credited-elsewhere",
        "other-year",
        "partner-without-share",
        "partner-without-share",
        "same-agreement-twice",
        "same-event-by-several",
        "stranger-credited",
    ]


def test_two_instruments_with_one_counterpart_are_asked_about(demo):
    found = queries.inconsistencies_about(SYSTEM, TODAY, "elca")
    asked = [one for one in found if one.verdict.kind == "same-counterparty-other-instrument"]

    assert [one.sentence.split(" stands")[0] for one in asked] == ["TOYOINK", "MITSUBISHI CHEMICAL GROUP"]


def test_states_of_natureefs_overview_and_details_that_exclude_each_other_are_found(demo):
    found = queries.inconsistencies_about(VISITOR, TODAY, "natureef")

    assert len([one for one in found if one.verdict.kind == "status-conflict"]) == 10


def test_agreement_of_elca_told_twice_is_seventeen_rows_and_sixteen_agreements(demo):
    verdict = queries.finding_of(SYSTEM, TODAY, "elca-coop-signed").verdict

    assert (verdict.recomputed, dict(verdict.tried)["agreements"]) == (17, 16)
