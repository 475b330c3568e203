"""Search: the same rows in the same order as a slow oracle, on whichever database the suite runs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.hub.accounts.models import Team
from kontor.hub.foundation import search
from kontor.hub.foundation.models import SearchEntry
from kontor.hub.foundation.search import KINDS, SearchKind, find, fold
from tests.factories.accounts import make_team

pytestmark = pytest.mark.django_db

WORDS = [
    "energia",
    "energy",
    "Łódź",
    "lodz",
    "blue",
    "Blaue",
    "æther",
    "n°5",
    "R&D",
    "agri-food",
    "4.0",
    "Θάλασσα",
    "море",
    "bio",
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
anything = st.text(max_size=12)


@pytest.fixture(autouse=True)
def team_kind(monkeypatch):
    monkeypatch.setattr(KINDS, "table", {})
    KINDS.register(SearchKind("team", Team, entry=lambda team: (team.name, [team.kind])))


def index(*titles):
    teams = [make_team(name=title) for title in titles]
    search.update("team", teams)
    return teams


def titles_of(found):
    return [team.name for team in found.ranked]


def oracle_matches(text, words):
    """The rule in plain Python: every word occurs, the last as a beginning."""
    *whole, last = fold(text).split()
    present = set(words)
    return present.issuperset(whole) and any(word.startswith(last) for word in present)


def oracle_rank(text, title):
    asked, folded = fold(text), fold(title)
    *whole, last = asked.split()
    present = folded.split()
    if folded == asked:
        return 0
    if folded.startswith(asked):
        return 1
    return 2 if set(present).issuperset(whole) and any(word.startswith(last) for word in present) else 3


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("d'Aragó", "d arago"),
        ("İzmir", "izmir"),
        ("Ærø", "aero"),
        ("R&D 4.0", "r d 4 0"),
        ("ﬁnance", "finance"),
        ("", ""),
        ("--- *", ""),
    ],
)
def test_fold_gives_plain_words(text, folded):
    assert fold(text) == folded


@given(anything)
def test_fold_of_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    titles=st.lists(names, min_size=1, max_size=8),
    text=st.one_of(names, st.sampled_from(WORDS).map(lambda word: word[:3])),
)
def test_find_agrees_with_the_oracle(titles, text):
    Team.objects.all().delete()
    SearchEntry.objects.all().delete()
    index(*titles)

    found = titles_of(find("team", text, Team.objects.all()))

    hits = [title for title in titles if oracle_matches(text, fold(f"{title} organisation").split())]
    expected = sorted(hits, key=lambda title: (oracle_rank(text, title), fold(title)))
    if expected:
        assert [fold(title) for title in found] == [fold(title) for title in expected]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=anything)
def test_find_takes_any_text_as_words(text):
    index("Energia")

    found = find("team", text, Team.objects.all())

    assert len(found.matching) <= Team.objects.count()


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "energia OR blue",
        "NEAR(energia blue)",
        "energia -blue",
        "words:energia",
        "energia:*",
        "(energia",
        "'; --",
        "!energia",
    ],
)
def test_find_reads_no_query_language(text):
    index("Energia")

    found = find("team", text, Team.objects.all())

    words = fold(text).split()
    assert titles_of(found) == (["Energia"] if words == ["energia"] else [])


def test_find_matches_the_beginning_of_the_last_word_only():
    index("Basque Energy Cluster", "Energy Basque")

    assert titles_of(find("team", "energy clus", Team.objects.all())) == ["Basque Energy Cluster"]
    assert titles_of(find("team", "ener cluster", Team.objects.all())) == []


def test_find_puts_title_before_beginning_before_words_before_the_rest():
    teams = index("Alpha blue", "Blue", "Blue growth", "Other")
    KINDS.register(SearchKind("team", Team, entry=lambda team: (team.name, ["blue"])))
    search.update("team", teams)

    assert titles_of(find("team", "blue", Team.objects.all())) == [
        "Blue",
        "Blue growth",
        "Alpha blue",
        "Other",
    ]


def test_find_corrects_a_typing_error_and_says_so():
    index("Aclima", "Basque Energy Cluster")

    found = find("team", "basque enrgey", Team.objects.all())

    assert found.corrected == "basque energy"
    assert titles_of(found) == ["Basque Energy Cluster"]


def test_find_does_not_correct_what_it_finds():
    index("Energia", "Energie")

    found = find("team", "energia", Team.objects.all())

    assert found.corrected is None
    assert titles_of(found) == ["Energia"]


@pytest.mark.parametrize("text", ["2018", "zzz", "unrelated", ""])
def test_find_corrects_neither_numbers_nor_short_nor_far_words(text):
    index("2019", "aaa", "Energy")

    found = find("team", text, Team.objects.all())

    assert (found.corrected, list(found.matching)) == (None, [])


def test_find_shows_only_the_rows_it_was_given():
    seen, _hidden = index("Energy seen", "Energy hidden")

    found = find("team", "energy", Team.objects.filter(pk=seen.pk))

    assert list(found.ranked) == [seen]


def test_correction_proposes_no_word_of_a_hidden_record():
    seen, _hidden = index("Harbour", "Project Zanzibar")

    found = find("team", "zanzibaar", Team.objects.filter(pk=seen.pk))

    assert (found.corrected, list(found.matching)) == (None, [])


def test_correction_is_the_same_whether_a_hidden_record_knows_the_word_or_not():
    seen, hidden = index("Harbour", "Harbout")
    rows = Team.objects.filter(pk=seen.pk)

    known_to_hidden = find("team", "harbout", rows).corrected
    hidden.delete()
    search.rebuild("team")
    known_to_nobody = find("team", "harbout", rows).corrected

    assert (known_to_hidden, known_to_nobody) == ("harbour", "harbour")


def test_update_replaces_the_words_of_a_record():
    (team,) = index("Old name")
    team.name = "New name"

    search.update("team", [team])

    assert find("team", "old", Team.objects.all()).corrected is None
    assert titles_of(find("team", "new", Team.objects.all())) == ["Old name"]


def test_remove_makes_a_record_unfindable():
    kept, gone = index("Energy one", "Energy two")

    search.remove("team", [gone.pk])

    assert list(find("team", "energy", Team.objects.all()).ranked) == [kept]


def test_rebuild_indexes_all_rows_and_forgets_the_others():
    teams = [make_team(name="Energy"), make_team(name="Water")]
    SearchEntry.objects.create(kind="team", subject_id=0, title="gone", words="gone")

    count = search.rebuild("team")

    assert count == 2
    assert set(SearchEntry.objects.values_list("subject_id", flat=True)) == {team.pk for team in teams}


def test_kinds_do_not_mix():
    KINDS.register(SearchKind("other", Team, entry=lambda team: (f"other {team.name}", [])))
    index("Energy")

    assert list(find("other", "energy", Team.objects.all()).matching) == []


@pytest.mark.parametrize("size", [3, 60])
def test_find_takes_one_statement_and_three_to_correct(size, django_assert_num_queries):
    index(*(f"Energy {number}" for number in range(size)))

    with django_assert_num_queries(1):
        find("team", "energy", Team.objects.all())
    with django_assert_num_queries(3):
        find("team", "enregy", Team.objects.all())


def test_words_beyond_the_limits_are_cut_alike_in_index_and_question():
    long = "a" * 3000
    KINDS.register(
        SearchKind(
            "team", Team, entry=lambda team: (team.name, [long, *(f"word{number}" for number in range(6000))])
        )
    )
    (team,) = index("Energy")

    assert list(find("team", long, Team.objects.all()).matching) == [team]
    assert list(find("team", "word17", Team.objects.all()).matching) == [team]
