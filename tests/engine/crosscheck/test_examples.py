import doctest
import importlib

import pytest

MODULES = (
    "answers",
    "claims",
    "duplicates",
    "fields",
    "likeness",
    "names",
    "questions",
    "statements",
    "tables",
    "values",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    module = importlib.import_module(f"kontor.engine.crosscheck.{name}")

    result = doctest.testmod(module)

    assert result.failed == 0
