"""The country paper of the demo's records: its numbers are those that the paper on Colombia states, in every format."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kontor.documents import FORMATS, write
from kontor.documents.tables import value_of
from kontor.hub.directory.models import CountryInterest, Organisation
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.front.demo import load
from kontor.hub.reports.queries import draw
from kontor.hub.reports.rules import UnknownSubject
from tests.factories.countries import (
    make_body,
    make_fact,
    make_market_figure,
    make_profile,
    make_study,
    make_study_item,
)
from tests.factories.directory import make_organisation
from tests.factories.evidence import make_source
from tests.factories.partnerships import make_partnership, make_target
from tests.factories.scoreboard import make_claim

SHARED = Path(__file__).parents[4] / "shared" / "data"
TODAY = date(2026, 11, 21)
DAY_OF_THE_PAPER = date(2017, 12, 31)
# The paper's names of regions -> those of the statistical regions.
REGIONS = {
    "catalonia": "Cataluña", "pais-vasco": "País Vasco", "galicia": "Galicia", "asturias": "Principado de Asturias",
    "andalucia": "Andalucía", "aragon": "Aragón", "madrid": "Comunidad de Madrid", "valencia": "Comunitat Valenciana",
    "murcia": "Región de Murcia",
}  # fmt: skip
COUNTRIES = {
    "es": "Spain",
    "be": "Belgium",
    "fr": "France",
    "de": "Germany",
    "it": "Italy",
    "pt": "Portugal",
    "cz": "Czechia",
}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo's records, loaded once for this file and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None)
        yield
        transaction.set_rollback(True)


def drawn(as_of=TODAY, language="en", subject="CO"):
    return draw(VISITOR, "country", as_of=as_of, today=TODAY, language=language, subject=subject)


def block(report, id):
    (found,) = [one for one in report.blocks if getattr(one, "id", "") == id and hasattr(one, "rows")]
    return found


def table(report, id):
    return [tuple(value_of(cell) for cell in row) for row in block(report, id).rows]


def values(report):
    return {figure.id: figure.value for figure in report.figures}


def rows_of(name):
    if not SHARED.exists():
        pytest.skip("the reference data (../shared/data) are not beside this checkout")
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stated():
    return {
        row["id"]: row["value"] for row in rows_of("published_statistics.csv") if row["id"].startswith("co-")
    }


def test_figures_are_those_of_the_reference_data(demo):
    told = values(drawn())

    assert (told["clusters.interested"], told["cases"], told["facts"]) == (
        len(rows_of("colombia_interested_clusters.csv")),
        len(rows_of("colombia_cases.csv")),
        len(stated()),
    )
    both = {row["partnership_id"] for row in rows_of("partnership_targets.csv") if row["country"] == "CO"}
    assert told["partnerships.targeting"] == len(both) == 8
    assert told["partnerships.targeting.g1"] == len(rows_of("colombia_escps.csv")) == 6


def test_as_of_the_day_of_the_original_its_six_partnerships_go_there(demo):
    report = drawn(DAY_OF_THE_PAPER)

    assert values(report)["partnerships.targeting"] == 6
    smes = {row["smes_involved"] for row in rows_of("colombia_escps.csv")}
    assert {str(row[5]) for row in table(report, "partnerships")} == smes
    last = {row["technology_fields"].split(" > ")[-1] for row in rows_of("colombia_escps.csv")}
    assert {row[3] for row in table(report, "partnerships")} == last


def test_the_interested_clusters_work_in_as_many_fields_as_the_paper_lists(demo):
    columns = ("emerging_industries", "technology_fields", "s3_ec_priorities")
    named = dict(Organisation.objects.values_list("key", "name"))
    stated = {
        named[row["organisation_id"]]: tuple(
            len(row[column].split(";")) if row[column] else 0 for column in columns
        )
        for row in rows_of("colombia_interested_clusters.csv")
    }

    told = {row[0]: row[1:4] for row in table(drawn(), "clusters-by-field")}

    counted = {
        name: tuple(0 if text == "not stated" else len(text.split("; ")) for text in fields)
        for name, fields in told.items()
    }
    assert counted == {name: numbers for name, numbers in stated.items() if any(numbers)}
    assert (
        told[
            "Aclima - Basque Environment Cluster - Asociación Cluster de Industrias de Medio Ambiente de Euskadi"
        ][1]
        == "Remediation of Contaminated Sites; Recycling, Recovery; Municipal Water Treatment"
    )


def test_every_number_of_a_source_is_that_of_the_list(demo):
    report = drawn()
    marked = {
        int(number)
        for id in ("facts", "bodies", "cases", "partnerships", "clusters", "clusters-by-field")
        for row in table(report, id)
        for cell in row
        for number in re.findall(r"\[(\d+)\] ", str(cell))
    }

    assert [one.title[:20] for one in report.sources] == ["Discussion paper on ", "Smart Guide for Euro"]
    assert marked == {1, 2}


def test_clusters_by_country_and_region_are_those_the_paper_states(demo):
    facts, report = stated(), drawn()

    by_country = {name: str(number) for name, number in table(report, "clusters-by-country")}
    assert by_country == {name: facts[f"co-interested-{code}"] for code, name in COUNTRIES.items()}
    by_region = {name: str(number) for name, number in table(report, "clusters-by-region")}
    assert {name: by_region[name] for name in REGIONS.values()} == {
        name: facts[f"co-interested-{code}"] for code, name in REGIONS.items()
    }
    assert sorted(row[0] for row in table(report, "clusters")) == sorted(
        CountryInterest.objects.filter(country="CO").values_list("organisation__name", flat=True)
    )


def test_examples_are_those_of_the_facts_one_by_one(demo):
    told = [(row[0], row[2], row[3], row[6]) for row in table(drawn(), "cases")]

    assert told == [
        (row["partner_side"], row["colombian_side"], row["sector"], row["note"])
        for row in rows_of("colombia_cases.csv")
    ]


@pytest.mark.parametrize("id", ["facts", "bodies", "cases", "partnerships", "clusters", "clusters-by-field"])
def test_every_row_that_states_something_names_its_source_and_a_day(demo, id):
    report = drawn()
    (found,) = [block for block in report.blocks if getattr(block, "id", "") == id and hasattr(block, "rows")]
    place = [column.id for column in found.columns].index("source")

    sources = [value_of(row[place]) for row in found.rows]

    assert len(sources) > 5
    assert [source for source in sources if "201" not in source] == []


def test_what_the_original_says_twice_is_a_finding_and_gaps_are_listed(demo):
    report = drawn()

    verdicts = {one.claim: (one.published, one.recomputed, one.verdict) for one in report.findings}
    assert verdicts["Partnerships naming Colombia as target (section 1.1)"] == (1, 6, "differs")
    assert verdicts["Partnerships naming Colombia as target (section 3)"] == (6, 6, "agrees")
    assert "The European country of 5 examples of cooperation." in report.not_known
    assert "The language in which 63 facts were stated." in report.not_known


def test_partners_that_the_source_counts_otherwise_stand_beside_those_of_the_records(demo):
    report = drawn(DAY_OF_THE_PAPER)
    found = block(report, "partnerships")
    told = {row[0]: row[6:8] for row in table(report, "partnerships")}

    assert [column.id for column in found.columns][6:8] == ["partners", "stated"]
    assert told["CROSSCUT"] == (
        "Spain 1",
        "7 (Germany 2, Denmark 1, Spain 2, Portugal 1, Sweden 1) [1] table1, September 2017",
    )
    assert told["EnW"] == (
        "Denmark 1, Spain 2, France 2, United Kingdom 1, Netherlands 1",
        "8 (Denmark 1, Spain 2, France 2, United Kingdom 1, Netherlands 2) [1] table1, September 2017",
    )
    assert told["PERES"] == ("", "2 (France 1, Italy 1) [1] table1, September 2017")
    assert {name for name, (_partners, stated) in told.items() if not stated} == {
        "NATUREEF", "REINA PLUS", "SPACE2ID",
    }  # fmt: skip
    (link,) = [row[7].href for row in found.rows if value_of(row[0]) == "CROSSCUT"]
    assert link == "/scoreboard/claims/co-partners-crosscut/"
    findings = {one.claim: (one.published, one.recomputed) for one in report.findings}
    assert findings["Partners of CROSSCUT"] == (7, 1)
    assert findings["Partners of PERES from Italy"] == (1, 0)
    assert "Partners of NATUREEF" not in findings


@pytest.mark.django_db
def test_what_no_source_counts_otherwise_has_no_column():
    make_profile("PE")
    make_target(make_partnership("ARGO", start="2017"), "PE")

    assert "stated" not in [column.id for column in block(drawn(subject="PE"), "partnerships").columns]


@pytest.mark.parametrize("format", FORMATS)
def test_paper_is_written_in_every_format(demo, format):
    assert len(write(drawn(), format)) > 5000


def test_paper_is_in_the_language_of_its_reader(demo):
    assert drawn(language="de").title == "Länderpapier: Kolumbien"


@pytest.mark.django_db
def test_paper_of_a_hidden_or_withdrawn_profile_is_not_there():
    make_profile("CO", visibility="restricted")
    make_profile("PE", withdrawn_on=TODAY, withdrawn_reason="Old")

    for subject in ("CO", "PE", "CL"):
        with pytest.raises(UnknownSubject):
            drawn(subject=subject)


@pytest.mark.django_db
def test_what_is_hidden_does_not_stand_in_the_paper():
    profile = make_profile("CO")
    make_body(profile, make_organisation("Ravelin Quincunx", visibility="restricted"))
    hidden = make_organisation("Quincunx cluster", visibility="restricted")
    CountryInterest.objects.create(organisation=hidden, country=profile.country, since="2017")
    make_target(make_partnership("QUINCUNX", visibility="partners"), "CO")
    make_fact(profile, "Withdrawn Quincunx", withdrawn_on=TODAY, withdrawn_reason="Wrong")
    make_study_item(make_study(make_partnership(), "CO", summary="Quincunx"), text="Quincunx grows")

    assert b"quincunx" not in write(drawn(), "json").lower()


@pytest.mark.django_db
def test_a_published_study_stands_in_the_paper_from_that_day_with_its_sources():
    make_profile("CO")
    one, other = make_source(title="Atlas"), make_source(title="Barometer")
    study = make_study(make_partnership("ALLOY"), "CO", published_on=date(2026, 3, 1))
    make_study_item(
        study, text="Ports grow.", points=[{"name": "Ports", "place": "Cartagena"}], source=one, place="s2"
    )
    make_study_item(study, "market-growth", "", points=[{"measure": "target-market", "year": "2030"}])
    for year, value in ((2020, "100"), (2022, "121")):
        make_market_figure(study, "target-market", year, value, source=other)

    paper = drawn(date(2026, 3, 1))

    target, growth = table(paper, "study-items")
    assert target == (
        "ALLOY",
        "Target market",
        "Ports grow. Ports (Where they are: Cartagena).",
        "1 March 2026",
        "[1] s2, undated",
    )
    assert growth[2].startswith("Target market, 2030: 259.37 EUR million (Compound growth of 10.0% a year")
    assert table(paper, "study-figures")[1] == (
        "ALLOY",
        "Target market",
        "2022",
        "121 EUR million",
        "[2] undated",
    )
    assert [source.title for source in paper.sources] == ["Atlas", "Barometer"]
    assert any(sentence.startswith("What the market studies do not say yet") for sentence in paper.not_known)
    assert "study-items" not in {
        block.id for block in drawn(date(2026, 2, 28)).blocks if hasattr(block, "id")
    }


@pytest.mark.django_db
def test_paper_costs_the_same_whatever_its_size():
    profile = make_profile("CO")

    def fill(count):
        for _one in range(count):
            make_fact(profile)
            make_body(profile)
            going = make_target(make_partnership(), "CO").partnership
            filters = [{"field": "partnership", "op": "is", "value": going.key}]
            question = {"collection": "participations", "filters": filters, "rule": "organisations"}
            make_claim(partnership=going, value="3", unit="partners", question=question)
            study = make_study(make_partnership(), "CO", published_on=date(2026, 1, 1))
            make_study_item(study, source=make_source())
            make_market_figure(study)
            CountryInterest.objects.create(
                organisation=make_organisation(), country=profile.country, since="2017"
            )

    def statements(day):
        with CaptureQueriesContext(connection) as captured:
            drawn(day)
        return len(captured)

    fill(2)
    few = statements(date(2026, 11, 20))
    fill(6)

    assert statements(date(2026, 11, 19)) == few
