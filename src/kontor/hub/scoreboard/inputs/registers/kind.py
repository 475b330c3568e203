"""What a register is, and who its rows are credited to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from kontor.engine.crosscheck.tables import Column
from kontor.engine.indicators import Register
from kontor.engine.indicators.bulk import Columns
from kontor.engine.indicators.rule import DATE, PARTNERS
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import latest
from kontor.hub.foundation.visibility import visible

JOINT = "(joint)"
"""Credited to the partnership as a whole; brackets keep it apart from keys of organisations."""
HIDDEN = "(not shown)"
"""A partner whose profile the actor does not see."""

type Entry = tuple[int, str, date | None, tuple[str, ...], Sequence[object]]
"""A row: its partnership, its id, its day, the partners that it is credited to, and its values in the order of the fields."""
type Entries = Iterable[Entry]


@dataclass(frozen=True)
class RegisterKind:
    """`fields`: name -> (kind as the engine knows it, label). `gather` yields what the actor sees of some partnerships."""

    code: str
    label: Any
    fields: Mapping[str, tuple[str, Any]]
    gather: Callable[[Actor, Collection[int]], Entries]

    @property
    def described(self) -> Register:
        return Register(self.code, {name: kind for name, (kind, _label) in self.fields.items()})

    def columns(self, actor: Actor, partnerships: Sequence[int]) -> Columns:
        """The rows of some partnerships by column, in the order of the register. The number of statements is that of `gather`."""
        rows = [*zip(*self.gather(actor, partnerships), strict=True)]
        whose, ids, days, partners, values = rows or [()] * 5
        places = {pk: place for place, pk in enumerate(partnerships)}
        told = [*zip(*values, strict=True)] or [()] * len(self.fields)
        fields = {name: Column.of(its) for name, its in zip(self.fields, told, strict=True)}
        return Columns(
            np.array([places[pk] for pk in whose], dtype=np.int64),
            np.array(ids, dtype=object),
            {**fields, DATE: Column.of(days), PARTNERS: Column.of(partners)},
        )


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """The day from which a date is certainly past: the last one of a month or a year that is all that is known."""
    return latest(text)


def names_seen(actor: Actor, keys: Iterable[str]) -> Callable[[str], str]:
    """A key as the actor may read it: `HIDDEN` where she does not see the profile. One statement."""
    wanted = {key for key in keys if key}
    seen = (
        set(visible(Organisation, actor).filter(key__in=wanted).values_list("key", flat=True))
        if wanted
        else set()
    )
    return lambda key: key if key in seen else HIDDEN


def grouped[K, V](pairs: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
