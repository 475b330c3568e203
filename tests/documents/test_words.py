import pytest

from kontor.documents.blocks import Report
from kontor.documents.words import ENGLISH, drawing_words, words_of
from tests.factories.reports import AS_OF


def a_report(words):
    return Report("small", "Title", "Subject", AS_OF, "the public", "de", (), words=words)


def test_words_of_the_report_replace_the_english_ones():
    words = words_of(a_report({"contents": "Inhalt"}))

    assert words["contents"] == "Inhalt"
    assert words["sources"] == ENGLISH["sources"]


def test_unknown_word_is_refused_by_name():
    with pytest.raises(ValueError, match="contens"):
        words_of(a_report({"contens": "Inhalt"}))


def test_words_of_drawings_lose_their_prefix():
    words = words_of(a_report({"drawing.no-data": "keine Angabe"}))

    assert drawing_words(words) == {"no-data": "keine Angabe"}
