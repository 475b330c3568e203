"""Who complements an organisation: its needs against what others offer and do, its offers against what others seek.

The rows are those that could count, as a database finds them: whoever asks need not hold a directory in memory.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
from kontor.engine.matching.nearness import COMMON_FROM, COMMON_SHARE, Word, nearness, words_of
from kontor.engine.matching.profile import Competence, Profile, require_readable

GIVES, TAKES, COUNTRY = 0.6, 0.3, 0.1  # what is offered to the asker, what is sought of it, countries
CLASSIFIED = 0.6  # what a field of work is worth beside an offer that is stated


type Kind = tuple[tuple[str, ...], int | None, bool]  # path, level, whether it is stated


@dataclass(frozen=True, slots=True)
class Held:
    """Something that `who` offers or seeks. `stated` False: only a field of work says so."""

    who: int
    competence: Competence
    stated: bool = True


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


@dataclass(frozen=True, slots=True)
class Others:
    """What others offer (and do) and seek, where they are, and whom of them the asker's country interests.

    `size` is the number of all who could have been found: what is rare among them weighs more.
    """

    offers: Sequence[Held]
    seeks: Sequence[Held]
    size: int
    countries: Mapping[int, str] = field(default_factory=dict)
    interested: frozenset[int] = frozenset()


def complements(ask: Ask, others: Others, readiness: int | None = None) -> "Ranking":
    """Return all who offer what is sought or seek what is offered, best first, ties by number.

    The score is 0.6 of what they give (the share of the needs met: terms weighed by rarity 0.7, words 0.3), 0.3 of what
    they take (the same of the asker's offers) and 0.1 for countries of interest; a side on which nothing is asked is left
    out. With `readiness` only offers of this level or more count, and what they take does not.
    O(rows x needs). Raises ProfileError for what cannot be read.

    >>> bread = Held(0, Competence(("Food", "Bread"), readiness=6))
    >>> others = Others((Held(7, Competence(("Food", "Bread"), readiness=8)),), (), 10)
    >>> ranking = complements(Ask((bread,)), others)
    >>> found = ranking.explained(ranking.found)
    >>> [(one.who, one.score, [str(why.phrase) for why in one.reasons]) for one in found]
    [(7, 0.8571, ['Offers Bread, as sought.', 'Its readiness is 8; 6 or more is sought.'])]
    """
    return Ranking(ask, others, readiness)


class Ranking:
    """All who complement, best first, in `found`; `explained` gives reasons to those that are shown."""

    def __init__(self, ask: Ask, others: Others, readiness: int | None) -> None:
        self.ask, self.others = ask, others
        self.gives, self.takes, weights = _sides(ask, others, readiness)
        found = []
        for who in {*self.gives.share, *self.takes.share}:
            near = 1.0 if any(_countries(ask, others, who)) else 0.0
            parts = (self.gives.share.get(who, 0.0), self.takes.share.get(who, 0.0), near)
            score = sum(part * weight for part, weight in zip(parts, weights, strict=True)) / sum(weights)
            found.append(Complement(who, round(score, DIGITS)))
        self.found = sorted(found, key=lambda one: (-one.score, one.who))

    def explained(self, found: Sequence[Complement]) -> list[Complement]:
        """Return the same with the reasons of each (what it gives, what it takes, countries) and its best level."""
        return [
            replace(
                one,
                readiness=self.gives.level(one.who),
                reasons=(
                    *self.gives.reasons(one.who),
                    *self.takes.reasons(one.who),
                    *_countries(self.ask, self.others, one.who),
                ),
            )
            for one in found
        ]


def _sides(ask: Ask, others: Others, readiness: int | None) -> tuple["_Side", "_Side", tuple[float, ...]]:
    asked = [held.competence for held in (*ask.seeks, *ask.offers)]
    require_readable([Profile("the asker", offers=tuple(asked))])
    offered = [
        held for held in others.offers if readiness is None or (held.competence.readiness or 0) >= readiness
    ]
    mine = ask.offers if readiness is None else ()
    sides = (
        _Side(OFFERS, ask.seeks, offered, others.size),
        _Side(SEEKS, mine, others.seeks if mine else (), others.size),
    )
    return *sides, (GIVES if ask.seeks else 0.0, TAKES if mine else 0.0, COUNTRY)


def _countries(ask: Ask, others: Others, who: int) -> Iterator[Reason]:
    if (home := others.countries.get(who, "")) and home in ask.targets:
        yield Reason(COUNTRIES, HOME, found=home)
    if who in others.interested:
        yield Reason(COUNTRIES, INTEREST, found=ask.country)


class _Side:
    """How well each of the others meets what is asked on one side."""

    def __init__(self, among: str, asked: Sequence[Held], rows: Sequence[Held], size: int) -> None:
        self.among = among
        self.known: dict[Kind, tuple[float, ...]] = {}
        self.rows: defaultdict[int, list[Held]] = defaultdict(list)
        for row in rows:
            self.rows[row.who].append(row)
        self.words_asked = words_of(held.competence for held in asked)
        self.words = {who: words for who, held in self.rows.items() if (words := self._words(held))}
        self.heavy = self._heavy(size)
        self.terms = [held for held in asked if held.competence.path]
        self.weights = [self._rarity(held, rows, size) for held in self.terms]
        shares = ((who, self._share(who, held)) for who, held in self.rows.items())
        self.share = {who: share for who, share in shares if share > 0}

    def _words(self, rows: Sequence[Held]) -> set[Word]:
        """The words asked for that somebody has."""
        if not self.words_asked:
            return set()
        return words_of(row.competence for row in rows if row.competence.text) & self.words_asked

    def _heavy(self, size: int) -> dict[Word, float]:
        """How much each word asked for says: log(1 + all / those who have it); 0 where hardly anybody lacks it."""
        held = Counter(word for words in self.words.values() for word in words)
        common = max(COMMON_SHARE * size, COMMON_FROM * COMMON_SHARE)
        return {word: math.log1p(size / held[word]) for word in held if held[word] <= common}

    def _rarity(self, asked: Held, rows: Sequence[Held], size: int) -> float:
        path = asked.competence.path
        holders = sum(row.competence.path[: len(path)] == path for row in rows)
        return math.log1p(max(size, 1) / max(holders, 1))

    def _share(self, who: int, rows: Sequence[Held]) -> float:
        words = self._by_words(who)
        if not self.terms:
            return words
        best = map(max, zip(*(self._met(row) for row in rows), strict=True))
        met = math.fsum(weight * share for weight, share in zip(self.weights, best, strict=True))
        terms = met / sum(self.weights)
        return BY_TERMS * terms + BY_WORDS * words if self.words_asked else terms

    def _by_words(self, who: int) -> float:
        shared = self.words.get(who, set()) & self.heavy.keys()
        return (
            math.fsum(self.heavy[word] for word in shared) / math.fsum(self.heavy.values()) if shared else 0.0
        )

    def _met(self, row: Held) -> tuple[float, ...]:
        """How well a row meets each term asked for; many rows say the same, which is reckoned once."""
        other = row.competence
        kind = (other.path, other.readiness, row.stated)
        if kind not in self.known:
            self.known[kind] = tuple(
                self._near(asked.competence, other) * (1 if asked.stated and row.stated else CLASSIFIED)
                for asked in self.terms
            )
        return self.known[kind]

    def _near(self, one: Competence, other: Competence) -> float:
        return nearness(one, other) if self.among == OFFERS else nearness(other, one)

    def level(self, who: int) -> int | None:
        """The best level of what meets the terms, or of all found by words where no term is asked."""
        rows = self.rows.get(who, ())
        if self.terms:
            rows = [row for row in rows if any(self._met(row))]
        return max((row.competence.readiness or 0 for row in rows), default=0) or None

    def reasons(self, who: int) -> Iterator[Reason]:
        """For each term asked for what meets it best, with its readiness; then the words."""
        rows = self.rows.get(who, [])
        for at, asked in enumerate(self.terms if rows else ()):
            best = max(rows, key=lambda row: self._met(row)[at])
            if self._met(best)[at] > 0:
                yield self._reason(asked, best)
                yield from level_reasons(self.among, asked.competence, best.competence) if best.stated else ()
        words = sorted({word for _, word in self.words.get(who, set()) & self.heavy.keys()})
        if words:
            yield Reason(self.among, WORDS, words=tuple(words))

    def _reason(self, asked: Held, best: Held) -> Reason:
        one, other = asked.competence, best.competence
        place = place_of(one, other)
        if self.among == SEEKS and not asked.stated:
            return Reason(SEEKS, FIELD if place == SAME else place, one.words, other.words)
        return Reason(self.among if best.stated else WORKS_IN, place, one.words, other.words)
