"""What the tests of pages share."""

import pytest

from kontor.hub.foundation import chrome


@pytest.fixture
def navigation(monkeypatch):
    """An empty house: what the areas registered is theirs to test."""
    entries = []
    monkeypatch.setattr(chrome, "NAVIGATION", entries)
    monkeypatch.setattr(chrome, "ACCOUNT", [])
    monkeypatch.setattr(chrome, "SEARCH", [])
    return entries
