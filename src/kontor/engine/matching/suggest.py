"""Whom to meet: for each profile those whose offers and needs complement its own, best first, with reasons."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching import everybody
from kontor.engine.matching.coverage import Coverage
from kontor.engine.matching.nearness import Word, rarity, readiness_met, term_met, words_of
from kontor.engine.matching.profile import Competence, Profile, require_readable
from kontor.engine.matching.suggestion import DIGITS, Suggestion, Weights

ROUNDING = 0.001  # more than the points of one pair can lose by rounding
HEAPS = 16  # so many times as many heaps as are wanted
POOL = 6  # of so many times k candidates a diverse list is picked
WORTH_COMPILING = 3_000_000  # so many pairs take longer row by row than the compiler needs to be read

type _Term = tuple[tuple[str, ...], int | None]  # path and readiness
type _Points = NDArray[np.float64]
type _Places = NDArray[np.int64]


def suggest(
    profiles: Iterable[Profile],
    k: int = 10,
    *,
    of: Collection[str] | None = None,
    requests: Mapping[str, Collection[str]] | None = None,
    weights: Weights | None = None,
    diversity: float = 0.0,
    through: everybody.Through | None = None,
) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return for each profile (or those `of` these ids) the `k` others it should meet, best first; ties by id.

    Somebody is suggested only if she offers what is sought or seeks what is offered, by term or in words; countries and
    languages then add to that. `requests` says which kinds a kind may ask to meet (a kind not listed: nobody; None: all
    may ask all). With `diversity` above 0, up to 1, of similar ones only the best comes early.

    All pairs at once are reckoned by compiled code (`everybody`), a few by rows: O(n x holders of what is sought), some ten
    microseconds for each of 17,000, or O(n + holders) for each, some hundred; space O(n k + holders). The suggestions are
    made when they are read. `through` says where many are reckoned: None in this process, `distributed.over(client)` on the
    workers of a cluster, with the same answers; such a list cannot be diverse. Raises ProfileError for profiles that cannot
    be read, ValueError for a number or a diversity that cannot be.

    >>> a = Profile("a", "Ada", seeks=(Competence(("Logistics", "Cold chain")),))
    >>> b = Profile("b", "Bo", offers=(Competence(("Logistics", "Cold chain")),))
    >>> [(s.whom.id, s.score, s.parts[0].sentence) for s in suggest([a, b])["a"]]
    [('b', 0.35, 'Ada seeks Cold chain; Bo offers it.')]
    """
    listed = sorted(profiles, key=lambda profile: profile.id)
    require_readable(listed)
    if k < 1 or not 0 <= diversity <= 1:
        raise ValueError(
            f"{k} suggestions with diversity {diversity} are asked for: say 1 or more, and 0 to 1."
        )
    if through is not None and diversity > 0:
        raise ValueError("A list that is reckoned elsewhere cannot be diverse: ask for diversity 0.")
    fair = _Fair(listed, weights or Weights(), requests)
    wanted = range(len(listed)) if of is None else _places(listed, frozenset(of))
    many = diversity == 0 and len(wanted) * len(listed) >= WORTH_COMPILING
    if through is None and many and everybody.compiled() is not None:
        through = everybody.here
    if through is not None:
        return fair.ranked(wanted, k, through)
    return {listed[place].id: fair.suggestions(place, k, diversity) for place in wanted}


def _places(profiles: Sequence[Profile], of: Collection[str]) -> Sequence[int]:
    return [place for place, one in enumerate(profiles) if one.id in of]


class _Ranked(Mapping[str, tuple[Suggestion, ...]]):
    """The best of many, as arrays: a suggestion is made when somebody reads it."""

    def __init__(self, fair: "_Fair", wanted: Sequence[int], found: everybody.Found) -> None:
        self.fair = fair
        self.row = {fair.profiles[place].id: row for row, place in enumerate(wanted)}
        self.who, self.points = found

    def __len__(self) -> int:
        return len(self.row)

    def __iter__(self) -> Iterator[str]:
        return iter(self.row)

    def __getitem__(self, name: str) -> tuple[Suggestion, ...]:
        place, row = self.fair.place[name], self.row[name]
        number = int((self.who[row] >= 0).sum())
        rows = zip(self.who[row, :number].tolist(), self.points[row, :number].tolist(), strict=True)
        return tuple(self.fair.suggestion(place, other, tuple(points)) for other, points in rows)


