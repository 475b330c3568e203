"""Where labels go so that they cover neither each other nor what is already there: greedy, most important first."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


CELL = 40.0


@dataclass(slots=True)
class Room:
    """The free space of a drawing. Boxes are kept in a grid, so that a question looks at the neighbourhood only."""

    frame: Box
    _cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def take(self, box: Box) -> None:
        for cell in _cells_of(box):
            self._cells.setdefault(cell, []).append(box)

    def crowd(self, box: Box) -> int:
        """How many boxes this one would cover."""
        return len({id(o) for cell in _cells_of(box) for o in self._cells.get(cell, ()) if o.meets(box)})

    def free(self, box: Box) -> bool:
        return box.within(self.frame) and not any(
            taken.meets(box) for cell in _cells_of(box) for taken in self._cells.get(cell, ())
        )


def _cells_of(box: Box) -> list[tuple[int, int]]:
    columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
    rows = range(int(box.top // CELL), int(box.bottom // CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def around(x: float, y: float, radius: float, width: float, height: float) -> tuple[tuple[Box, str], ...]:
    """Eight boxes beside a mark, the most readable place first, each with the anchor of a text that starts there."""
    gap, diagonal = radius + 3, radius * 0.75 + 2
    middle = y - height / 2
    return (
        (_box(x + gap, middle, width, height), "start"),
        (_box(x - gap - width, middle, width, height), "end"),
        (_box(x - width / 2, y - gap - height, width, height), "middle"),
        (_box(x - width / 2, y + gap, width, height), "middle"),
        (_box(x + diagonal, y - diagonal - height, width, height), "start"),
        (_box(x + diagonal, y + diagonal, width, height), "start"),
        (_box(x - diagonal - width, y - diagonal - height, width, height), "end"),
        (_box(x - diagonal - width, y + diagonal, width, height), "end"),
    )


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Box(left, top, left + width, top + height)


def anchor_place(box: Box, anchor: str) -> float:
    return {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[anchor]
