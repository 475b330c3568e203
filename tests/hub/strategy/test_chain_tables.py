"""Value chains as tables: what was exported imports as unchanged, faults are named, and what is hidden stays so."""

import csv

import pytest

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.strategy.exporters import ExportChains, ExportComponents, ExportContributions, ExportLinks
from kontor.hub.strategy.importers import ImportChains, ImportComponents, ImportContributions, ImportLinks
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors, InUse
from tests.factories.actors import SYSTEM, make_coordinator, make_outsider_coordinator
from tests.factories.directory import make_organisation, make_term
from tests.factories.partnerships import make_partnership
from tests.factories.strategy import make_chain, make_contribution

pytestmark = pytest.mark.django_db

CHAIN = {"id": "bread", "partnership": "elca", "name": "Bread", "topic": "From grain to loaf", "objectives": "", "visibility": "public"}  # fmt: skip
MILLING = {"chain": "bread", "component": "Milling", "description": "Stones", "wanted": "2", "readiness": "6", "weight": "3",
           "term": "sectoral-industry:mills", "sought": "flour"}  # fmt: skip
BAKING = {"chain": "bread", "component": "Baking", "description": "", "wanted": "", "readiness": "", "weight": "", "term": "", "sought": ""}  # fmt: skip
FLOUR = {"chain": "bread", "from": "Milling", "to": "Baking", "kind": "flour"}
MILL = {"chain": "bread", "component": "Milling", "organisation": "mill", "gives": "Stones", "competence": "Grinding",
        "readiness": "7", "complements": ""}  # fmt: skip
TABLES = (
    ("value-chains", (CHAIN,)),
    ("chain-components", (MILLING, BAKING)),
    ("chain-links", (FLOUR,)),
    ("chain-contributions", (MILL,)),
)


@pytest.fixture(autouse=True)
def stage():
    make_partnership("ELCA", key="elca")
    make_organisation("Mill", key="mill")
    make_term(code="mills", label="Mills")


@pytest.fixture
def bring(tmp_path):
    def bring(kind, *rows, actor=SYSTEM):
        path = tmp_path / f"{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return load(actor=actor, kind=kind, path=path)

    return bring


@pytest.fixture
def brought(bring):
    for kind, rows in TABLES:
        bring(kind, *rows)
    return bring


def test_four_tables_become_a_chain_that_is_drawn_and_mapped(brought):
    chain = ValueChain.objects.get()
    milling, baking = chain.components.all()

    assert (chain.key, chain.partnership.key, chain.topic, chain.visibility) == ("bread", "elca", "From grain to loaf", "public")  # fmt: skip
    assert (milling.name, milling.wanted, milling.readiness, milling.weight, milling.term.label) == ("Milling", 2, 6, 3, "Mills")  # fmt: skip
    assert (baking.name, baking.wanted, baking.readiness, baking.weight, baking.term) == ("Baking", 1, None, 1, None)  # fmt: skip
    assert list(ChainLink.objects.values_list("start__name", "end__name", "kind")) == [("Milling", "Baking", "flour")]  # fmt: skip
    one = Contribution.objects.get()
    assert (one.component, one.organisation.key, one.gives, one.readiness) == (milling, "mill", "Stones", 7)


def test_second_loading_changes_nothing_and_another_value_does(brought):
    models = (ValueChain, ChainComponent, ChainLink, Contribution)
    for kind, rows in TABLES:
        brought(kind, *rows)

    assert [set(model.objects.values_list("version", flat=True)) for model in models] == [{1}] * 4
    brought("value-chains", CHAIN | {"topic": "Rye"})
    brought("chain-components", MILLING | {"wanted": "1"})
    brought("chain-contributions", MILL | {"readiness": "8"})
    assert ValueChain.objects.get().topic == "Rye"
    assert ChainComponent.objects.get(name="Milling").wanted == 1
    assert Contribution.objects.get().readiness == 8


def test_what_is_exported_says_what_was_imported(brought):
    exporters = (ExportChains, ExportComponents, ExportLinks, ExportContributions)

    told = [[shown(row, one.columns) for row in one().rows(SYSTEM)] for one in exporters]

    assert told == [[CHAIN], [MILLING, BAKING | {"wanted": "1", "weight": "1"}], [FLOUR], [MILL]]


def shown(row, columns):
    """As a file has it: references are their keys, numbers digits, what is not there is empty."""
    return {column.key: "" if row[column.key] is None else str(row[column.key]) for column in columns}


def test_export_leaves_out_what_the_reader_may_not_see(brought):
    make_chain(ValueChain.objects.get().partnership, "Quiet", visibility="partners")
    hidden = make_organisation("Hidden", visibility="restricted")
    make_contribution(ChainComponent.objects.get(name="Baking"), hidden, gives="Secret")

    assert [row["id"] for row in ExportChains().rows(VISITOR)] == ["bread"]
    assert [row["organisation"] for row in ExportContributions().rows(VISITOR)] == ["mill"]
    assert len(list(ExportContributions().rows(SYSTEM))) == 2


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("value-chains", CHAIN | {"partnership": "nowhere"}),
        ("chain-components", BAKING | {"chain": "cake"}),
        ("chain-components", BAKING | {"readiness": "10"}),
        ("chain-links", FLOUR | {"to": "Selling"}),
        ("chain-links", FLOUR | {"to": "Milling"}),
        ("chain-contributions", MILL | {"component": "Selling"}),
        ("chain-contributions", MILL | {"organisation": "nobody"}),
    ],
)
def test_fault_is_named_and_nothing_is_saved(brought, kind, row):
    before = [model.objects.count() for model in (ValueChain, ChainComponent, ChainLink, Contribution)]

    with pytest.raises(HasErrors):
        brought(kind, row)

    assert [model.objects.count() for model in (ValueChain, ChainComponent, ChainLink, Contribution)] == before  # fmt: skip


def test_chain_stays_with_its_partnership(brought):
    make_partnership("OTHER", key="other")

    with pytest.raises(HasErrors, match="stays with the partnership"):
        brought("value-chains", CHAIN | {"partnership": "other"})


def test_coordinator_imports_for_her_partnership_and_no_other(bring):
    ours = ValueChain(partnership=make_partnership("OURS", key="ours"))
    coordinator = make_coordinator(ours.partnership.team)

    bring("value-chains", CHAIN | {"partnership": "ours"}, actor=coordinator)
    with pytest.raises((Refusal, HasErrors)):
        bring(
            "value-chains", CHAIN | {"id": "cake", "partnership": "elca"}, actor=make_outsider_coordinator()
        )

    assert list(ValueChain.objects.values_list("key", flat=True)) == ["bread"]


def test_taking_back_removes_what_nothing_rests_on(brought):
    def undo(importer, model, **fields):
        importer().remove_many(SYSTEM, list(model.objects.filter(**fields).values_list("pk", flat=True)))

    with pytest.raises(InUse, match="Milling"):
        undo(ImportChains, ValueChain)
    with pytest.raises(InUse, match="Milling"):
        undo(ImportComponents, ChainComponent)
    undo(ImportContributions, Contribution)
    undo(ImportLinks, ChainLink)
    undo(ImportComponents, ChainComponent)
    undo(ImportChains, ValueChain)

    assert not ValueChain.objects.exists()


def test_order_of_the_rows_is_that_of_the_components(brought):
    brought("chain-components", BAKING | {"component": "Eating"})

    assert [one.name for one in ValueChain.objects.get().components.all()][:2] == ["Milling", "Baking"]
    assert ValueChain.objects.get().components.last().name == "Eating"
