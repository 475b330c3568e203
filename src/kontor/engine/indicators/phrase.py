"""Sentences as data: an English phrase with places, and what stands in them. Whoever shows one translates the phrase."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(phrase: str) -> str:  # noqa: N802 - gettext's customary marker for 'translate later'
    """Mark a phrase for translation by whoever shows it."""
    return phrase


@dataclass(frozen=True)
class Phrase:
    """`text` has places such as %(field)s for `values`, which are codes and values of the data, never sentences.

    >>> str(Phrase("Counts the rows of %(register)s", {"register": "events"}))
    'Counts the rows of events'
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values

    def to_json(self) -> dict[str, object]:
        """Return the phrase, its values, and the English sentence."""
        return {"phrase": self.text, "values": dict(self.values), "sentence": str(self)}


class IndicatorError(ValueError):
    """What an indicator cannot be or do. `field` names the part that is wrong; `problem` is a Phrase to translate."""

    def __init__(self, field: str, problem: str, /, **values: object) -> None:
        self.field = field
        self.problem = Phrase(problem, values)
        super().__init__(f"{field}: {self.problem}")


def listed(words: object) -> str:
    """Return words or values as they stand in a sentence: 'a, b, c'."""
    return ", ".join(map(str, words)) if isinstance(words, list | tuple | set | frozenset) else str(words)
