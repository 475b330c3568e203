"""A list that can be asked for a period: everything that lies in it as a whole or in part."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.partial_dates import overlapping, parse
from kontor.hub.foundation.tables.shown import Chip
from kontor.hub.foundation.tables.table import Table

LIMITS = (("since", _("From")), ("until", _("To")))


class PeriodTable(Table):
    """`spans` names the fields of begin and end, both with the precision that is known.

    The address says `since` and `until`: a year, a month or a day. What is none of these limits nothing, and is said
    beside the field.
    """

    spans: ClassVar[tuple[str, str]] = ("start", "end")

    @cached_property
    def limits(self) -> dict[str, tuple[date, date] | None]:
        """What was asked for and can be read: name -> first and last day; None for what is no date."""
        return {name: read(self.asked(name)) for name, _label in LIMITS if self.asked(name)}

    @property
    def first_day(self) -> date | None:
        limit = self.limits.get("since")
        return limit[0] if limit else None

    @property
    def last_day(self) -> date | None:
        limit = self.limits.get("until")
        return limit[1] if limit else None

    @property
    def has_period(self) -> bool:
        return bool(self.first_day or self.last_day)

    @property
    def period_fields(self) -> list[tuple[str, Any, str, str]]:
        """(parameter, label, what stands in it, what is wrong with it)."""
        wrong = {name for name, limit in self.limits.items() if limit is None}
        return [
            (
                self.parameter(name),
                label,
                self.asked(name)[:10],
                self.told_wrong(name) if name in wrong else "",
            )
            for name, label in LIMITS
        ]

    def told_wrong(self, name: str) -> str:
        told = gettext("'%(value)s' is not a date, and limits nothing. Write 2018, 2018-02 or 2018-02-25.")
        return told % {"value": self.asked(name)[:10]}

    def chosen_rows(self, besides: str = "") -> QuerySet[Any]:
        rows = super().chosen_rows(besides)
        return (
            rows.filter(overlapping(self.first_day, self.last_day, *self.spans)) if self.has_period else rows
        )

    @property
    def is_filtered(self) -> bool:
        return super().is_filtered or bool(self.limits)

    @property
    def clear_url(self) -> str:
        nothing = {facet.key: None for facet in self.facets} | {name: None for name, _label in LIMITS}
        return self.link(q=None, **nothing)

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        kept = [(name, label) for name, label in LIMITS if self.limits.get(name)]
        return (
            *super().chips,
            *(Chip(str(label), self.asked(name), self.link(**{name: None})) for name, label in kept),
        )

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        return list(self.kept("q", *(facet.key for facet in self.facets), *(name for name, _label in LIMITS)))


def read(text: str) -> tuple[date, date] | None:
    try:
        return parse(text)
    except ValueError:
        return None
