"""Horizontal bars: one series, grouped, or stacked. The form for names, which are long."""

from kontor.documents.blocks import Chart
from kontor.documents.drawings.amounts import known, ticks
from kontor.documents.drawings.axis import LETTER_DROP, WIDTH, Plot, Scale, boxes, heading, span
from kontor.documents.drawings.letters import text_width, wrapped
from kontor.documents.drawings.pen import LINE, NORMAL, SMALL, Pen, Picture, weaves

LABEL_SHARE = 0.36
THICKNESS = {"single": 20.0, "grouped": 15.0, "stacked": 24.0}


def horizontal(chart: Chart, pen: Pen) -> Picture:
    """Any of the three forms of bars. O(categories x series)."""
    stacked = chart.form == "stacked-bars"
    many = len(chart.series) > 1
    thick = THICKNESS["stacked" if stacked else "grouped" if many else "single"]
    labels = tuple(wrapped(text, NORMAL, WIDTH * LABEL_SHARE) for text in chart.categories)
    left = max(text_width(line, NORMAL) for lines in labels for line in lines) + 10
    scale = Scale(ticks(*span(chart, stacked)), left, WIDTH - _value_room(chart, pen, stacked) - 4)
    body, top = heading(chart, pen, boxes(chart, pen))
    body += _category_label(chart, pen, left, scale, top + 14)
    top += 20
    rows = [_row_height(lines, thick, 1 if stacked else len(chart.series)) for lines in labels]
    height = top + sum(rows) + 4
    parts = [body, _grid(pen, scale, top, height)]
    y = top
    for i, (lines, row) in enumerate(zip(labels, rows, strict=True)):
        parts.append(pen.lines("label", left - 10, y + row / 2, lines, anchor="end"))
        draw_row = _stack if stacked else _group
        parts.append(draw_row(Plot(chart, pen, scale), i, y + row / 2, thick))
        y += row
    zero = scale.at(0)
    parts.append(pen.line("axis", zero, top, zero, height))
    return Picture(WIDTH, height + 2, "".join(parts), weaves(pen, len(chart.series)) if many else "")


def _category_label(chart: Chart, pen: Pen, left: float, scale: Scale, y: float) -> str:
    """What the names at the left are, in the row of the axis's numbers, clear of the first one."""
    room = left - 14 - text_width(pen.amount(scale.marks[0]), SMALL) / 2
    if not chart.category_label or text_width(chart.category_label, SMALL) > room:
        return ""
    return pen.text("muted", room, y, chart.category_label, SMALL, anchor="end")


def _value_room(chart: Chart, pen: Pen, stacked: bool) -> float:
    """The width of the widest number that stands after a bar."""
    values = [known(v) for series in chart.series for v in series.values]
    printed = {pen.words["no-data"] if v is None else pen.amount(v) for v in values}
    if stacked:
        printed |= {
            pen.amount(total) for i in range(len(chart.categories)) if (total := _total(chart, i)) is not None
        }
    return max((text_width(text, NORMAL, bold=True) for text in printed), default=0) + 8


def _row_height(lines: tuple[str, ...], thick: float, bars: int) -> float:
    return max(len(lines) * LINE + 7, bars * thick + (bars - 1) * 2 + 10)


def _grid(pen: Pen, scale: Scale, top: float, bottom: float) -> str:
    parts = []
    taken = float("-inf")
    for mark in scale.marks:
        x, text = scale.at(mark), pen.amount(mark)
        half = text_width(text, SMALL) / 2
        parts.append(pen.line("grid", x, top, x, bottom))
        if x - half > taken + 6 and x + half <= WIDTH:
            parts.append(pen.text("muted", x, top - 6, text, SMALL, anchor="middle"))
            taken = x + half
    return "".join(parts)


def _group(plot: Plot, i: int, middle: float, thick: float) -> str:
    """The bars of one category, one below the other, each with its number."""
    count = len(plot.chart.series)
    top = middle - (count * thick + (count - 1) * 2) / 2
    return "".join(_bar(plot, i, number, top + number * (thick + 2), thick) for number in range(count))


def _bar(plot: Plot, i: int, number: int, y: float, thick: float) -> str:
    pen, value = plot.pen, plot.value(i, number)
    zero, base = plot.scale.at(0), y + thick / 2 + LETTER_DROP
    if value is None:
        return pen.text("muted", zero + 6, base, pen.words["no-data"], SMALL, font_style="italic")
    end = plot.scale.at(value)
    title = plot.title(i, number)
    bar = pen.series("rect", number, title, x=min(zero, end), y=y, width=abs(end - zero), height=thick)
    # A negative bar's number stands on the other side of zero, where no label is in its way.
    return bar + pen.text("strong", max(zero, end) + 6, base, pen.amount(value))


def _stack(plot: Plot, i: int, middle: float, thick: float) -> str:
    """One bar of segments; a number stands in its segment where it fits, the total after the bar."""
    pen, parts, above, below = plot.pen, [], 0.0, 0.0
    for number in range(len(plot.chart.series)):
        value = plot.value(i, number)
        if value is None:
            continue
        start = above if value >= 0 else below
        above, below = (start + value, below) if value >= 0 else (above, start + value)
        left, right = sorted((plot.scale.at(start), plot.scale.at(start + value)))
        parts.append(_segment(plot, i, number, (left, right), (middle, thick)))
    total = _total(plot.chart, i)
    text = pen.words["no-data"] if total is None else pen.amount(total)
    role = "muted" if total is None else "strong"
    parts.append(pen.text(role, plot.scale.at(above) + 6, middle + LETTER_DROP, text))
    return "".join(parts)


def _segment(plot: Plot, i: int, number: int, ends: tuple[float, float], across: tuple[float, float]) -> str:
    """`ends` are left and right, `across` the middle and the thickness of the bar."""
    pen, (left, right), (middle, thick) = plot.pen, ends, across
    gap = 1.0 if right - left > 3 else 0.0
    size: dict[str, float] = {
        "x": left,
        "y": middle - thick / 2,
        "width": right - left - gap,
        "height": thick,
    }
    body = pen.series("rect", number, plot.title(i, number), **size)
    value = plot.value(i, number)
    text = pen.amount(value) if value else ""
    if text and text_width(text, NORMAL) + 8 <= right - left - gap:
        place = (left + right - gap) / 2
        body += pen.text(pen.role("on", number), place, middle + LETTER_DROP, text, anchor="middle")
    return body


def _total(chart: Chart, i: int) -> float | None:
    values = [v for series in chart.series if (v := known(series.values[i])) is not None]
    return known(sum(values)) if values else None
