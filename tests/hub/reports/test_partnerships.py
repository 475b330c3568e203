"""The reports of partnerships from the demo's records: their figures and tables are those of the published documents."""

import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from lxml import etree
from python_calamine import CalamineWorkbook

from kontor.documents import write
from kontor.documents.blocks import Table
from kontor.documents.html import fragment
from kontor.documents.tables import value_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.front.demo import load
from kontor.hub.reports.queries import draw, own_file

# Also needed where this file runs alone: without it no table is made for the demo's records.
pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[4] / "shared" / "data"
TODAY = date(2026, 11, 26)
KINDS = (("key-achievements", "natureef"), ("cross-fertilisation", "elca"), ("scoreboard", "elca"))
# Of the deliverable: indicator -> value, target, and what AMZ, MAV, POL, BIC and MECH bring.
ELCA = {
    "kpi.01": (18, 12, (9, 5, 1, 1, 2)),
    "kpi.02": (4, 12, (3, 0, 0, 1, 0)),
    "kpi.03": (7, 6, (3, 1, 2, 1, 0)),
    "kpi.04": (6, 20, (3, 2, 0, 0, 1)),
    "kpi.05": (2, 10, (0, 2, 0, 0, 0)),
    "kpi.06": (10, 10, (2, 2, 2, 2, 2)),
    "kpi.07": (9, 6, (3, 2, 2, 1, 0)),
    "kpi.08": (7, 6, (2, 2, 2, 5, 2)),
    "kpi.09": (5, 5, (2, 1, 1, 0, 0)),
    "kpi.10": (3, 3, (3, 0, 0, 0, 0)),
}
PARTNERS = ("amz", "mav", "pol", "bic", "mech")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo's records, loaded once for this file and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None)
        yield
        transaction.set_rollback(True)


def drawn(kind, subject, language="en", as_of=TODAY):
    return draw(VISITOR, kind, as_of=as_of, today=TODAY, language=language, subject=subject)


def values(report):
    return {figure.id: figure.value for figure in report.figures}


def table(report, id):
    return next(block for block in report.blocks if isinstance(block, Table) and block.id == id)


def cells(row):
    return [value_of(cell) for cell in row]


def column(report, id, name):
    held = table(report, id)
    place = [one.id for one in held.columns].index(name)
    return [value_of(row[place]) for row in held.rows]


def rows_of(name):
    if not SHARED.exists():
        pytest.skip("the reference data (../shared/data) are not beside this checkout")
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return int(text) if text else None


def test_achievements_count_what_the_document_counts(demo):
    figures = values(drawn("key-achievements", "natureef"))

    assert figures["events.preparatory"] == 32
    assert (figures["events.c2c"], figures["meetings.c2c"]) == (5, 12)
    assert (figures["events.b2b"], figures["meetings.b2b"]) == (9, 158)
    assert (figures["cases.clusters"], figures["cases.smes"]) == (25, 14)
    assert figures["cases.signed"] == sum(
        int(row["agreements_signed"]) > 0
        for name in ("cluster", "sme")
        for row in rows_of(f"natureef/{name}_case_details.csv")
    )


def test_events_by_country_are_those_of_the_document(demo):
    report = drawn("key-achievements", "natureef")

    names = {"Peru": "PE", "Colombia": "CO", "Mexico": "MX", "Brazil": "BR", "Chile": "CL", "China": "CN", "Philippines": "PH"}  # fmt: skip
    printed = {names[row[0]]: row[1:] for row in map(cells, table(report, "events").rows)}
    fields = ("prep_total", "c2c_events", "c2c_meetings", "b2b_events", "b2b_meetings")
    assert printed == {
        row["country"]: [number(row[field]) for field in fields]
        for row in rows_of("natureef/activity_by_country.csv")
    }
    assert cells(table(report, "events").total)[1:] == [32, 5, 12, 9, 158]


def test_stakeholders_are_those_of_the_document(demo):
    report = drawn("key-achievements", "natureef")

    # An event and a trade fair that the document lists among the organisations are none.
    listed = {
        (row["target_country"], row["side"], row["organisation_id"])
        for row in rows_of("natureef/stakeholders.csv")
        if row["kind_by_name"] not in ("event", "trade-fair")
    }
    counted = Counter(side for _, side, _ in listed)
    sides = ("eu-cluster", "eu-sme", "third-country-intermediary", "third-country-business")
    assert cells(table(report, "stakeholders").total)[1:] == [counted[side] for side in sides]


@pytest.mark.parametrize(("level", "file"), [("cluster", "cluster_cases"), ("sme", "sme_cases")])
def test_cases_are_those_of_the_document_in_its_order(demo, level, file):
    report = drawn("key-achievements", "natureef")

    stated = rows_of(f"natureef/{file}.csv")
    assert column(report, f"{level}-cases", "description") == [row["description"] for row in stated]
    assert column(report, f"{level}-cases", "sector") == [row["sector"] for row in stated]
    assert cells(table(report, f"{level}-cases").total)[1] == len(stated)
    assert len(table(report, f"{level}-details").rows) == len(stated)


def test_funnel_narrows_from_contacts_to_signatures(demo):
    report = drawn("key-achievements", "natureef")

    whole = cells(table(report, "funnel-by-country").total)
    assert whole[1] == 12 + 158
    assert whole[2] == 25 + 14 >= whole[3] >= whole[4] == values(report)["cases.signed"]


