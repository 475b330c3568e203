"""What an organisation says and answers for in strategies follows when it is merged, and comes back when that is undone."""

import pytest

from kontor.hub.directory.actions.merge import undo_merge
from kontor.hub.directory.queries.merge import MERGE_HOOKS
from kontor.hub.front.merging import MERGE_HOOKS as PLUGGED
from kontor.hub.strategy.models import Approval, Barrier, BrokerStep, GroupMember, Objective, PartnerPart
from tests.factories.actors import make_editor
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_partnership
from tests.factories.strategy import (
    make_barrier,
    make_broker_step,
    make_group,
    make_group_member,
    make_objective,
    make_strategy,
    make_version,
)
from tests.hub.directory.merging import merged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def merge_hooks():
    before = MERGE_HOOKS[:]
    MERGE_HOOKS[:] = PLUGGED
    yield
    MERGE_HOOKS[:] = before


def rows():
    named = (
        (Objective, ("pk", "owner")), (Barrier, ("pk", "owner")), (BrokerStep, ("pk", "broker")),
        (PartnerPart, ("organisation", "takes_on", "competences")), (GroupMember, ("organisation", "brings")),
        (Approval, ("organisation", "answer")),
    )  # fmt: skip
    return [list(model.objects.order_by("pk").values(*fields)) for model, fields in named]


def test_all_follows_one_voice_stays_and_undoing_brings_it_back():
    elca = make_partnership("ELCA")
    double, survivor = make_organisation("Sensa"), make_organisation("SenSa Network")
    strategy = make_strategy(elca)
    objective = make_objective(strategy, owner=double)
    version = make_version(strategy, [double, survivor])
    version.approvals.filter(organisation=double).update(answer="approved")
    make_barrier(elca, owner=double)
    make_broker_step(elca, broker=double)
    PartnerPart.objects.create(partnership=elca, organisation=double, takes_on="Peru", competences="Milling")
    PartnerPart.objects.create(partnership=elca, organisation=survivor, takes_on="Chile")
    make_group_member(make_group(elca), double, brings="Flour")
    before = rows()

    merge = merged(survivor, double)

    objective.refresh_from_db()
    assert objective.owner == survivor
    assert [(one.takes_on, one.competences) for one in PartnerPart.objects.all()] == [("Chile", "Milling")]
    assert [(one.organisation, one.answer) for one in version.approvals.all()] == [(survivor, "")]
    assert GroupMember.objects.get().organisation == survivor
    undo_merge(actor=make_editor(), merge=merge)
    assert rows() == before
