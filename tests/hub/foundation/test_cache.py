"""What is kept in the database: written in one statement, read as it was, dropped when there is too much."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from kontor.hub.foundation.cache import OneStatementCache, counts_entries

pytestmark = pytest.mark.django_db

TABLE = "test_cache"


@pytest.fixture
def cache():
    call_command("createcachetable", TABLE, verbosity=0)
    return OneStatementCache(TABLE, {})


def plain_key(cache, number=0):
    """A key that is not one of those that count the entries."""
    names = (f"answer-{number}-{place}" for place in range(1000))
    return next(name for name in names if not counts_entries(cache.make_key(name)))


def counting_key(cache):
    names = (f"answer-{place}" for place in range(10_000))
    return next(name for name in names if counts_entries(cache.make_key(name)))


@pytest.mark.parametrize("value", [0, "", "Łódź", {"a": [1, (2, 3)]}, b"\x00\xff"])
def test_set_keeps_the_value(cache, value):
    cache.set(plain_key(cache), value, 60)

    assert cache.get(plain_key(cache)) == value


def test_set_asks_one_statement_for_a_new_key_and_for_one_that_is_there(cache, django_assert_num_queries):
    with django_assert_num_queries(1):
        cache.set(plain_key(cache), "first", 60)
    with django_assert_num_queries(1):
        cache.set(plain_key(cache), "second", 60)

    assert cache.get(plain_key(cache)) == "second"


def test_set_many_asks_one_statement(cache, django_assert_num_queries):
    answers = {plain_key(cache, number): number for number in range(5)}
    cache.set(plain_key(cache, 3), "old", 60)

    with django_assert_num_queries(1):
        failed = cache.set_many(answers, 60)

    assert failed == []
    assert cache.get_many(answers) == answers


def test_set_many_keeps_the_keys_that_count_too(cache):
    answers = {plain_key(cache): "plain", counting_key(cache): "counted"}

    assert cache.set_many(answers, 60) == []
    assert cache.get_many(answers) == answers


def test_set_for_no_time_is_not_found(cache):
    cache.set(plain_key(cache), "gone", -1)

    assert cache.get(plain_key(cache)) is None


def test_set_without_end_stays(cache):
    cache.set(plain_key(cache), "stays", None)

    assert cache.get(plain_key(cache)) == "stays"


def test_add_leaves_what_is_there(cache):
    cache.set(plain_key(cache), "first", 60)

    assert cache.add(plain_key(cache), "second", 60) is False
    assert cache.get(plain_key(cache)) == "first"


def test_set_drops_what_is_over_the_limit_when_it_counts(cache):
    cache._max_entries = 10
    for number in range(20):
        cache.set(plain_key(cache, number), number, -1)

    cache.set(counting_key(cache), "counted", 60)

    assert cache.get(counting_key(cache)) == "counted"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")
        assert cursor.fetchone() == (1,)


def test_set_that_fails_inside_a_transaction_leaves_none_that_goes_on_unawares(cache):
    """SQLite goes on after a failed statement; PostgreSQL does not, so there the failure is told."""
    told = False
    try:
        with transaction.atomic():
            kept = cache.write({None: "no key"}, 2_000_000_000)
    except IntegrityError:
        told = True

    assert told if connection.vendor == "postgresql" else kept is False
    cache.set(plain_key(cache), "after", 60)
    assert cache.get(plain_key(cache)) == "after"
