"""Names compared as people read them: without case, accents, punctuation, legal form or filler.

`fold` is also what search uses, on both the typed words and the stored names, so it must stay cheap.
"""

import unicodedata
from functools import lru_cache

from kontor.engine.crosscheck.vocabulary import (
    GENERIC_WORDS,
    JOINING_WORDS,
    LEGAL_ANYWHERE,
    LEGAL_FORMS,
    LEGAL_PREFIXES,
)

# Letters that Unicode does not decompose, although a reader sees a base letter with a stroke.
_UNDECOMPOSED = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ɨ": "i", "ƒ": "f",
}  # fmt: skip

_LONGEST_LEGAL_FORM = max(len(form) for form in LEGAL_FORMS)


def fold(text: str) -> str:
    """Return `text` in lower case, without accents and punctuation, words parted by one space.

    Greek and Cyrillic letters stay Greek and Cyrillic, only their accents go. Folding twice changes nothing.
    Linear in the length; 1 to 2 µs for a name of 40 letters.

    >>> fold("CLUTEX – klastr technické textilie, z.s.")
    'clutex klastr technicke textilie z s'
    >>> fold("Łódź, Straße, Tromsø, Τεχνολογία")
    'lodz strasse tromso τεχνολογια'
    """
    return " ".join(text.translate(_FOLDING).split())


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in their order.

    >>> tokens("Flanders.Bio")
    ('flanders', 'bio')
    """
    return tuple(fold(text).split())


def without_legal_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return `words` without legal forms at either end; all of them where nothing else would be left.

    >>> without_legal_form(tokens("BalticNet-PlasmaTec e.V."))
    ('balticnet', 'plasmatec')
    >>> without_legal_form(tokens("Oy Merinova Ab"))
    ('merinova',)
    """
    left = tuple(word for word in words if word not in LEGAL_ANYWHERE)
    shortened = _cut_front(_cut_end(left))
    return shortened or words


def distinctive(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that tell one body from another: no legal form, no filler, no 'cluster' or 'association'.

    Where nothing would be left the fuller form is returned, so the result is empty only for an empty name.

    >>> distinctive(tokens("Clúster da Madeira e o Deseño de Galicia"))
    ('madeira', 'deseno', 'galicia')
    >>> distinctive(tokens("Cluster development"))
    ('development',)
    """
    named = without_legal_form(words)
    content = tuple(word for word in named if word not in JOINING_WORDS)
    special = tuple(word for word in content if word not in GENERIC_WORDS)
    return special or content or named


def acronyms(words: tuple[str, ...]) -> frozenset[str]:
    """Return the initials under which a name of three words or more may be known.

    >>> sorted(acronyms(tokens("Centre for Development of Eco-Enterprises")))
    ['cdee', 'cfdoee']
    """
    named = without_legal_form(words)
    content = tuple(word for word in named if word not in JOINING_WORDS)
    return frozenset("".join(word[0] for word in kept) for kept in (named, content) if len(kept) >= 3)


def looks_like_acronym(text: str) -> bool:
    """Tell whether `text` is one word of 3 to 8 letters written in capitals, dots allowed.

    >>> [looks_like_acronym(text) for text in ("SCRD", "T.I.C.E", "Clean", "AB", "AEI Tèxtils")]
    [True, True, False, False, False]
    """
    letters = text.replace(".", "")
    return 3 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


@lru_cache(maxsize=65536)
def spelled_alike(word: str) -> str:
    """Return a folded word with the German digraphs reduced: `Oekoenergie` and `Ökoenergie` meet.

    >>> spelled_alike("oekoenergie"), spelled_alike("hoegskolan")
    ('okonergie', 'hogskolan')
    """
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _cut_end(words: tuple[str, ...]) -> tuple[str, ...]:
    for length in range(min(_LONGEST_LEGAL_FORM, len(words)), 0, -1):
        if words[-length:] in LEGAL_FORMS:
            return _cut_end(words[:-length])
    return words


def _cut_front(words: tuple[str, ...]) -> tuple[str, ...]:
    return _cut_front(words[1:]) if words[:1] in LEGAL_PREFIXES else words


class _Folding(dict[int, str]):
    """What each character becomes, worked out when first met; at most as long as Unicode."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_character(chr(code))
        return folded


def _folded_character(character: str) -> str:
    bare = _without_marks(_without_marks(character).casefold())
    letters = "".join(_UNDECOMPOSED.get(letter, letter) for letter in bare)
    return "".join(letter if letter.isalnum() else " " for letter in letters)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.category(letter).startswith("M"))


_FOLDING = _Folding()
