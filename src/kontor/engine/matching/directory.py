"""All that organisations offer, or seek, by column: what a question is answered from in milliseconds.

Rows are competences, in the order of their organisations' ids. Terms are found by their place in the sorted paths, where
everything under a term is one stretch; words by lists of the rows that have them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching.nearness import SIBLING, Word, rarity, readiness_met, words_of
from kontor.engine.matching.profile import HIGHEST_READINESS, Competence, Profile, require_readable

type Places = NDArray[np.int32]
type Levels = NDArray[np.int8]
type Shares = NDArray[np.float64]
type Path = tuple[str, ...]
type Labels = Mapping[Path, Mapping[str, str]]

UNSTATED = 0
NOTHING: Places = np.zeros(0, np.int32)


@dataclass(frozen=True, eq=False)
class Side:
    """What is offered, or what is sought: R competences of N organisations.

    - `holder`, `level` R: whose it is, by place, and how ready (0: not stated), in the order of the holders.
    - `by_path`: the rows with a term, sorted by their path; `under`: the stretch of them under each path.
    - `at`: the rows with just this term, `below`: those with a term just below it.
    - `rows_of`: the rows with a word, ascending; `heavy`: how much each word says.
    """

    number: int
    holder: Places
    level: Levels
    by_path: Places
    under: Mapping[Path, tuple[int, int]]
    at: Mapping[Path, Places]
    below: Mapping[Path, Places]
    rows_of: Mapping[Word, Places]
    heavy: Mapping[Word, float]

    @classmethod
    def of(cls, rows: Sequence[Sequence[Competence]], labels: Labels) -> Self:
        """Return the columns. O(R x (log R + words))."""
        flat = [(at, one) for at, competences in enumerate(rows) for one in competences]
        paths = [one.path for _, one in flat]
        order = sorted((at for at, path in enumerate(paths) if path), key=lambda at: (paths[at], at))
        named = {path: words_of(_named(names)) for path, names in labels.items()}
        texts = [words_of((one,)) | named.get(one.path, set()) for _, one in flat]
        return cls(
            number=len(rows),
            holder=np.array([at for at, _ in flat], np.int32),
            level=np.array([one.readiness or UNSTATED for _, one in flat], np.int8),
            by_path=np.array(order, np.int32),
            under=_stretches([paths[at] for at in order]),
            at=_lists((paths[at], at) for at in order),
            below=_lists((paths[at][:-1], at) for at in order),
            rows_of=_lists((word, at) for at, words in enumerate(texts) for word in words),
            heavy=rarity(list(_joined(flat, texts))),
        )

    def under_path(self, path: Path) -> Places:
        """The rows with this term or one under it."""
        first, last = self.under.get(path, (0, 0))
        return self.by_path[first:last]

    def met_by(self, need: Competence) -> Iterator[tuple[Places, Shares]]:
        """The rows of offers that meet the need by their term, and how well: those with the same parent, then those under it."""
        for share, path in ((SIBLING, need.path[:-1]), (1.0, need.path)):
            rows = self.under_path(path)
            levels = [readiness_met(need.readiness, level or None) for level in range(HIGHEST_READINESS + 1)]
            yield rows, share * np.array(levels)[self.level[rows]]

    def met_from(self, offer: Competence) -> Iterator[tuple[Places, Shares]]:
        """The rows of needs that the offer meets by its term, and how well: the reverse."""
        levels = [readiness_met(level or None, offer.readiness) for level in range(HIGHEST_READINESS + 1)]
        for depth in range(1, len(offer.path) + 1):
            for share, lists in ((SIBLING, self.below), (1.0, self.at)):
                rows = lists.get(offer.path[:depth], NOTHING)
                yield rows, share * np.array(levels)[self.level[rows]]


def _named(names: Mapping[str, str]) -> Iterator[Competence]:
    return (Competence(text=text, language=language) for language, text in names.items())


def _joined(flat: Sequence[tuple[int, Competence]], texts: Sequence[set[Word]]) -> Iterator[set[Word]]:
    """The words of each organisation that has any: rarity counts organisations."""
    found: defaultdict[int, set[Word]] = defaultdict(set)
    for (at, _), words in zip(flat, texts, strict=True):
        found[at] |= words
    return (words for words in found.values() if words)


def _lists[Thing: Hashable](pairs: Iterable[tuple[Thing, int]]) -> dict[Thing, Places]:
    found: defaultdict[Thing, list[int]] = defaultdict(list)
    for thing, row in pairs:
        found[thing].append(row)
    return {thing: np.array(rows, np.int32) for thing, rows in found.items()}


def _stretches(paths: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Of each path and each one above it, where those under it begin and end in the sorted paths."""
    found: dict[Path, tuple[int, int]] = {}
    for place, path in enumerate(paths):
        for depth in range(1, len(path) + 1):
            above = path[:depth]
            found[above] = (found[above][0] if above in found else place, place + 1)
    return found


class Directory:
    """Organisations in the order of their ids, with what they offer and seek by column, their countries and kinds.

    `labels` are the names of terms in languages: who chose a term is also found by its words. Building takes some seconds
    for 50,000 organisations; nothing in it changes, so it serves any number of questions (`find`).
    Raises ProfileError for profiles that cannot be read.
    """

    def __init__(self, profiles: Iterable[Profile], labels: Labels | None = None) -> None:
        self.profiles = sorted(profiles, key=lambda profile: profile.id)
        require_readable(self.profiles)
        self.place = {profile.id: at for at, profile in enumerate(self.profiles)}
        self.offers = Side.of([profile.offers for profile in self.profiles], labels or {})
        self.seeks = Side.of([profile.seeks for profile in self.profiles], labels or {})
        self.countries, self.country = _numbered([profile.country for profile in self.profiles])
        self.kinds, self.kind = _numbered([profile.kind for profile in self.profiles])


def _numbered(words: Sequence[str]) -> tuple[dict[str, int], Places]:
    number = {word: at for at, word in enumerate(sorted(set(words)))}
    return number, np.array([number[word] for word in words], np.int32)
