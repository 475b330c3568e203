"""Texts of a questionnaire as one line, for figures, documents and tables."""

import re

from kontor.hub.surveys.queries import words

BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a text without its markup, on one line.

    >>> plain("<p>What did</p><p>you <b>do</b>?</p>")
    'What did you do?'
    """
    return " ".join(words.plain(BREAK.sub(" ", text)).split())
