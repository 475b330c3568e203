"""What every test may use. No fakes of our own code: real databases, real files."""

from hypothesis import settings

# No timed tests: on a busy machine an example that is quick elsewhere would fail by the clock.
settings.register_profile("kontor", deadline=None)
settings.load_profile("kontor")


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="leave out the tests that know no database")


def pytest_collection_modifyitems(config, items):
    """Tests under tests/hub and tests/journeys ask the database; the others know none and need no second run."""
    if not config.getoption("--only-database"):
        return
    kept = [item for item in items if "/tests/hub/" in str(item.path)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
