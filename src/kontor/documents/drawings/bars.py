"""Horizontal bars: one series, grouped, or stacked. The form for names, which are long."""

from kontor.documents.blocks import Chart
from kontor.documents.drawings.amounts import known, ticks
from kontor.documents.drawings.axis import LETTER_DROP, WIDTH, Scale, boxes, heading, mark_title, span
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
    body += pen.text("muted", left - 10, top + 14, chart.category_label, SMALL, "end") if chart.category_label else ""
    top += 20
    rows = [_row_height(lines, thick, 1 if stacked else len(chart.series)) for lines in labels]
    height = top + sum(rows) + 4
    parts = [body, _grid(pen, scale, top, height)]
    y = top
    for i, (lines, row) in enumerate(zip(labels, rows, strict=True)):
        parts.append(pen.lines("label", left - 10, y + row / 2, lines, anchor="end"))
        draw_row = _stack if stacked else _group
        parts.append(draw_row(chart, pen, scale, i, y + row / 2, thick))
        y += row
    zero = scale.at(0)
    parts.append(pen.line("axis", zero, top, zero, height))
    return Picture(WIDTH, height + 2, "".join(parts), weaves(pen, len(chart.series)) if many else "")


def _value_room(chart: Chart, pen: Pen, stacked: bool) -> float:
    """The width of the widest number that stands after a bar."""
    values = [known(v) for series in chart.series for v in series.values]
    printed = {pen.words["no-data"] if v is None else pen.amount(v) for v in values}
    if stacked:
        printed |= {pen.amount(total) for i in range(len(chart.categories)) if (total := _total(chart, i)) is not None}
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
            parts.append(pen.text("muted", x, top - 6, text, SMALL, "middle"))
            taken = x + half
    return "".join(parts)


def _group(chart: Chart, pen: Pen, scale: Scale, i: int, middle: float, thick: float) -> str:
    """The bars of one category, one below the other, each with its number."""
    count = len(chart.series)
    y = middle - (count * thick + (count - 1) * 2) / 2
    parts = []
    for number, series in enumerate(chart.series):
        value = known(series.values[i])
        title = mark_title(chart, pen, i, number)
        parts.append(_bar(pen, scale, number if count > 1 else 0, value, y, thick, title))
        y += thick + 2
    return "".join(parts)


def _bar(pen: Pen, scale: Scale, number: int, value: float | None, y: float, thick: float, title: str) -> str:
    zero, base = scale.at(0), y + thick / 2 + LETTER_DROP
    if value is None:
        return pen.text("muted", zero + 6, base, pen.words["no-data"], SMALL, font_style="italic")
    end = scale.at(value)
    bar = pen.series("rect", number, title, x=min(zero, end), y=y, width=abs(end - zero), height=thick)
    # A negative bar's number stands on the other side of zero, where no label is in its way.
    return bar + pen.text("strong", max(zero, end) + 6, base, pen.amount(value))


def _stack(chart: Chart, pen: Pen, scale: Scale, i: int, middle: float, thick: float) -> str:
    """One bar of segments; a number stands in its segment where it fits, the total after the bar."""
    parts, above, below = [], 0.0, 0.0
    for number, series in enumerate(chart.series):
        value = known(series.values[i])
        if value is None:
            continue
        start = above if value >= 0 else below
        end = start + value
        above, below = (end, below) if value >= 0 else (above, end)
        title = mark_title(chart, pen, i, number)
        parts.append(_segment(pen, number, value, *sorted((scale.at(start), scale.at(end))), middle, thick, title))
    total = _total(chart, i)
    place = scale.at(above) + 6
    if total is None:
        parts.append(pen.text("muted", place, middle + LETTER_DROP, pen.words["no-data"], SMALL))
    else:
        parts.append(pen.text("strong", place, middle + LETTER_DROP, pen.amount(total)))
    return "".join(parts)


def _segment(
    pen: Pen, number: int, value: float, left: float, right: float, middle: float, thick: float, title: str
) -> str:
    gap = 1.0 if right - left > 3 else 0.0
    top = middle - thick / 2
    body = pen.series("rect", number, title, x=left, y=top, width=right - left - gap, height=thick)
    text = pen.amount(value)
    if value and text_width(text, NORMAL) + 8 <= right - left - gap:
        role = pen.role("on", number)
        body += pen.text(role, (left + right - gap) / 2, middle + LETTER_DROP, text, NORMAL, "middle")
    return body


def _total(chart: Chart, i: int) -> float | None:
    values = [v for series in chart.series if (v := known(series.values[i])) is not None]
    return known(sum(values)) if values else None
