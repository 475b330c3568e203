"""Market studies as tables: what was exported comes back the same, as CSV and as XLSX, and others' rows are not changed."""

import csv
import io
from functools import partial

import pytest

from kontor.hub.countries import importers
from kontor.hub.countries.choices import ROWS
from kontor.hub.countries.exporters import ExportMarketFigures, ExportStudies, ExportStudyItems
from kontor.hub.countries.inputs import PARTS_OF_ROWS, RowsOfAnItem
from kontor.hub.countries.models import MarketFigure, MarketStudy, MarketStudyItem
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.transfer.actions import load, take_back
from kontor.hub.transfer.kit import HasErrors, InUse, Unclean
from kontor.hub.transfer.kit.writers import separated
from tests.factories import actors, tables
from tests.factories.actors import SYSTEM
from tests.factories.countries import make_market_figure, make_profile, make_study, make_study_item
from tests.factories.directory import make_country
from tests.factories.evidence import make_source
from tests.factories.partnerships import make_partnership
from tests.factories.tables import bring

pytestmark = pytest.mark.django_db

TABLES = (ExportStudies, ExportStudyItems, ExportMarketFigures)
write = partial(tables.write, TABLES)
MODELS = (MarketStudy, MarketStudyItem, MarketFigure)
FULL = {
    "target-market": [{"name": "Ports | yards", "place": "Cartagena"}, {"name": "=1+1", "attitude": "Cautious: very"}],
    "market-growth": [{"measure": "total-available-market", "year": "2030", "value": "150", "reason": "A law"}],
    "market-profitability": [{"force": "rivalry", "level": "high", "note": "Five  sellers"}],
    "market-trends": [{"text": "Prices fall; wages rise", "direction": "threat"}],
}  # fmt: skip


@pytest.fixture
def alloy():
    """A partnership with a study that says much, and one that says nothing."""
    make_profile("CO")
    one = make_partnership("ALLOY", key="alloy")
    study = make_study(one, "CO", summary="Large.\nGrowing.")
    atlas = make_source(key="atlas")
    for item, points in FULL.items():
        make_study_item(study, item, points=points)
    MarketStudyItem.objects.filter(item="market-trends").update(source=atlas, place="p. 1; p. 2")
    make_study_item(study, "market-size", text="")
    make_market_figure(study, source=atlas, place="p. 3")
    make_market_figure(study, "target-share", value="4.50", source=atlas)
    make_study(one, "PE")
    return one


@pytest.fixture
def coordinator(alloy):
    return actors.make_coordinator(alloy.team)


def told(actor=SYSTEM):
    """Every table as its cells, but for the day of writing."""
    tables = {}
    for one in TABLES:
        lines = csv.DictReader(io.StringIO("".join(separated(one.columns, one().rows(actor)))))
        tables[one.kind] = [
            {name: cell for name, cell in line.items() if name != "written"} for line in lines
        ]
    return tables


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_comes_back_the_same_where_there_was_nothing(tmp_path, alloy, coordinator, form):
    before, files = told(), write(tmp_path, form, coordinator)
    MarketStudy.objects.all().delete()

    for kind, path in files:
        load(actor=coordinator, kind=kind, path=path)

    assert told() == before
    assert [model.objects.count() for model in MODELS] == [2, 5, 2]
    assert MarketStudyItem.objects.get(item="target-market").points == FULL["target-market"]
    assert MarketStudyItem.objects.get(item="market-trends").written_by_id == coordinator.user_id


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_changes_nothing_where_it_is_there(tmp_path, alloy, coordinator, form):
    versions = [sorted(model.objects.values_list("pk", "version")) for model in MODELS]

    for kind, path in write(tmp_path, form, coordinator):
        load(actor=coordinator, kind=kind, path=path)

    assert [sorted(model.objects.values_list("pk", "version")) for model in MODELS] == versions


