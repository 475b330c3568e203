"""Joint strategies and objectives come and go as tables; what was exported imports as unchanged."""

import pytest

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.strategy.exporters import ExportObjectives, ExportStrategies
from kontor.hub.strategy.models import JointStrategy, Objective, StrategyChange
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import HasErrors
from tests.factories.actors import SYSTEM, make_outsider_coordinator
from tests.factories.directory import make_country, make_organisation
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import make_objective, make_strategy

pytestmark = pytest.mark.django_db

STRATEGY = "partnership,vision,mission,visibility,reason\nelca,Bread for all,We mill.,,First draft\n"
OBJECTIVES = (
    "id,partnership,number,objective,indicator,card,baseline,target,unit,due,owner,country,reason\n"
    "elca-1,elca,,Sign 12 agreements.,Signed,kpi-2,0,12,agreements,2017-06-30,grain,PE,Agreed in May\n"
    "elca-2,elca,,Improve it.,,,,,,,,,\n"
)


@pytest.fixture
def elca():
    make_country("PE")
    one = make_partnership("ELCA", key="elca")
    make_participation(one, make_organisation("Grain Cluster", key="grain"))
    return one


def bring(tmp_path, kind, text, actor=SYSTEM):
    file = tmp_path / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    return load(actor=actor, kind=kind, path=file, doubles="create")


def test_tables_write_a_draft_with_reasons(tmp_path, elca):
    bring(tmp_path, "joint-strategies", STRATEGY)
    bring(tmp_path, "objectives", OBJECTIVES)

    one, two = Objective.objects.all()
    assert JointStrategy.objects.get().vision == "Bread for all"
    assert (one.position, one.target, one.owner.key, one.country_id) == (1, 12, "grain", "PE")
    assert (two.position, two.statement) == (2, "Improve it.")
    assert list(StrategyChange.objects.order_by("pk").values_list("reason", flat=True)) == [
        "First draft", "Agreed in May", "Brought by an import.",
    ]  # fmt: skip


def test_second_time_changes_nothing_and_a_change_keeps_its_reason(tmp_path, elca):
    bring(tmp_path, "joint-strategies", STRATEGY)
    bring(tmp_path, "objectives", OBJECTIVES)
    before = StrategyChange.objects.count()

    bring(tmp_path, "joint-strategies", STRATEGY)
    bring(tmp_path, "objectives", OBJECTIVES)
    bring(
        tmp_path,
        "objectives",
        "id,partnership,objective,reason\nelca-1,elca,Sign 12 agreements.,Only a reason\n",
    )
    unchanged = StrategyChange.objects.count()
    bring(
        tmp_path,
        "objectives",
        "id,partnership,objective,target,reason\nelca-1,elca,Sign 12 agreements.,15,More\n",
    )

    assert unchanged == before
    assert StrategyChange.objects.first().changes == [["target", "12", "15"]]
    assert StrategyChange.objects.first().reason == "More"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("elca-1,elca,Sign.,stranger", "does not take part"),
        ("elca-9,elca,,grain", "objective"),
    ],
)
def test_rows_that_cannot_be_are_told(tmp_path, elca, row, said):
    make_organisation("Stranger", key="stranger")

    with pytest.raises(HasErrors) as refused:
        bring(tmp_path, "objectives", f"id,partnership,objective,owner\n{row}\n")
    assert said in str(refused.value).lower() or said in str(refused.value)


def test_stranger_cannot_bring_objectives_of_others(tmp_path, elca):
    from kontor.hub.foundation.refusal import Refusal

    with pytest.raises((Refusal, HasErrors)):
        bring(tmp_path, "objectives", OBJECTIVES, make_outsider_coordinator())
    assert Objective.objects.count() == 0


def test_export_holds_what_the_reader_may_see(elca):
    strategy = make_strategy(elca, vision="Bread for all", visibility="public")
    secret = make_organisation("Secret Cluster", visibility="restricted")
    make_participation(elca, secret)
    make_objective(strategy, key="one", owner=secret)

    assert list(ExportObjectives().rows(VISITOR)) == []
    assert list(ExportStrategies().rows(VISITOR)) == []
    (row,) = ExportObjectives().rows(SYSTEM)
    assert (row["id"], row["owner"], row["target"]) == ("one", secret.key, 12)
