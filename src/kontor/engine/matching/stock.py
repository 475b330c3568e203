"""What many organisations offer and do, or seek, by column: read once, asked in milliseconds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching.profile import Competence

type Path = tuple[str, ...]
type Numbers = NDArray[np.int32]
type Kinds = NDArray[np.integer[Any]]
type Words = Mapping[int, Sequence[Competence]]

NO_TERM = -1


@dataclass(frozen=True, slots=True)
class Held:
    """Something that `who` offers or seeks. `stated` False: only a field of work says so."""

    who: int
    competence: Competence
    stated: bool = True


@dataclass(frozen=True, eq=False)
class Stock:
    """R rows in the order of their holders' numbers, those of one holder in the order given.

    - `who` R: the holder. `kind` R: which of the K kinds the row is; many rows say the same, which is reckoned once.
    - `term` K: the place in `paths`, -1 without a term; `level` K: readiness, 0 where none is stated; `stated` K.
    - `words`: of the holders whose words could meet a question, the competences that have some.
    """

    who: Numbers
    kind: Kinds
    term: Numbers
    level: NDArray[np.int8]
    stated: NDArray[np.bool_]
    paths: tuple[Path, ...]
    words: Words = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Held]) -> Self:
        """Return the columns of rows, with the words of all. O(R log R)."""
        held = list(rows)
        paths = dict.fromkeys(row.competence.path for row in held if row.competence.path)
        place = {path: at for at, path in enumerate(paths)}
        words: defaultdict[int, list[Competence]] = defaultdict(list)
        for row in held:
            if row.competence.text:
                words[row.who].append(row.competence)
        told = [
            (row.who, place.get(row.competence.path, NO_TERM), row.competence.readiness or 0, row.stated)
            for row in held
        ]
        return replace(cls.of_numbers(told, tuple(paths)), words=dict(words))

    @classmethod
    def of_numbers(cls, rows: Sequence[tuple[int, int, int, bool]], paths: tuple[Path, ...]) -> Self:
        """Return the columns of (holder, place of the term in `paths` or -1, level or 0, stated). O(R log R)."""
        told = np.array(rows, np.int32).reshape(-1, 4)
        told = told[np.argsort(told[:, 0], kind="stable")]
        kinds, kind = np.unique(told[:, 1:], axis=0, return_inverse=True)
        return cls(
            told[:, 0],
            kind.reshape(-1).astype(np.min_scalar_type(len(kinds))),
            kinds[:, 0],
            kinds[:, 1].astype(np.int8),
            kinds[:, 2].astype(bool),
            paths,
        )

    def __getstate__(self) -> dict[str, Any]:
        """Each holder once, with the number of its rows: what is kept is read by every page that asks."""
        holders, rows = np.unique(self.who, return_counts=True)
        return {**vars(self), "who": (holders, rows.astype(np.min_scalar_type(rows.max(initial=0))))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, who=np.repeat(*state["who"]))

    def only(self, rows: NDArray[np.bool_]) -> "Stock":
        """Return the same with some of its rows."""
        return replace(self, who=self.who[rows], kind=self.kind[rows])

    def without(self, who: int) -> "Stock":
        """Return the same without what one of them holds."""
        words = {other: said for other, said in self.words.items() if other != who}
        return replace(self.only(self.who != who), words=words)

    def ready(self, level: int | None) -> "Stock":
        """Return what is of this level of readiness or more."""
        if level is None:
            return self
        words = {
            who: [one for one in said if (one.readiness or 0) >= level] for who, said in self.words.items()
        }
        return replace(self.only(self.level[self.kind] >= level), words=words)

    def rows_of(self, who: int) -> Kinds:
        """Return the kinds of the rows of one holder, in their order. O(log R)."""
        first, last = np.searchsorted(self.who, [who, who + 1])
        return self.kind[first:last]

    def competence(self, kind: int) -> Competence:
        """Return what a kind says, without words."""
        at = int(self.term[kind])
        return Competence(self.paths[at] if at != NO_TERM else (), readiness=int(self.level[kind]) or None)
