"""Claims about who answered a survey: recomputed for who runs it, and not told wrong to who sees none of it."""

from datetime import date

import pytest

from kontor.engine.crosscheck.fields import COLLECTIONS
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.inputs import Gathered
from tests.factories.actors import make_analyst, make_outsider_coordinator
from tests.factories.scoreboard import make_claim
from tests.factories.surveys import make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture
def wave():
    wave = make_wave(state="closed", key="autumn", opened_at="2018-10-29T09:00Z")
    for at, (strand, state, blocks) in enumerate(
        (
            ("strand-1", "submitted", ["who", "results"]),
            ("strand-1", "partial", ["who"]),
            ("strand-2", "submitted", ["who"]),
        )
    ):
        one = make_invitation(wave, group=strand)
        make_response(wave, {"A1": str(at)}, invitation=one, group=strand, state=state, blocks=blocks)
    make_invitation(wave, group="strand-2")
    return wave


def asked(*filters, collection="responses", **more):
    of_the_wave = {"field": "wave", "op": "is", "value": "autumn"}
    return {"collection": collection, "filters": [of_the_wave, *filters], **more}


def verdicts(actor):
    return {one.key: one for one in queries.findings(actor, TODAY)}


def test_rows_have_every_field_and_nothing_that_was_answered(wave):
    gathered = Gathered(make_analyst(), TODAY)

    for name, count in (("responses", 3), ("invitations", 4), ("waves", 1)):
        rows = list(gathered[name])
        assert len(rows) == count
        assert {frozenset(row) for row in rows} == {frozenset(COLLECTIONS[name])}
    assert name in gathered


def test_claims_about_answers_are_recomputed_for_who_runs_the_survey(wave):
    submitted = {"field": "state", "op": "is", "value": "submitted"}
    make_claim(key="full", value="2", question=asked(submitted))
    make_claim(key="block", value="3", question=asked({"field": "block", "op": "is", "value": "results"}))
    everybody = asked(collection="invitations")
    make_claim(
        key="share", value="50", unit="percent", question=asked(submitted, measure="share", of=everybody)
    )

    found = verdicts(make_analyst())

    assert [(key, found[key].word, found[key].verdict.recomputed) for key in ("full", "block", "share")] == [
        ("full", "agrees", 2), ("block", "differs", 1), ("share", "agrees", 0.5),
    ]  # fmt: skip


def test_who_sees_no_answers_is_not_told_that_a_claim_is_wrong(wave):
    make_claim(key="full", value="2", question=asked())

    for actor in (VISITOR, make_outsider_coordinator()):
        found = verdicts(actor)["full"]
        assert (found.word, found.verdict.recomputed) == ("not-recomputable", None)


def test_waves_that_had_not_opened_are_not_counted(wave):
    assert not list(Gathered(make_analyst(), date(2018, 10, 28))["responses"])


def test_days_between_which_people_were_asked_are_recomputed(wave):
    wave.opens_on, wave.closes_on = date(2018, 10, 29), date(2018, 11, 21)
    wave.save()
    this = [{"field": "id", "op": "is", "value": "autumn"}]
    for key, value, field, measure in (
        ("opened", "2018-10-29", "opens", "min-date"),
        ("closed", "2018-11-22", "closes", "max-date"),
    ):
        question = {"collection": "waves", "field": field, "filters": this, "measure": measure}
        make_claim(key=key, value=value, unit="date", question=question)

    found = verdicts(make_analyst())

    assert [(found[key].word, found[key].verdict.recomputed) for key in ("opened", "closed")] == [
        ("agrees", "2018-10-29"),
        ("differs", "2018-11-21"),
    ]
