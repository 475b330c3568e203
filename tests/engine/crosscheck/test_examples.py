import doctest
import importlib

import pytest

MODULES = (
    "answers",
    "bodies",
    "claims",
    "duplicates",
    "fields",
    "findings",
    "ladder",
    "likeness",
    "names",
    "printed",
    "questions",
    "rules.sums",
    "statements",
    "tables",
    "things",
    "values",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    module = importlib.import_module(f"kontor.engine.crosscheck.{name}")

    result = doctest.testmod(module)

    assert result.failed == 0
