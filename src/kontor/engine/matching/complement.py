"""Who complements an organisation: its needs against what others offer and do, its offers against what others seek."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching.find import DIGITS
from kontor.engine.matching.find import TERMS as BY_TERMS
from kontor.engine.matching.find import WORDS as BY_WORDS
from kontor.engine.matching.hit import (
    COUNTRIES,
    FIELD,
    HOME,
    INTEREST,
    OFFERS,
    SAME,
    SEEKS,
    WORDS,
    WORKS_IN,
    Reason,
    level_reasons,
    place_of,
)
from kontor.engine.matching.nearness import (
    COMMON_FROM,
    COMMON_SHARE,
    Word,
    readiness_met,
    term_met,
    words_of,
)
from kontor.engine.matching.profile import HIGHEST_READINESS, Profile, require_readable
from kontor.engine.matching.stock import Held, Numbers, Stock

GIVES, TAKES, COUNTRY = 0.6, 0.3, 0.1  # what is offered to the asker, what is sought of it, countries
CLASSIFIED = 0.6  # what a field of work is worth beside an offer that is stated

type Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is sought and offered, each with whether it is stated; countries wanted, and the asker's own."""

    seeks: tuple[Held, ...] = ()
    offers: tuple[Held, ...] = ()
    targets: tuple[str, ...] = ()
    country: str = ""

    @property
    def empty(self) -> bool:
        return not (self.seeks or self.offers)


@dataclass(frozen=True, slots=True)
class Complement:
    """Somebody who complements, with a score of 0 to 1; `readiness` is the best level stated of what is sought."""

    who: int
    score: float
    readiness: int | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, eq=False)
class Others:
    """What others offer (and do) and seek, where they are, and whom of them the asker's country interests.

    `size` is the number of all who could have been found: what is rare among them weighs more. `at_home`: country -> who is
    there, ascending, for the countries the asker is interested in.
    """

    offers: Stock
    seeks: Stock
    size: int
    at_home: Mapping[str, Numbers] = field(default_factory=dict)
    interested: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))


def complements(ask: Ask, others: Others, readiness: int | None = None) -> "Ranking":
    """Return all who offer what is sought or seek what is offered, best first, ties by number.

    The score is 0.6 of what they give (the share of the needs met: terms weighed by rarity 0.7, words 0.3), 0.3 of what
    they take (the same of the asker's offers) and 0.1 for countries of interest; a side on which nothing is asked is left
    out. With `readiness` only offers of this level or more count, and what they take does not.
    O(rows x needs), by column. Raises ProfileError for what cannot be read.

    >>> from kontor.engine.matching import Competence, Held
    >>> bread = Held(0, Competence(("Food", "Bread"), readiness=6))
    >>> baker = Held(7, Competence(("Food", "Bread"), readiness=8))
    >>> ranking = complements(Ask((bread,)), Others(Stock.of([baker]), Stock.of([]), 10))
    >>> found = ranking.explained(ranking.who)
    >>> [(one.who, one.score, [str(why.phrase) for why in one.reasons]) for one in found]
    [(7, 0.8571, ['Offers Bread, as sought.', 'Its readiness is 8; 6 or more is sought.'])]
    """
    return Ranking(ask, others, readiness)


