"""Suggestions: whom, how much, and why; the fast way against adding up every pair."""

import doctest
import math
from dataclasses import replace
from functools import partial
from importlib import import_module
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.matching import organisations
from kontor.engine.matching import Competence, Profile, ProfileError, Weights, everybody, suggest
from kontor.engine.matching.nearness import nearness, words_of
from kontor.engine.matching.suggest import _Fair
from kontor.engine.matching.suggestion import Suggestion

COLD = Competence(("Logistics", "Cold chain"))
ROAD = Competence(("Logistics", "Road"))
SEEKER = Profile("seeker", "Nord Foods", seeks=(COLD,))


def offering(name: str, **more: object) -> Profile:
    return Profile(name, offers=(COLD,), **more)


@st.composite
def fairs(draw: st.DrawFn) -> list[Profile]:
    paths = st.sampled_from(
        [("A",), ("A", "x"), ("A", "y"), ("B", "x"), ("B", "x", "1"), ("B", "x", "2"), ()]
    )
    levels = st.none() | st.integers(1, 9)
    texts = st.sampled_from(["alpha", "beta gamma", "gamma", ""])
    one = st.builds(Competence, paths, texts, st.sampled_from(["en", "de"]), levels).filter(
        lambda made: made.path or made.text
    )
    some = st.lists(one, max_size=3).map(tuple)
    words = st.lists(st.sampled_from("pqr"), max_size=2, unique=True).map(tuple)
    names = [f"o{i}" for i in range(draw(st.integers(0, 7)))]
    others = st.lists(st.sampled_from(["o1", "o2", "gone"]), max_size=1).map(tuple)
    return [
        Profile(
            name, "", draw(st.sampled_from("kl")), draw(some), draw(some), draw(words),
            draw(st.sampled_from("pqr")), draw(words), draw(others), draw(others), draw(st.sampled_from(["", "g"])),
        )
        for name in names
    ]  # fmt: skip


def word_share_met(seeker: Profile, offerer: Profile, everybody: list[Profile]) -> float:
    """Which share of the words sought is offered, each weighing log(1 + texts of its language / texts with it)."""
    texts = [words_of(side) for who in everybody for side in (who.offers, who.seeks)]
    texts = [text for text in texts if text]
    weight = {
        word: math.log1p(
            sum(any(language == word[0] for language, _ in text) for text in texts)
            / sum(word in text for text in texts)
        )
        for word in words_of(seeker.seeks)
    }
    met = words_of(offerer.offers)
    return sum(w for word, w in weight.items() if word in met) / sum(weight.values()) if weight else 0.0


def all_at_once(
    fair: list[Profile], k: int, requests: dict[str, list[str]]
) -> dict[str, tuple[Suggestion, ...]]:
    """What many are answered by, for few, in plain Python."""
    ready = _Fair(sorted(fair, key=lambda one: one.id), Weights(), requests)
    in_plain_python = partial(everybody.found_by, everybody.best)
    return dict(ready.ranked(range(len(fair)), k, in_plain_python))


def brute(fair: list[Profile], requests: dict[str, list[str]]) -> dict[str, list[tuple[float, str]]]:
    """Of everybody all whom she may meet, by looking at each pair alone: score and id, best first."""
    found = {}
    for who in fair:
        rows = []
        for whom in fair:
            apart = {*who.met, *who.declined} | {
                one.id for one in fair if who.id in (*one.met, *one.declined)
            }
            if whom.id == who.id or whom.id in apart or (who.group and who.group == whom.group):
                continue
            shares = [
                share_met(who, whom, fair), share_met(whom, who, fair),
                word_share_met(who, whom, fair), word_share_met(whom, who, fair),
            ]  # fmt: skip
            if whom.kind in requests.get(who.kind, ()) and any(shares):
                homes = (bool(whom.country) and whom.country in who.targets) + (
                    bool(who.country) and who.country in whom.targets
                )
                parts = [*shares, homes / 2, bool({*who.languages} & {*whom.languages})]
                rows.append(
                    (
                        sum(round(w * part, 4) for w, part in zip(Weights().values, parts, strict=True)),
                        whom.id,
                    )
                )
        found[who.id] = sorted(rows, key=lambda row: (-round(row[0], 4), row[1]))
    return found


def share_met(seeker: Profile, offerer: Profile, everybody: list[Profile]) -> float:
    """Which share of the terms sought is offered, each weighing log(1 + n / holders)."""
    needs = {(one.path, one.readiness) for one in seeker.seeks if one.path}
    weight = {
        need: math.log1p(
            len(everybody)
            / sum(any(c.path == need[0] for c in (*who.offers, *who.seeks)) for who in everybody)
        )
        for need in needs
    }
    met = {
        need: max(
            (nearness(Competence(need[0], readiness=need[1]), offer) for offer in offerer.offers), default=0.0
        )
        for need in needs
    }
    return sum(weight[need] * met[need] for need in needs) / sum(weight.values()) if needs else 0.0


