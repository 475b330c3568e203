"""Where the boxes and lines of a value chain stand in its picture. Pixels; the engine says columns and rows."""

import textwrap
from dataclasses import dataclass

from kontor.hub.strategy.queries import ChainPage, StageRow

WIDE, HIGH = 168, 64
COLUMN, ROW = 236, 92
EDGE = 10
LETTERS, LINES = 21, 2


@dataclass(frozen=True, slots=True)
class Box:
    """A component as a rectangle with up to two lines of its name, and how many of how many contribute."""

    stage: StageRow
    x: int
    y: int
    words: tuple[tuple[int, str], ...]

    @property
    def centre(self) -> int:
        return self.x + WIDE // 2

    @property
    def count_at(self) -> int:
        return self.y + HIGH - 9


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `ways` are the paths of the links, those that lead back marked."""

    boxes: tuple[Box, ...]
    ways: tuple[tuple[str, bool], ...]
    width: int
    height: int
    wide: int = WIDE
    high: int = HIGH


def picture(page: ChainPage) -> Picture:
    """Boxes in the order of the components, so the keyboard goes through them as the list below does."""
    drawing = page.drawing
    at = {str(stage.component.pk): stage for stage in page.stages}
    boxes = tuple(box(at[spot.component], spot.column, spot.y) for spot in drawing.spots)
    ways = tuple((way(line.points, back=line.back), line.back) for line in drawing.lines)
    width = EDGE * 2 + COLUMN * max(drawing.columns - 1, 0) + WIDE
    return Picture(boxes, ways, width, EDGE * 2 + HIGH + round(ROW * drawing.height))


def box(stage: StageRow, column: int, height: float) -> Box:
    x, y = EDGE + COLUMN * column, EDGE + round(ROW * height)
    lines = textwrap.wrap(stage.component.name, LETTERS, max_lines=LINES, placeholder=" …")
    first = y + (20 if len(lines) > 1 else 28)
    return Box(stage, x, y, tuple((first + 15 * number, words) for number, words in enumerate(lines)))


def way(points: tuple[tuple[int, float], ...], *, back: bool) -> str:
    """A path from the side of the first box that looks to the next column, to the near side of the last."""
    leave, arrive = (0, WIDE) if back else (WIDE, 0)
    last = len(points) - 1
    spots = [
        (
            EDGE + COLUMN * column + (leave if number == 0 else arrive if number == last else WIDE // 2),
            EDGE + HIGH // 2 + round(ROW * height),
        )
        for number, (column, height) in enumerate(points)
    ]
    (x, y), *rest = spots
    path = f"M{x} {y}"
    for to_x, to_y in rest:
        half = (x + to_x) // 2
        path += f" C{half} {y} {half} {to_y} {to_x} {to_y}"
        x, y = to_x, to_y
    return path
