"""Tables as they are read in a terminal and in Markdown, row by row while the work goes on."""

from collections.abc import Sequence
from math import exp, log


class Table:
    """Prints its head at once and each row when it is known; the first column holds words, the others numbers."""

    def __init__(self, title: str, *columns: str, first: int = 30) -> None:
        self.widths = [first, *(max(len(column), 9) for column in columns[1:])]
        print(f"\n## {title}\n", flush=True)
        self.row(*columns)
        print("|---|" + "--:|" * (len(columns) - 1), flush=True)

    def row(self, *cells: object) -> None:
        texts = [_text(cell) for cell in cells]
        first = texts[0].ljust(self.widths[0])
        rest = [text.rjust(width) for text, width in zip(texts[1:], self.widths[1:], strict=True)]
        print("| " + " | ".join([first, *rest]) + " |", flush=True)


def geometric_mean(numbers: Sequence[float]) -> float:
    """The mean of ratios: what lasts under a hundredth of a second counts as that."""
    return exp(sum(log(max(number, 0.01)) for number in numbers) / len(numbers)) if numbers else float("nan")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
