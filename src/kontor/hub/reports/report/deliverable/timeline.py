"""The timeline: what was planned for which month of the project, and what became of it."""

from collections import Counter
from datetime import date

from babel.dates import format_skeleton
from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Cell, Chart, Column, Heading, Row, Series, Table
from kontor.documents.values import locale
from kontor.hub.foundation.partial_dates import earliest
from kontor.hub.foundation.slugs import in_words
from kontor.hub.reports.queries.deliverable import Deliverable
from kontor.hub.reports.report.shared import dated, spoken, without_blank
from kontor.hub.strategy.choices import ActivityState
from kontor.hub.strategy.models import RoadmapActivity

DONE, STARTED, DROPPED, OPEN, OVERDUE = "done", "started", "dropped", "open", "overdue"


def blocks(found: Deliverable) -> tuple[Block, ...]:
    """The table first: it is the one that the deliverable prints after the lists."""
    return (
        Heading(gettext("Timeline"), id="timeline"),
        table(found),
        chart(found),
    )


def standing(one: RoadmapActivity, as_of: date) -> str:
    """Done, started, dropped; else overdue where its day has passed, or open."""
    late = one.due_on is not None and one.due_on < as_of
    if one.state in (ActivityState.DONE, ActivityState.DROPPED):
        return str(one.state)
    if late:
        return OVERDUE
    return STARTED if one.state == ActivityState.STARTED else OPEN


def months(found: Deliverable) -> range:
    """From the first planned month to the last, the quiet ones between them as well."""
    planned = [one.planned_month for one in found.roadmap if one.planned_month is not None]
    return range(min(planned), max(planned) + 1) if planned else range(0)


def month_label(found: Deliverable, month: int) -> str:
    """'M14 – Oct 2021'."""
    start = earliest(found.partnership.start)
    if start is None:
        return f"M{month}"
    passed = start.year * 12 + start.month - 1 + month - 1
    first = date(passed // 12, passed % 12 + 1, 1)
    return f"M{month} – {format_skeleton('yMMM', first, locale=locale(spoken()))}"


def table(found: Deliverable) -> Table:
    rows: list[Row] = []
    for month in months(found):
        planned = [one for one in found.roadmap if one.planned_month == month]
        label = month_label(found, month)
        rows += [activity(found, label, one) for one in planned] or [(label, "", "", "", "")]
    rows += [activity(found, "", one) for one in found.roadmap if one.planned_month is None]
    whole = Table(
        id="timeline",
        caption=gettext("Timeline: planned and actual"),
        columns=(
            Column("month", gettext("Deadline"), share=1.2),
            Column("activity", gettext("Activity"), share=3.4),
            Column("owner", gettext("Responsible"), share=1.1),
            Column("state", gettext("Status"), share=1.4),
            Column("done", gettext("Done on"), share=1.1),
        ),
        rows=tuple(rows),
        note=gettext(
            "M1 is the first month of the project. An activity without a recorded state is not recorded, not done."
        ),
        empty=gettext("No activity is planned in the records."),
    )
    return without_blank(whole, "owner", "done")


def activity(found: Deliverable, label: str, one: RoadmapActivity) -> Row:
    owner = (one.owner.short_name or one.owner.name) if one.owner else ""
    return label, Cell(one.title, note=moved(one)), owner, state(found, one), dated(one.done_on, "")


def state(found: Deliverable, one: RoadmapActivity) -> Cell:
    said = in_words(one.state_text) or (one.get_state_display() if one.state else gettext("not recorded"))
    late = standing(one, found.told.board.as_of) == OVERDUE
    return Cell(capfirst(f"{said} ({gettext('overdue')})" if late else said))


def moved(one: RoadmapActivity) -> str:
    """The due dates that it had before."""
    dates = ", ".join(change.was_due_on.isoformat() for change in one.due_changes.all() if change.was_due_on)
    return gettext("Moved; it was due on %(dates)s.") % {"dates": dates} if dates else ""


def chart(found: Deliverable) -> Chart:
    as_of = found.told.board.as_of
    labels = {
        DONE: gettext("done"),
        STARTED: gettext("started"),
        OPEN: gettext("planned"),
        OVERDUE: gettext("overdue or not recorded"),
        DROPPED: gettext("dropped"),
    }
    counted = Counter((one.planned_month, standing(one, as_of)) for one in found.roadmap)
    used = [kind for kind in labels if any(kind == other for _, other in counted)]
    return Chart(
        id="timeline-months",
        caption=gettext("Activities by month of the project and what became of them"),
        alt=gettext(
            "Bars of the number of activities planned for each month, divided by what became of them."
        ),
        form="stacked-bars",
        categories=tuple(month_label(found, month) for month in months(found)),
        series=tuple(
            Series(labels[kind], tuple(float(counted[month, kind]) for month in months(found)))
            for kind in used
        ),
        unit=gettext("activities"),
        category_label=gettext("Month"),
    )