@pytest.mark.parametrize("kind", ["cross-fertilisation", "scoreboard"])
def test_indicators_have_the_values_of_the_deliverable_by_partner(demo, kind):
    figures = values(drawn(kind, "elca"))

    for code, (value, target, split) in ELCA.items():
        assert (figures[code], figures[f"{code}.target"]) == (value, target), code
        assert tuple(figures[f"{code}.{partner}"] for partner in PARTNERS) == split, code


def test_agreements_told_twice_count_once_where_agreements_are_counted(demo):
    figures = values(drawn("cross-fertilisation", "elca"))

    assert (figures["agreements.signed.rows"], figures["agreements.signed.distinct"]) == (17, 16)


def test_deliverable_warns_of_a_target_that_is_reached_without_two_partners(demo):
    page = "".join(etree.HTML(fragment(drawn("cross-fertilisation", "elca"))).itertext())

    assert "9 Cluster and business matchmaking meetings supported: BIC, MECH" in page


def test_deliverable_prints_the_tables_of_the_document_in_their_order(demo):
    report = drawn("cross-fertilisation", "elca")

    tables = [block for block in report.blocks if isinstance(block, Table)]
    # The document's tables 2 to 11 are the lists of the ten indicators; its row on three sectors stands as three here.
    assert [len(one.rows) for one in tables[1:11]] == [18, 13, 11, 20, 10, 10, 9, 7, 5, 3]
    assert tables[11].id == "timeline"
    assert [one.columns[-1].label for one in tables[2:6]] == ["Status"] * 4
    names = column(report, "records-2", "name")
    assert names[3].startswith("CDI") or "Dekarbonisierung" in names[3]


def test_workbook_has_a_sheet_for_each_printed_table(demo):
    report = drawn("cross-fertilisation", "elca")

    book = CalamineWorkbook.from_filelike(io.BytesIO(write(report, "xlsx")))

    tables = [block for block in report.blocks if isinstance(block, Table)]
    numbered = [name for name in book.sheet_names if name.startswith("Table ")]
    assert [name.split()[1] for name in numbered] == [str(place) for place in range(1, len(tables) + 1)]
    assert book.get_sheet_by_name(numbered[2]).height >= 13


def test_timeline_says_what_is_not_recorded(demo):
    report = drawn("cross-fertilisation", "elca")

    states = Counter(column(report, "timeline", "state"))
    stated = Counter(row["status"] for row in rows_of("elca/timeline.csv") if row["activity"])
    assert states["Done"] == stated["done"]
    assert states["Conversations started (overdue)"] == stated["conversations-started"]
    assert states["Not recorded (overdue)"] == stated[""]


def test_numbers_follow_the_day(demo):
    before = values(drawn("cross-fertilisation", "elca", as_of=date(2022, 6, 1)))

    assert before["kpi.08"] < ELCA["kpi.08"][0]
    assert before["kpi.02"] <= ELCA["kpi.02"][0]


@pytest.mark.parametrize(("kind", "subject"), KINDS)
def test_every_figure_names_its_rule_and_leads_to_its_records(demo, kind, subject):
    for figure in drawn(kind, subject).figures:
        assert figure.rule, figure.id
        assert figure.href.startswith("/scoreboard/"), figure.id
        assert figure.rows > 0 or figure.value in (0, None), figure.id


@pytest.mark.parametrize(("kind", "subject"), KINDS)
def test_same_numbers_in_every_format_and_language(demo, kind, subject):
    report = drawn(kind, subject)

    as_json = {one["id"]: one["value"] for one in json.loads(write(report, "json"))["figures"]}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(write(report, "xlsx")))
    in_sheet = {row[0]: row for row in sheet.get_sheet_by_name("Figures").to_python()[1:]}

    assert as_json == values(report)
    assert set(values(report)) <= set(in_sheet)
    assert write(report, "pdf").startswith(b"%PDF-")
    assert write(report, "docx").startswith(b"PK")
    assert [values(drawn(kind, subject, language)) for language in ("de", "es", "fr")] == [values(report)] * 3


def test_published_results_hold_the_public_values(demo):
    _own, written = own_file(
        VISITOR, "scoreboard", "iati", as_of=TODAY, today=TODAY, language="en", subject="elca"
    )

    document = etree.fromstring(written)
    totals = [one.get("value") for one in document.findall(".//actual") if not one.findall("dimension")]
    assert totals == [str(value) for value, _, _ in ELCA.values()]
    assert document.findtext(".//reporting-org/narrative") == "ELCA"


def test_progress_counts_the_agreements_that_the_programme_report_counts(demo):
    report = draw(VISITOR, "programme-progress", as_of=TODAY, today=TODAY, language="en")

    figures = values(report)
    stated = rows_of("eocic/agreements.csv")
    assert (figures["agreements.total"], figures["agreements.reporters"]) == (21, 7)
    assert figures["agreements.eu-internal"] == 6
    assert figures["agreements.share-clusters"] == round(100 * 12 / 21, 2)
    assert len(table(report, "agreements").rows) == len(stated)
    assert sorted(row[1] for row in table(report, "agreements-by-partnership").rows) == sorted(
        Counter(row["escp_id"] for row in stated).values()
    )
    assert figures["collaborations.pairs"] == len(table(report, "pairs").rows)
