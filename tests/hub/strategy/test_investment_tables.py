"""Joint investment projects and their lists as tables: what was exported comes back the same, as CSV and as XLSX."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import Region
from kontor.hub.strategy import importers
from kontor.hub.strategy.exporters import (
    ExportCosts,
    ExportFinance,
    ExportInvestments,
    ExportParties,
    ExportRisks,
    ExportYears,
)
from kontor.hub.strategy.models import (
    CostLine,
    FinanceLine,
    InvestmentProject,
    ProjectParty,
    ProjectRisk,
    ProjectYear,
    StageEntry,
)
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import HasErrors, InUse
from tests.factories import actors, tables
from tests.factories.actors import SYSTEM
from tests.factories.directory import make_country, make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import (
    make_activity_of_roadmap,
    make_chain,
    make_component,
    make_cost_line,
    make_finance,
    make_investment,
    make_party,
    make_risk,
    make_year,
)
from tests.factories.tables import bring

pytestmark = pytest.mark.django_db

TABLES = (ExportInvestments, ExportParties, ExportCosts, ExportFinance, ExportYears, ExportRisks)
told, write = partial(tables.cells, TABLES), partial(tables.write, TABLES)
LISTS = (ProjectParty, CostLine, FinanceLine, ProjectYear, ProjectRisk)
EVERYTHING = (InvestmentProject, *LISTS)


@pytest.fixture
def elca():
    """A partnership with a full project and an empty one."""
    one = make_partnership("ELCA", key="elca")
    cluster, mill = make_organisation("Grain", key="grain"), make_organisation("Mill", key="mill")
    make_participation(one, cluster)
    milling = make_component(make_chain(one, key="bread"), "Milling")
    project = make_investment(
        one, "Oven", key="oven", need="Heat.\nMuch of it.", solution="An oven", area="agri-food", owner=cluster, pilot="It bakes",
        market="Bread", rate=Decimal("4.25"), assistance="applied", assistance_by="An advisory service",
        proposal_planned=date(2026, 9, 30), finance_planned=date(2027, 3, 31), started_on=date(2028, 1, 1),
        activity=make_activity_of_roadmap(one, "Bake", key="bake"), visibility="public",
    )  # fmt: skip
    for code, country in (("FR10", "FR"), ("ES21", "ES")):
        project.regions.add(
            Region.objects.create(code=code, name=code, country=make_country(country), level=2)
        )
    make_investment(one, "Mill", key="mill")
    make_party(project, cluster, brings="Grain")
    make_party(project, mill, "technology", component=milling)
    make_party(project, mill, "site")
    make_cost_line(project, "Oven", Decimal("150000.50"))
    make_cost_line(project, "Chimney", 0)
    make_finance(project, "A bank", 100000, state="granted", evidence="https://example.org/letter")
    make_finance(project, "A bank", 50000, kind="own")
    make_year(project, 2028, 40000, Decimal("90000.99"))
    make_year(project, 2027)
    make_risk(project, "The price of energy", "A contract\nfor ten years")
    make_risk(project, "Rain")
    return one


@pytest.fixture
def oven(elca):
    return InvestmentProject.objects.get(key="oven")


def versions():
    return [sorted(model.objects.values_list("pk", "version")) for model in EVERYTHING]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_comes_back_the_same_where_there_was_nothing(tmp_path, elca, form):
    before, files = told(), write(tmp_path, form)
    InvestmentProject.objects.all().delete()
    assert [model.objects.count() for model in EVERYTHING] == [0] * len(EVERYTHING)

    for kind, path in files:
        load(actor=SYSTEM, kind=kind, path=path)

    assert told() == before
    assert [model.objects.count() for model in EVERYTHING] == [2, 3, 2, 2, 2, 2]
    assert list(StageEntry.objects.values_list("stage", "was")) == [("idea", "")] * 2


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_changes_nothing_where_it_is_there(tmp_path, elca, form):
    InvestmentProject.objects.filter(key="oven").update(stage="pilot")
    before = versions()

    for kind, path in write(tmp_path, form):
        load(actor=SYSTEM, kind=kind, path=path)

    assert versions() == before


def test_what_the_reader_does_not_see_is_not_named_and_stays(tmp_path, elca, oven):
    quiet = make_organisation("Quiet", key="quiet", visibility="restricted")
    make_participation(elca, quiet)
    dark = make_component(make_chain(elca, key="dark", visibility="restricted"), "Darkening")
    hidden = make_activity_of_roadmap(elca, key="unseen", visibility="restricted")
    InvestmentProject.objects.filter(key="oven").update(owner=quiet, activity=hidden)
    oven.parties.filter(role="site").update(component=dark)
    make_party(oven, quiet, "investor", brings="Quiet money")
    partner = actors.make_cluster_manager(make_team(Organisation.objects.get(key="grain")))
    before = versions()

    assert not any(word in str(told(partner)) for word in ("quiet", "Quiet", "Darkening", "unseen"))
    for kind, path in write(tmp_path, "csv", partner):
        load(actor=partner, kind=kind, path=path)

    assert versions() == before
    bring(tmp_path, "investments", "id,partnership,title,owner,activity\noven,elca,Big oven,,\n", partner)
    bring(tmp_path, "investment-organisations", "project,organisation,role,component,brings\noven,mill,site,,Stones\n", partner)  # fmt: skip
    oven.refresh_from_db()
    site = oven.parties.get(role="site")
    assert (oven.title, oven.owner, oven.activity) == ("Big oven", quiet, hidden)
    assert (site.component, site.brings) == (dark, "Stones")


def test_visitor_takes_along_open_projects_without_money(elca, oven):
    make_party(oven, make_organisation("Dark", state="draft"), "user")

    rows = {one.kind: list(one().rows(VISITOR)) for one in TABLES}

    assert {kind: len(found) for kind, found in rows.items() if found} == {
        "investments": 1,
        "investment-organisations": 3,
    }
    assert [row["organisation"] for row in rows["investment-organisations"]] == ["grain", "mill", "mill"]
    assert [row["component"] for row in rows["investment-organisations"]] == [None] * 3
    assert (rows["investments"][0]["id"], rows["investments"][0]["activity"]) == ("oven", None)


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("investments", "id,partnership,title,stage\noven,elca,Oven,matched\n", "in the stage 'idea': move it on its page"),
        ("investments", "id,partnership,title,stage\nnew,elca,New,matched\n", "A new project starts as an idea"),
        ("investments", "id,partnership,title\noven,other,Oven\n", "stays with the partnership"),
        ("investments", "id,partnership,title,owner\noven,elca,Oven,mill\n", "does not take part"),
        ("investments", "id,partnership,title,activity\noven,elca,Oven,elsewhere\n", "is of another partnership"),
        ("investments", "id,partnership,title,regions\noven,elca,Oven,ZZ99\n", "ZZ99"),
        ("investments", "id,partnership,title,rate\noven,elca,Oven,100\n", "too large: the most possible is 99.99"),
        ("investment-organisations", "project,organisation,role,component\noven,mill,site,far:Away\n", "is of another partnership"),
        ("investment-organisations", "project,organisation,role\noven,mill,baker\n", "is not possible here"),
        ("investment-costs", "project,label,amount\noven,Oven,1000000000000\n", "too large"),
        ("investment-costs", "project,label,amount\noven,Oven,-1\n", "too small"),
        ("investment-costs", "project,label,amount\nbread,Oven,1\n", "is not known as joint investment project"),
        ("investment-finance", "project,kind,label,amount,evidence\noven,own,A bank,1,letter\n", "not the address of a page"),
        ("investment-years", "project,year\noven,1999\n", "too small"),
        ("investment-risks", "project,risk\noven,\n", "The cell is empty"),
    ],
)  # fmt: skip
def test_fault_is_named_and_nothing_is_saved(tmp_path, elca, kind, text, said):
    other = make_partnership("OTHER", key="other")
    make_activity_of_roadmap(other, key="elsewhere")
    make_component(make_chain(other, key="far"), "Away")
    before = told()

    with pytest.raises(HasErrors, match=said):
        bring(tmp_path, kind, text)

    assert told() == before


def test_row_changes_what_it_speaks_of_only(tmp_path, elca, oven):
    bring(tmp_path, "investments", "id,partnership,title,regions\noven,elca,Big oven,FR10\n")
    bring(tmp_path, "investment-finance", "project,kind,label,amount,state\noven,loan,A bank,90000,\n")
    bring(tmp_path, "investment-years", "project,year,costs\noven,2028,\noven,2029,5\n")

    oven.refresh_from_db()
    assert (oven.title, oven.need, [one.pk for one in oven.regions.all()]) == (
        "Big oven",
        "Heat.\nMuch of it.",
        ["FR10"],
    )
    loan = oven.finance.get(kind="loan")
    assert (loan.amount, loan.state, loan.evidence) == (90000, "named", "https://example.org/letter")
    assert list(oven.years.values_list("year", "costs", "revenue")) == [
        (2027, 0, 0), (2028, 0, Decimal("90000.99")), (2029, 5, 0),
    ]  # fmt: skip


def test_taking_back_removes_what_nothing_rests_on(elca):
    def undo(importer, model):
        importer().remove_many(SYSTEM, list(model.objects.values_list("pk", flat=True)))

    with pytest.raises(InUse, match="Oven"):
        undo(importers.ImportInvestments, InvestmentProject)
    for importer, model in (
        (importers.ImportParties, ProjectParty), (importers.ImportCosts, CostLine), (importers.ImportFinance, FinanceLine),
        (importers.ImportYears, ProjectYear), (importers.ImportRisks, ProjectRisk),
        (importers.ImportInvestments, InvestmentProject),
    ):  # fmt: skip
        undo(importer, model)

    assert [model.objects.count() for model in EVERYTHING] == [0] * len(EVERYTHING)


@pytest.mark.parametrize("number", [1, 8])
def test_tables_ask_as_much_for_many_as_for_few(elca, oven, django_assert_num_queries, number):
    for place in range(number):
        mill = make_organisation(f"Mill {place}")
        project = make_investment(elca, owner=mill, activity=make_activity_of_roadmap(elca))
        make_party(project, mill, component=make_component(make_chain(elca)))
        make_cost_line(oven, f"Line {place}")

    with django_assert_num_queries(5):
        assert len(list(ExportInvestments().rows(SYSTEM))) == 2 + number
    with django_assert_num_queries(4):
        assert len(list(ExportParties().rows(SYSTEM))) == 3 + number
    with django_assert_num_queries(1):
        assert len(list(ExportCosts().rows(SYSTEM))) == 2 + number
