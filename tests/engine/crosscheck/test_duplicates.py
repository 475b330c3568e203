import dataclasses
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.crosscheck.duplicates import (
    THRESHOLD,
    DuplicatePair,
    OrganisationRecord,
    candidates,
    compare,
    every_pair,
)

KEPT_APART = [
    ("amec-urbis", "amec"),
    ("green-tech-cluster-latvia", "green-tech-cluster-styria"),
    ("ict-cluster-bulgaria", "bulgarian-cluster-telecommunications"),
    ("galicia-dairy-cluster", "clusaga"),
    ("wageningen-dairy-cluster", "foodvalley-nl"),
    ("cluster-digital-catalunya", "barcelona-digital"),
    ("automobilski-klaster-srbije", "automotive-cluster-bulgaria"),
]
WORDS = "Energy Cluster Catalunya Śląsk Food Galicia Association e.V. GmbH Ökologie Packaging ICT S.L. and de"
titles = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=5).map(" ".join)
records = st.builds(
    OrganisationRecord,
    id=st.uuids().map(str),
    name=titles,
    short_name=st.sampled_from(["", "ICT", "EC", "Foodie"]),
    aliases=st.lists(titles, max_size=2).map(tuple),
    country=st.sampled_from(["", "ES", "PL", "EU"]),
    region=st.sampled_from(["", "Galicia", "Śląskie"]),
    website=st.sampled_from(["", "www.food.example", "food.example", "ict.example"]),
    kind=st.sampled_from(["", "cluster", "university"]),
)
some_records = st.lists(records, max_size=9, unique_by=lambda record: record.id)


def _codes(pair: DuplicatePair) -> list[str]:
    return [reason.code for reason in pair.reasons]


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ({"name": "Pôle AVENIA"}, {"name": "POLE AVENIA"}, "same-name"),
        ({"name": "Hamburg Aviation e.V."}, {"name": "Hamburg Aviation"}, "same-name-after-legal-form"),
        ({"name": "Packaging Cluster"}, {"name": "Packaging Association"}, "same-name-after-filler-words"),
        ({"name": "Oekoenergie-Cluster"}, {"name": "Ökoenergie Cluster"}, "same-name"),
        ({"name": "Agro-Food-Ind Napoca"}, {"name": "Agro-Foodind Napoca"}, "same-name"),
        ({"name": "Transilvania Lifestyle"}, {"name": "Transylvania Lifestile"}, "name-similar"),
        ({"name": "GAIA", "aliases": ("Basque Electronics",)}, {"name": "Basque Electronics"}, "alias-of"),
        ({"name": "Catalan Water Partnership"}, {"name": "CWP"}, "acronym-of"),
        ({"name": "Water Alliance Friesland", "short_name": "WAF"}, {"name": "WAF"}, "same-short-name"),
        ({"name": "Paris Region Digital Ecosystem"}, {"name": "Paris Region"}, "name-contained"),
        ({"name": "TEX - Polo Innovazione Tessile"}, {"name": "Polo Innovazione Tessile"}, "part-of-name"),
    ],
)
def test_candidates_name_the_evidence(one, other, code):
    left = OrganisationRecord("1", country="ES", **one)
    right = OrganisationRecord("2", country="ES", **other)

    [pair] = candidates([left, right])

    assert _codes(pair) == [code, "same-country", *_codes(pair)[2:]]


def test_candidates_find_two_names_with_one_website():
    left = OrganisationRecord("1", "Clean Tech", website="www.cleantech.example")
    right = OrganisationRecord("2", "Oekoenergie", website="cleantech.example")

    [pair] = candidates([left, right])

    assert pair.reasons[0].code == "same-website"
    assert pair.reasons[0].values == ("cleantech.example",)


def test_candidates_ignore_the_website_of_a_portal():
    names = ("Agropolis", "Plastiwin", "Wagralim", "Skywin", "Logistics", "Tweed")
    bodies = [OrganisationRecord(name, name, website="clusters.example") for name in names]

    assert candidates(bodies) == []


def test_another_country_speaks_against():
    pair = compare(
        OrganisationRecord("1", "Green-Tech Cluster", country="LV"),
        OrganisationRecord("2", "Green Tech Cluster Styria", country="AT"),
    )

    against = [(reason.code, reason.values) for reason in pair.reasons if not reason.speaks_for]

    assert against == [("extra-word", ("styria",)), ("different-country", ("AT", "LV"))]
    assert pair.score < THRESHOLD


def test_numbers_tell_names_apart():
    pair = compare(OrganisationRecord("1", "Innovation Park 1"), OrganisationRecord("2", "Innovation Park 2"))

    assert "different-distinguishing-word" in _codes(pair)


def test_a_pair_has_one_spelling_and_becomes_json():
    left, right = OrganisationRecord("b", "Skywin"), OrganisationRecord("a", "SKYWIN")

    pair = compare(left, right)

    assert pair.to_json() == {
        "first": "a",
        "second": "b",
        "score": 1.0,
        "reasons": [{"code": "same-name", "values": ["SKYWIN", "Skywin"], "speaks_for": True}],
    }


def test_dismissed_pairs_are_left_out():
    bodies = [
        OrganisationRecord("1", "Skywin"),
        OrganisationRecord("2", "Skywin"),
        OrganisationRecord("3", "SKYWIN"),
    ]

    left = candidates(bodies, dismissed={frozenset(("1", "2"))})

    assert [pair.ids for pair in left] == [frozenset(("1", "3")), frozenset(("2", "3"))]


