"""The smallest set to invite: as good as trying every set, proven, explained, and with the next best ones."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings

from kontor.engine.valuechain import Call, CallError, Candidate, Gap, Offer, faults_of, invite
from kontor.engine.valuechain.branch import smallest
from kontor.engine.valuechain.table import Table, undominated
from tests.engine.valuechain.calls import best_objective, calls


def offering(name: str, *components: str, country: str = "", level: int | None = None) -> Candidate:
    return Candidate(name, name.title(), country, tuple(Offer(one, level) for one in components))


@settings(deadline=None, max_examples=300)
@given(calls())
def test_invite_is_as_good_as_trying_every_set(call: Call) -> None:
    found = invite(call)

    assert (found.objective, found.bound, found.optimal) == (best_objective(call), found.objective, True)
    assert faults_of(call, found) == ()


@settings(deadline=None, max_examples=150)
@given(calls(6))
def test_invite_alternatives_are_the_best_sets_without_one_of_those_invited(call: Call) -> None:
    found = invite(call, alternatives=10)

    without = {other.without: other.objective for other in found.alternatives}
    assert without == {name: best_objective(call, name) for name in without}
    assert [other.objective for other in found.alternatives] == sorted(without.values())
    if found.invited:
        assert found.alternatives[0].objective == min(best_objective(call, name) for name in found.ids)


@settings(deadline=None, max_examples=150)
@given(calls())
def test_invite_after_few_steps_still_states_a_bound_that_holds(call: Call) -> None:
    found = invite(call, steps=0, alternatives=0)

    assert found.bound <= best_objective(call) <= found.objective
    assert faults_of(call, found) == ()


@settings(deadline=None, max_examples=150)
@given(calls())
def test_undominated_keeps_a_best_set(call: Call) -> None:
    table = Table.of(call)

    assert smallest(undominated(table), 10_000).objective == best_objective(call)


@settings(deadline=None, max_examples=60)
@given(calls())
def test_invite_weighs_the_same_whatever_the_order_of_the_candidates(call: Call) -> None:
    turned = replace(call, candidates=call.candidates[::-1])

    assert invite(turned).objective == invite(call).objective


def test_invite_says_why_each_is_invited() -> None:
    call = Call(
        (Gap("mill"), Gap("bake"), Gap("sell")),
        (
            offering("ada", "mill"),
            offering("bo", "mill", "bake"),
            offering("cy", "sell"),
            offering("di", "sell"),
        ),
    )

    found = invite(call)

    assert [str(one.phrase) for one in found.invited] == [
        "Bo closes mill, bake; for bake nobody else could be invited.",
        "Cy closes sell. One other could take its place without another change.",
    ]
    assert [(one.id, one.others, one.instead) for one in found.invited] == [("bo", 0, ""), ("cy", 1, "di")]


def test_invite_of_equal_candidates_takes_the_readier_one() -> None:
    call = Call(
        (Gap("mill", readiness=4),), (offering("ada", "mill", level=5), offering("bo", "mill", level=8))
    )

    assert invite(call).ids == ("bo",)


@pytest.mark.parametrize(
    ("candidates", "sentence"),
    [
        ((), "No candidate contributes to 'mill': 1 missing."),
        (
            (offering("ada", "mill", country="DE", level=3),),
            "One candidate contributes to 'mill', but not at 6 or above: it says 3.",
        ),
        (
            (offering("ada", "mill", country="DE"),),
            "One candidate contributes to 'mill', but does not say how ready it is, and 6 is required.",
        ),
        (
            (offering("ada", "mill", country="PT", level=7),),
            "Those who could close 'mill' are in other countries than those allowed.",
        ),
        (
            (offering("ada", "mill", country="DE", level=7),),
            "One could close 'mill', and the limits keep it out, or there are no more: 1 missing.",
        ),
        (
            tuple(offering(name, "mill", country="DE", level=7) for name in ("ada", "bo")),
            "Of the 2 who could close 'mill' the limits let too few in, or there are no more: 1 missing.",
        ),
    ],
)
def test_invite_says_why_a_gap_stays_open(candidates: tuple[Candidate, ...], sentence: str) -> None:
    call = Call((Gap("mill", readiness=6),), candidates, countries=("DE",), per_country=0)

    assert [str(one.phrase) for one in invite(call).still_open] == [sentence]


def test_invite_without_gaps_invites_nobody() -> None:
    found = invite(Call((), (offering("ada", "mill"),)))

    assert (found.ids, found.objective, found.optimal, found.alternatives) == ((), 0, True, ())


def test_invite_answer_is_plain_json() -> None:
    found = invite(Call((Gap("mill"),), (offering("ada", "mill"),)))

    assert json.loads(json.dumps(asdict(found)))["invited"][0]["id"] == "ada"


def test_call_names_every_fault_at_once() -> None:
    with pytest.raises(CallError) as refused:
        Call(
            (Gap("mill", missing=0), Gap("mill", weight=0)),
            (Candidate("a"), Candidate("a", weight=0)),
            per_country=-1,
        )

    assert [str(fault) for fault in refused.value.faults] == [
        "The gap 'mill' is listed 2 times. List it once, with all that it misses.",
        "2 candidates are called 'a'. Give each an id of its own.",
        "The gap 'mill' misses 0 organisations. Say 1 or more.",
        "The gap 'mill' has the weight 0. Say 1 or more.",
        "The candidate 'a' has the weight 0. Say 1 or more.",
        "A limit of -1 organisations is asked for. Say 0 or more, or none.",
    ]


CALL = Call(
    (Gap("mill"), Gap("bake")), (offering("ada", "mill", "bake"), offering("bo", "mill", country="DE"))
)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"weight": 2}, "Weight"),
        ({"objective": 0}, "Weight"),
        ({"bound": 2}, "bound"),
        ({"price_bound": 2, "bound": 2}, "prove"),
        ({"prices": ()}, "prove"),
        ({"invited": ()}, "missing"),
        ({"invited": invite(CALL).invited * 2}, "twice"),
    ],
)
def test_faults_of_refuses_what_does_not_hold(change: dict[str, object], word: str) -> None:
    found = replace(invite(CALL), **change)

    assert any(word in fault for fault in faults_of(CALL, found))


def test_faults_of_knows_who_is_superfluous_and_who_is_not_allowed() -> None:
    found = invite(CALL)
    also = replace(found.invited[0], id="bo", closes=("mill",))
    call = replace(CALL, countries=("",), most=1)

    faults = faults_of(call, replace(found, invited=(*found.invited, also), weight=2, objective=2))

    assert faults[:3] == (
        "bo is in DE, which is not allowed.",
        "2 are invited, at most 1 are allowed.",
        "bo is superfluous: the others close as much.",
    )
