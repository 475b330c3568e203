"""Charts of an indicator: drawn by `documents`, always with their data table."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from kontor.documents import drawings
from kontor.documents.blocks import Chart, Series
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.models import Indicator


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as the page shows it: the SVG, and the same figures as a table."""

    title: str
    svg: SafeString
    table: SafeString


def chart_of_partners(shown: queries.IndicatorShown, indicator: Indicator) -> Drawn | None:
    """Value and target of each partner, as bars beside each other; None where nobody has either."""
    bars = queries.bars(shown)
    if not bars:
        return None
    labels, values, targets = zip(*bars, strict=True)
    series = [Series(gettext("value"), values)]
    if any(target is not None for target in targets):
        series.append(Series(gettext("target"), targets))
    title = gettext("Value and target of each partner")
    block = Chart(
        "partners",
        title,
        gettext("%(title)s: %(indicator)s") % {"title": title, "indicator": indicator.title},
        "grouped-bars" if len(series) > 1 else "bars",
        labels,
        tuple(series),
        indicator.unit,
        gettext("Partner"),
    )
    return drawn(block)


def drawn(block: Chart) -> Drawn:
    """The SVG comes from `documents`, which escapes every text in it."""
    language = (get_language() or "en")[:2]
    words = {"no-data": gettext("no data"), "category": gettext("Partner"), "value": gettext("Value")}
    svg = drawings.draw(block, "page", language, words)
    table = drawings.data_table(block, language, words)
    told = render_to_string("scoreboard/parts/data_table.html", {"table": table})
    return Drawn(block.caption, mark_safe(svg), SafeString(told))  # noqa: S308 - see above
