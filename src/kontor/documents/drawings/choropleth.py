"""Maps of countries: Europe or the world, filled by class, with the largest values written in.

Outlines come from Natural Earth (public domain, 1:50 million), projected and simplified by `tools/build_world.py`:
Europe in ETRS89-LAEA (EPSG:3035), the world in Equal Earth, both equal-area. Borders are the source's and show who
controls a place, not who claims it: Crimea is drawn with RU. Northern Cyprus is drawn as part of CY, Somaliland as part
of SO, Kosovo as XK, the overseas departments with FR.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kontor.documents.blocks import Map, MapValue
from kontor.documents.drawings import svg
from kontor.documents.drawings.amounts import known
from kontor.documents.drawings.breaks import class_of, natural_breaks
from kontor.documents.drawings.labels import Box, Room, anchor_place, around
from kontor.documents.drawings.letters import text_width, wrapped
from kontor.documents.drawings.pen import SMALL, Pen, Picture, legend
from kontor.documents.drawings.theme import CLASSES

ALIASES: Mapping[str, str] = {"UK": "GB", "EL": "GR", "KO": "XK"}
MOST_NAMED = 12
WIDEST_BESIDE = 110.0
SMALLEST_NUMBERED = 300.0  # square units: below, a number would hide its country
DOT = {"world": 3.4, "europe": 6.0}


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's path, the place of its label with the width it has there, and its area; in units of the drawing."""

    path: str
    x: float
    y: float
    area: float
    wide: float


@dataclass(frozen=True, slots=True)
class Atlas:
    width: float
    height: float
    outlines: Mapping[str, Outline]


@cache
def atlas(extent: str) -> Atlas:
    """The packaged outlines of 'europe' or 'world'; the world for anything else."""
    name = extent if extent in DOT else "world"
    held = json.loads((files(__package__) / "assets" / f"{name}.json").read_text("utf-8"))
    outlines = {
        code: Outline(c["d"], c["at"][0], c["at"][1], c["area"], c["wide"])
        for code, c in held["countries"].items()
    }
    return Atlas(held["width"], held["height"], outlines)


@dataclass(frozen=True, slots=True)
class Country:
    """A value with its outline and class (from 0); `dot` where the outline is too small to be seen."""

    value: MapValue
    outline: Outline
    number: int
    dot: float


def choropleth(block: Map, pen: Pen) -> Picture:
    """The map, its legend, and the names of places that lie outside it. O(countries + labels^2)."""
    ground = atlas(block.extent)
    values = [value for value in block.values if known(value.value) is not None]
    ranges = natural_breaks(tuple(value.value for value in values), CLASSES)
    countries, elsewhere = _placed(block.extent, ground, values, ranges)
    clip = f"{pen.id}-clip"
    frame: dict[str, svg.Attribute] = {"width": ground.width, "height": ground.height}
    definitions = svg.element("clipPath", {"id": clip}, svg.element("rect", frame))
    empty = "".join(
        pen.mark("path", "no-data", d=shape.path)
        for code, shape in ground.outlines.items()
        if code not in {country.value.country for country in countries}
    )
    # Large countries first: a small neighbour and every dot stay on top and can be pointed at.
    order = sorted(countries, key=lambda c: (c.dot > 0, -c.outline.area, c.value.country))
    marks = "".join(_country(pen, country, len(ranges)) for country in order)
    body = svg.element("g", {"clip-path": f"url(#{clip})"}, empty, marks)
    body += svg.element(
        "g", {"pointer-events": "none", "aria-hidden": "true"}, _labels(pen, ground, countries, len(ranges))
    )
    below, height = _legend(pen, block, ground, ranges, elsewhere)
    linked = any(svg.safe_link(country.value.href) for country in countries)
    return Picture(ground.width, height, body + below, definitions, linked)


def _placed(
    extent: str, ground: Atlas, values: list[MapValue], ranges: tuple[tuple[float, float], ...]
) -> tuple[list[Country], list[MapValue]]:
    """The values that the map can show, and those it cannot: outside the frame, unknown code, or said twice."""
    radius = DOT["europe" if extent == "europe" else "world"]
    seen: set[str] = set()
    countries, elsewhere = [], []
    for value in values:
        code = ALIASES.get(value.country.upper(), value.country.upper())
        shape = ground.outlines.get(code)
        if shape is None or code in seen or not _in_frame(shape, ground):
            elsewhere.append(value)
            continue
        seen.add(code)
        dot = radius if shape.area < 2.2 * radius * radius else 0.0
        number = class_of(value.value, ranges)
        countries.append(Country(MapValue(code, value.label, value.value, value.href), shape, number, dot))
    return countries, elsewhere


def _in_frame(shape: Outline, ground: Atlas) -> bool:
    return 0 < shape.x < ground.width and 0 < shape.y < ground.height


