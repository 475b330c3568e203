"""What a paper rests on: its sources in the order of their list, and what a cell says of them."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext

from kontor.documents.blocks import Cell, Source
from kontor.hub.evidence.models import Source as EvidenceSource
from kontor.hub.evidence.queries import Cited
from kontor.hub.foundation.partial_dates import written
from kontor.hub.reports.queries.country import CountryTold, source_keys
from kontor.hub.reports.report.shared import sources, spoken


class Rests:
    """The sources of one paper. A cell names them by their number in the list, with the place in them and their day."""

    def __init__(self, found: CountryTold) -> None:
        self.found = found

    @cached_property
    def listed(self) -> tuple[Source, ...]:
        """One statement."""
        return sources(source_keys(self.found))

    @cached_property
    def number(self) -> dict[str, int]:
        return {one.id: place for place, one in enumerate(self.listed, start=1)}

    def on(self, source: EvidenceSource | None, place: str) -> Cell | str:
        """'[1] s1, September 2017', a link to the source's page."""
        if source is None:
            return gettext("not stated")
        return Cell(
            self.mark(source.key, place, source.published_on, source.title), source.get_absolute_url()
        )

    def on_all(self, cited: Iterable[Cited]) -> str:
        """'[1] table1, September 2017; [2] annex1, 2019'."""
        marks = dict.fromkeys(self.mark(one.source, one.place, one.date, one.title) for one in cited)
        return "; ".join(marks) or gettext("not stated")

    def mark(self, key: str, place: str, day: str, title: str) -> str:
        """A document is no source of the list: its title stands in the cell."""
        when = written(day, spoken()) if day else gettext("undated")
        named = f"[{self.number[key]}]" if key in self.number else f"{title},"
        return f"{named} " + ", ".join(filter(None, (place, when)))
