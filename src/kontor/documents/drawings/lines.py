"""Lines over ordered categories: named at their ends, told apart by marker and dash as well as by colour."""

import math

from kontor.documents.blocks import Chart
from kontor.documents.drawings.amounts import known, ticks
from kontor.documents.drawings.axis import LETTER_DROP, WIDTH, Plot, Scale, heading, span
from kontor.documents.drawings.columns import category_names, grid
from kontor.documents.drawings.letters import text_width, wrapped
from kontor.documents.drawings.pen import LINE, NORMAL, SMALL, Pen, Picture
from kontor.documents.drawings.shapes import outline

PLOT = 240.0
DASHES = (None, "7 4", "2 3.5", "10 3 2 3")
MOST_MARKED = 24
NAMED_AT_END = 8  # more lines than this get a legend: their ends would be a crowd


def line(chart: Chart, pen: Pen) -> Picture:
    """A line per series, broken where a value is missing. O(marks)."""
    ends_named = 1 < len(chart.series) <= NAMED_AT_END
    names = _end_names(chart, pen) if ends_named else {}
    right = max((text_width(text, NORMAL, True) for name in names.values() for text in name), default=0) + 14
    low, high = span(chart)
    left = max(text_width(pen.amount(mark), SMALL) for mark in ticks(low, high)) + 8
    body, top = heading(chart, pen, _swatches(chart, pen) if len(chart.series) > NAMED_AT_END else ())
    top += 18
    scale = Scale(ticks(low, high), top + PLOT, top)
    plot = Plot(chart, pen, scale)
    band = (WIDTH - right - left) / len(chart.categories)
    height, below = category_names(chart, pen, left, band, top + PLOT + 8)
    xs = tuple(left + (i + 0.5) * band for i in range(len(chart.categories)))
    parts = [body, grid(pen, scale, left), below, pen.line("axis", left, scale.at(0), WIDTH, scale.at(0))]
    parts += [_one(plot, number, xs) for number in range(len(chart.series))]
    parts.append(_names_placed(plot, names, xs, top))
    return Picture(WIDTH, height, "".join(parts))


def _one(plot: Plot, number: int, xs: tuple[float, ...]) -> str:
    chart, pen, scale = plot.chart, plot.pen, plot.scale
    values = [known(v) for v in chart.series[number].values]
    places = [(x, scale.at(v)) if v is not None else None for x, v in zip(xs, values, strict=True)]
    parts = [
        pen.mark(
            "polyline", pen.role("line", number), points=_points(run), stroke_dasharray=DASHES[number % 4]
        )
        for run in _runs(places)
    ]
    printed = len(chart.series) == 1 and _numbers_fit(pen, values, xs)
    for i, place in enumerate(places):
        if place is None:
            parts.append(_gap(plot, xs[i]))
            continue
        title = plot.title(i, number)
        parts.append(_point(pen, number, place, title, len(xs) > MOST_MARKED))
        if printed:
            parts.append(
                pen.text(
                    "strong", place[0], place[1] - 9, pen.amount(values[i] or 0), NORMAL, anchor="middle"
                )
            )
    return "".join(parts)


def _point(pen: Pen, number: int, place: tuple[float, float], title: str, unseen: bool) -> str:
    """The marker; on a long line only something to point at, for a string of markers would hide the dashes."""
    if not unseen:
        return outline(pen, pen.role("node", number), number, *place, radius=4.6, title=title)
    return pen.mark("circle", pen.role("s", number), title, cx=place[0], cy=place[1], r=5, fill_opacity=0)


def _runs(places: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The stretches without a gap, of two points or more."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if len(run) > 1]


def _points(run: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in run)


def _numbers_fit(pen: Pen, values: list[float | None], xs: tuple[float, ...]) -> bool:
    widest = max((text_width(pen.amount(v), NORMAL, True) for v in values if v is not None), default=0)
    return len(xs) < 2 or widest + 6 <= xs[1] - xs[0]


def _gap(plot: Plot, x: float) -> str:
    """'No data' at the axis, for a single line and where it fits; several lines say it in tooltips and the table."""
    chart, pen = plot.chart, plot.pen
    if len(chart.series) > 1:
        return ""
    words = pen.words["no-data"]
    if text_width(words, SMALL) + 4 > WIDTH / len(chart.categories):
        words = "–"
    return pen.text("muted", x, plot.scale.at(0) - 6, words, SMALL, anchor="middle", font_style="italic")


def _end_names(chart: Chart, pen: Pen) -> dict[int, tuple[str, ...]]:
    """For each series with a value: its name with its last number, in at most two lines."""
    named = {}
    for number, series in enumerate(chart.series):
        last = next((v for v in map(known, reversed(series.values)) if v is not None), None)
        if last is not None:
            named[number] = wrapped(f"{series.label} {pen.amount(last)}", NORMAL, 150, lines=2)
    return named


def _names_placed(plot: Plot, names: dict[int, tuple[str, ...]], xs: tuple[float, ...], top: float) -> str:
    """The names at the ends of their lines, pushed apart, with a thin leader where one had to move."""
    chart, pen, scale = plot.chart, plot.pen, plot.scale
    ends = {}
    for number in names:
        last = max(i for i, v in enumerate(chart.series[number].values) if known(v) is not None)
        ends[number] = (xs[last], scale.at(known(chart.series[number].values[last]) or 0))
    order = sorted(names, key=lambda number: (ends[number][1], number))
    middles = spread(
        [ends[n][1] for n in order], [len(names[n]) * LINE for n in order], top - 8, top + PLOT + 4
    )
    parts = []
    x = xs[-1] + 12
    for number, middle in zip(order, middles, strict=True):
        if math.hypot(x - ends[number][0], middle - ends[number][1]) > 16:
            parts.append(pen.line("leader", ends[number][0] + 5, ends[number][1], x - 2, middle))
        first = middle - (len(names[number]) - 1) * LINE / 2 + LETTER_DROP
        for row, text in enumerate(names[number]):
            parts.append(pen.text(pen.role("name", number), x, first + row * LINE, text))
    return "".join(parts)


def spread(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Middles for boxes of these heights, in this order, without overlap and as near to `wanted` as one pass gets.

    >>> spread([10, 12, 50], [15, 15, 15], 0, 100)
    [10, 25.0, 50]
    """
    middles: list[float] = []
    floor = low
    for middle, height in zip(wanted, heights, strict=True):
        middles.append(max(middle, floor + height / 2))
        floor = middles[-1] + height / 2
    ceiling = high
    for i in range(len(middles) - 1, -1, -1):
        middles[i] = min(middles[i], ceiling - heights[i] / 2)
        ceiling = middles[i] - heights[i] / 2
    return middles


def _swatches(chart: Chart, pen: Pen) -> tuple[str, ...]:
    return tuple(
        pen.line(pen.role("line", n), 0, 6, 14, 6, stroke_dasharray=DASHES[n % 4])
        + outline(pen, pen.role("node", n), n, 7, 6, radius=4)
        for n in range(len(chart.series))
    )