def test_a_row_changes_what_it_speaks_of_only_through_the_action_of_the_page(tmp_path, alloy, coordinator):
    bring(tmp_path, "market-studies", "partnership,country,summary\nalloy,CO,Small\n", coordinator)
    bring(
        tmp_path,
        "market-study-items",
        "partnership,country,item,text\nalloy,CO,market-trends,More\n",
        coordinator,
    )
    bring(tmp_path, "market-figures",
          "partnership,country,figure,year,value,unit,source\nalloy,CO,total-available-market,2024,2000,EUR million,atlas#p. 9\n", coordinator)  # fmt: skip

    item, figure = (
        MarketStudyItem.objects.get(item="market-trends"),
        MarketFigure.objects.get(year=2024, measure="total-available-market"),
    )
    assert MarketStudy.objects.get(country="CO").summary == "Small"
    assert (item.text, item.points, item.place) == ("More", FULL["market-trends"], "p. 1; p. 2")
    assert (figure.value, figure.place) == ("2000", "p. 9")
    assert sorted(AuditEvent.objects.filter(action__startswith="countries.").values_list("action", flat=True)) == [
        "countries.edit_study", "countries.write_figure", "countries.write_item",
    ]  # fmt: skip


def test_rows_of_an_item_are_lines_of_the_cell(tmp_path, alloy, coordinator):
    cell = "FORCE: rivalry | level: low\n\nforce: customers | note: | level: high"
    bring(tmp_path, "market-study-items", f'partnership,country,item,points\nalloy,PE,market-profitability,"{cell}"\n', coordinator)  # fmt: skip

    assert MarketStudyItem.objects.get(study__country="PE").points == [
        {"force": "rivalry", "level": "low"}, {"force": "customers", "level": "high"},
    ]  # fmt: skip


def test_the_form_to_fill_in_names_the_parts_of_every_item():
    for item, rows in ROWS.items():
        parts = ", ".join(cell.key for cell in rows.cells)
        assert f"{parts} ({item})" in str(PARTS_OF_ROWS)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Ports in the north", "Row 1: 'Ports in the north' does not say what it is"),
        ("name: Ports\ncolour: red", "Row 2: no item has a part called 'colour'"),
        ("name: Ports | name: Yards", "Row 1 says 'name' twice"),
    ],
)
def test_cell_that_cannot_be_read_says_which_line_and_why(cell, said):
    with pytest.raises(Unclean) as refused:
        RowsOfAnItem().clean(cell)

    assert said in refused.value.sentence % refused.value.data


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("market-studies", "partnership,country\nalloy,EU\n", "is a grouping of countries"),
        ("market-studies", "partnership,country\nnowhere,CO\n", "not known as partnership"),
        ("market-study-items", "partnership,country,item,text\nalloy,CL,market-trends,x\n", "no market study of Chile"),
        ("market-study-items", "partnership,country,item,points\nalloy,PE,target-market,place: Lima\n", "does not say: Customer group"),
        ("market-study-items", "partnership,country,item,points\nalloy,PE,market-size,name: Ports\n", "no part called 'name'"),
        ("market-study-items", "partnership,country,item,points\nalloy,PE,market-trends,text: x | direction: good\n", "Use one of: chance, threat"),
        ("market-study-items", "partnership,country,item,source\nalloy,PE,market-trends,atlas; other\n", "has one source"),
        ("market-study-items", f"partnership,country,item,source\nalloy,PE,market-trends,atlas#{'s' * 70}; atlas#{'t' * 70}\n", "longer than 120"),
        ("market-figures", "partnership,country,figure,year,value,unit,source\nalloy,CO,target-share,2024,4,EUR,atlas\n", "write 'percent'"),
        ("market-figures", "partnership,country,figure,year,value,unit,source\nalloy,CO,target-market,2024,much,EUR,atlas\n", "'much' is not a number"),
        ("market-figures", "partnership,country,figure,year,value,unit,source\nalloy,CO,target-market,2024,5,EUR,\n", "The cell is empty"),
        ("market-figures", "partnership,country,figure,year,value,unit,source\nalloy,CL,target-market,2024,5,EUR,atlas\n", "no market study of Chile"),
    ],
)  # fmt: skip
def test_fault_is_named_and_nothing_is_saved(tmp_path, alloy, coordinator, kind, text, said):
    make_country("CL"), make_country("EU"), make_source(key="other")
    before = told()

    with pytest.raises(HasErrors, match=said):
        bring(tmp_path, kind, text, coordinator)

    assert told() == before