@settings(max_examples=150, deadline=None)
@given(fairs())
def test_suggestions_are_the_best_pairs_and_their_points_are_those_of_each_pair(fair: list[Profile]) -> None:
    requests = {"k": ["l"], "l": ["k", "l"]}
    everything = suggest(fair, k=len(fair) + 1, requests=requests)

    two = suggest(fair, k=2, requests=requests)

    assert list(everything) == sorted(profile.id for profile in fair)
    for who in fair:
        ranked = sorted(everything[who.id], key=lambda one: (-one.score, one.whom.id))
        assert two[who.id] == tuple(ranked[:2])
        for one in ranked:
            assert one.whom.kind in requests[who.kind]
            assert one.points[0] == pytest.approx(0.35 * share_met(who, one.whom, fair), abs=1e-4)
            assert one.points[1] == pytest.approx(0.25 * share_met(one.whom, who, fair), abs=1e-4)
            assert any(one.points[:4])


@settings(max_examples=60, deadline=None)
@given(fairs(), st.integers(1, 4))
def test_all_pairs_at_once_are_the_best_of_every_pair_looked_at_alone(fair: list[Profile], k: int) -> None:
    requests = {"k": ["l"], "l": ["k", "l"]}
    by_rows = suggest(fair, k=k, requests=requests)
    pairs = brute(fair, requests)

    at_once = all_at_once(fair, k, requests)

    assert at_once == by_rows
    for name, row in at_once.items():
        scores = {whom: score for score, whom in pairs[name]}
        best = [score for score, _ in pairs[name]][:k]
        assert [one.score for one in row] == pytest.approx(best, abs=2e-4)
        assert [one.score for one in row] == pytest.approx([scores[one.whom.id] for one in row], abs=2e-4)


def test_compiled_loop_gives_the_same_to_the_last_digit() -> None:
    if everybody.compiled() is None:
        pytest.skip("Numba is not installed: there is only the plain loop.")
    fair = organisations(1_800, 7)
    of = [one.id for one in fair[::20]]

    at_once = suggest(fair, k=20, requests={"cluster": ["sme", "rto"], "sme": ["cluster"]})

    by_rows = suggest(fair, k=20, requests={"cluster": ["sme", "rto"], "sme": ["cluster"]}, of=of)
    assert {name: at_once[name] for name in of} == dict(by_rows)
    assert (len(at_once), at_once["o00002"]) == (1_800, ())
    assert any(len(row) == 20 for row in by_rows.values())


@settings(max_examples=100, deadline=None)
@given(fairs())
def test_parts_sum_to_a_score_from_0_to_1_and_each_says_why(fair: list[Profile]) -> None:
    for row in suggest(fair).values():
        for one in row:
            assert 0 < one.score <= 1
            assert sum(part.points for part in one.parts) == pytest.approx(one.score, abs=1e-9)
            assert all(part.sentence.endswith(".") and part.values for part in one.parts)


@settings(max_examples=100, deadline=None)
@given(fairs(), st.randoms())
def test_suggestions_do_not_depend_on_the_order_of_the_profiles(fair: list[Profile], random) -> None:
    shuffled = list(fair)
    random.shuffle(shuffled)

    assert suggest(shuffled) == suggest(fair)


@settings(max_examples=100, deadline=None)
@given(fairs())
def test_nobody_meets_herself_colleagues_acquaintances_or_whom_she_declined(fair: list[Profile]) -> None:
    known = {profile.id: profile for profile in fair}

    for name, row in suggest(fair).items():
        who = known[name]
        for whom in (one.whom for one in row):
            assert whom.id != name
            assert not (who.group and who.group == whom.group)
            assert whom.id not in (*who.met, *who.declined)
            assert name not in (*whom.met, *whom.declined)


def test_reasons_name_both_sides_terms_countries_and_languages() -> None:
    one = Profile(
        "a", "Nord Foods", seeks=(Competence(COLD.path, readiness=7),), offers=(ROAD,), languages=("en",), targets=("PE",)
    )  # fmt: skip
    other = Profile(
        "b", "Andes Cargo", offers=(Competence(COLD.path, readiness=8),), seeks=(COLD,), languages=("es", "en"), country="PE"
    )  # fmt: skip

    (found,) = suggest([one, other])["a"]

    assert [(part.code, part.points, part.sentence) for part in found.parts] == [
        (
            "seeks",
            0.35,
            "Nord Foods seeks Cold chain (readiness 7 or more); Andes Cargo offers it (readiness 8).",
        ),
        ("offers", 0.125, "Andes Cargo seeks Cold chain; Nord Foods offers Road, which is near."),
        ("language", 0.1, "Both speak en."),
        ("countries", 0.05, "Nord Foods wants to work with PE, where Andes Cargo is."),
    ]


