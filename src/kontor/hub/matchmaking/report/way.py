"""How near a running search is to the best schedule: cost, bound and gap, and how they came about."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from kontor.documents.blocks import Chart, Series
from kontor.hub.foundation.drawn import Drawn, drawn
from kontor.hub.foundation.jobs import Way
from kontor.hub.foundation.templatetags.kontor import number, percent

MOST_TIMES = 20
MOST_PERCENT = 100


def way_of(job: Any) -> Way | None:
    """The figures of now and the drawing, from the points (seconds, cost, bound) of a search."""
    if not job.curve:
        return None
    _seconds, cost, bound = job.curve[-1]
    return Way(figures_of(cost, bound), drawing_of(job.curve, float(job.done)))


def figures_of(cost: float | None, bound: float | None) -> tuple[tuple[Any, str, Any], ...]:
    return (
        (
            gettext("cost of the best schedule so far"),
            number(cost),
            gettext("Breaks, walking and wishes not held; less is better."),
        ),
        (gettext("no schedule can cost less"), number(bound), gettext("Proven by the search; it grows.")),
        (
            gettext("gap"),
            gap_in_words(cost, bound),
            gettext("0 % is the best schedule there is."),
        ),
    )


def gap_in_words(cost: float | None, bound: float | None) -> str:
    """Of the bound; an early bound is next to nothing, and then the gap says no more than that it is large."""
    if cost is None or not bound:
        return "\N{EN DASH}"
    gap = 100 * (cost - bound) / bound
    return (
        percent(gap, 1) if gap <= MOST_PERCENT else gettext("over %(most)s") % {"most": percent(MOST_PERCENT)}
    )


def drawing_of(curve: Sequence[Sequence[float | None]], now: float) -> Drawn | None:
    """Cost and bound at evenly spaced times until now; each holds until it improves. None before there are two times."""
    last = max(now, curve[-1][0] or 0.0)
    if last <= 0:
        return None
    times = [last * step / MOST_TIMES for step in range(MOST_TIMES + 1)]
    costs, bounds = ([at(curve, time, column) for time in times] for column in (1, 2))
    chart = Chart(
        id="way",
        caption=gettext("How cost and bound come together"),
        alt=gettext("The cost of the best schedule falls, the bound below which none can be rises."),
        form="line",
        categories=tuple(
            gettext("%(seconds)s s") % {"seconds": number(time, 0 if last > MOST_TIMES else 1)}
            for time in times
        ),
        series=(
            Series(gettext("best schedule"), tuple(costs)),
            Series(gettext("bound"), tuple(bounds)),
        ),
        category_label=gettext("Time of the search"),
    )
    return drawn(chart)


def at(curve: Sequence[Sequence[float | None]], time: float, column: int) -> float | None:
    """The value that holds at a time; None before the first point."""
    there = bisect_right(curve, time, key=lambda point: point[0] or 0.0)
    return curve[there - 1][column] if there else None
