"""Keys of new records: made of words, numbered where they are taken."""

from itertools import islice

import pytest

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.keys import free_key, free_key_of, numbered, stem_of
from tests.factories.directory import make_organisation


@pytest.mark.parametrize(
    ("words", "longest", "stem"),
    [
        ("Harbour fair 2018", 100, "harbour-fair-2018"),
        ("Región de Murcia", 100, "region-de-murcia"),
        ("Harbour fair", 8, "harbour"),
        ("港", 100, "event"),
        ("", 100, "event"),
    ],
)
def test_stem_is_made_of_words_and_never_empty(words, longest, stem):
    assert stem_of(words, longest, "event") == stem


def test_numbers_begin_with_the_second():
    assert list(islice(numbered("fair"), 3)) == ["fair", "fair-2", "fair-3"]


@pytest.mark.parametrize(
    ("taken", "key"),
    [(set(), "fair"), ({"fair-2"}, "fair"), ({"fair"}, "fair-2"), ({"fair", "fair-2", "fair-4"}, "fair-3")],
)
def test_free_key_is_the_first_that_nobody_has(taken, key):
    assert free_key("fair", taken) == key


@pytest.mark.django_db
def test_free_key_of_a_model_asks_its_records_once(django_assert_num_queries):
    for key in ("port", "port-2", "portside"):
        make_organisation(key, key=key)

    with django_assert_num_queries(1):
        assert free_key_of(Organisation, "port", {"port-3"}) == "port-4"


@pytest.mark.django_db
def test_word_that_an_address_needs_is_numbered():
    assert free_key_of(Organisation, "review", {"review"}) == "review-2"
