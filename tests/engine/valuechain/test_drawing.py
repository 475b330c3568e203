"""Drawings: what they claim holds, links go right, crossings are few, and a small edit moves little."""

import json
from dataclasses import asdict, replace
from itertools import permutations, product
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings

from kontor.engine.valuechain import Chain, Component, Link, draw, drawing_faults
from tests.engine.valuechain.chains import BREAD, chains


def linked(*links: str, more: str = "") -> Chain:
    """Components named by letters, in the order of the alphabet, linked as the pairs of letters say."""
    names = sorted({letter for link in links for letter in link} | set(more))
    return Chain(tuple(Component(name) for name in names), tuple(Link(a, b) for a, b in links))


@settings(deadline=None, max_examples=300)
@given(chains(most=9))
def test_draw_is_what_it_claims(chain: Chain) -> None:
    assert drawing_faults(chain, draw(chain)) == ()


@settings(deadline=None, max_examples=150)
@given(chains(most=9, forward=True))
def test_draw_without_cycles_has_no_line_that_leads_back(chain: Chain) -> None:
    assert [line for line in draw(chain).lines if line.back] == []


@settings(deadline=None, max_examples=150)
@given(chains(most=8))
def test_draw_turns_no_link_that_is_in_no_cycle(chain: Chain) -> None:
    graph = nx.DiGraph((link.start, link.end) for link in chain.links)
    together = {name: at for at, knot in enumerate(nx.strongly_connected_components(graph)) for name in knot}

    back = [line for line in draw(chain).lines if line.back]

    assert [line for line in back if together[line.start] != together[line.end]] == []


def test_draw_of_two_columns_mostly_finds_the_best_order() -> None:
    random = Random(1)
    drawn = [
        sorted({(random.randrange(4), random.randrange(4, 8)) for _ in range(random.randrange(3, 11))})
        for _ in range(60)
    ]

    beyond = [draw(linked(*(f"{a}{b}" for a, b in pairs))).crossings - _fewest(pairs) for pairs in drawn]

    assert (min(beyond), beyond.count(0) >= 57) == (0, True)


def _fewest(pairs: list[tuple[int, int]]) -> int:
    lefts, rights = sorted({a for a, _ in pairs}), sorted({b for _, b in pairs})
    return min(
        sum(
            (left.index(a) - left.index(c)) * (right.index(b) - right.index(d)) < 0
            for i, (a, b) in enumerate(pairs)
            for c, d in pairs[:i]
        )
        for left, right in product(permutations(lefts), permutations(rights))
    )


def test_draw_goes_from_left_to_right_and_runs_long_links_through_every_column() -> None:
    found = draw(BREAD)

    assert [(spot.component, spot.column) for spot in found.spots] == [
        ("grow", 0),
        ("mill", 1),
        ("bake", 2),
        ("pack", 3),
        ("sell", 4),
    ]
    assert [[x for x, _ in line.points] for line in found.lines][-2:] == [[2, 3, 4], [3, 4]]
    assert (found.columns, found.crossings) == (5, 0)


def test_draw_uncrosses_what_can_be_uncrossed() -> None:
    assert draw(linked("ad", "bc", "ae", "bf")).crossings == 0


def test_draw_names_the_link_that_leads_back() -> None:
    found = draw(linked("ab", "bc", "ca"))

    assert [(line.start, line.end, line.back) for line in found.lines] == [
        ("a", "b", False),
        ("b", "c", False),
        ("c", "a", True),
    ]


def test_draw_after_a_small_edit_keeps_everybody_in_column_and_order() -> None:
    before = draw(linked("ad", "bd", "ce", "df", "ef"))
    edited = linked("ad", "bd", "ce", "df", "ef", "cg")

    after = draw(edited, before)

    assert [(spot.component, spot.column, spot.place) for spot in after.spots][:6] == [
        (spot.component, spot.column, spot.place) for spot in before.spots
    ]


@settings(deadline=None, max_examples=100)
@given(chains(most=8))
def test_draw_again_after_no_edit_changes_nothing(chain: Chain) -> None:
    found = draw(chain)

    again = draw(chain, found)

    assert [(one.component, one.column, one.place) for one in again.spots] == [
        (one.component, one.column, one.place) for one in found.spots
    ]


def test_drawing_is_plain_json() -> None:
    assert json.loads(json.dumps(asdict(draw(BREAD))))["columns"] == 5


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"crossings": 1}, "cross"),
        ({"spots": draw(BREAD).spots[::-1]}, "spots are not"),
        ({"lines": draw(BREAD).lines[1:]}, "lines are not"),
        ({"lines": tuple(replace(line, back=True) for line in draw(BREAD).lines)}, "other way"),
        (
            {"lines": tuple(replace(line, points=line.points[::-1]) for line in draw(BREAD).lines)},
            "does not join",
        ),
        ({"spots": tuple(replace(spot, column=0, y=0.0) for spot in draw(BREAD).spots)}, "on each other"),
    ],
)
def test_drawing_faults_refuses_what_does_not_hold(change: dict[str, object], word: str) -> None:
    faults = drawing_faults(BREAD, replace(draw(BREAD), **change))

    assert any(word in fault for fault in faults)


def test_draw_of_nothing() -> None:
    assert (draw(Chain(())).columns, draw(Chain((Component("a"),))).spots[0].y) == (0, 0.0)
