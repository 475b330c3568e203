"""The ways in which people write one name: case, accents, legal forms, abbreviations, initials, slips, another order."""

import random
import unicodedata
from collections.abc import Callable

from benchmarks.findings.names import LEGAL, Body

_LEGAL = tuple(form for forms in LEGAL.values() for form in forms)
_LETTERS = str.maketrans("łŁøØđ", "lLoOd")
_SHORTER = {
    "Association": "Assoc.", "Technology": "Tech.", "University": "Univ.", "International": "Int.", "Department": "Dept.",
    "Engineering": "Eng.", "Corporation": "Corp.", "Limited": "Ltd", "Technologies": "Tech.", "Institute": "Inst.",
}  # fmt: skip
_ELSEWHERE = {"Cluster": "Clúster", "Association": "Asociación", "Network": "Netzwerk", "Alliance": "Alianza"}


def plain(text: str) -> str:
    """Return a text without accents, as a typist without them writes it."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def without_form(name: str) -> str:
    """Return a name without its legal form."""
    return next((name.removesuffix(f" {form}") for form in _LEGAL if name.endswith(f" {form}")), name)


def _slip(name: str, chance: random.Random) -> str:
    long = [number for number, word in enumerate(name.split()) if len(word) >= 6 and word.isalpha()]
    if not long:
        return name.upper()
    words = name.split()
    number = chance.choice(long)
    place = chance.randrange(1, len(words[number]) - 2)
    word = words[number]
    words[number] = chance.choice(
        (word[:place] + word[place + 1 :], word[:place] + word[place + 1] + word[place] + word[place + 2 :])
    )
    return " ".join(words)


def _abbreviated(name: str, chance: random.Random) -> str:
    return " ".join(_SHORTER.get(word, word) for word in name.split())


def _translated(name: str, chance: random.Random) -> str:
    return " ".join(_ELSEWHERE.get(word, word) for word in name.split())


def _bracketed(name: str, chance: random.Random) -> str:
    return f"{name} ({''.join(word[0] for word in name.split() if word[0].isalpha()).upper()})"


def _turned(name: str, chance: random.Random) -> str:
    words = without_form(name).replace(" of ", " ").split()
    return " ".join((*words[1:], words[0]))


def _digraphs(name: str, chance: random.Random) -> str:
    return name.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae").replace("Ö", "Oe")


def _hyphened(name: str, chance: random.Random) -> str:
    return name.replace(" ", "-", 1)


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda name, chance: name,
    lambda name, chance: name.upper(),
    lambda name, chance: plain(name),
    lambda name, chance: without_form(name),
    lambda name, chance: plain(without_form(name)).upper(),
    lambda name, chance: name.replace(" & ", " and ").replace("-", " "),
    lambda name, chance: f"{without_form(name)} {chance.choice(_LEGAL)}",
    lambda name, chance: f"The {name.replace(' of ', ' for ')}",
    lambda name, chance: _slip(_abbreviated(name, chance), chance),
    lambda name, chance: _turned(plain(name), chance),
    _slip,
    _abbreviated,
    _translated,
    _bracketed,
    _digraphs,
    _hyphened,
    _turned,
)


def written(body: Body, chance: random.Random) -> str:
    """Return a name of the body as somebody else writes it."""
    if body.short and chance.random() < 0.5:
        return chance.choice((body.short, f"{body.name} ({body.short})"))
    return chance.choice(_CHANGES)(body.name, chance)


_EVENTS: tuple[Callable[[str], str], ...] = (
    lambda name: name,
    lambda name: name.upper(),
    plain,
    lambda name: f"World Exhibition {name}",
    lambda name: f"{name} - business mission",
    lambda name: f"Visit to {name}",
    lambda name: f"{name}, Austrian pavilion",
    lambda name: name.replace("International ", "Intl. "),
    lambda name: name.replace(" on ", " for ").replace(" in ", " - "),
    lambda name: name.replace(" 2022", ""),
)


def told(event: str, chance: random.Random) -> str:
    """Return the name of an event as somebody else tells it."""
    return _slip(event, chance) if chance.random() < 0.12 else chance.choice(_EVENTS)(event)


LOOKALIKES = str.maketrans("aeopcxAEOPCTM", "аеорсхАЕОРСТМ")


def misspelled_word(word: str, chance: random.Random) -> str:
    """Return a word of a list as it is mistyped: a slip, look-alike letters, 'and' for '&', another ending."""
    if " & " in word and chance.random() < 0.5:
        return word.replace(" & ", " and ")
    if chance.random() < 0.15:
        return word.translate(LOOKALIKES)
    slipped = _slip(word, chance)
    return slipped if slipped not in (word, word.upper()) else word + "s"
