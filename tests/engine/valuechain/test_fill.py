"""From the gaps of a chain to the directory and back: who fills the missing stage, and whom to invite."""

from kontor.engine.matching import Competence, Directory, Profile
from kontor.engine.valuechain import (
    Call,
    Chain,
    Component,
    Contribution,
    Offer,
    Organisation,
    candidates,
    coverage,
    fillings,
    gaps_of,
    invite,
)

COLD, SHIP = ("Logistics", "Cold chain"), ("Logistics", "Shipping")
CHAIN = Chain(
    components=(
        Component("catch"),
        Component("cool", "Cooling", readiness=6, needs=(Competence(COLD),)),
        Component("ship", "Shipping", weight=2, needs=(Competence(SHIP),)),
        Component("sell"),
    ),
    organisations=(Organisation("ana", country="ES"),),
    contributions=(
        Contribution("ana", "catch"),
        Contribution("ana", "cool", readiness=3),
        Contribution("ana", "ship", readiness=None),
    ),
)
DIRECTORY = Directory(
    [
        Profile("ana", offers=(Competence(COLD, readiness=9),), country="ES"),
        Profile("bob", "Bob", offers=(Competence(COLD, readiness=7),), country="DE"),
        Profile("cem", offers=(Competence(COLD, readiness=5), Competence(SHIP, readiness=5)), country="TR"),
        Profile("dan", offers=(Competence((*COLD, "Vans"), readiness=8), Competence(SHIP)), country="DE"),
    ]
)


def test_fillings_say_who_could_fill_each_gap_where_and_how_ready() -> None:
    cool, sell = fillings(CHAIN, coverage(CHAIN), DIRECTORY)

    assert (cool.component.id, cool.missing, cool.required) == ("cool", 1, 6)
    assert cool.found is not None
    assert [(hit.profile.id, hit.readiness) for hit in cool.found.hits] == [("bob", 7), ("dan", 8)]
    assert (cool.found.countries, cool.found.levels) == ((("DE", 2),), ((8, 1), (7, 1)))
    assert [str(one.phrase) for one in cool.found.hits[1].reasons] == [
        "Offers Vans, which is part of Cold chain."
    ]
    assert (sell.component.id, sell.found) == ("sell", None)


def test_fillings_of_some_countries_leave_out_the_others() -> None:
    cool, _ = fillings(CHAIN, coverage(CHAIN), DIRECTORY, countries=("TR",))

    assert cool.found is not None
    assert (cool.found.hits, cool.found.number) == ((), 0)


def test_candidates_of_the_directory_answer_the_call() -> None:
    empty = Chain(CHAIN.components)
    found = coverage(empty)

    people = candidates(empty, found, DIRECTORY)
    answer = invite(Call(gaps_of(found), people))

    assert [(one.id, one.offers) for one in people] == [
        ("ana", (Offer("cool", 9),)),
        ("bob", (Offer("cool", 7),)),
        ("cem", (Offer("ship", 5),)),
        ("dan", (Offer("ship", None), Offer("cool", 8))),
    ]
    assert (answer.ids, [one.component for one in answer.still_open]) == (("dan",), ["catch", "sell"])
