"""Cases follow when two organisations are merged, and come back when the merge is undone."""

import pytest

from kontor.hub.agreements.models import Impact, Party, Signatory, Step
from kontor.hub.directory.actions.merge import undo_merge
from kontor.hub.directory.queries.merge import MERGE_HOOKS
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.front.merging import MERGE_HOOKS as PLUGGED
from tests.factories.actors import make_editor
from tests.factories.agreements import make_agreement, make_case, make_impact, make_party, make_step
from tests.factories.directory import make_organisation
from tests.hub.directory.merging import merged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def merge_hooks():
    before = MERGE_HOOKS[:]
    MERGE_HOOKS[:] = PLUGGED
    yield
    MERGE_HOOKS[:] = before


@pytest.fixture
def double():
    return make_organisation("Sensa")


@pytest.fixture
def survivor():
    return make_organisation("SenSa Network")


def rows():
    return [
        list(model.objects.order_by("pk").values(*fields))
        for model, fields in (
            (Party, ("pk", "organisation", "name", "confidential", "contact")),
            (Step, ("pk", "owner")),
            (Impact, ("pk", "organisation")),
        )
    ]


def test_parties_steps_and_results_follow_the_organisation_and_come_back(double, survivor):
    case = make_case()
    party = make_party(case, double)
    step, impact = make_step(case, owner=double), make_impact(case, organisation=double)
    before = rows()

    merge = merged(survivor, double)

    for record, field in ((party, "organisation"), (step, "owner"), (impact, "organisation")):
        record.refresh_from_db()
        assert getattr(record, field) == survivor
    undo_merge(actor=make_editor(), merge=merge)
    assert rows() == before


def test_both_in_one_role_become_one_party_that_keeps_the_secret(double, survivor):
    case = make_case()
    kept = make_party(case, survivor)
    make_party(case, double, confidential=True, public_description="SME, Germany")
    before = rows()

    merge = merged(survivor, double)

    (party,) = Party.objects.all()
    assert (party.pk, party.organisation, party.confidential, party.public_description) == (
        kept.pk, survivor, True, "SME, Germany",
    )  # fmt: skip
    undo_merge(actor=make_editor(), merge=merge)
    assert rows() == before


def test_second_party_that_signs_stays_and_is_called_as_the_survivor(double, survivor):
    case = make_case()
    make_party(case, survivor)
    signing = make_party(case, double, contact="Contact of the tests")
    Signatory.objects.create(agreement=make_agreement(case), party=signing, name="Signatory of the tests")

    merged(survivor, double)

    signing.refresh_from_db()
    assert (signing.organisation, signing.name, signing.contact) == (
        None,
        "SenSa Network",
        "Contact of the tests",
    )


def test_count_for_who_merges_leaves_out_where_it_is_confidential(double):
    open_case, secret_case = make_case(), make_case()
    make_party(open_case, double)
    make_party(secret_case, double, confidential=True)
    make_step(secret_case, owner=double)

    counts = {hook.name: hook.count(double) for hook in PLUGGED if hook.name.startswith("case")}

    assert counts == {"cases": 1, "case-steps": 0}


def test_trail_of_a_merge_does_not_tell_of_whom_a_secret_is(double, survivor):
    open_case, secret_case = make_case(), make_case()
    make_party(open_case, double)
    make_party(secret_case, double, confidential=True)
    make_step(secret_case, owner=double)
    make_impact(open_case, organisation=double)

    merge = merged(survivor, double)
    undo_merge(actor=make_editor(), merge=merge)

    told = AuditEvent.objects.filter(action__in=["directory.merge", "directory.undo-merge"])
    of_cases = told.filter(subject_kind__startswith="agreements.")
    assert {one.subject for one in of_cases} == {f"counterpart of {open_case.pk}"}
    assert of_cases.count() == 2
