"""How well one offer meets one need: terms by their place in the taxonomy, readiness by level, words by language."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from kontor.engine.crosscheck.names import tokens
from kontor.engine.crosscheck.vocabulary import JOINING_WORDS
from kontor.engine.matching.profile import Competence

SIBLING = 0.5  # how well a term meets a need that shares its parent; terms further apart do not
PER_READINESS, LEAST_READY = (
    0.15,
    0.25,
)  # what each level of readiness too low costs, and what is left at least
SHORTEST_WORD = 3
COMMON_FROM, COMMON_SHARE = (
    50,
    0.1,
)  # in a language with so many texts, words in more than this share say nothing

type Word = tuple[str, str]  # language, word


def nearness(need: Competence, offer: Competence) -> float:
    """Return how well the offer's term meets the need's, 0 to 1; 1 for the same term or a part of it.

    >>> wind, solar = Competence(("Energy", "Renewable", "Wind")), Competence(("Energy", "Renewable", "Solar"))
    >>> nearness(wind, wind), nearness(wind, solar), nearness(Competence(("Energy",)), wind)
    (1.0, 0.5, 1.0)
    >>> nearness(Competence(("Wind",), readiness=7), Competence(("Wind",), readiness=5))
    0.7
    """
    return term_met(need.path, offer.path) * readiness_met(need.readiness, offer.readiness)


def term_met(sought: tuple[str, ...], offered: tuple[str, ...]) -> float:
    """Return 1 for the term sought or one under it, less for one with the same parent, 0 for others."""
    if not sought:
        return 0.0
    if offered[: len(sought)] == sought:
        return 1.0
    parent = sought[:-1]
    return SIBLING if parent and offered[: len(parent)] == parent else 0.0


def readiness_met(sought: int | None, offered: int | None) -> float:
    """Return 1 where the level offered suffices or one is not stated, less for each level too low."""
    if sought is None or offered is None or offered >= sought:
        return 1.0
    return max(LEAST_READY, 1 - PER_READINESS * (sought - offered))


def words_of(competences: Iterable[Competence]) -> set[Word]:
    """Return the folded words of the texts, each with its language: no 'and', no 'of', no case, no accents."""
    return set(_words(competences))


def _words(competences: Iterable[Competence]) -> Iterator[Word]:
    for competence in competences:
        for word in tokens(competence.text):
            if len(word) >= SHORTEST_WORD and word not in JOINING_WORDS:
                yield competence.language, word


def rarity(texts: Sequence[Collection[Word]]) -> dict[Word, float]:
    """Return how much each word says: log(1 + texts of its language / texts with the word); common words are left out.

    O(words of the texts).
    """
    holders = Counter(word for row in texts for word in row)
    spoken = Counter(language for row in texts for language in {language for language, _ in row})
    return {
        word: math.log1p(spoken[word[0]] / times)
        for word, times in holders.items()
        if spoken[word[0]] < COMMON_FROM or times <= COMMON_SHARE * spoken[word[0]]
    }
