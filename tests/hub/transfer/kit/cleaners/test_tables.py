import pytest

from kontor.hub.transfer.choices import ImportState
from kontor.hub.transfer.kit import Choice, Citations, Lookup, Reference, Terms, Unclean
from kontor.hub.transfer.kit.problems import Problem

TERMS = Lookup.of(
    "term",
    [
        ("wind", 1, "Wind energy", ("wind power",)),
        ("wave", 2, "Wave energy"),
        ("w1", 3, "Same"),
        ("w2", 4, "Same"),
    ],
)


def sentence(cleaner, text):
    with pytest.raises(Unclean) as refused:
        cleaner.clean(text)
    return str(Problem(refused.value.sentence, refused.value.data, value=text))


def bound(cleaner, **texts):
    return cleaner.bind({"terms": TERMS}, texts)


@pytest.mark.parametrize("text", ["wind", "Wind Energy", "WIND-POWER"])
def test_a_reference_is_found_by_key_label_or_alias(text):
    assert bound(Reference("terms")).clean(text) == 1


def test_an_unknown_reference_is_refused_with_the_nearest_one():
    expected = "'wint' is not known as term: write the key or the name of one that is there. Did you mean wind (Wind energy)?"

    assert sentence(bound(Reference("terms")), "wint") == expected


def test_a_label_of_several_is_refused_with_their_keys():
    expected = "'same' can be several (w1, w2): write the key of the one that is meant."

    assert sentence(bound(Reference("terms")), "same") == expected


def test_a_reference_within_the_file_is_its_key():
    cleaner = bound(Reference("terms", within="code"), code={"new"})

    assert cleaner.clean("new") == "new"


def test_a_reference_shows_its_key():
    assert bound(Reference("terms")).show(2) == "wave"


def test_terms_are_a_list_each_once():
    assert bound(Terms("terms")).clean("wave; Wind energy;; wave") == (2, 1)


def test_terms_in_another_order_are_the_same():
    assert Terms("terms").same((1, 2), (2, 1))


def test_too_many_terms_are_refused():
    expected = "There are 2 entries and at most 1 are kept: leave some out."

    assert sentence(bound(Terms("terms", most=1)), "wind; wave") == expected


def test_an_unknown_term_is_named_in_the_list():
    expected = "'water' is not known as term: write the key or the name of one that is there. Did you mean wave (Wave energy)?"

    assert sentence(bound(Terms("terms")), "wind; water") == expected


def test_terms_show_their_keys():
    assert bound(Terms("terms")).show((2, 1)) == "wave; wind"


def test_a_choice_is_known_by_value_and_label():
    assert Choice(ImportState).clean("planned") == "planned"
    assert Choice(ImportState).clean("Waits for approval") == "planned"


def test_an_impossible_choice_says_the_possible_ones():
    expected = (
        "'planed' is not possible here: write one of reading, refused, planned, executed, undone, discarded. Did you mean planned"
        " (waits for approval)?"
    )

    assert sentence(Choice(ImportState), "planed") == expected


def test_the_beginning_of_a_longer_name_is_near_enough():
    lookup = Lookup.of("kind", [("cluster-organisation", 1, ""), ("university", 2, "")])

    assert lookup.near("clusterr") == "cluster-organisation"


def test_citations_name_source_and_place():
    cleaner = Citations("terms").bind({"terms": TERMS}, {})

    assert cleaner.clean("wind#s2.1; wave") == ((1, "s2.1"), (2, ""))
    assert cleaner.show(((1, "s2.1"), (2, ""))) == "wind#s2.1; wave"
    assert cleaner.unpack([[1, "s2.1"]]) == ((1, "s2.1"),)


def test_guessing_stops_before_it_becomes_dear():
    lookup = Lookup.of("term", [("wind", 1, "")])

    guesses = [lookup.near("wint") for _number in range(300)]

    assert guesses.count("wind") == 200
