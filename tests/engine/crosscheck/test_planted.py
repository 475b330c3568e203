"""Faults planted into generated partnerships: how many are found, and how many findings are true."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.findings.measure import measured, planted
from benchmarks.findings.plants import settle_figures
from benchmarks.findings.scene import faultless
from benchmarks.findings.truth import SORTS
from kontor.engine.crosscheck.dossier import CHECKS, Dossier, inspect
from kontor.engine.crosscheck.findings import HARDNESS, KINDS, sentence

seeds = st.integers(0, 10**6)


@pytest.fixture(scope="module")
def scores():
    return measured(range(2000, 2040))[0].scores


@pytest.mark.parametrize("sort", SORTS)
def test_planted_faults_are_found_and_little_else(scores, sort):
    score = scores[sort]

    assert score.planted >= 35
    assert score.recall >= 0.95
    assert score.precision >= 0.9


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_a_partnership_without_faults_is_left_alone(seed):
    scene = faultless(seed)
    settle_figures(scene, wrong=0.0)

    hard = [
        one
        for one in inspect(scene.dossier())
        if one.hardness == "certain" and one.kind != "partner-without-share"
    ]

    assert [sentence(one) for one in hard] == []


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_findings_are_data_with_rows_places_and_a_sentence(seed):
    dossier = planted(seed).dossier()

    found = inspect(dossier)

    assert json.loads(json.dumps([one.to_json() for one in found]))
    assert all(one.verdict == KINDS[one.kind].verdict and one.hardness in HARDNESS for one in found)
    assert all("%(" not in sentence(one) and one.places for one in found)
    assert inspect(planted(seed).dossier()) == found


@settings(max_examples=10, deadline=None)
@given(seeds)
@example(0)
def test_the_order_of_the_tables_does_not_matter(seed):
    dossier = planted(seed).dossier()
    turned = Dossier(dossier.project, tuple(reversed(dossier.registers)))

    found = {(one.kind, frozenset(one.rows)) for one in CHECKS["doubles"](dossier)}

    assert {(one.kind, frozenset(one.rows)) for one in CHECKS["doubles"](turned)} == found


def test_nothing_is_found_in_nothing():
    assert inspect(Dossier()) == []
