"""Where a written key, label or alias becomes an id: loaded once for a file, with the nearest word for what is not there."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Self

from rapidfuzz import fuzz, process

_BETWEEN = re.compile(r"[\s\-_/]+")
NEAR = 60
PART_NEAR = 85
LONG_ENOUGH = 4
SAME_LETTERS = 20
# A file full of unknown words must not keep the machine busy with guessing: 'did you mean' stops after so many.
GUESSES = 200


def folded(text: str) -> str:
    """How texts are compared: without case, accents, and the difference between space, hyphen and underscore."""
    if not text.isascii():
        text = "".join(
            sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
        )
    return _BETWEEN.sub(" ", text.casefold()).strip()


def nearest(text: str, words: Iterable[str]) -> str:
    """The folded word most like `text`, or '' when none is near.

    Letters in another order count as a slip of the pen; the beginning of a longer word counts where nothing else is near.
    """
    wanted, letters = folded(text), sorted(folded(text))
    known = list(words)
    found = process.extract(wanted, known, scorer=fuzz.ratio, score_cutoff=NEAR, limit=20)
    if not found and len(wanted) > LONG_ENOUGH:
        longer = [word for word in known if len(word) >= len(wanted)]
        found = process.extract(wanted, longer, scorer=fuzz.partial_ratio, score_cutoff=PART_NEAR, limit=20)
    ranked = [(score + SAME_LETTERS * (sorted(word) == letters), word) for word, score, _place in found]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else ""


class Lookup:
    """Keys, and labels and aliases that lead to them. `noun` says in errors what was looked for."""

    def __init__(self, noun: Any) -> None:
        self.noun = noun
        self.values: dict[str, Any] = {}
        self.keys: dict[Any, str] = {}
        self.labels: dict[str, str] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._guesses = 0

    @classmethod
    def of(cls, noun: Any, rows: Iterable[tuple[Any, ...]]) -> Self:
        """From (key, value, label) or (key, value, label, aliases); label and aliases may be empty."""
        lookup = cls(noun)
        for key, value, *words in rows:
            lookup.add(key, value, words[0] if words else "", words[1] if len(words) > 1 else ())
        return lookup

    def add(self, key: str, value: Any, label: str = "", aliases: Iterable[str] = ()) -> None:
        self.values[key] = value
        self.keys.setdefault(value, key)
        self.labels[key] = label or ""
        for word in {folded(each) for each in (key, label or "", *aliases)} - {""}:
            known = self._words.get(word, ())
            if key not in known:
                self._words[word] = (*known, key)

    def find(self, text: str) -> tuple[str, ...]:
        """The keys that `text` may mean: itself, or those with this label or alias. More than one is ambiguous."""
        return (text,) if text in self.values else self._words.get(folded(text), ())

    def near(self, text: str) -> str:
        """The key most like `text`, with its label; '' when none is near."""
        self._guesses += 1
        found = nearest(text, self._words) if self._guesses <= GUESSES else ""
        return self.named(self._words[found][0]) if found else ""

    def named(self, key: str) -> str:
        """The key with its label, unless they say the same."""
        label = self.labels.get(key, "")
        return f"{key} ({label})" if label and folded(label) != folded(key) else key
