import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import kontor.engine.questionnaire as package

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "questionnaire.md"
MODULES = sorted(one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    result = doctest.testmod(importlib.import_module(name))

    assert result.failed == 0


def test_the_examples_of_the_guide_are_true():
    blocks = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "guide", str(GUIDE), 0)

    result = doctest.DocTestRunner().run(test)

    assert result.attempted > 10
    assert result.failed == 0


def test_the_package_exports_what_it_lists():
    assert sorted(package.__all__) == sorted(set(package.__all__))
    assert all(hasattr(package, name) for name in package.__all__)
