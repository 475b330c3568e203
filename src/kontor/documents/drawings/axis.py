"""From values to places: what bars, columns and lines share."""

from dataclasses import dataclass

from kontor.documents.blocks import Chart
from kontor.documents.drawings.amounts import known
from kontor.documents.drawings.pen import NORMAL, SMALL, Pen, legend

WIDTH = 640.0


@dataclass(frozen=True, slots=True)
class Scale:
    """`marks` are the values of the grid lines; the first lies at `start`, the last at `end`."""

    marks: tuple[float, ...]
    start: float
    end: float

    def at(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        share = (value / 2 - low / 2) / (high / 2 - low / 2)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart about to be drawn: what, with which pen, on which scale."""

    chart: Chart
    pen: Pen
    scale: Scale

    def value(self, category: int, series: int) -> float | None:
        return known(self.chart.series[series].values[category])

    def title(self, category: int, series: int) -> str:
        """The tooltip: which category, which series, how much."""
        names = [self.chart.categories[category]]
        if len(self.chart.series) > 1:
            names.append(self.chart.series[series].label)
        return f"{', '.join(names)}: {self.pen.spoken(self.value(category, series))}"


def span(chart: Chart, stacked: bool = False) -> tuple[float, float]:
    """The smallest and largest value that the axis must hold; 0 is always among them."""
    values = [[known(v) or 0.0 for v in series.values] for series in chart.series]
    if stacked:
        columns = list(zip(*values, strict=True))
        lows = [sum(v for v in column if v < 0) for column in columns]
        highs = [sum(v for v in column if v > 0) for column in columns]
    else:
        lows = highs = [v for row in values for v in row]
    return min(0.0, *lows), max(0.0, *highs)


def heading(chart: Chart, pen: Pen, swatches: tuple[str, ...] = ()) -> tuple[str, float]:
    """The legend where there are several series, then the unit; and the height of both."""
    body, height = "", 0.0
    if swatches:
        body, height = legend(pen, tuple(series.label for series in chart.series), WIDTH, swatches)
        height += 6
    if chart.unit not in ("", "%"):
        body += pen.text("muted", 0, height + SMALL, chart.unit, SMALL)
        height += 18
    return body, height


def boxes(chart: Chart, pen: Pen) -> tuple[str, ...]:
    """The legend's swatches for filled marks; none for a single series."""
    count = len(chart.series)
    return (
        tuple(pen.series("rect", i, x=0, y=0, width=12, height=12) for i in range(count)) if count > 1 else ()
    )


LETTER_DROP = NORMAL * 0.36  # from the middle of a letter to its base line