def test_a_crowd_under_one_name_gives_one_pair_each():
    crowd = [OrganisationRecord(f"{number:04}", "Unknown cluster") for number in range(3000)]

    found = candidates(crowd)

    assert len(found) == 2999
    assert {pair.first for pair in found} == {"0000"}


def test_an_id_used_twice_is_refused():
    with pytest.raises(ValueError, match="'1' occurs more than once"):
        candidates([OrganisationRecord("1", "Skywin"), OrganisationRecord("1", "Tweed")])


def test_a_threshold_below_the_search_is_refused():
    with pytest.raises(ValueError, match="Choose a higher threshold"):
        candidates([], threshold=0.5)


@given(records, records)
def test_scores_are_symmetric(left, right):
    right = dataclasses.replace(right, id=left.id + "x")

    assert compare(left, right) == compare(right, left)


@given(records, records)
def test_scores_lie_between_none_and_certain(left, right):
    assert 0 <= compare(left, right).score <= 1


@given(records, records)
def test_scores_do_not_depend_on_case(left, right):
    other = dataclasses.replace(
        left, name=left.name.upper(), short_name=left.short_name, aliases=left.aliases
    )

    plain, loud = compare(left, right), compare(other, right)

    # Only capitals of a short name mean something: then it may be an acronym.
    assert loud.score >= plain.score - 1e-9 if "acronym-of" in _codes(loud) else loud.score == plain.score


@given(records, records)
def test_scores_do_not_depend_on_accents(left, right):
    bare = str.maketrans("ŚśÖöą", "SsOoa")
    other = dataclasses.replace(left, name=left.name.translate(bare))

    assert compare(other, right).score == compare(left, right).score


@settings(deadline=None)
@given(some_records, st.randoms(use_true_random=False))
def test_candidates_do_not_depend_on_order(bodies, chance):
    shuffled = list(bodies)
    chance.shuffle(shuffled)

    assert candidates(shuffled) == candidates(bodies)


@settings(deadline=None)
@given(some_records)
def test_candidates_miss_nothing_that_comparing_every_pair_finds(bodies):
    assert candidates(bodies) == every_pair(bodies, threshold=THRESHOLD)


def test_candidates_of_the_reference_organisations_are_those_of_every_pair(organisations):
    found = candidates(organisations)

    assert found == every_pair(organisations, threshold=THRESHOLD)
    # The reference list has no doubles: all four are false alarms, and there are no more.
    assert len(found) == 4


def test_each_alias_recorded_as_an_organisation_is_found(organisations):
    aliases = _as_organisations(organisations)

    hits, false = _hits([*organisations, *aliases])

    assert len(aliases) == 113
    assert hits == {alias.id for alias in aliases}
    assert len(false) == 2


def test_most_aliases_are_found_even_where_they_are_not_on_record(organisations):
    aliases = _as_organisations(organisations)
    without = [dataclasses.replace(one, aliases=()) for one in organisations]

    hits, false = _hits([*without, *aliases])

    assert (len(hits), len(false)) == (100, 2)
    assert candidates([*without, *aliases]) == every_pair([*without, *aliases], threshold=THRESHOLD)


def test_planted_doubles_are_found(organisations):
    chance = random.Random(7)
    doubles = [_double(one, chance) for one in organisations]

    hits, false = _hits([*organisations, *doubles])

    # A slip inside a filler word makes it a name of its own, and 'oe' is read as an umlaut.
    missed = {double.name for double in doubles if double.id not in hits}
    assert missed == {"Stihting Water Alliance", "Euroean Union"}
    assert len(false) == 4


@pytest.mark.parametrize(("one", "other"), KEPT_APART)
def test_organisations_kept_apart_stay_apart(organisations, one, other):
    by_id = {body.id: body for body in organisations}

    pair = compare(by_id[one], by_id[other])

    assert pair.score < THRESHOLD
    assert any(not reason.speaks_for for reason in pair.reasons)


def _as_organisations(organisations):
    return [
        OrganisationRecord(f"~{one.id}~{number}", alias, country=one.country)
        for one in organisations
        for number, alias in enumerate(one.aliases)
    ]


def _double(one, chance):
    """The organisation again as a hasty colleague would type it."""
    name = chance.choice(
        [
            one.name.upper(),
            one.name.replace("é", "e").replace("ó", "o"),
            one.name + " e.V.",
            _slip(one.name, chance),
        ]
    )
    return OrganisationRecord(f"~{one.id}~double", name, country=one.country)


def _slip(name, chance):
    """The name with one letter missing, where it is long enough for that to remain a slip."""
    place = chance.randrange(1, len(name))
    return name if len(name) < 12 else name[:place] + name[place + 1 :]


def _hits(bodies):
    """Planted ids found with their own organisation, and pairs of a planted one with another."""
    hits, false = set(), []
    for pair in candidates(bodies):
        planted = [key for key in pair.ids if key.startswith("~")]
        if len(planted) == 1:
            [own] = pair.ids - set(planted)
            if planted[0].split("~")[1] == own:
                hits.add(planted[0])
            else:
                false.append(pair)
    return hits, false
