import doctest
import importlib
from pathlib import Path

import pytest

import kontor.engine.indicators as package

MODULES = sorted(path.stem for path in Path(package.__file__).parent.glob("[a-z]*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    module = importlib.import_module(f"kontor.engine.indicators.{name}")

    result = doctest.testmod(module)

    assert result.failed == 0


def test_the_package_exports_what_it_lists():
    assert sorted(package.__all__) == sorted(set(package.__all__))
    assert all(hasattr(package, name) for name in package.__all__)