def test_published_study_of_others_comes_back_unchanged_and_is_not_written(tmp_path, alloy, coordinator):
    MarketStudy.objects.filter(country="CO").update(published_on="2026-03-01")
    stranger, before = actors.make_coordinator(make_partnership("OTHER").team), told()
    files = write(tmp_path, "csv", stranger)
    assert [len(rows) for rows in told(stranger).values()] == [1, 5, 2]

    for kind, path in files:
        load(actor=stranger, kind=kind, path=path)
    for kind, text in (
        ("market-studies", "partnership,country,summary\nalloy,CO,Small\n"),
        ("market-study-items", "partnership,country,item,text\nalloy,CO,market-trends,More\n"),
        ("market-study-items", "partnership,country,item,text\nalloy,CO,key-success-factors,More\n"),
    ):
        with pytest.raises(HasErrors, match="Ask the coordinator"):
            bring(tmp_path, kind, text, stranger)

    assert told() == before


def test_coordinator_changes_what_is_published_as_on_the_page_and_its_day_is_not_read(
    tmp_path, alloy, coordinator
):
    MarketStudy.objects.filter(country="CO").update(published_on="2026-03-01")

    bring(tmp_path, "market-studies", "partnership,country,summary,published\nalloy,CO,Small,\n", coordinator)

    study = MarketStudy.objects.get(country="CO")
    assert (study.summary, str(study.published_on)) == ("Small", "2026-03-01")


def test_visitor_takes_along_what_is_published_only(alloy):
    assert [rows for rows in told(VISITOR).values() if rows] == []

    MarketStudy.objects.filter(country="CO").update(published_on="2026-03-01")

    assert [len(rows) for rows in told(VISITOR).values()] == [1, 5, 2]


def test_an_import_of_items_is_taken_back_row_by_row(tmp_path, alloy, coordinator):
    before = told()
    done = bring(tmp_path, "market-study-items", (
        "partnership,country,item,points\nalloy,CO,market-trends,text: Prices rise | direction: chance\n"
        "alloy,PE,key-success-factors,text: An agent in Lima\n"
    ), coordinator)  # fmt: skip
    assert told() != before

    take_back(actor=coordinator, record=done.record)

    assert told() == before


def test_taking_back_removes_what_nothing_rests_on(alloy, coordinator):
    def undo(importer, model):
        importer().remove_many(coordinator, list(model.objects.values_list("pk", flat=True)))

    with pytest.raises(InUse, match="ALLOY: Colombia"):
        undo(importers.ImportStudies, MarketStudy)
    undo(importers.ImportMarketFigures, MarketFigure)
    undo(importers.ImportStudyItems, MarketStudyItem)
    undo(importers.ImportStudies, MarketStudy)

    assert [model.objects.count() for model in MODELS] == [0, 0, 0]


@pytest.mark.parametrize("studies", [1, 4])
def test_the_number_of_statements_does_not_grow(alloy, coordinator, django_assert_num_queries, studies):
    atlas = make_source()
    for _number in range(studies):
        one = make_study(make_partnership(), "PE")
        make_study_item(one, source=atlas)
        make_market_figure(one, source=atlas)

    for exporter in TABLES:
        with django_assert_num_queries(1):
            list(exporter().rows(SYSTEM))
    importer = importers.ImportStudyItems()
    importer.prepare(SYSTEM)
    keys = [
        (one.study.partnership_id, "PE", one.item) for one in MarketStudyItem.objects.select_related("study")
    ]
    with django_assert_num_queries(1):
        importer.existing(keys)
