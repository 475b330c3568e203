"""The demo's records for the tests that read them from the database."""

import pytest
from django.core.cache import cache
from django.db import transaction

from kontor.hub.front.demo import load
from tests.demo.papers import forget


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker):
    """Loaded once for a file and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None)
        yield
        transaction.set_rollback(True)
    forget()
    cache.clear()
