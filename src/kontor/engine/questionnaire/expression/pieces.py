"""Texts with expressions in braces: 'Dear {A4.shown}'. Braces beside white space are only braces, as in LimeSurvey."""

import re
from dataclasses import dataclass

MOST_PIECES, LONGEST_PIECE = 200, 2000
SIGNS = re.compile(r"[{}\"']")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or the source of an expression."""

    text: str
    expression: bool = False


def pieces(text: str) -> tuple[Piece, ...]:
    """Split a text at its expressions. Linear in its length; beyond 200 expressions the rest is taken as text.

    >>> pieces('Case {INDEX}: { not } one')
    (Piece(text='Case ', expression=False), Piece(text='INDEX', expression=True), Piece(text=': { not } one', expression=False))
    """
    found: list[Piece] = []
    closings: dict[int, int] = {}
    start = at = 0
    while (at := text.find("{", at)) >= 0 and len(found) < MOST_PIECES:
        begins = text[at + 1 : at + 2].strip()
        if begins and at not in closings:
            _close(text, at, closings)
        if not begins or not 0 <= closings[at] - at < LONGEST_PIECE:
            at += 1
            continue
        end = closings[at]
        if at > start:
            found.append(Piece(text[start:at]))
        found.append(Piece(text[at + 1 : end], True))
        start = at = end + 1
    if start < len(text):
        found.append(Piece(text[start:]))
    return tuple(found)


def _close(text: str, opening: int, closings: dict[int, int]) -> None:
    """Find where the brace closes, -1 where nowhere, and with it all braces that are open on the way.

    A sign stands in no quotes or in one of two sorts; so at most three such ways lead over it, whatever the text.
    """
    opened: list[int] = []
    quote = ""
    for found in SIGNS.finditer(text, opening):
        at, sign = found.start(), found.group()
        if quote:
            quote = "" if sign == quote and text[at - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "{":
            opened.append(at)
        elif not text[at - 1].isspace():
            closings[opened.pop()] = at
            if not opened:
                return
    closings.update(dict.fromkeys(opened, -1))
