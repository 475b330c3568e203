"""Small shapes that tell groups apart without colour: circle, square, triangle, diamond, and so on."""

import math

from kontor.documents.drawings.pen import Pen
from kontor.documents.drawings.svg import coordinate

# Corners, first corner's angle in degrees (0 is right, 90 is down), radius relative to a circle of the same area.
_CORNERS = (
    None,
    (4, 45, 1.22),
    (3, -90, 1.4),
    (4, 0, 1.25),
    (5, -90, 1.12),
    (3, 90, 1.4),
    (6, 0, 1.08),
    (8, 22.5, 1.05),
)


def outline(pen: Pen, role: str, number: int, x: float, y: float, *, radius: float, title: str = "") -> str:
    """The shape of group `number` (from 0) around x, y; about the area of a circle of that radius."""
    corners = _CORNERS[number % len(_CORNERS)]
    if corners is None:
        return pen.mark("circle", role, title, cx=x, cy=y, r=radius)
    count, first, grown = corners
    points = []
    for i in range(count):
        angle = math.radians(first + 360 * i / count)
        points.append((x + radius * grown * math.cos(angle), y + radius * grown * math.sin(angle)))
    return pen.mark(
        "polygon", role, title, points=" ".join(f"{coordinate(a)},{coordinate(b)}" for a, b in points)
    )
