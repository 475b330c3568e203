"""What the partnership recommends to others."""

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Bullets, Column, Heading, Table
from kontor.hub.reports.queries.achievements import Achievements


def blocks(found: Achievements) -> tuple[Block, ...]:
    """Nothing where no record holds a recommendation or lesson: what is not known says so."""
    lessons = tuple(lesson for one in found.practices for lesson in one.lessons_in_words)
    if not (found.recommendations or lessons):
        return ()
    return (
        Heading(gettext("Recommendations"), id="recommendations"),
        *((table(found),) if found.recommendations else ()),
        *((Bullets(lessons),) if lessons else ()),
    )


def table(found: Achievements) -> Table:
    return Table(
        id="recommendations",
        caption=gettext("What %(partnership)s recommends to those that come after it")
        % {"partnership": found.partnership.acronym},
        columns=(
            Column("topic", gettext("Topic")),
            Column("recommendation", gettext("Recommendation"), share=3),
        ),
        rows=tuple((str(one.get_topic_display()), one.text) for one in found.recommendations),
    )
