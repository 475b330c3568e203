"""Roadmaps as `documents` draws them."""

from django.utils.translation import gettext

from kontor.documents.blocks import Chart, Series
from kontor.hub.strategy.queries import Roadmap


def chart_of_roadmap(found: Roadmap) -> Chart:
    """Activities by project month and what became of them: a stacked bar a month, drawn upright by `columns`."""
    states = (
        ("done", gettext("done")),
        ("started", gettext("started")),
        ("planned", gettext("planned")),
        ("dropped", gettext("dropped")),
        ("", gettext("not recorded")),
    )
    series = [
        Series(
            label,
            tuple(float(sum(one.activity.state == state for one in month.lines)) for month in found.months),
        )
        for state, label in states
    ]
    told = gettext("%(done)d of %(total)d activities done, %(overdue)d overdue.") % {
        "done": found.done,
        "total": found.total,
        "overdue": found.overdue,
    }
    return Chart(
        "roadmap",
        gettext("Activities by project month"),
        told,
        "stacked-bars",
        tuple(month.code for month in found.months),
        tuple(one for one in series if any(one.values)),
        gettext("activities"),
        gettext("Project month"),
    )
