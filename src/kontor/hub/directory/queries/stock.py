"""What all organisations that an actor sees offer, do and seek, by column. Kept until any record changes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from kontor.engine.matching import NO_TERM, Stock
from kontor.hub.directory.choices import Direction
from kontor.hub.directory.models import Classification, Competence, Organisation, Term
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept
from kontor.hub.foundation.visibility import visible

type Path = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Column:
    """One of a few words for each of N: `code` N is its place in `words`. Words themselves would be most of what is kept."""

    words: tuple[str, ...]
    code: NDArray[np.int16]

    @classmethod
    def of(cls, values: Sequence[str]) -> Self:
        words = sorted(set(values))
        place = {word: at for at, word in enumerate(words)}
        return cls(tuple(words), np.array([place[value] for value in values], np.int16))

    def among(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Who has one of these words."""
        return np.isin(self.code, [at for at, word in enumerate(self.words) if word in wanted])

    def counted(self, who: NDArray[np.intp]) -> dict[str, int]:
        """How many of these places have which word; only words that somebody has."""
        numbers = np.bincount(self.code[who], minlength=len(self.words)).tolist()
        return {word: number for word, number in zip(self.words, numbers, strict=True) if number}


@dataclass(frozen=True, eq=False)
class Stocked:
    """`who` N ascending, with their `country` and `kind`; what they offer (and work in) and seek."""

    who: NDArray[np.int32]
    country: Column
    kind: Column
    offers: Stock
    seeks: Stock


def stock_of(actor: Actor) -> Stocked:
    """Two statements where it is kept, eight where it is made."""
    return kept("complement-stock", actor, lambda: make_stock(actor))


def make_stock(actor: Actor) -> Stocked:
    paths = paths_of(Term.objects.values_list("pk", "parent_id"))
    place = {pk: at for at, pk in enumerate(paths)}
    seen = visible_ids(actor)
    found = visible(Organisation, actor).order_by("pk").values_list("pk", "country_id", "kind")
    organisations = list(found)
    classified = Classification.objects.filter(organisation__in=seen).order_by("pk")
    fields = [
        (who, place[term], 0, False) for who, term in classified.values_list("organisation_id", "term_id")
    ]
    rows = Competence.objects.filter(organisation__in=seen).order_by("pk")
    offers, seeks = (
        [
            (who, place.get(term, NO_TERM), readiness or 0, True)
            for who, term, readiness in rows.filter(direction=direction).values_list(
                "organisation_id", "term_id", "readiness"
            )
        ]
        for direction in (Direction.OFFERS, Direction.SEEKS)
    )
    named = tuple(paths.values())
    return Stocked(
        np.array([pk for pk, _, _ in organisations], np.int32),
        Column.of([country or "" for _, country, _ in organisations]),
        Column.of([kind for _, _, kind in organisations]),
        Stock.of_numbers([*offers, *fields], named),
        Stock.of_numbers(seeks, named),
    )


def paths_of(terms: Iterable[Any]) -> dict[int, Path]:
    """Term -> where it stands: the terms above it and itself."""
    parents = dict(terms)

    def path(pk: int) -> Path:
        above = path(parents[pk]) if parents[pk] in parents else ()
        return (*above, f"term-{pk}")

    return {pk: path(pk) for pk in parents}
