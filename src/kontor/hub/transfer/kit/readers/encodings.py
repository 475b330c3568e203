"""Which encoding a text file is in. Only what can be known is taken without a word; a guess is said."""

import codecs
from collections.abc import Iterable

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.problems import Problem
from kontor.hub.transfer.kit.readers.grid import Unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western first: where two explain the bytes equally well, it is the likelier.
GUESSES = {
    "cp1252": "Windows-1252",
    "iso-8859-15": "ISO 8859-15",
    "cp1250": "Windows-1250",
    "iso-8859-2": "ISO 8859-2",
}
GUESSED = N_(
    "The file is not in UTF-8 and was read as %(encoding)s: check the accented letters, or save it as UTF-8 and upload it again."
)
UTF_16 = N_("The file was read as UTF-16.")
DAMAGED = N_("The file says that it is in %(encoding)s, but is damaged: save it again as CSV in UTF-8.")
SAMPLE = 200_000


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text and what must be said about it. Raises Unreadable."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return strictly(data, encoding), [Problem(UTF_16)] if encoding == "utf-16" else []
    if encoding := unmarked_utf_16(data):
        return strictly(data, encoding), [Problem(UTF_16)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return guessed(data)


def strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(DAMAGED, encoding=encoding.upper().removesuffix("-SIG")) from error


def unmarked_utf_16(data: bytes) -> str:
    """'utf-16-le' or 'utf-16-be' when every other byte of the beginning is mostly NUL."""
    sample = data[:2000]
    if len(data) % 2 or len(sample) < 4:
        return ""
    if sample[1::2].count(0) > len(sample) * 0.4 and sample[0::2].count(0) < len(sample) * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) * 0.4 and sample[1::2].count(0) < len(sample) * 0.1:
        return "utf-16-be"
    return ""


def guessed(data: bytes) -> tuple[str, list[Problem]]:
    """The single-byte encoding that leaves the fewest signs that do not belong into words."""
    encoding = min(GUESSES, key=lambda each: oddness(data[:SAMPLE].decode(each, "replace")))
    text = data.decode(encoding, "replace")
    return text, [Problem(GUESSED, {"encoding": GUESSES[encoding]})]


def oddness(text: str) -> int:
    """How many signs stand beside a letter that never do, such as a superscript, a currency or a control character."""
    return sum(
        1 for before, sign, after in triples(text) if odd(sign) and (before.isalpha() or after.isalpha())
    )


def odd(sign: str) -> bool:
    return ord(sign) > 0x7F and not sign.isalpha() and sign not in "\u00a0«»–—‘’“”„…·°"


def triples(text: str) -> Iterable[tuple[str, str, str]]:
    return zip(text, text[1:], text[2:], strict=False)
