"""A list whose search box asks the word index."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.search import Found, find
from kontor.hub.foundation.tables.columns import NOT_STATED, Facet
from kontor.hub.foundation.tables.shown import FacetShown, FacetValue
from kontor.hub.foundation.tables.table import Table


class WordTable(Table):
    """A list whose search box asks the word index of `index`; best hits first, unless another order was asked for."""

    index: str
    actor: Actor = VISITOR

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(pk__in=self.found.ids)

    @cached_property
    def found(self) -> Found:
        return find(self.index, self.words, self.base)

    @property
    def filtered(self) -> QuerySet[Any]:
        if not self.words or self.asked("sort"):
            return super().filtered
        return self.decorate(Found(self.index, self.found.words, self.chosen_rows()).ranked)

    @cached_property
    def records(self) -> list[Any]:
        start = (self.page - 1) * self.size
        return list(self.filtered[start : start + self.size]) if self.count else []

    @cached_property
    def rows(self) -> list[Any]:
        return [self.row(record) for record in self.records]

    def in_order(self, facet: Facet, counted: dict[str, tuple[str, int]]) -> FacetShown:
        """Most frequent first, 'not stated' last; what was chosen stays although nothing has it now."""
        chosen = self.chosen.get(facet.key, ())
        for missing in set(chosen) - set(counted):
            counted[missing] = (facet.words("" if missing == NOT_STATED else missing), 0)
        values = [
            FacetValue(value, label, number, value in chosen) for value, (label, number) in counted.items()
        ]
        order = self.declared_order(facet)
        values.sort(
            key=lambda one: (
                one.value == NOT_STATED,
                order.get(one.value, 0),
                -one.count * facet.by_count,
                one.label.casefold(),
            )
        )
        return FacetShown(facet.key, self.parameter(facet.key), str(facet.label), tuple(values))
