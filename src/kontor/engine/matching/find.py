"""Who in a directory offers what is needed, or needs what is offered: in which country, how ready, and why."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching.directory import NOTHING, UNSTATED, Directory, Places, Shares, Side
from kontor.engine.matching.hit import OFFERS, SEEKS, Found, Hit, Search
from kontor.engine.matching.nearness import Word, words_of
from kontor.engine.matching.profile import Competence, Profile, require_readable

DIGITS = 4
TERMS, WORDS = 0.7, 0.3  # as the parts of a suggestion weigh beside each other


@dataclass(frozen=True, eq=False)
class Scores:
    """Of each profile of the directory, by place: how well it meets the search, and its best level where it does."""

    share: Shares
    level: NDArray[np.int8]

    @property
    def places(self) -> NDArray[np.int64]:
        """Who meets it at all."""
        return np.flatnonzero(self.share > 0)


def find(directory: Directory, search: Search, number: int = 20) -> Found:
    """Return the `number` best, with reasons; ties in the order of the ids.

    The score is 0 to 1: the terms met, weighed by their rarity, count 0.7 and the words 0.3 where both are asked for.
    O(rows with the terms or words + N), some milliseconds for 50,000 organisations.
    Raises ProfileError for competences that cannot be read, ValueError for another `among`.

    >>> bakers = Directory([Profile("bo", offers=(Competence(("Food", "Bread"), readiness=8),), country="ES")])
    >>> found = find(bakers, Search((Competence(("Food", "Bread"), readiness=6),)))
    >>> [(hit.profile.id, hit.score, [str(one.phrase) for one in hit.reasons]) for hit in found.hits]
    [('bo', 1.0, ['Offers Bread, as sought.', 'Its readiness is 8; 6 or more is sought.'])]
    """
    scores = score(directory, search)
    places = scores.places
    best = _best(scores.share, number)
    words = _shared_words(directory, search, best)
    return Found(
        hits=tuple(
            Hit(
                directory.profiles[at],
                float(scores.share[at]),
                int(scores.level[at]) or None,
                words[at],
                search,
            )
            for at in best
        ),
        number=len(places),
        countries=_tally(list(directory.countries), directory.country[places]),
        levels=_levels(scores.level[places]),
    )


def score(directory: Directory, search: Search) -> Scores:
    """Return how well each profile meets the search, before any is picked. Costs and errors as of `find`."""
    if search.among not in (OFFERS, SEEKS):
        raise ValueError(f"'{search.among}' is asked for: look among '{OFFERS}' or '{SEEKS}'.")
    require_readable([Profile("the search", offers=search.competences)])
    tally = _Tally(_side(directory, search), search)
    share = np.round(tally.share(), DIGITS)
    share[~_allowed(directory, search)] = 0
    return Scores(share, np.where(share > 0, tally.level, UNSTATED).astype(np.int8))


def _side(directory: Directory, search: Search) -> Side:
    return directory.offers if search.among == OFFERS else directory.seeks


def _shared_words(directory: Directory, search: Search, places: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Of each place the words asked for that it has, each once, in the order of the alphabet."""
    side = _side(directory, search)
    found: dict[int, dict[str, None]] = {at: {} for at in places}
    for word in sorted(words_of(search.competences)):
        rows = side.rows_of.get(word, NOTHING) if word in side.heavy else NOTHING
        ready = rows if search.readiness is None else rows[side.level[rows] >= search.readiness]
        for at in np.intersect1d(side.holder[ready], places).tolist():
            found[at][word[1]] = None
    return {at: tuple(sorted(words)) for at, words in found.items()}


