import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.transfer.kit import Address, Shaped, Slug, Text, Unclean
from kontor.hub.transfer.kit.problems import Problem


def sentence(cleaner, text):
    with pytest.raises(Unclean) as refused:
        cleaner.clean(text)
    return str(Problem(refused.value.sentence, refused.value.data, value=text))


def test_text_has_its_spaces_tidied():
    assert Text().clean("a \u00a0 b\n c") == "a b c"


def test_text_with_lines_keeps_them():
    assert Text(lines=True).clean("a  b\r\nc") == "a b\nc"


def test_text_that_is_too_long_says_how_long():
    assert sentence(Text(longest=3), "abcd") == "It is 4 characters long and at most 3 are kept: shorten it."


@pytest.mark.parametrize("text", ["a\x00b", "a\x07", "a\udcff"])
def test_text_with_control_characters_is_refused(text):
    assert (
        sentence(Text(), text)
        == "It contains an invisible control character: delete it and type the text again."
    )


@given(st.text(max_size=40))
def test_clean_text_stays_clean(text):
    try:
        once = Text().clean(text)
    except Unclean:
        return
    assert Text().clean(once) == once if once else True


def test_a_key_in_another_form_is_refused_with_the_right_one():
    expected = "'Basque Cluster' is not a key: use small letters, digits and single hyphens. Did you mean basque-cluster?"

    assert sentence(Slug(), "Basque Cluster") == expected


def test_an_address_without_scheme_is_refused_with_one():
    expected = "'www.example.org' is not the address of a page: write it as https://www.example.org. Did you mean https://www.example.org?"

    assert sentence(Address(), "www.example.org") == expected


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://example.org", "https://", "http://a b"])
def test_what_is_no_page_is_refused(text):
    assert (
        sentence(Address(), text)
        == f"'{text}' is not the address of a page: write it as https://www.example.org."
    )


def test_a_code_in_small_letters_is_refused_with_capitals():
    expected = "'es' does not have the shape of this code: write it like ES. Did you mean ES?"

    assert sentence(Shaped("[A-Z]{2}", "ES"), "es") == expected
