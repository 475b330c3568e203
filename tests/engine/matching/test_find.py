"""Finding in a directory: the same as looking at everybody, deterministic, and explained."""

import doctest
import importlib
import json
import math
from collections import Counter
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.matching import (
    SEEKS,
    Competence,
    Directory,
    Profile,
    ProfileError,
    Search,
    find,
    score,
)
from kontor.engine.matching.nearness import nearness

PATHS = [(), ("a",), ("a", "b"), ("a", "c"), ("a", "b", "d"), ("e",), ("e", "b")]
COMPETENCES = st.builds(
    Competence,
    st.sampled_from(PATHS[1:]),
    st.sampled_from(["", "Kühlkette", "cold chain", "solar power"]),
    st.sampled_from(["en", "de"]),
    st.sampled_from([None, 2, 5, 9]),
)
PROFILES = st.lists(
    st.tuples(
        st.lists(COMPETENCES, max_size=3),
        st.lists(COMPETENCES, max_size=3),
        st.sampled_from(["", "DE", "ES"]),
    ),
    max_size=6,
).map(
    lambda rows: [
        Profile(f"p{i}", offers=tuple(offers), seeks=tuple(seeks), country=country)
        for i, (offers, seeks, country) in enumerate(rows)
    ]
)
TERMS_ONLY = st.lists(COMPETENCES.map(lambda one: replace(one, text="")), min_size=1, max_size=3).map(tuple)


@settings(deadline=None, max_examples=300)
@given(PROFILES, TERMS_ONLY, st.sampled_from(["offers", "seeks"]), st.sampled_from([None, 5]))
def test_score_of_terms_is_what_looking_at_everybody_gives(
    profiles: list[Profile], asked: tuple[Competence, ...], among: str, least: int | None
) -> None:
    search = Search(asked, among, readiness=least, countries=("DE", ""), without=("p1",))

    found = score(Directory(profiles), search)

    assert found.share.tolist() == pytest.approx(
        [_score(profiles, one, search) for one in profiles], abs=1e-4
    )


def _score(profiles: list[Profile], one: Profile, search: Search) -> float:
    if one.country == "ES" or one.id == "p1":
        return 0.0
    total = weights = 0.0
    for asked in search.competences:
        holders = [c for p in profiles for c in _side(p, search) if c.path[: len(asked.path)] == asked.path]
        weight = math.log1p(len(profiles) / max(len(holders), 1))
        near = [
            nearness(asked, c) if search.among == "offers" else nearness(c, asked)
            for c in _side(one, search)
            if search.readiness is None or (c.readiness or 0) >= search.readiness
        ]
        total += weight * max(near, default=0.0)
        weights += weight
    return total / weights


def _side(profile: Profile, search: Search) -> tuple[Competence, ...]:
    return profile.offers if search.among == "offers" else profile.seeks


@settings(deadline=None, max_examples=100)
@given(PROFILES, TERMS_ONLY, st.sampled_from(["offers", "seeks"]))
def test_find_counts_and_orders_all_who_were_found(
    profiles: list[Profile], asked: tuple[Competence, ...], among: str
) -> None:
    directory = Directory(profiles)

    found = find(directory, Search(asked, among), number=100)

    shares = dict(
        zip((one.id for one in directory.profiles), score(directory, Search(asked, among)).share, strict=True)
    )
    meeting = sorted((-share, name) for name, share in shares.items() if share > 0)
    assert [(-hit.score, hit.profile.id) for hit in found.hits] == meeting
    assert found.number == len(meeting)
    assert dict(found.countries) == Counter(hit.profile.country for hit in found.hits)
    assert dict(found.levels) == Counter(hit.readiness for hit in found.hits)
    assert all(hit.reasons for hit in found.hits)
    assert find(Directory(profiles[::-1]), Search(asked, among), number=2).hits == found.hits[:2]


