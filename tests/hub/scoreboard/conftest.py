"""The reference data as records, and a cache that starts empty: rows made by factories write no audit entries."""

from datetime import date

import pytest
from django.core.cache import cache

from tests.factories.scoreboard import load_demo

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def demo(db):
    load_demo()
