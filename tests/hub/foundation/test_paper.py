from kontor.documents.drawings.wording import ENGLISH as DRAWING_WORDS
from kontor.documents.words import DRAWING, ENGLISH
from kontor.hub.foundation.paper import WRITERS_WORDS


def test_every_word_that_writers_print_is_marked_for_translation():
    assert {**ENGLISH, **{f"{DRAWING}{key}": word for key, word in DRAWING_WORDS.items()}} == WRITERS_WORDS
