"""The exact solver against brute force on tiny events of every feature, and against the published optima."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kontor.engine.scheduling import Control, Status, check, dzn
from kontor.engine.scheduling.arrays import Arrays
from kontor.engine.scheduling.draft import NOT_HELD
from kontor.engine.scheduling.exact import search
from kontor.engine.scheduling.exact.days import days, fewest_breaks, suits
from tests.factories.scheduling import best, problems

PUBLISHED = Path(__file__).parents[4] / "shared" / "benchmarks" / "b2b"
QUICK = (
    "forum-13.fixed040-Forb",
    "forum-13.prec25",
    "forumt-14.original",
    "tic-12.fixed020-Forb",
    "tic-12.forb0003",
    "tic-13.fixed040-Forb",
    "tic-13.prec25",
    "tic-13crafc.original",
    "tic-14crafa.fixed040-Forb",
)


def patient(limit=60.0, workers=1):
    return Control(clock=time.monotonic, limit=limit, workers=workers)


def placed(arrays, draft):
    """The schedule of an event with one place."""
    held = [wish for wish in range(arrays.wishes) if draft.slot[wish] != NOT_HELD]
    return arrays.placed((wish, int(draft.slot[wish]), 0, draft.sitters[wish]) for wish in held)


def published(name):
    if not PUBLISHED.exists():
        pytest.skip("the published instances are not beside this checkout")
    return dzn.read((PUBLISHED / f"{name}.dzn").read_text())


def published_optimum(name):
    with (PUBLISHED / "published.csv").open() as file:
        rows = {row["instance"]: row["breaks_optimum_d2"] for row in csv.DictReader(file)}
    return None if rows[f"{name}.dzn"] == "infeasible" else int(rows[f"{name}.dzn"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems(without={"places", "travel"}))
def test_search_finds_what_trying_all_finds(problem):
    arrays = Arrays.of(problem)
    expected = best(problem)

    found = search(arrays, patient())

    if expected is None:
        assert found.status == Status.INFEASIBLE
        return
    report = check(problem, placed(arrays, found.draft))
    assert report.violations == ()
    assert found.status == Status.OPTIMAL
    assert found.cost == found.bound == report.quality.cost == check(problem, expected).quality.cost


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems(without={"places", "travel"}))
def test_search_proves_the_same_side_by_side(problem):
    arrays = Arrays.of(problem)

    alone, together = search(arrays, patient()), search(arrays, patient(workers=2))

    assert (together.status, together.cost) == (alone.status, alone.cost)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems(without={"places", "travel", "stand-ins", "days"}))
def test_fewest_breaks_never_exceed_the_optimum(problem):
    arrays = Arrays.of(problem)
    expected = best(problem)

    bound = fewest_breaks(arrays)

    if bound is None:
        assert expected is None
    elif expected is not None:
        assert bound <= check(problem, expected).quality.breaks


@pytest.mark.parametrize("name", QUICK)
def test_search_proves_the_published_optimum(name):
    problem = published(name)
    arrays = Arrays.of(problem)

    found = search(arrays, patient())

    assert found.cost == published_optimum(name)
    assert found.status == (Status.INFEASIBLE if found.cost is None else Status.OPTIMAL)
    if found.draft is not None:
        assert check(problem, placed(arrays, found.draft)).valid


def test_days_of_people_alike_are_one_group():
    arrays = Arrays.of(published("tic-13crafc.original"))

    groups = days(arrays)

    assert suits(arrays)
    assert (len(groups), sum(groups.values())) == (7, 45)


def test_fewest_breaks_count_what_the_tables_force():
    """Ten people in all ten slots leave the middle too full for the rest: four breaks, whoever meets whom."""
    assert fewest_breaks(Arrays.of(published("tic-13crafc.original"))) == 4


def test_search_stops_when_cancelled():
    arrays = Arrays.of(published("forum-13crafb.forb0003"))
    begin = time.monotonic()

    found = search(arrays, Control(clock=time.monotonic, cancelled=lambda: time.monotonic() > begin + 1))

    assert found.status in {Status.UNKNOWN, Status.FEASIBLE}
    assert time.monotonic() - begin < 30


def test_search_says_how_far_it_is():
    problem = published("tic-12.fixed020-Forb")
    told = []

    search(Arrays.of(problem), Control(clock=time.monotonic, progress=told.append))

    assert (told[-1].objective, told[-1].bound) == (1, 1)
