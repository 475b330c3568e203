"""Every valid schedule of a tiny event: what no bound may exceed."""

from collections.abc import Iterator
from itertools import product

from kontor.engine.scheduling import Meeting, Problem, Quality, Solution, Wish, check


def qualities(problem: Problem) -> Iterator[tuple[Solution, Quality]]:
    """Yield each valid schedule with its figures, as `check` judges them."""
    ways = [[None, *_ways(problem, wish)] for wish in problem.wishes]
    yield from _extended(problem, ways, ())


def _ways(problem: Problem, wish: Wish) -> list[Meeting]:
    return [
        Meeting(wish.id, slot.id, place.id, people)
        for slot, place, people in product(problem.slots, problem.places, product(*wish.parties))
    ]


def _extended(
    problem: Problem, ways: list[list[Meeting | None]], chosen: tuple[Meeting, ...]
) -> Iterator[tuple[Solution, Quality]]:
    report = check(problem, Solution(chosen))
    if not ways:
        if report.valid:
            yield Solution(chosen), report.quality
        return
    rules = {violation.rule for violation in report.violations}
    if rules - {"required", "walk", "fairness"}:
        return
    for way in ways[0]:
        yield from _extended(problem, ways[1:], chosen if way is None else (*chosen, way))
