"""Cells that name something known: a choice, a term, a record, a source."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar, Self

from django.db.models import TextChoices
from django.utils.translation import get_language

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.cleaners.base import Cleaner, ListCleaner
from kontor.hub.transfer.kit.lookups import Lookup
from kontor.hub.transfer.kit.problems import Unclean

UNKNOWN = N_("'%(value)s' is not known as %(noun)s: write the key or the name of one that is there.")
AMBIGUOUS = N_("'%(value)s' can be several (%(keys)s): write the key of the one that is meant.")
NOT_A_CHOICE = N_("'%(value)s' is not possible here: write one of %(choices)s.")
SHOWN_CHOICES = 12


def looked_up(table: Lookup | None, text: str) -> str:
    """The key that `text` means. Raises Unclean."""
    assert table is not None, "the cleaner was not bound to its table: does `prepare` return it?"
    keys = table.find(text)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise Unclean(AMBIGUOUS, value=text, keys=", ".join(sorted(keys)[:5]))
    raise Unclean(UNKNOWN, value=text, noun=table.noun, near=table.near(text))


@dataclass(frozen=True, slots=True)
class Choice(Cleaner):
    """One of the choices, by value or label."""

    choices: type[TextChoices]

    def clean(self, text: str) -> Any:
        table = lookup_of_choices(self.choices, get_language() or "en")
        keys = table.find(text)
        if len(keys) == 1:
            return keys[0]
        values = [str(value) for value in self.choices.values]
        shown = ", ".join(values[:SHOWN_CHOICES]) + (" …" if len(values) > SHOWN_CHOICES else "")
        raise Unclean(NOT_A_CHOICE, choices=shown, near=table.near(text))


@cache
def lookup_of_choices(choices: type[TextChoices], language: str) -> Lookup:
    """Values, and labels in the language of the reader: `language` is part of the key because the labels are in it."""
    return Lookup.of(
        choices.__name__, [(str(value), str(value), str(label)) for value, label in choices.choices]
    )


@dataclass(frozen=True, slots=True)
class Reference(Cleaner):
    """A record by key, label or alias. With `within`, also a key that stands in that column of the same file."""

    empty: ClassVar[Any] = None

    table: str = ""
    within: str = ""
    lookup: Lookup | None = None
    present: Collection[str] = ()

    @property
    def needs(self) -> str:
        return self.table

    def bind(self, tables: Mapping[str, Lookup], texts: Mapping[str, Collection[str]]) -> Self:
        return replace(self, lookup=tables[self.table], present=texts.get(self.within, ()))

    def clean(self, text: str) -> Any:
        if text in self.present:
            return self.lookup.values.get(text, text) if self.lookup else text
        return self.lookup.values[looked_up(self.lookup, text)] if self.lookup else looked_up(None, text)

    def show(self, value: Any) -> str:
        if value is None:
            return ""
        return self.lookup.keys.get(value, str(value)) if self.lookup else str(value)


@dataclass(frozen=True, slots=True)
class Terms(ListCleaner):
    """Several terms or records, separated by semicolons, by code, label or alias."""

    table: str = ""
    lookup: Lookup | None = None

    @property
    def needs(self) -> str:
        return self.table

    def bind(self, tables: Mapping[str, Lookup], texts: Mapping[str, Collection[str]]) -> Self:
        return replace(self, lookup=tables[self.table])

    def part(self, text: str) -> Any:
        key = looked_up(self.lookup, text)
        return self.lookup.values[key] if self.lookup else key

    def show_part(self, value: Any) -> str:
        return self.lookup.keys.get(value, str(value)) if self.lookup else str(value)


@dataclass(frozen=True, slots=True)
class Citations(Terms):
    """Where a row comes from: `source-id#place`, several separated by semicolons."""

    def part(self, text: str) -> Any:
        source, _mark, place = text.partition("#")
        key = looked_up(self.lookup, source.strip())
        if len(place) > 120:
            raise Unclean(
                N_("The place in '%(value)s' is longer than 120 characters: shorten it."), value=text
            )
        return (self.lookup.values[key] if self.lookup else key, place.strip())

    def show_part(self, value: Any) -> str:
        source, place = value
        key = self.lookup.keys.get(source, str(source)) if self.lookup else str(source)
        return f"{key}#{place}" if place else key

    def unpack(self, value: Any) -> Any:
        return tuple((source, place) for source, place in value or ())
