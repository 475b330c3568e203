from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kontor.documents.markup import Markup, join, tag
from kontor.documents.values import clean


@given(st.text())
def test_text_comes_back_as_it_went_in(text):
    element = html.fromstring(f"<div>{tag('p', 'x' + text, title='x' + text)}</div>")[0]

    assert element.text_content() == clean("x" + text)
    assert element.get("title") == clean("x" + text)


def test_finished_markup_is_not_escaped_again():
    assert join(["<", tag("b", "&"), Markup("<i></i>")]) == "&lt;<b>&amp;</b><i></i>"


def test_empty_attribute_is_left_out():
    assert tag("a", "x", id="", href=None, open=True, tabindex=0) == '<a open tabindex="0">x</a>'
