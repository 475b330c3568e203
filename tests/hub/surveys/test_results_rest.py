"""Results and responses for programs: what the pages show, to whom they show it."""

import pytest
from ninja.testing import TestClient

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.surveys.rest import router
from tests.factories import actors
from tests.factories.surveys import make_invitation, make_response, make_survey, make_wave
from tests.hub.surveys.test_results import leaky_wave

pytestmark = pytest.mark.django_db


class Caller(TestClient):
    """A program that calls in the name of `actor`."""

    def __init__(self, actor=VISITOR):
        super().__init__(router)
        self.actor = actor

    def request(self, method, path, data=None, json=None, **values):
        return super().request(method, path, data or {}, json, auth=self.actor, **values)


def address(wave, what):
    return f"/waves/{wave.key}/{what}"


def test_results_are_told_with_small_cells_left_out():
    found = Caller().get(address(leaky_wave(), "results")).json()
    table = next(one for one in found["tables"] if one["id"] == "q-1-table")

    assert found["subject_key"]
    assert table["rows"][1] == ["visits", 6, 30.0, "…", None, "…", None]


def test_responses_are_told_to_those_who_run_the_survey():
    wave = make_wave(state="published", survey=make_survey(visibility="public"))
    invitation = make_invitation(wave, group="strand 1")
    make_response(wave, {"A1": "2", "B1_SQ001": "Y", "B1_SQ001comment": "Quillon"}, invitation=invitation, state="submitted")  # fmt: skip
    team = Caller(actors.make_coordinator(wave.survey.team))

    whole = team.get(address(wave, "export")).json()
    labelled = team.get(address(wave, "export?content=labels&anonymised=true"))

    assert [one["answers"] for one in whole["responses"]] == [
        {"A1": "2", "B1_SQ001": "Y", "B1_SQ001comment": "Quillon"}
    ]
    assert labelled.json()["responses"] == [
        {"response": "1", "state": "submitted", "version": "1", "wave": wave.key, "group": "strand 1", "A1": "Strand 2", "B1_SQ001": "Joint branding"}
    ]  # fmt: skip
    assert "Quillon" not in labelled.content.decode()
    with pytest.raises(NotAllowed):
        Caller().get(address(wave, "export"))


def test_pairs_are_told_to_those_who_run_the_survey():
    wave = make_wave(state="closed")

    assert Caller(actors.make_analyst()).get(address(wave, "pairs")).json() == {"questions": [], "pairs": [], "unclear": []}  # fmt: skip
    with pytest.raises(NotThere):
        Caller().get(address(wave, "pairs"))