class _Fair:
    """All profiles, in the order of their ids, and what is looked up for each of them."""

    def __init__(
        self, profiles: Sequence[Profile], weights: Weights, requests: Mapping[str, Collection[str]] | None
    ) -> None:
        self.profiles = profiles
        self.weights = np.array(weights.values)
        self.terms = _terms(profiles)
        self.words = _words(profiles)
        self.place = {profile.id: i for i, profile in enumerate(profiles)}
        self.languages, self.language = _table([profile.languages for profile in profiles])
        self.targets, self.target = _table([profile.targets for profile in profiles])
        self.homes, self.home = _table([(profile.country,) for profile in profiles])
        self.kinds, self.kind = _table([(profile.kind,) for profile in profiles])
        self.requests = (
            {kind: tuple(asked) for kind, asked in requests.items()} if requests is not None else None
        )
        self.askable: dict[str, NDArray[np.bool_]] = {}
        self.refused = _refused(profiles, self.place)

    def suggestions(self, place: int, k: int, diversity: float) -> tuple[Suggestion, ...]:
        number = k if diversity == 0 else POOL * k
        points, others = self._points(place, number)
        totals = np.round(points.sum(axis=1), DIGITS)
        best = _best(totals, number)
        if diversity > 0:
            best = self._spread(others, totals, best, k, diversity)
        rows = zip(others[best].tolist(), points[best].tolist(), strict=True)
        return tuple(self.suggestion(place, other, tuple(row)) for other, row in rows)

    def suggestion(self, place: int, other: int, points: tuple[float, ...]) -> Suggestion:
        return Suggestion(
            self.profiles[place], self.profiles[other], points, self._common_words(place, other)
        )

    def ranked(self, wanted: Sequence[int], k: int, through: everybody.Through) -> _Ranked:
        """The k best of those in these places, reckoned all at once."""
        covers = (self.terms, self.words)
        table = everybody.pairs(self.profiles, covers, self.weights, self.requests, self.refused)
        return _Ranked(self, wanted, through(table, np.array(wanted, np.int32), k))

    def _common_words(self, one: int, other: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that one seeks and the other offers, and the reverse."""
        needs, offers = self.words.needs, self.words.offers
        return (
            tuple(word for language, word in offers[other] if (language, word) in needs[one]),
            tuple(word for language, word in offers[one] if (language, word) in needs[other]),
        )

    def _points(self, place: int, number: int) -> tuple[_Points, _Places]:
        """The points of all who may be among the best, a column for each part, and where they stand."""
        who = self.profiles[place]
        shares = [
            self.terms.by_others(place),
            self.terms.of_others(place),
            self.words.by_others(place),
            self.words.of_others(place),
        ]
        others = self._promising(place, shares, number)
        homes = _any(self.homes, others, [self.home.get(country) for country in who.targets])
        wanted = _any(self.targets, others, [self.target.get(who.country)])
        spoken = _any(self.languages, others, [self.language.get(word) for word in who.languages])
        table = np.column_stack([*(share[others] for share in shares), (homes + 1.0 * wanted) / 2, spoken])
        return np.round(np.minimum(table, 1) * self.weights, DIGITS), others

    def _promising(self, place: int, shares: list[_Points], number: int) -> _Places:
        """Who complements and may be met, without those whom country and language cannot lift among the best."""
        base = np.zeros(len(self.profiles))
        for share, weight in zip(shares, self.weights, strict=False):
            base += weight * share
        base[self.refused[place]] = 0
        if self.requests is not None:
            base[~self._askable(self.profiles[place].kind)] = 0
        lift = self.weights[len(shares) :].sum() + ROUNDING
        return np.flatnonzero((base > 0) & (base >= _at_most_the_last(base, number) - lift))

    def _askable(self, kind: str) -> NDArray[np.bool_]:
        """Whom somebody of this kind may ask for a meeting."""
        if kind not in self.askable:
            kinds = [self.kind.get(one) for one in (self.requests or {}).get(kind, ())]
            self.askable[kind] = _any(self.kinds, np.arange(len(self.profiles)), kinds)
        return self.askable[kind]

    def _spread(self, others: _Places, totals: _Points, pool: _Places, k: int, diversity: float) -> _Places:
        """Pick, again and again, whoever is best after taking off her likeness to those picked (Carbonell and Goldstein 1998)."""
        left = pool.tolist()
        alike = dict.fromkeys(left, 0.0)
        picked: list[int] = []
        while left and len(picked) < k:
            top = max(left, key=lambda at: ((1 - diversity) * totals[at] - diversity * alike[at], -at))
            left.remove(top)
            picked.append(top)
            for at in left:
                alike[at] = max(alike[at], self._likeness(int(others[top]), int(others[at])))
        return np.array(picked, np.int64)

    def _likeness(self, one: int, other: int) -> float:
        """Half for the same country, half for the share of terms and words that both offer."""
        a, b = self.profiles[one], self.profiles[other]
        mine = {*self.terms.offers[one], *self.words.offers[one]}
        theirs = {*self.terms.offers[other], *self.words.offers[other]}
        both = mine | theirs
        return 0.5 * (a.country == b.country) + (0.5 * len(mine & theirs) / len(both) if both else 0.0)


def _best(totals: _Points, number: int) -> _Places:
    """The places of the highest totals, highest first, earlier ones first among equals."""
    places = np.flatnonzero(totals >= _at_most_the_last(totals, number))
    return places[np.lexsort((places, -totals[places]))][:number]


def _at_most_the_last(values: _Points, number: int) -> float:
    """Return a value that at least `number` reach, near the last of them: among the highest of each of some heaps.

    Several times faster than a partition, which is slow where many are equal. O(n).
    """
    heaps = HEAPS * number
    if len(values) <= heaps:
        return 0.0
    rows = values[: len(values) // heaps * heaps].reshape(heaps, -1)
    return float(np.sort(rows.max(axis=1))[-number])


def _terms(profiles: Sequence[Profile]) -> Coverage[_Term]:
    """Needs by term, rare ones weighing more: log(1 + n / holders)."""
    holders = Counter(
        path
        for profile in profiles
        for path in {one.path for one in (*profile.offers, *profile.seeks) if one.path}
    )
    heavy = {path: math.log1p(len(profiles) / times) for path, times in holders.items()}
    offers = [_distinct(profile.offers) for profile in profiles]
    under: defaultdict[tuple[str, ...], list[_Term]] = defaultdict(list)
    for term in dict.fromkeys(term for row in offers for term in row):
        for depth in range(1, len(term[0]) + 1):
            under[term[0][:depth]].append(term)

    def near(need: _Term) -> dict[_Term, float]:
        path, readiness = need
        found = under.get(path[:-1] or path, ())
        return {term: term_met(path, term[0]) * readiness_met(readiness, term[1]) for term in found}

    needs = [_shared({term: heavy[term[0]] for term in _distinct(profile.seeks)}) for profile in profiles]
    return Coverage(needs, offers, near)


def _distinct(competences: Iterable[Competence]) -> tuple[_Term, ...]:
    return tuple(dict.fromkeys((one.path, one.readiness) for one in competences if one.path))


def _words(profiles: Sequence[Profile]) -> Coverage[Word]:
    offers = [words_of(profile.offers) for profile in profiles]
    seeks = [words_of(profile.seeks) for profile in profiles]
    heavy = rarity([row for row in (*offers, *seeks) if row])
    kept = [sorted(row & heavy.keys()) for row in offers]
    needs = [_shared({word: heavy[word] for word in sorted(row) if word in heavy}) for row in seeks]
    return Coverage.of_same(needs, kept)


def _shared[Thing](weights: dict[Thing, float]) -> dict[Thing, float]:
    """The weights as shares of their sum."""
    total = sum(weights.values())
    return {thing: weight / total for thing, weight in weights.items()}


def _table(rows: Sequence[Iterable[str]]) -> tuple[NDArray[np.bool_], dict[str, int]]:
    """Who has which word: a row for each profile, a column for each word."""
    columns = {word: i for i, word in enumerate(dict.fromkeys(word for row in rows for word in row if word))}
    table = np.zeros((len(rows), len(columns)), np.bool_)
    for place, row in enumerate(rows):
        table[place, [columns[word] for word in row if word]] = True
    return table, columns


def _any(table: NDArray[np.bool_], rows: _Places, columns: Iterable[int | None]) -> NDArray[np.bool_]:
    """Which of the rows have any of the columns."""
    found = np.zeros(len(rows), np.bool_)
    for column in columns:
        if column is not None:
            found |= table[rows, column]
    return found


def _refused(profiles: Sequence[Profile], place: Mapping[str, int]) -> list[list[int]]:
    """Of each profile whom not to suggest: itself, its group, and whom either side has met or declined."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        if profile.group:
            groups[profile.group].append(at)
    refused = [[at, *groups.get(profile.group, ())] for at, profile in enumerate(profiles)]
    for at, profile in enumerate(profiles):
        for other in (*profile.met, *profile.declined):
            if other in place:
                refused[at].append(place[other])
                refused[place[other]].append(at)
    return refused