class _Tally:
    """What the rows of a side add up to for each of its holders."""

    def __init__(self, side: Side, search: Search) -> None:
        self.side, self.search = side, search
        self.level = np.zeros(side.number, np.int8)

    def share(self) -> Shares:
        terms = [one for one in self.search.competences if one.path]
        words = words_of(self.search.competences)
        by_words = self._words(words)
        if terms:
            self.level[:] = UNSTATED  # the level is that of the terms wherever terms are asked for
        by_terms = self._terms(terms)
        if terms and words:
            return TERMS * by_terms + WORDS * by_words
        return by_terms if terms else by_words

    def _terms(self, competences: Sequence[Competence]) -> Shares:
        total = np.zeros(self.side.number)
        weights = [self._rarity(one) for one in competences]
        for one, weight in zip(competences, weights, strict=True):
            total += weight * self._best(one)
        return total / sum(weights) if weights else total

    def _best(self, one: Competence) -> Shares:
        """How well each holder meets one competence; the levels of the rows that meet it best are noted."""
        best = np.zeros(self.side.number)
        met = []
        for rows, shares in self._met(one):
            kept = self._ready(rows)
            met.append((rows[kept], shares[kept]))
            np.maximum.at(best, self.side.holder[rows[kept]], shares[kept])
        for rows, shares in met:
            self._note(rows[shares >= best[self.side.holder[rows]]])
        return best

    def _met(self, one: Competence) -> Iterator[tuple[Places, Shares]]:
        return self.side.met_by(one) if self.search.among == OFFERS else self.side.met_from(one)

    def _rarity(self, one: Competence) -> float:
        rows = self.side.under_path(one.path)
        return float(np.log1p(self.side.number / max(len(rows), 1)))

    def _words(self, words: set[Word]) -> Shares:
        """The best over the languages: the weight of the words that are met, of all that have a weight."""
        by_language: defaultdict[str, list[Word]] = defaultdict(list)
        for word in sorted(words):
            if word in self.side.heavy:
                by_language[word[0]].append(word)
        best = np.zeros(self.side.number)
        for listed in by_language.values():
            best = np.maximum(best, self._of_language(listed))
        return best

    def _of_language(self, words: Sequence[Word]) -> Shares:
        total = np.zeros(self.side.number)
        for word in words:
            rows = self.side.rows_of.get(word, NOTHING)
            rows = rows[self._ready(rows)]
            holders = self.side.holder[rows]
            first = np.r_[True, holders[1:] != holders[:-1]] if len(holders) else np.zeros(0, np.bool_)
            total[holders[first]] += self.side.heavy[word]
            self._note(rows)
        return total / sum(self.side.heavy[word] for word in words)

    def _ready(self, rows: Places) -> NDArray[np.bool_]:
        if self.search.readiness is None:
            return np.ones(len(rows), np.bool_)
        return np.asarray(self.side.level[rows] >= self.search.readiness)

    def _note(self, rows: Places) -> None:
        np.maximum.at(self.level, self.side.holder[rows], self.side.level[rows])


def _allowed(directory: Directory, search: Search) -> NDArray[np.bool_]:
    able = np.ones(len(directory.profiles), np.bool_)
    if search.countries:
        able &= np.isin(directory.country, _numbers(directory.countries, search.countries))
    if search.kinds:
        able &= np.isin(directory.kind, _numbers(directory.kinds, search.kinds))
    able[[directory.place[one] for one in search.without if one in directory.place]] = False
    return able


def _numbers(known: dict[str, int], words: Sequence[str]) -> list[int]:
    return [known[word] for word in words if word in known]


def _best(share: Shares, number: int) -> list[int]:
    """The places of the highest shares above 0, highest first, earlier ones first among equals."""
    places = np.flatnonzero(share > 0)
    if 0 < number < len(places):
        last = np.partition(share[places], -number)[-number]
        places = places[share[places] >= last]
    found: list[int] = places[np.lexsort((places, -share[places]))][: max(number, 0)].tolist()
    return found


def _tally(words: Sequence[str], numbers: Places) -> tuple[tuple[str, int], ...]:
    counts = np.bincount(numbers, minlength=len(words)).tolist()
    rows = [(word, count) for word, count in zip(words, counts, strict=True) if count]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def _levels(levels: NDArray[np.int8]) -> tuple[tuple[int | None, int], ...]:
    counts = np.bincount(levels).tolist()
    return tuple((level or None, counts[level]) for level in range(len(counts) - 1, -1, -1) if counts[level])
