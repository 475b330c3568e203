"""Applications follow when two organisations are merged: of two to one call the last version stays, and undone both are back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.hub.directory.actions.merge import undo_merge
from kontor.hub.directory.queries.merge import MERGE_HOOKS
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.front.merging import MERGE_HOOKS as PLUGGED
from kontor.hub.missions import actions
from kontor.hub.missions.models import Application, ApplicationVersion, Reviewer
from kontor.hub.missions.queries.calls import own_sides
from tests.factories import actors
from tests.factories.calls import make_application, make_call, make_criterion, make_review, make_reviewer
from tests.factories.directory import make_organisation, make_team
from tests.hub.directory.merging import merged

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def merge_hooks():
    before = MERGE_HOOKS[:]
    MERGE_HOOKS[:] = PLUGGED
    yield
    MERGE_HOOKS[:] = before


@pytest.fixture
def double():
    return make_organisation("Sensa", kind="sme")


@pytest.fixture
def survivor():
    return make_organisation("SenSa Network", kind="sme")


def rows():
    fields = (
        ("pk", "organisation", "state", "counted", "rank", "cut_off"),
        ("pk", "application", "number", "submitted_at"),
    )
    return [
        list(model.objects.order_by("pk").values(*names))
        for model, names in zip((Application, ApplicationVersion), fields, strict=True)
    ]


def standing(older, newer):
    """(state, handed in at) of the one that stands, and the state of the other."""
    older.refresh_from_db()
    newer.refresh_from_db()
    version = older.versions.filter(number=older.counted).first()
    return older.state, version and version.submitted_at, newer.state


@pytest.mark.parametrize(
    ("older", "newer", "stands"),
    [
        (("submitted", 2), ("submitted", 1), ("submitted", 1)),
        (("submitted", 1), ("submitted", 2), ("submitted", 1)),
        (("draft", None), ("submitted", 1), ("submitted", 1)),
        (("submitted", 1), ("draft", None), ("submitted", 1)),
        (("withdrawn", 1), ("submitted", 2), ("submitted", 2)),
        (("selected", 2), ("submitted", 1), ("selected", 2)),
        (("rejected", 2), ("submitted", 1), ("submitted", 1)),
        (("submitted", 1), ("selected", 2), ("selected", 2)),
        (("reserve", 1), ("selected", 2), ("selected", 2)),
    ],
)
@pytest.mark.parametrize("of_double", [True, False])
def test_of_two_to_one_call_the_last_version_stays(double, survivor, older, newer, stands, of_double):
    """Told as (state, handed in so many days ago), whichever organisation wrote first."""
    call = make_call()
    first, second = (double, survivor) if of_double else (survivor, double)
    one, other = (
        make_application(call, whose, state, submitted_at=NOW - timedelta(days=days) if days else None)
        for whose, (state, days) in ((first, older), (second, newer))
    )
    before = rows()

    merge = merged(survivor, double)

    assert standing(one, other) == (stands[0], NOW - timedelta(days=stands[1]), "withdrawn")
    assert {item.organisation for item in Application.objects.all()} == {survivor}
    undo_merge(actor=actors.make_editor(), merge=merge)
    assert rows() == before


def test_trail_says_why_one_was_withdrawn(double, survivor):
    call = make_call()
    one, other = make_application(call, double), make_application(call, survivor)

    merged(survivor, double)

    (told,) = AuditEvent.objects.filter(action="missions.withdraw_double_application")
    assert told.subject_id == str(other.pk)
    assert told.changed["state"] == ["submitted", "withdrawn"]
    assert one.pk < other.pk


def test_scores_go_with_the_version_that_stays(double, survivor):
    call = make_call()
    make_criterion(call)
    older = make_application(call, double, submitted_at=NOW - timedelta(days=2))
    newer = make_application(call, survivor, submitted_at=NOW - timedelta(days=1))
    review = make_review(make_reviewer(call), newer, 4)

    merged(survivor, double)

    older.refresh_from_db()
    assert review.version.__class__.objects.get(pk=review.version_id) == older.versions.get(
        number=older.counted
    )


def test_team_goes_on_with_the_one_that_stands(double, survivor):
    team = make_team(survivor)
    call = make_call()
    older = make_application(call, double, submitted_at=NOW - timedelta(days=2))
    make_application(call, survivor, submitted_at=NOW - timedelta(days=1))
    merged(survivor, double)
    person = actors.make_sme(team)
    survivor.refresh_from_db()

    (side,) = [one for one in own_sides(person, call) if one.organisation == survivor]
    assert side.application == older
    said = {"contact_name": "Kim", "email": "kim@example.org", "answers": {}}
    changed = actions.save_application(
        actor=person, call=call, organisation=survivor, said=said, hand_in=True
    )
    assert (changed, changed.counted) == (older, 3)


def test_applications_to_other_calls_and_reviewers_move_as_they_are(double, survivor):
    make_application(make_call(), survivor)
    moved, reviewer = make_application(make_call(), double), make_reviewer(make_call(), double)

    merged(survivor, double)

    moved.refresh_from_db()
    assert (moved.organisation, moved.state) == (survivor, "submitted")
    assert Reviewer.objects.get(pk=reviewer.pk).organisation == survivor
