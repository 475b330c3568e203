"""What all tests of the hub share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_kept():
    """Figures are kept until a record changes, and factories change records without an entry in the audit trail."""
    cache.clear()
