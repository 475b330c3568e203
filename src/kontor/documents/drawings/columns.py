"""Vertical columns, one or several series beside each other. The form for few, short or ordered categories."""

from kontor.documents.blocks import Chart
from kontor.documents.drawings import bars
from kontor.documents.drawings.amounts import known, ticks
from kontor.documents.drawings.axis import WIDTH, Plot, Scale, boxes, heading, span
from kontor.documents.drawings.letters import longest_word, text_width, wrapped
from kontor.documents.drawings.pen import LINE, NORMAL, SMALL, Pen, Picture, weaves

PLOT = 220.0
NARROWEST = 6.0
WIDEST = 56.0
SHORT = 34.0


def vertical(chart: Chart, pen: Pen) -> Picture:
    """Columns; drawn as bars instead where the names of the categories would not fit below. O(marks)."""
    left = max(text_width(pen.amount(mark), SMALL) for mark in ticks(*span(chart))) + 8
    band = (WIDTH - left) / len(chart.categories)
    thick = min(WIDEST, (band * 0.76 - (len(chart.series) - 1) * 2) / len(chart.series))
    if thick < NARROWEST or not (_names_fit(chart, band) or _short(chart)):
        return bars.horizontal(chart, pen)
    body, top = heading(chart, pen, boxes(chart, pen))
    top += 18
    scale = Scale(ticks(*span(chart)), top + PLOT, top)
    parts = [body, grid(pen, scale, left)]
    height, names = category_names(chart, pen, left, band, top + PLOT + 8)
    parts.append(names)
    plot, size = Plot(chart, pen, scale), _number_size(chart, pen, thick)
    for i in range(len(chart.categories)):
        parts.append(_column_group(plot, i, left + (i + 0.5) * band, thick, size=size))
    parts.append(pen.line("axis", left, scale.at(0), WIDTH, scale.at(0)))
    if _has_gap(chart) and not _words_fit(pen, thick):
        height += 16
        parts.append(pen.text("muted", left, height - 4, f"– {pen.words['no-data']}", SMALL))
    patterns = weaves(pen, len(chart.series)) if len(chart.series) > 1 else ""
    return Picture(WIDTH, height, "".join(parts), patterns)


def _short(chart: Chart) -> bool:
    """Names such as M12, 2019 or Jan follow each other: it is enough to print every second or third."""
    return all(text_width(text, NORMAL) <= SHORT for text in chart.categories)


def _has_gap(chart: Chart) -> bool:
    return any(known(value) is None for series in chart.series for value in series.values)


def _words_fit(pen: Pen, thick: float) -> bool:
    return text_width(pen.words["no-data"], SMALL) <= thick + 8


def _names_fit(chart: Chart, band: float) -> bool:
    return all(longest_word(text, NORMAL) <= band - 6 for text in chart.categories) and all(
        len(wrapped(text, NORMAL, band - 6, lines=9)) <= 3 for text in chart.categories
    )


def grid(pen: Pen, scale: Scale, left: float) -> str:
    """Horizontal grid lines, their numbers at the left."""
    parts = []
    for mark in scale.marks:
        y = scale.at(mark)
        parts.append(pen.line("grid", left, y, WIDTH, y))
        parts.append(pen.text("muted", left - 8, y + 4, pen.amount(mark), SMALL, anchor="end"))
    return "".join(parts)


def category_names(chart: Chart, pen: Pen, left: float, band: float, top: float) -> tuple[float, str]:
    """The names below the plot, and the height of the drawing that ends with them and the axis's own name."""
    every = 1
    widest = max(text_width(text, NORMAL) for text in chart.categories)
    if not _names_fit(chart, band):
        every = max(1, min(len(chart.categories), int((min(widest, 90) + 12) // band) + 1))
    parts, deepest = [], 1
    for i in range(0, len(chart.categories), every):
        room = min(band * every - 6, 2 * (left + (i + 0.5) * band), 2 * (WIDTH - left - (i + 0.5) * band))
        lines = wrapped(chart.categories[i], NORMAL, max(room, band - 6), lines=3)
        deepest = max(deepest, len(lines))
        middle = top + LINE / 2 + (len(lines) - 1) * LINE / 2
        parts.append(pen.lines("label", left + (i + 0.5) * band, middle, lines, anchor="middle"))
    height = top + deepest * LINE + 4
    if chart.category_label:
        parts.append(
            pen.text("muted", (left + WIDTH) / 2, height + 12, chart.category_label, SMALL, anchor="middle")
        )
        height += 18
    return height, "".join(parts)


def _column_group(plot: Plot, i: int, middle: float, thick: float, *, size: float) -> str:
    count = len(plot.chart.series)
    left = middle - (count * thick + (count - 1) * 2) / 2
    return "".join(
        _column(plot, i, number, left + number * (thick + 2), thick, size=size) for number in range(count)
    )


def _column(plot: Plot, i: int, number: int, x: float, thick: float, *, size: float) -> str:
    pen, value, title = plot.pen, plot.value(i, number), plot.title(i, number)
    zero, middle = plot.scale.at(0), x + thick / 2
    if value is None:
        return _gap(pen, middle, zero, thick, title)
    end = plot.scale.at(value)
    column = pen.series("rect", number, title, x=x, y=min(zero, end), width=thick, height=abs(end - zero))
    text = pen.amount(value)
    if text_width(text, size, bold=True) > _room(plot.chart, thick):
        return column
    return column + pen.text("strong", middle, min(zero, end) - 5, text, size, anchor="middle")


def _room(chart: Chart, thick: float) -> float:
    """How wide a number above a column may be: a single series has air to the sides, neighbours have not."""
    return thick * 1.3 - 2 if len(chart.series) == 1 else thick + 3


def _number_size(chart: Chart, pen: Pen, thick: float) -> float:
    """One size for all numbers: the smaller one where the widest would not fit otherwise."""
    texts = [
        pen.amount(v) for series in chart.series for value in series.values if (v := known(value)) is not None
    ]
    widest = max((text_width(text, NORMAL, bold=True) for text in texts), default=0)
    return NORMAL if widest <= _room(chart, thick) else SMALL - 1


def _gap(pen: Pen, middle: float, zero: float, thick: float, title: str) -> str:
    """The words where they fit between the neighbours, otherwise a dash that the drawing explains below."""
    if _words_fit(pen, thick):
        words = pen.words["no-data"]
        return pen.text("muted", middle, zero - 6, words, SMALL, anchor="middle", font_style="italic")
    return pen.line("axis", middle - 4, zero - 5, middle + 4, zero - 5, title=title)