def test_terms_count_by_how_near_they_are() -> None:
    offers = {
        "same": COLD,
        "under": Competence((*COLD.path, "Fish")),
        "sibling": ROAD,
        "top": Competence(("Logistics",)),
        "other": Competence(("Energy", "Cold chain")),
    }
    fair = [SEEKER, *(Profile(name, offers=(offer,)) for name, offer in offers.items())]

    found = {one.whom.id: one.points[0] for one in suggest(fair)["seeker"]}

    assert found == {"same": 0.35, "under": 0.35, "sibling": 0.175, "top": 0.175}


def test_readiness_that_is_too_low_counts_less() -> None:
    seeker = Profile("seeker", seeks=(Competence(("Wind",), readiness=7),))
    fair = [
        seeker,
        *(Profile(f"level {n}", offers=(Competence(("Wind",), readiness=n),)) for n in (1, 5, 7, 9)),
    ]

    found = {one.whom.id: one.points[0] for one in suggest(fair)["seeker"]}

    assert found == {"level 7": 0.35, "level 9": 0.35, "level 5": 0.245, "level 1": 0.0875}


def test_rare_words_of_the_same_language_count_more() -> None:
    seeker = Profile("seeker", seeks=(Competence(text="Sensors for hull fouling"),))
    fair = [
        seeker,
        Profile("rare", offers=(Competence(text="hull, FOULING"),)),
        Profile("common", offers=(Competence(text="sensors for all"),)),
        Profile("german", offers=(Competence(text="fouling", language="de"),)),
        *(Profile(f"x{i}", offers=(Competence(text="sensors"),)) for i in range(6)),
    ]

    found = suggest(fair)["seeker"]

    assert [one.whom.id for one in found][:2] == ["rare", "common"]
    assert found[0].parts[0].sentence == "What seeker seeks and rare offers share the words: fouling, hull."
    assert "german" not in [one.whom.id for one in found]


def test_the_best_of_many_are_those_of_the_whole_list() -> None:
    random = Random(5)
    terms = [Competence((f"field {i % 3}", f"term {i}")) for i in range(9)]
    fair = [
        Profile(
            f"o{i:03}", "", "", tuple(random.sample(terms, 2)), tuple(random.sample(terms, 2)),
            (random.choice("pqr"),), random.choice("pqr"), (random.choice("pqr"),),
        )
        for i in range(300)
    ]  # fmt: skip

    few, all_ = suggest(fair, k=3), suggest(fair, k=300)

    assert {name: row[:3] for name, row in all_.items()} == few
    assert all(
        [one.score for one in row] == sorted((one.score for one in row), reverse=True)
        for row in all_.values()
    )


def test_diversity_puts_somebody_else_before_the_next_of_the_same() -> None:
    seeker = replace(SEEKER, languages=("en",))
    fair = [
        seeker,
        offering("peru 1", country="PE", languages=("en",)),
        offering("peru 2", country="PE", languages=("en",)),
        offering("chile", country="CL"),
    ]

    plain, diverse = (suggest(fair, of=["seeker"], diversity=share)["seeker"] for share in (0.0, 0.3))

    assert [one.whom.id for one in plain] == ["peru 1", "peru 2", "chile"]
    assert [one.whom.id for one in diverse] == ["peru 1", "chile", "peru 2"]


def test_what_cannot_be_read_is_refused_with_every_fault() -> None:
    fair = [
        Profile("a", offers=(Competence(),)),
        Profile("a", seeks=(Competence(("Wind",), readiness=10),)),
    ]

    with pytest.raises(ProfileError) as refused:
        suggest(fair)

    assert refused.value.faults == (
        "2 profiles are called 'a': give each an id of its own.",
        "A competence of 'a' says nothing: give it a term or a text.",
        "Profile 'a' has the readiness 10: say 1 to 9.",
    )


def test_weights_that_do_not_sum_to_one_and_diversity_outside_0_to_1_are_refused() -> None:
    with pytest.raises(ValueError, match=r"sum to 1\.15"):
        Weights(seeks=0.5)
    with pytest.raises(ValueError, match="and 0 to 1"):
        suggest([], diversity=2)
    with pytest.raises(ValueError, match="say 1 or more"):
        suggest([], k=0)


@pytest.mark.parametrize("room", ["suggest", "nearness"])
def test_examples_in_the_docstrings_hold(room: str) -> None:
    assert doctest.testmod(import_module(f"kontor.engine.matching.{room}")).failed == 0