class Ranking:
    """All who complement, best first: `who` N, `score` N. `explained` gives reasons to those that are shown."""

    def __init__(self, ask: Ask, others: Others, readiness: int | None) -> None:
        self.ask, self.others = ask, others
        self.gives, self.takes, weights = _sides(ask, others, readiness)
        who = np.union1d(self.gives.who, self.takes.who)
        parts = (self.gives.among_all(who), self.takes.among_all(who), self._near(who))
        total = sum(part * weight for part, weight in zip(parts, weights, strict=True)) / sum(weights)
        score = np.round(total, DIGITS)
        order = np.lexsort((who, -score))
        self.who: Numbers = who[order]
        self.score: Shares = score[order]

    def _near(self, who: Numbers) -> Shares:
        """1 for who is in a country of interest, or interested in the asker's."""
        homes = [
            self.others.at_home[country] for country in self.ask.targets if country in self.others.at_home
        ]
        return np.isin(who, np.concatenate([*homes, self.others.interested])).astype(float)

    def explained(self, who: Iterable[int]) -> list[Complement]:
        """Return these with the reasons of each (what it gives, what it takes, countries) and its best level."""
        scores = dict(zip(self.who.tolist(), self.score.tolist(), strict=True))
        return [
            Complement(
                one,
                scores[one],
                self.gives.level(one),
                (*self.gives.reasons(one), *self.takes.reasons(one), *_countries(self.ask, self.others, one)),
            )
            for one in map(int, who)
        ]


def _sides(ask: Ask, others: Others, readiness: int | None) -> tuple["_Side", "_Side", tuple[float, ...]]:
    asked = [held.competence for held in (*ask.seeks, *ask.offers)]
    require_readable([Profile("the asker", offers=tuple(asked))])
    mine = ask.offers if readiness is None else ()
    sides = (
        _Side(OFFERS, ask.seeks, others.offers.ready(readiness), others.size),
        _Side(SEEKS, mine, others.seeks, others.size),
    )
    return *sides, (GIVES if ask.seeks else 0.0, TAKES if mine else 0.0, COUNTRY)


def _countries(ask: Ask, others: Others, who: int) -> Iterator[Reason]:
    for country in ask.targets:
        if who in others.at_home.get(country, ()):
            yield Reason(COUNTRIES, HOME, found=country)
    if who in others.interested:
        yield Reason(COUNTRIES, INTEREST, found=ask.country)


