"""What an area declares of a list: its columns and its facets."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, Model, Q, TextField
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

NOT_STATED = "-"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `sort` names ORM fields or expressions (ascending); without it the column does not sort.

    `kind` decides how a cell looks: text, number, percent, date, country, countries, badge, tags, bool, visibility,
    organisation (initials and name). `value` is an attribute path ('country.code') or a function of the row; default: `key`.
    `template` draws the cell itself, with `row` and `cell`. `fixed` columns cannot be hidden, `hidden` ones wait to be chosen.
    """

    key: str
    label: Any
    sort: tuple[str | OrderBy, ...] = ()
    kind: str = "text"
    value: str | Callable[[Any], Any] = ""
    url: Callable[[Any], str] | None = None
    hint: Callable[[Any], Any] | None = None
    template: str = ""
    hidden: bool = False
    fixed: bool = False
    descending_first: bool = False

    def of(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        found = row
        for step in (self.value or self.key).split("."):
            found = getattr(found, step, None)
        return found() if callable(found) else found


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with counts. `field` is the ORM path (default: `key`), `label_field` a path to its words, read by the same
    statement; else `choices`, or `label`, a function of the value. `many`: one row may have several values.
    """

    key: str
    label: Any
    field: str = ""
    choices: Any = ()
    label_field: str = ""
    label_of: Callable[[Any], Any] | None = None
    many: bool = False
    by_count: bool = True

    @property
    def path(self) -> str:
        return self.field or self.key

    @property
    def fields(self) -> tuple[str, ...]:
        """The paths to the value and to its words."""
        return (self.path, self.label_field) if self.label_field else (self.path,)

    def condition(self, model: type[Model], values: Sequence[str]) -> Q:
        stated = [value for value in values if value != NOT_STATED]
        wanted = Q(**{f"{self.path}__in": stated}) if stated else Q(pk__in=[])
        if NOT_STATED in values:
            wanted |= Q(**{f"{self.path}__isnull": True})
            if holds_text(model, self.path):
                wanted |= Q(**{self.path: ""})
        if self.many:
            return Q(pk__in=model._default_manager.filter(wanted).values("pk"))
        return wanted

    def words(self, value: Any, label: Any = None) -> str:
        if value in (None, ""):
            return str(_("Not stated"))
        if label not in (None, ""):
            return str(label)
        if self.label_of:
            return str(self.label_of(value))
        return str(dict(self.choices).get(value, value))


def holds_text(model: type[Model], path: str) -> bool:
    """Whether '' can stand at the end of this path: in text columns 'not stated' is '' and not NULL."""
    options = model._meta
    field: Any = None
    for step in path.split("__"):
        try:
            field = options.get_field(step)
        except FieldDoesNotExist:
            return False
        options = field.related_model._meta if field.related_model else options
    return isinstance(field, CharField | TextField)


def reversed_order(expression: str | OrderBy) -> str | OrderBy:
    """The same order the other way round; rows without a value stay where they were asked to stay."""
    if isinstance(expression, str):
        return expression.removeprefix("-") if expression.startswith("-") else f"-{expression}"
    turned = expression.copy()
    turned.descending = not turned.descending
    return turned


def known_last(field: str) -> OrderBy:
    """Ascending by `field`, rows without a value at the end in both directions."""
    return F(field).asc(nulls_last=True)


def sort_key(name: str) -> str:
    """Names in the order a reader looks for them: accents do not send 'Österreich' behind 'Zypern'."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign)
    )
