"""The outlook of a roadmap: room, critical path, planned against actual, what to expect, and what a move would move."""

from datetime import date

import pytest
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.strategy import queries
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.transfer.actions import load
from tests.factories import actors
from tests.factories.actors import SYSTEM, signed_in
from tests.factories.partnerships import make_partnership
from tests.factories.strategy import make_activity_of_roadmap

pytestmark = pytest.mark.django_db

# M1 is January 2016: June is M6.
JUNE = date(2016, 6, 15)


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca", start="2016-01", end="2016-12")


def plan(partnership, title, month, *after, **fields):
    one = make_activity_of_roadmap(
        partnership, title, key=title.lower(), planned_month=month, due_on=None, visibility="public", **fields
    )
    one.after.set(after)
    return one


@pytest.fixture
def roadmap(elca):
    """Study -> Strategy -> Mission (2 months) -> Review, and a fair that hangs on nothing."""
    study = plan(elca, "Study", 2, state="done", done_on="2016-03-20")
    strategy = plan(elca, "Strategy", 4, study, takes=2)
    mission = plan(elca, "Mission", 10, strategy, takes=2)
    plan(elca, "Review", 11, mission)
    plan(elca, "Fair", 7)
    return elca


def line(page, key):
    return next(one for one in page.lines if one.activity.key == key)


def test_end_hangs_on_what_has_no_room(roadmap):
    page = queries.outlook(SYSTEM, roadmap, date(2016, 1, 5))

    assert [one.activity.title for one in page.critical] == ["Mission", "Review"]
    assert {one.activity.key: one.room for one in page.lines} == {
        "study": None, "strategy": 4, "fair": 4, "mission": 0, "review": 0,
    }  # fmt: skip
    assert (page.end, page.expected_end) == (11, 11)


def test_actual_stands_against_planned(roadmap):
    page = queries.outlook(SYSTEM, roadmap, JUNE)

    assert (line(page, "study").actual, line(page, "study").slip, page.done_late) == (3, 1, 1)
    assert line(page, "strategy").actual is None


def test_what_is_late_today_is_expected_this_month_at_the_earliest(roadmap):
    page = queries.outlook(SYSTEM, roadmap, JUNE)

    assert (page.this_month, line(page, "strategy").expected, line(page, "mission").expected) == (6, 6, None)
    assert queries.outlook(SYSTEM, roadmap, date(2016, 10, 1)).expected_end == 13


def test_what_if_says_what_moves_why_and_what_then_lies_behind_the_end(roadmap):
    page = queries.outlook(SYSTEM, roadmap, JUNE, moved="strategy", by=6)

    assert [(row.activity.title, row.was, row.now, row.after_the_end) for row in page.moves] == [
        ("Strategy", 4, 10, False), ("Mission", 10, 12, False), ("Review", 11, 13, True),
    ]  # fmt: skip
    assert [row.sentence for row in page.moves][:2] == [
        "M10 instead of M4: moved.",
        "M12 instead of M10, because it waits for 'Strategy'.",
    ]
    assert page.moved_end == 13
    assert RoadmapActivity.objects.get(key="strategy").planned_month == 4


def test_move_to_a_day_that_has_passed_is_overdue_at_once(roadmap):
    (row,) = queries.outlook(SYSTEM, roadmap, JUNE, moved="fair", by=-3).moves

    assert (row.now, row.overdue) == (4, True)


def test_move_within_the_room_leaves_the_end(roadmap):
    page = queries.outlook(SYSTEM, roadmap, JUNE, moved="fair", by=4)

    assert (len(page.moves), page.moved_end) == (1, 11)


def test_what_is_over_unknown_or_hidden_moves_nothing(roadmap):
    make_activity_of_roadmap(roadmap, key="quiet", planned_month=3)

    assert queries.outlook(SYSTEM, roadmap, JUNE, moved="study", by=3).moves == ()
    assert queries.outlook(VISITOR, roadmap, JUNE, moved="quiet", by=3).moves == ()
    assert queries.outlook(VISITOR, roadmap, JUNE, moved="none", by=3).moves == ()
    assert "quiet" not in [one.activity.key for one in queries.outlook(VISITOR, roadmap, JUNE).lines]


def test_clash_is_told(elca):
    study = plan(elca, "Study", 4)
    plan(elca, "Strategy", 4, study)

    assert queries.outlook(SYSTEM, elca, JUNE).clashes == (
        "'Strategy' begins 1 month before 'Study' has ended, which it comes after.",
    )


def test_dropped_is_left_out_and_a_due_day_gives_the_month(elca):
    make_activity_of_roadmap(elca, key="by-day", due_on=date(2016, 5, 31))
    make_activity_of_roadmap(elca, key="dropped", planned_month=3, state="dropped")
    make_activity_of_roadmap(elca, key="undated", due_on=None)

    page = queries.outlook(SYSTEM, elca, JUNE)

    assert ([(one.activity.key, one.month) for one in page.lines], page.left_out) == ([("by-day", 5)], 1)


def test_without_a_start_nothing_is_expected(elca):
    elca.start = ""
    elca.save()
    plan(elca, "Study", 2)

    page = queries.outlook(SYSTEM, elca, JUNE)

    assert (page.this_month, page.expected_end, line(page, "study").expected) == (None, 2, None)


@pytest.mark.parametrize("number", [2, 12])
def test_outlook_asks_as_much_for_many_as_for_few(elca, django_assert_num_queries, number):
    before = plan(elca, "Zero", 1)
    for place in range(number):
        before = plan(elca, f"Number {place}".replace(" ", "-"), place + 2, before)

    with django_assert_num_queries(2):
        page = queries.outlook(VISITOR, elca, JUNE)
    assert len(page.lines) == number + 1


def test_page_asks_what_if_by_its_address(client, roadmap):
    page = client.get(reverse("strategy:outlook", args=["elca"]) + "?activity=strategy&by=6").text
    wrong = client.get(reverse("strategy:outlook", args=["elca"]) + "?activity=none&by=999")

    assert "The roadmap ends in M13 instead of M11." in page
    assert "because it waits for" in page
    assert "after the partnership ends" in page
    assert wrong.status_code == 200


def test_program_reads_the_outlook(client, roadmap):
    found = client.get(
        "/api/v1/partnerships/elca/roadmap/outlook?activity=strategy&by=6&as_of=2016-06-15"
    ).json()

    assert (found["this_month"], found["end"], len(found["moves"])) == (6, 11, 3)
    assert [one["key"] for one in found["activities"] if one["critical"]] == ["mission", "review"]


def test_months_it_takes_come_by_form_and_table(client, tmp_path, elca):
    coordinator = actors.make_coordinator(elca.team)
    signed_in(client, coordinator)
    form = {
        "title": "Study",
        "kind": "",
        "mission": "",
        "owner": "",
        "planned_month": "4",
        "takes": "3",
        "due_on": "",
        "visibility": "partners",
    }
    file = tmp_path / "roadmap.csv"
    file.write_text(
        "id,partnership,activity,month,takes\nfair,elca,Fair,6,2\ntalk,elca,Talk,6,\n", encoding="utf-8"
    )

    client.post(reverse("strategy:plan", args=["elca"]), form)
    load(actor=SYSTEM, kind="roadmap", path=file, doubles="create")

    assert dict(RoadmapActivity.objects.values_list("title", "takes")) == {"Study": 3, "Fair": 2, "Talk": 1}
