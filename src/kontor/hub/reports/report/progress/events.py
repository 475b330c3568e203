"""The events that partnerships plan."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Column, Heading, Table
from kontor.hub.reports.queries.progress import Progress
from kontor.hub.reports.report.shared import dated, place_name


def blocks(found: Progress) -> tuple[Block, ...]:
    """A calendar as a list; nothing where nothing is planned."""
    if not found.planned:
        return ()
    return (
        Heading(gettext("Planned events"), id="planned"),
        Table(
            id="planned-events",
            caption=gettext("Events that the partnerships plan, by day"),
            columns=(
                Column("when", gettext("When"), share=1.4),
                Column("event", gettext("Event"), share=2.6),
                Column("kind", gettext("Kind"), share=1.2),
                Column("place", gettext("Place"), share=1.6),
                Column("partnership", gettext("Partnership"), share=1.4),
            ),
            rows=tuple(
                (
                    dated(one.start, one.end),
                    Cell(one.name, one.get_absolute_url()),
                    str(one.get_event_class_display()),
                    ", ".join(filter(None, (one.place, place_name(one.country_id or "")))),
                    one.partnership.acronym if one.partnership else "",
                )
                for one in found.planned
            ),
        ),
    )
