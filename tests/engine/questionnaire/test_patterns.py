"""The machine for regular expressions: the same answers as Python's engine, and no pattern that makes it slow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.questionnaire.expression.patterns import PatternError, bare_machine, matches

ATOMS = st.sampled_from(
    ["a", "b", "c", ".", "[ab]", "[^a]", r"\d", r"\w", "(a|b)", "(ab|c)", "(?:b)", "[a-c]", r"\."]
)
TIMES = st.sampled_from(["", "*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}", "*?"])
PATTERNS = st.builds(
    lambda start, parts, end: start + "".join(parts) + end,
    st.sampled_from(["", "^"]),
    st.lists(st.builds(lambda atom, times: atom + times, ATOMS, TIMES), min_size=1, max_size=5),
    st.sampled_from(["", "$", "|abc"]),
)


@given(PATTERNS, st.text(alphabet="abc1.", max_size=12))
def test_pattern_is_found_where_python_finds_it(pattern, text):
    assert matches(f"/{pattern}/", text) == (re.search(pattern, text) is not None)


@given(PATTERNS, st.text(alphabet="abc1.", max_size=12))
def test_bare_pattern_fits_the_whole_text(pattern, text):
    expected = re.fullmatch(pattern, text) is not None

    assert bare_machine(pattern).found(text) == expected


def test_pattern_ignores_case_where_asked():
    assert matches("/^[a-z]+é$/i", "ABCÉ")
    assert not matches("/^[a-z]+$/", "ABC")


@pytest.mark.parametrize("pattern", ["/(a+)+$/", "/^(a|a|b)*$/", "/(a*)*(a*)*$/", r"/^(\w+\s?)*$/"])
def test_pattern_that_explodes_elsewhere_ends(pattern):
    """Python's engine would need longer than the world lasts for most of these."""
    assert matches(pattern, "a" * 3000 + "!") == (pattern == "/(a*)*(a*)*$/")


@pytest.mark.parametrize(
    "pattern",
    ["/(?=a)/", r"/(a)\1/", "/a", "a", "/(a/", "/[a/", "/*a/", "/a{900}{900}/", "/[[:alpha:]]/", "/a/e"],
)
def test_pattern_that_is_not_supported_is_refused(pattern):
    with pytest.raises(PatternError):
        matches(pattern, "a")
