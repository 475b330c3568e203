"""Tables of partnerships: the reference data count for count, twice without a change, and faults with their place."""

from pathlib import Path

import pytest

from kontor.hub.evidence.models import Citation, Source
from kontor.hub.foundation.models import AuditEvent, Country
from kontor.hub.partnerships.exporters import EXPORTERS
from kontor.hub.partnerships.importers import IMPORTERS
from kontor.hub.partnerships.models import (
    Activity,
    Challenge,
    GoodPractice,
    Participation,
    Partnership,
    Recommendation,
    RecommendedAction,
    TargetMarket,
)
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import IMPORTERS as PLUGGED
from kontor.hub.transfer.kit import HasErrors
from kontor.hub.transfer.kit.cleaning import bound
from tests.factories.actors import SYSTEM
from tests.factories.directory import make_country, make_organisation, make_term
from tests.factories.partnerships import make_call, make_partnership

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[3] / "demo"
# Searches of organisations are no facts of the programme: see test_search_tables.
OF_THE_PROGRAMME = [kind for kind in IMPORTERS if kind.kind not in {"partner-searches", "search-alerts"}]
FILES = {kind.kind: DEMO / f"{kind.kind.replace('-', '_')}.csv" for kind in OF_THE_PROGRAMME} | {
    "recommendations": DEMO / "natureef" / "recommendations.csv"
}


@pytest.fixture(autouse=True)
def plugged():
    """The importers are known whatever front/wiring.py plugs in."""
    before = dict(PLUGGED.table)
    PLUGGED.add(*IMPORTERS)
    yield
    PLUGGED.table.clear()
    PLUGGED.table.update(before)


def column(file, *names):
    """The different values of these columns of a demo file, lists in cells taken apart."""
    import csv

    with (DEMO / file).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    cells = [row[name] for row in rows for name in names if row[name]]
    return sorted({part.strip() for cell in cells for part in cell.split(";")})


@pytest.fixture
def stage():
    """What the demo files of partnerships rest on: sources, countries, organisations, terms."""
    Source.objects.bulk_create(Source(key=key, title=key) for key in column("sources.csv", "id"))
    codes = column("countries.csv", "code")
    Country.objects.bulk_create(Country(code=code, alpha3=f"{code}X") for code in codes)
    for key in column("organisations.csv", "id"):
        make_organisation(key, key=key, country=None)
    for code in column("partnerships.csv", "sectors"):
        make_term(code=code)
    for code in column("partnerships.csv", "technology_fields"):
        make_term("technology-field", code=code)


def load_all():
    return {
        kind.kind: load(actor=SYSTEM, kind=kind.kind, path=FILES[kind.kind]).counts
        for kind in OF_THE_PROGRAMME
    }


def test_demo_files_load_count_for_count_and_twice_without_a_change(stage):
    first = load_all()
    events, citations = AuditEvent.objects.count(), Citation.objects.count()
    second = load_all()

    models = (
        Partnership, Participation, TargetMarket, Activity, GoodPractice, Recommendation, RecommendedAction, Challenge,
    )  # fmt: skip
    assert [model.objects.count() for model in models] == [60, 293, 148, 317, 8, 6, 15, 37]
    assert {kind: counts["create"] for kind, counts in second.items()} == dict.fromkeys(first, 0)
    assert {kind: counts["skip"] for kind, counts in second.items()} == {
        kind: counts["create"] for kind, counts in first.items()
    }
    assert (AuditEvent.objects.count(), Citation.objects.count()) == (events, citations)


def test_imported_partnerships_are_in_the_state_of_their_dates(stage):
    load_all()

    ended = Partnership.objects.filter(state="ended")

    assert (ended.filter(kind="ESCP-4i").count(), ended.filter(kind="INNOSUP-1").count()) == (50, 1)
    assert Partnership.objects.filter(kind="ESCP-S3", state="active").count() == 9
    assert Partnership.objects.get(key="reina-plus").terms.count() == 2
    assert Partnership.objects.filter(team=None).count() == 0


@pytest.mark.parametrize(
    "exporter", [one for one in EXPORTERS if one.kind in FILES], ids=lambda one: one.kind
)
def test_what_was_exported_imports_as_unchanged(stage, exporter, tmp_path):
    import csv

    load_all()
    importer = next(kind for kind in IMPORTERS if kind.kind == exporter.kind)
    cleaners = bound(importer.columns, importer().prepare(SYSTEM), {})
    written = tmp_path / "exported.csv"
    with written.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([one.key for one in exporter.columns])
        for row in exporter().rows(SYSTEM):
            writer.writerow([cleaners[one.key].show(row.get(one.key)) for one in exporter.columns])

    counts = load(actor=SYSTEM, kind=exporter.kind, path=written).counts

    assert (counts["create"], counts["change"], counts["merge"]) == (0, 0, 0)


def faults_of(kind, text, tmp_path):
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(HasErrors) as raised:
        load(actor=SYSTEM, kind=kind, path=file)
    return [(fault.line, fault.column, str(fault)) for fault in raised.value.problems]


def test_faults_name_line_column_and_what_to_do(tmp_path):
    make_partnership(key="wind", start="2016", end="2017")
    make_organisation(key="cluster")
    text = "partnership,organisation,role,from,to\nwind,cluster,partner,2017,2016\nwidn,cluster,partner,,\nwind,cluster,partner,2019,\n"

    faults = faults_of("participations", text, tmp_path)

    assert sorted((line, name) for line, name, _told in faults) == [
        (2, "to"),
        (3, "partnership"),
        (4, "from"),
    ]
    assert any("It ends (2016) before it starts (2017)" in told for _line, _name, told in faults)
    assert any("'widn' is not known" in told for _line, _name, told in faults)


def test_second_coordinator_in_one_file_is_refused(tmp_path):
    make_partnership(key="wind")
    make_organisation("First cluster", key="first")
    make_organisation("Second cluster", key="second")
    text = "partnership,organisation,role\nwind,first,coordinator\nwind,second,coordinator\n"

    ((line, name, told),) = faults_of("participations", text, tmp_path)

    assert (line, name) == (3, "role")
    assert "First cluster is coordinator at that time" in told


def test_unknown_related_action_is_refused(tmp_path):
    text = "number,area,title,related_actions\n1,investment,Invest,2\n2,investment,Invest more,9\n"

    ((line, name, told),) = faults_of("recommended-actions", text, tmp_path)

    assert (line, name) == (3, "related_actions")
    assert "number 9" in told


def test_changed_cells_change_the_record_and_nothing_else(tmp_path):
    make_country("CO")
    make_partnership("WIND", key="wind", call=make_call(1), description="Kept")
    file = tmp_path / "partnerships.csv"
    file.write_text("id,acronym,kind,smes_involved\nwind,WIND,ESCP-4i,120\n", encoding="utf-8")

    counts = load(actor=SYSTEM, kind="partnerships", path=file).counts

    wind = Partnership.objects.get()
    assert counts["change"] == 1
    assert (wind.smes_involved, wind.description, wind.call.generation, wind.version) == (120, "Kept", 1, 2)
    assert AuditEvent.objects.get(action="partnerships.import").changed == {"smes_involved": [None, 120]}
