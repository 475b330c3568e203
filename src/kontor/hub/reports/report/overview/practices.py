"""What was learnt: challenges, the actions recommended against them, and the partnerships to learn from, by area of work."""

from django.urls import reverse
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Bullets, Column, Heading, Link, Paragraph, Row, Strong, Table
from kontor.hub.partnerships.choices import WorkArea
from kontor.hub.partnerships.models import GoodPractice
from kontor.hub.reports.queries.overview import Overview


def blocks(found: Overview) -> tuple[Block, ...]:
    return (
        Heading(gettext("Challenges, recommended actions and good practices"), id="practices"),
        Paragraph(
            gettext("Challenges, actions and practices belong together by the area of work they speak of.")
        ),
        overview_table(found),
        *(block for area in areas(found) for block in of_area(found, area)),
    )


def areas(found: Overview) -> list[str]:
    """The areas of work, in the order of the recommended actions."""
    named = [
        *(one.area for one in found.actions),
        *(one.area for one in found.challenges),
        *(one.area for one in found.practices),
    ]
    return list(dict.fromkeys(named))


def title(area: str) -> str:
    """The area of work in the reader's language."""
    return str(WorkArea(area).label)


def overview_table(found: Overview) -> Table:
    rows: list[Row] = [
        (
            title(area),
            sum(one.area == area for one in found.challenges),
            sum(one.area == area for one in found.actions),
            sum(one.area == area for one in found.practices),
        )
        for area in areas(found)
    ]
    return Table(
        id="areas",
        caption=gettext("Challenges, recommended actions and good practices by area of work"),
        columns=(
            Column("area", gettext("Area of work"), share=2.4),
            Column("challenges", gettext("Challenges"), "number"),
            Column("actions", gettext("Recommended actions"), "number"),
            Column("practices", gettext("Good practices"), "number"),
        ),
        rows=tuple(rows),
    )


def of_area(found: Overview, area: str) -> tuple[Block, ...]:
    challenges = tuple(one.label for one in found.challenges if one.area == area)
    actions = tuple(
        (Strong(f"{one.number}. {one.title}"), f" — {one.evidence}")
        for one in found.actions
        if one.area == area
    )
    practices = tuple(practice(one) for one in found.practices if one.area == area)
    parts: list[Block] = [Heading(title(area), level=2)]
    for heading, items in (
        (gettext("Challenges"), challenges),
        (gettext("Recommended actions, with the evidence that they were taken"), actions),
        (gettext("Good practices"), practices),
    ):
        if items:
            parts += [Heading(heading, level=3), Bullets(items)]
    return tuple(parts)


def practice(one: GoodPractice) -> tuple[Link | str, ...]:
    link = Link(one.partnership.acronym, reverse("partnerships:partnership", args=[one.partnership.key]))
    return (link, ": " + "; ".join(one.facts))
