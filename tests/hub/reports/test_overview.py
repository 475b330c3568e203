"""The programme overview of the demo's records: its numbers are those of the reference data, in every format."""

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
from kontor.documents.html import fragment
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.front.demo import load
from kontor.hub.reports.queries import draw
from kontor.hub.reports.rules import DayOutOfReach, UnknownReport

SHARED = Path(__file__).parents[4] / "shared" / "data"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo's records, loaded once for this file and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None)
        yield
        transaction.set_rollback(True)


def drawn(as_of=TODAY, language="en"):
    return draw(VISITOR, "programme-overview", as_of=as_of, today=TODAY, language=language)


def values(report):
    return {figure.id: figure.value for figure in report.figures}


def rows_of(name):
    if not SHARED.exists():
        pytest.skip("the reference data (../shared/data) are not beside this checkout")
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.django_db
def test_demo_loads_what_the_issue_names():
    """Stands first and asks for the database by its mark: the other tests share one loading inside one transaction."""
    counts = load(lambda line: None)

    assert (counts["partnerships"], counts["aliases"], counts["participations"], counts["targets"]) == (
        61,
        150,
        298,
        148,
    )
    assert (counts["activities"], counts["claims"], counts["good-practices"]) == (
        317,
        379 + 37,  # the counts of partners in the paper on Colombia
        8,
    )
    assert (counts["recommended-actions"], counts["challenges"]) == (15, 37)
    assert Organisation.objects.filter(fictional=False).count() == 297 + 196


def kinds():
    return {row["id"]: row for row in rows_of("partnerships.csv")}


def test_partnerships_by_generation_and_strand_are_those_of_the_reference_data(demo):
    counted = Counter((row["kind"], row["generation"], row["strand"]) for row in rows_of("partnerships.csv"))

    figures = values(drawn())

    assert figures["partnerships.g1.strand1"] == counted["ESCP-4i", "1", "1"] == 9
    assert figures["partnerships.g1.strand2"] == counted["ESCP-4i", "1", "2"] == 6
    assert figures["partnerships.g1.voluntary"] == counted["ESCP-4i", "1", "voluntary"] == 10
    assert figures["partnerships.g1"] == 25
    assert figures["partnerships.g2.strand1"] == counted["ESCP-4i", "2", "1"] == 16
    assert figures["partnerships.g2.strand2"] == counted["ESCP-4i", "2", "2"] == 9
    assert figures["partnerships.g2"] == 25
    assert (
        figures["partnerships.s3"]
        == sum(number for (kind, _, _), number in counted.items() if kind == "ESCP-S3")
        == 9
    )
    assert figures["partnerships.all"] == 59


def test_places_and_organisations_are_those_of_the_reference_data(demo):
    known = kinds()
    partners = rows_of("partnership_partners.csv")
    second = [
        row
        for row in partners
        if (known[row["partnership_id"]]["kind"], known[row["partnership_id"]]["generation"])
        == ("ESCP-4i", "2")
    ]
    investing = [row for row in partners if known[row["partnership_id"]]["kind"] == "ESCP-S3"]

    figures = values(drawn())

    assert figures["partner-places.g2"] == len(second)
    assert figures["partner-organisations.g2"] == len({row["organisation_id"] for row in second})
    assert figures["partner-places.s3"] == len(investing)


def test_targets_are_those_of_the_reference_data_and_lower_bounds(demo):
    known = kinds()
    targets = rows_of("partnership_targets.csv")

    report = drawn()

    for generation in ("1", "2"):
        countries = {
            row["country"] for row in targets
            if known[row["partnership_id"]]["kind"] == "ESCP-4i" and known[row["partnership_id"]]["generation"] == generation
        }  # fmt: skip
        figure = report.figure(f"targets.g{generation}.countries")
        assert (figure.value, figure.bound) == (len(countries), ">=")


def test_every_figure_names_its_rule_and_opens_its_records(demo):
    for figure in drawn().figures:
        assert figure.rule, figure.id
        assert figure.rows > 0, figure.id
        assert figure.href.startswith("/scoreboard/answer/"), figure.id


def test_every_partnership_of_the_scheme_has_its_page(demo):
    report = drawn()

    titles = [
        block.text
        for block in report.blocks
        if type(block).__name__ == "Heading" and getattr(block, "new_page", False)
    ]

    assert len(titles) == 59 + 1


def test_as_of_2017_knows_no_second_generation(demo):
    report = drawn(date(2017, 12, 31))

    figures = values(report)

    assert (figures["partnerships.g1"], figures["partnerships.g2"], figures["partnerships.s3"]) == (25, 0, 0)
    assert "2017" in write(report, "html").decode()
    assert report.as_of == date(2017, 12, 31)


def test_same_numbers_in_every_format(demo):
    report = drawn()

    as_json = {figure["id"]: figure["value"] for figure in json.loads(write(report, "json"))["figures"]}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(write(report, "xlsx")))
    in_sheet = {row[0]: row for row in sheet.get_sheet_by_name("Figures").to_python()[1:]}
    page = etree.HTML(fragment(report))

    assert as_json == values(report)
    assert set(values(report)) <= set(in_sheet)
    assert "133" in "".join(page.itertext())
    assert write(report, "pdf").startswith(b"%PDF-")
    assert write(report, "docx").startswith(b"PK")


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_report_is_drawn_in_every_language(demo, language):
    report = drawn(language=language)

    assert report.language == language
    assert values(report) == values(drawn())


def test_future_is_refused_with_a_sentence(demo):
    with pytest.raises(DayOutOfReach, match="2027-01-01"):
        drawn(date(2027, 1, 1))


def test_unknown_report_names_the_known_ones(demo):
    with pytest.raises(UnknownReport, match="programme-overview"):
        draw(VISITOR, "weather", as_of=TODAY, today=TODAY, language="en")
