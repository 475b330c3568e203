"""What is kept is found again until something changes, and never by somebody else."""

from itertools import count

import pytest
from django.core.cache import cache
from django.db import transaction

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import VISITOR, system
from kontor.hub.foundation.kept import kept, kept_for_all
from tests.factories.directory import make_country

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def numbers():
    """Each call is another number, so that an answer shows whether it was made anew."""
    return count(1).__next__


def change():
    audit.record(SYSTEM, "test.change", make_country())


def test_kept_answer_is_made_once_until_something_changes(numbers):
    first, again = kept("answer", VISITOR, numbers), kept("answer", VISITOR, numbers)
    change()

    assert (first, again, kept("answer", VISITOR, numbers)) == (1, 1, 2)


def test_kept_answer_is_not_told_to_another_actor(numbers):
    kept("answer", SYSTEM, numbers)

    assert kept("answer", VISITOR, numbers) == 2


def test_answer_for_all_is_kept_by_its_name_alone(numbers):
    assert (kept_for_all("one", numbers), kept_for_all("other", numbers), kept_for_all("one", numbers)) == (
        1,
        2,
        1,
    )


def test_answer_kept_in_a_change_that_failed_is_not_shown_after_the_next_one(numbers):
    """The next change takes the number that the failed one gave back."""
    with transaction.atomic():
        change()
        assert kept("answer", VISITOR, numbers) == 1
        transaction.set_rollback(True)

    change()

    assert kept("answer", VISITOR, numbers) == 2
