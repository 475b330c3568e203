"""How wide a text is in Inter, and how it breaks into lines: so that labels never collide with what they label."""

import re
import unicodedata
from functools import cache
from pathlib import Path

_SEMIBOLD = 1.07
_UNKNOWN = 0.62  # of the font size, for a character that Inter does not have
_WIDE = 1.0  # East Asian wide characters

ELLIPSIS = "…"


def font_file() -> Path:
    """Inter, upright, variable, as installed with `fontpkg-inter`."""
    import fontpkg_inter

    return Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"


@cache
def _advances() -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(font_file(), lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: metrics[name][0] / units for code, name in font.getBestCmap().items()}


@cache
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in the units of `size`, without kerning (which only makes it narrower). O(characters).

    >>> text_width("mm", 10) > text_width("ii", 10)
    True
    """
    advances = _advances()
    ems = sum(advances[ord(c)] if ord(c) in advances else _guess(c) for c in text)
    return ems * size * (_SEMIBOLD if bold else 1)


def _guess(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


def shortened(text: str, size: float, width: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than `width`; at least one character stays."""
    if text_width(text, size, bold) <= width:
        return text
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = text_width(text[:middle].rstrip() + ELLIPSIS, size, bold) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS


def wrapped(text: str, size: float, width: float, lines: int = 3) -> tuple[str, ...]:
    """At most `lines` lines of at most `width`: broken at spaces, hyphens and slashes, the rest cut with an ellipsis.

    >>> wrapped("Business partnership agreements", 12, 110)
    ('Business', 'partnership', 'agreements')
    """
    pieces = [piece for piece in re.split(r"(?<=[-/])|(\s+)", " ".join(text.split())) if piece]
    done: list[str] = []
    line = ""
    for piece in pieces:
        if line and text_width((line + piece).rstrip(), size) > width:
            done.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip() or not done:
        done.append(line.rstrip())
    if len(done) > lines:
        done = [*done[: lines - 1], " ".join(done[lines - 1 :])]
    return tuple(shortened(part, size, width) for part in done)


def longest_word(text: str, size: float) -> float:
    return max((text_width(word, size) for word in re.split(r"(?<=[-/])|\s+", text) if word), default=0)