def _shade(number: int, classes: int) -> int:
    """Which of the five tones class `number` wears: few classes keep the strong ones apart."""
    return {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5)}.get(classes, (1, 2, 3, 4, 5))[number]


def _country(pen: Pen, country: Country, classes: int) -> str:
    role, value = f"c{_shade(country.number, classes)}", country.value
    title = f"{value.label}: {pen.spoken(value.value)}"
    if country.dot:
        mark = pen.mark("circle", role, title, cx=country.outline.x, cy=country.outline.y, r=country.dot)
    else:
        mark = pen.mark("path", role, title, d=country.outline.path)
    return pen.link(value.href, title, mark)


def _labels(pen: Pen, ground: Atlas, countries: list[Country], classes: int) -> str:
    """Inside the outline where it fits, beside where there is room, otherwise not; the largest values first.

    A map of the world names the largest values only; in Europe's larger outlines every number has its place.
    """
    room = Room(Box(2, 2, ground.width - 2, ground.height - 2))
    largest = sorted(countries, key=lambda c: (-c.value.value, c.value.country))
    inside = {c.value.country: _inside(pen, c, classes, room) for c in largest}
    for country in countries:
        room.take(_square(country.outline.x, country.outline.y, country.dot or 4))
    beside = [c for c in largest[:MOST_NAMED] if not inside[c.value.country]]
    return "".join(inside.values()) + "".join(_beside(pen, country, room) for country in beside)


def _square(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)


def _inside(pen: Pen, country: Country, classes: int, room: Room) -> str:
    """Name above number, or the number alone, within the outline."""
    role, number = f"on-c{_shade(country.number, classes)}", pen.amount(country.value.value)
    shape, name = country.outline, country.value.label
    if country.dot or shape.area < SMALLEST_NUMBERED:
        return ""
    for size in (SMALL, SMALL - 1.5):
        half = max(text_width(name, size), text_width(number, SMALL, True)) / 2
        if _taken(room, Box(shape.x - half, shape.y - 13, shape.x + half, shape.y + 13), shape.wide):
            above = pen.text(role, shape.x, shape.y - 2, name, size, anchor="middle")
            return above + pen.text(
                role, shape.x, shape.y + 11, number, SMALL + 1, anchor="middle", font_weight=600
            )
    half = text_width(number, SMALL, True) / 2
    if _taken(room, Box(shape.x - half, shape.y - 7, shape.x + half, shape.y + 7), shape.wide):
        return pen.text(role, shape.x, shape.y + 4, number, SMALL, anchor="middle", font_weight=600)
    return ""


def _taken(room: Room, box: Box, wide: float) -> bool:
    """Whether the box fits into the outline and the free room; if so it is taken."""
    fits = box.right - box.left + 3 <= wide and room.free(box)
    if fits:
        room.take(box)
    return fits


def _beside(pen: Pen, country: Country, room: Room) -> str:
    """Name and number next to the place."""
    text = f"{country.value.label} {pen.amount(country.value.value)}"
    x, y = country.outline.x, country.outline.y
    radius = country.dot or min(max(country.outline.wide, 6) / 2, 14)
    for box, anchor in around(x, y, radius, text_width(text, SMALL), 13):
        if text_width(text, SMALL) <= WIDEST_BESIDE and room.free(box):
            room.take(box)
            return pen.text("halo", anchor_place(box, anchor), box.bottom - 3, text, SMALL, anchor=anchor)
    return ""


def _legend(
    pen: Pen, block: Map, ground: Atlas, ranges: tuple[tuple[float, float], ...], elsewhere: list[MapValue]
) -> tuple[str, float]:
    """Unit, classes with their ranges, no data, and the values that the map cannot show. Returns its lower edge too."""
    y = ground.height + 10
    parts = []
    if block.unit not in ("", "%"):
        parts.append(pen.text("muted", 0, y + SMALL, block.unit, SMALL))
        y += 20
    labels = tuple(_range_text(pen, low, high) for low, high in ranges)
    swatches = tuple(pen.rect(f"c{_shade(i, len(ranges))}", 0, 0, 14, 12) for i in range(len(ranges)))
    box = pen.rect("no-data", 0, 0, 14, 12)
    drawn, height = legend(pen, (*labels, pen.words["no-data"]), ground.width, (*swatches, box))
    parts.append(svg.element("g", {"transform": f"translate(0 {svg.coordinate(y)})"}, drawn))
    y += height
    if elsewhere:
        said = ", ".join(f"{value.label} {pen.amount(value.value)}" for value in elsewhere)
        for text in wrapped(f"{pen.words['not-on-map']}: {said}", SMALL, ground.width, lines=4):
            y += 15
            parts.append(pen.text("muted", 0, y - 4, text, SMALL))
    return "".join(parts), y + 4


def _range_text(pen: Pen, low: float, high: float) -> str:
    return pen.amount(low) if low == high else f"{pen.amount(low)} – {pen.amount(high)}"