COLD = Competence(("Logistics", "Cold chain"), readiness=6)
DIRECTORY = Directory(
    [
        Profile("ana", offers=(Competence(("Logistics", "Cold chain"), readiness=8),), country="ES"),
        Profile("bob", offers=(Competence(("Logistics", "Cold chain", "Vans"), readiness=4),), country="DE"),
        Profile("cem", offers=(Competence(("Logistics", "Ports")),), country="TR"),
        Profile("dan", offers=(Competence(("Food",), "Kühlkette für Fisch", "de"),), seeks=(COLD,), country="DE"),
        Profile("eva", seeks=(Competence(("Logistics",), readiness=9),), country="DE"),
    ],
    labels={("Logistics", "Cold chain"): {"de": "Kühlkette", "es": "Cadena de frío"}},
)  # fmt: skip


def test_find_says_in_words_why_each_is_found() -> None:
    found = find(DIRECTORY, Search((COLD,)))

    assert {hit.profile.id: [str(one.phrase) for one in hit.reasons] for hit in found.hits} == {
        "ana": ["Offers Cold chain, as sought.", "Its readiness is 8; 6 or more is sought."],
        "bob": ["Offers Vans, which is part of Cold chain.", "Its readiness is 4, below the 6 sought."],
        "cem": ["Offers Ports, which is near Cold chain.", "It states no readiness; 6 or more is sought."],
    }
    assert [(hit.profile.id, hit.score, hit.readiness) for hit in found.hits] == [
        ("ana", 1.0, 8),
        ("bob", 0.7, 4),
        ("cem", 0.5, None),
    ]
    assert found.levels == ((8, 1), (4, 1), (None, 1))


def test_find_among_needs_says_who_seeks_what_is_offered() -> None:
    found = find(DIRECTORY, Search((Competence(COLD.path, readiness=8),), SEEKS))

    assert {hit.profile.id: [str(one.phrase) for one in hit.reasons] for hit in found.hits} == {
        "dan": ["Seeks Cold chain, as offered.", "It asks for readiness 6 or more; 8 is offered."],
        "eva": [
            "Seeks Logistics, of which Cold chain is part.",
            "It asks for readiness 9 or more; 8 is offered.",
        ],
    }


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        ("KUHLKETTE", "de", ["ana", "dan"]),
        ("cadena del frio", "es", ["ana"]),
        ("kühlkette", "en", []),
        ("von und zu", "de", []),
    ],
)
def test_find_by_words_knows_accents_languages_and_the_names_of_terms(
    text: str, language: str, ids: list[str]
) -> None:
    found = find(DIRECTORY, Search((Competence(text=text, language=language),)))

    assert sorted(hit.profile.id for hit in found.hits) == ids


def test_find_of_the_same_thing_in_two_languages_counts_the_better_one() -> None:
    both = (
        Competence(text="Kühlkette", language="de"),
        Competence(text="refrigerated lorries", language="en"),
    )

    assert [(hit.profile.id, hit.score, hit.words) for hit in find(DIRECTORY, Search(both)).hits] == [
        ("ana", 1.0, ("kuhlkette",)),
        ("dan", 1.0, ("kuhlkette",)),
    ]


def test_find_with_a_level_leaves_out_whoever_is_below_it_or_states_none() -> None:
    found = find(DIRECTORY, Search((COLD,), readiness=5))

    assert [(hit.profile.id, found.countries) for hit in found.hits] == [("ana", (("ES", 1),))]


def test_find_answers_with_plain_json() -> None:
    assert json.loads(json.dumps(asdict(find(DIRECTORY, Search((COLD,))))))["number"] == 3


def test_find_refuses_what_says_nothing() -> None:
    with pytest.raises(ProfileError, match="says nothing"):
        find(DIRECTORY, Search((Competence(),)))
    with pytest.raises(ValueError, match="look among 'offers' or 'seeks'"):
        find(DIRECTORY, Search((COLD,), "wishes"))
    assert find(DIRECTORY, Search(())).hits == ()


def test_examples_in_docstrings_hold() -> None:
    result = doctest.testmod(importlib.import_module("kontor.engine.matching.find"))

    assert (result.failed, result.attempted > 0) == (0, True)
