"""The guide tells the truth: its examples are run in their order."""

import doctest
import re
from pathlib import Path

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "indicators.md"


def test_the_examples_of_the_guide_are_true():
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "guide", str(GUIDE), 0)

    result = doctest.DocTestRunner().run(test)

    assert (result.failed, len(test.examples) > 25) == (0, True)