class _Side:
    """How well each of the others meets what is asked on one side: `who` ascending, `share` above 0."""

    def __init__(self, among: str, asked: Sequence[Held], stock: Stock, size: int) -> None:
        self.among, self.stock, self.size = among, stock, size
        self.terms = [held for held in asked if held.competence.path]
        self.words_asked = words_of(held.competence for held in asked)
        self.words = self._words()
        self.heavy = self._heavy()
        self.who, self.share = self._shares() if asked else (np.zeros(0, np.int32), np.zeros(0))

    def among_all(self, who: Numbers) -> Shares:
        """The shares of all of `who`, which holds everybody found here."""
        found = np.zeros(len(who))
        found[np.searchsorted(who, self.who)] = self.share
        return found

    def _words(self) -> dict[int, set[Word]]:
        """Of each holder the words asked for that it has."""
        if not self.words_asked:
            return {}
        held = ((who, words_of(said) & self.words_asked) for who, said in self.stock.words.items())
        return {who: words for who, words in held if words}

    def _heavy(self) -> dict[Word, float]:
        """How much each word asked for says: log(1 + all / those who have it); 0 where hardly anybody lacks it."""
        held = Counter(word for words in self.words.values() for word in words)
        common = max(COMMON_SHARE * self.size, COMMON_FROM * COMMON_SHARE)
        return {word: math.log1p(self.size / held[word]) for word in held if held[word] <= common}

    def _shares(self) -> tuple[Numbers, Shares]:
        by_words = {who: share for who in self.words if (share := self._by_words(who)) > 0}
        by_terms = self._by_terms()
        who = np.union1d(by_terms[0], np.array(sorted(by_words), np.int32))
        terms, words = np.zeros(len(who)), np.zeros(len(who))
        terms[np.searchsorted(who, by_terms[0])] = by_terms[1]
        words[[int(np.searchsorted(who, one)) for one in by_words]] = list(by_words.values())
        both = bool(self.terms and self.words_asked)
        parts = (BY_TERMS, BY_WORDS) if both else (1.0, 0.0) if self.terms else (0.0, 1.0)
        found: Shares = parts[0] * terms + parts[1] * words
        return who[found > 0], found[found > 0]

    def _by_words(self, who: int) -> float:
        shared = self.words[who] & self.heavy.keys()
        return (
            math.fsum(self.heavy[word] for word in shared) / math.fsum(self.heavy.values()) if shared else 0.0
        )

    def _by_terms(self) -> tuple[Numbers, Shares]:
        """Who has a term that meets one asked for, and the share of the terms met, weighed by their rarity."""
        rows = self.met.any(axis=1)[self.stock.kind] if self.terms else np.zeros(len(self.stock.who), bool)
        if not rows.any():
            return np.zeros(0, np.int32), np.zeros(0)
        who, kind = self.stock.who[rows], self.stock.kind[rows]
        first = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
        best = np.maximum.reduceat(self.met[kind], first, axis=0)
        weights = self._rarities()
        met: Shares = best @ np.array(weights) / sum(weights)
        return who[first], met

    @cached_property
    def met(self) -> Shares:
        """K x terms asked for: how well each kind of row meets each."""
        return np.array([self._met(held) for held in self.terms]).reshape(len(self.terms), -1).T

    def _met(self, asked: Held) -> Shares:
        """How well each kind meets one term: by its place, its readiness, and whether both are stated."""
        one, offered = asked.competence, self.among == OFFERS
        near = [
            term_met(one.path, path) if offered else term_met(path, one.path) for path in self.stock.paths
        ]
        levels = [level or None for level in range(HIGHEST_READINESS + 1)]
        ready = [readiness_met(one.readiness, level) if offered else readiness_met(level, one.readiness) for level in levels]  # fmt: skip
        worth = [CLASSIFIED, 1.0 if asked.stated else CLASSIFIED]
        # The last place stands for rows without a term, which `NO_TERM` finds.
        met: Shares = np.array([*near, 0.0])[self.stock.term]
        met *= np.array(ready)[self.stock.level]
        met *= np.array(worth)[self.stock.stated.astype(int)]
        return met

    def _rarities(self) -> list[float]:
        """How much each term asked for says: log(1 + all / rows with it or a part of it)."""
        held = np.bincount(self.stock.kind, minlength=len(self.stock.term))
        of_path = np.bincount(self.stock.term + 1, weights=held, minlength=len(self.stock.paths) + 1)[1:]
        rarities = []
        for asked in self.terms:
            path = asked.competence.path
            rows = sum(number for other, number in zip(self.stock.paths, of_path.tolist(), strict=True) if other[: len(path)] == path)  # fmt: skip
            rarities.append(math.log1p(max(self.size, 1) / max(rows, 1)))
        return rarities

    def level(self, who: int) -> int | None:
        """The best level of what meets the terms, or of all found by words where no term is asked."""
        if self.terms:
            levels = [int(self.stock.level[kind]) for kind in self.stock.rows_of(who) if self.met[kind].any()]
        else:
            levels = [one.readiness or 0 for one in self.stock.words.get(who, ())]
        return max(levels, default=0) or None

    def reasons(self, who: int) -> Iterator[Reason]:
        """For each term asked for what meets it best, with its readiness; then the words."""
        kinds = self.stock.rows_of(who).tolist()
        for at, asked in enumerate(self.terms if kinds else ()):
            best = max(kinds, key=lambda kind: self.met[kind, at])
            if self.met[best, at] > 0:
                yield from self._reasons(asked, best)
        words = sorted({word for _, word in self.words.get(who, set()) & self.heavy.keys()})
        if words:
            yield Reason(self.among, WORDS, words=tuple(words))

    def _reasons(self, asked: Held, kind: int) -> Iterator[Reason]:
        one, other = asked.competence, self.stock.competence(kind)
        stated = bool(self.stock.stated[kind])
        place = place_of(one, other)
        if self.among == SEEKS and not asked.stated:
            yield Reason(SEEKS, FIELD if place == SAME else place, one.words, other.words)
        else:
            yield Reason(self.among if stated else WORKS_IN, place, one.words, other.words)
        yield from level_reasons(self.among, one, other) if stated else ()
