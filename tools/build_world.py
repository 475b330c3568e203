"""Makes the two outline maps that `kontor.documents.drawings` ships, from Natural Earth's countries at 1:50 million.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/build_world.py package/countries-50m.json src/kontor/documents/drawings/assets

Run by hand when the source changes; nothing is downloaded here or when a map is drawn. The geometry is Natural Earth
4.1 (public domain) as redistributed in TopoJSON by `world-atlas` 2.0.2 (ISC). Borders are those of the source, which
shows who controls a place, not who claims it (Crimea is drawn with RU), with two exceptions: the areas that the source
calls 'N. Cyprus' and 'Somaliland' are joined to CY and SO, of which the European Union holds them to be part. Kosovo
has no ISO code and gets the user-assigned XK. France includes its overseas departments.

Arcs shared by two countries are simplified once, so that neighbours never drift apart.
"""

import argparse
import heapq
import json
import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from babel.core import get_global

Point = tuple[float, float]
Arc = list[Point]
Ring = list[Point]

CODES_BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
UNCODED = "-"
LEFT_OUT = {"AQ"}

ECCENTRICITY = 0.0818191910428158  # GRS 1980
SEMI_MAJOR_AXIS = 6378137.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Make world.json and europe.json from countries-50m.json.")
    parser.add_argument("topology", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    topology = json.loads(options.topology.read_text("utf-8"))
    for extent, frame in (("world", world_frame()), ("europe", europe_frame())):
        outlines = build(topology, frame)
        path = options.target / f"{extent}.json"
        path.write_text(json.dumps(outlines, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
        print(f"{path.name}: {len(outlines['countries'])} countries, {path.stat().st_size / 1024:.0f} KB")  # noqa: T201


class Frame:
    """A projection and the rectangle of it that is drawn, `width` units wide, y growing downwards.

    `middle` is the meridian (degrees) in whose opposite the earth is cut open. `tolerance` and `smallest` are areas in
    square units of the drawing: of the triangle that simplifying may drop, and of an island that is left out.
    """

    def __init__(
        self, project: Callable[[float, float], Point], west: float, south: float, east: float, north: float, *,
        width: int, tolerance: float, smallest: float, middle: float,
    ) -> None:  # fmt: skip
        self.project, self.west, self.north, self.middle = project, west, north, middle
        self.scale = width / (east - west)
        self.width, self.height = width, round((north - south) * self.scale)
        self.tolerance, self.smallest = tolerance, smallest

    def place(self, longitude: float, latitude: float) -> Point:
        x, y = self.project(longitude, latitude)
        return (x - self.west) * self.scale, (self.north - y) * self.scale


def world_frame() -> Frame:
    return Frame(equal_earth, -2.5, -1.06, 2.72, 1.32, width=720, tolerance=0.12, smallest=0.15, middle=11)


def europe_frame() -> Frame:
    return Frame(
        laea_europe, 2_420_000, 1_330_000, 6_800_000, 5_420_000,
        width=720, tolerance=0.35, smallest=0.8, middle=10,
    )  # fmt: skip


def equal_earth(longitude: float, latitude: float) -> Point:
    """Equal Earth on the unit sphere (Savric, Patterson and Jenny 2018), equal-area, centred on 11 E: Chukotka stays whole."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root3 = math.sqrt(3)
    theta = math.asin(root3 / 2 * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    slope = a1 + 3 * a2 * squared + sixth * (7 * a3 + 9 * a4 * squared)
    x = 2 * root3 * math.radians(longitude - 11) * math.cos(theta) / (3 * slope)
    return x, theta * (a1 + a2 * squared + sixth * (a3 + a4 * squared))


def laea_europe(longitude: float, latitude: float) -> Point:
    """ETRS89-LAEA (EPSG:3035): Lambert azimuthal equal-area on GRS 1980 around 10 E 52 N, in metres."""
    pole, origin = authalic(math.pi / 2), authalic(math.radians(52))
    here = authalic(math.radians(latitude))
    beta0, beta = math.asin(origin / pole), math.asin(max(-1.0, min(1.0, here / pole)))
    turn = math.radians(longitude - 10)
    radius = SEMI_MAJOR_AXIS * math.sqrt(pole / 2)
    sin0 = math.sin(math.radians(52))
    parallel = math.cos(math.radians(52)) / math.sqrt(1 - (ECCENTRICITY * sin0) ** 2)
    d = SEMI_MAJOR_AXIS * parallel / (radius * math.cos(beta0))
    nearness = 1 + math.sin(beta0) * math.sin(beta) + math.cos(beta0) * math.cos(beta) * math.cos(turn)
    b = radius * math.sqrt(2 / max(nearness, 1e-9))
    x = b * d * math.cos(beta) * math.sin(turn)
    y = b / d * (math.cos(beta0) * math.sin(beta) - math.sin(beta0) * math.cos(beta) * math.cos(turn))
    return 4_321_000 + x, 3_210_000 + y


def authalic(latitude: float) -> float:
    """The q of the authalic latitude on GRS 1980 (Snyder 1987, equation 3-12)."""
    s, e = math.sin(latitude), ECCENTRICITY
    return (1 - e * e) * (s / (1 - e * e * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))


def build(topology: dict, frame: Frame) -> dict:
    """The asset: {width, height, countries: {code: {d, at: [x, y], area, wide}}}.

    `at` is the place of a label, `wide` the room it has there, `area` in square units of the drawing.
    """
    arcs = [simplify(arc, frame) for arc in degree_arcs(topology)]
    countries = {}
    for code, polygons in sorted(polygons_by_code(topology).items()):
        rings = [clipped for ring in merged(polygons) for clipped in drawn(ring, arcs, frame)]
        if rings:
            countries[code] = outline(rings, frame)
    return {"width": frame.width, "height": frame.height, "countries": countries}


def degree_arcs(topology: dict) -> Iterator[Arc]:
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        yield points


def simplify(degrees: Arc, frame: Frame) -> Arc:
    """Visvalingam-Whyatt: drop the point whose triangle is smallest in the drawing until all are above the tolerance.

    Points stay in degrees: whether a ring crosses the cut of the earth is only known when its arcs are joined.
    """
    arc = [frame.place(*point) for point in degrees]
    keep_at_least = 4 if arc[0] == arc[-1] else 2
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    alive = [True] * len(arc)
    heap = [(triangle(arc[i - 1], arc[i], arc[i + 1]), i, i - 1, i + 1) for i in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    left = len(arc)
    while heap and left > keep_at_least:
        area, i, a, b = heapq.heappop(heap)
        if area > frame.tolerance:
            break
        if not alive[i] or (before[i], after[i]) != (a, b):
            continue
        alive[i], left = False, left - 1
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < len(arc) - 1:
                size = triangle(arc[before[j]], arc[j], arc[after[j]])
                heapq.heappush(heap, (max(area, size), j, before[j], after[j]))
    return [point for point, kept in zip(degrees, alive, strict=True) if kept]


def triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def polygons_by_code(topology: dict) -> dict[str, list[list[list[int]]]]:
    numeric = get_global("territory_aliases")
    found: dict[str, list[list[list[int]]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = (
            CODES_BY_NAME.get(country["properties"]["name"]) or numeric.get(country.get("id"), [UNCODED])[0]
        )
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        if code not in LEFT_OUT:
            found.setdefault(code, []).extend(polygons)
    return found


def merged(polygons: list[list[list[int]]]) -> list[list[int]]:
    """The rings of all polygons, as arc numbers; rings that share an arc are joined and the arc between them goes."""
    rings = [ring for polygon in polygons for ring in polygon]
    used = {arc for ring in rings for arc in ring}
    inner = {arc for arc in used if ~arc in used}
    if not inner:
        return rings
    whole = [ring for ring in rings if not inner & set(ring)]
    loose = [arc for ring in rings if inner & set(ring) for arc in ring if arc not in inner]
    return [*whole, loose] if loose else whole


def drawn(ring: list[int], arcs: list[Arc], frame: Frame) -> Iterator[Ring]:
    """The ring's parts inside the frame, with a margin that hides the cut."""
    degrees = unrolled(joined(ring, arcs))
    for turn in (-360, 0, 360):
        turned = [(longitude + turn, latitude) for longitude, latitude in degrees]
        part = clip(turned, frame.middle - 180, -90, frame.middle + 180, 90)
        placed = [frame.place(*point) for point in part]
        clipped = clip(placed, -3, -3, frame.width + 3, frame.height + 3)
        if len(clipped) > 3:
            yield clipped


def joined(ring: list[int], arcs: list[Arc]) -> Ring:
    points: Ring = []
    pending = list(ring)
    while pending:
        number = next((n for n in pending if points and ends(n, arcs)[0] == points[-1]), pending[0])
        pending.remove(number)
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def unrolled(ring: Ring) -> Ring:
    """The ring with longitudes that run on past 180 instead of jumping to -180."""
    points, turn = ring[:1], 0
    for (before, _), (longitude, latitude) in pairwise(ring):
        turn += 360 if longitude - before < -180 else -360 if longitude - before > 180 else 0
        points.append((longitude + turn, latitude))
    return points


def ends(number: int, arcs: list[Arc]) -> tuple[Point, Point]:
    arc = arcs[number] if number >= 0 else arcs[~number]
    return (arc[0], arc[-1]) if number >= 0 else (arc[-1], arc[0])


def clip(ring: Ring, left: float, top: float, right: float, bottom: float) -> Ring:
    """Sutherland-Hodgman against a rectangle."""
    for axis, bound, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        kept: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            a_in, b_in = sign * (a[axis] - bound) >= 0, sign * (b[axis] - bound) >= 0
            if a_in:
                kept.append(a)
            if a_in != b_in:
                share = (bound - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        ring = kept
    return ring


def area_of(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def outline(rings: list[Ring], frame: Frame) -> dict:
    largest = max(rings, key=lambda ring: abs(area_of(ring)))
    worth = [ring for ring in rings if abs(area_of(ring)) >= frame.smallest or ring is largest]
    x, y = most_inside(largest)
    return {
        "d": "".join(path(ring) for ring in worth),
        "at": [round(x, 1), round(y, 1)],
        "area": round(sum(abs(area_of(ring)) for ring in rings), 2),
        "wide": round(min(chord(x, y + drop, largest) for drop in (-8, 0, 8)), 1),
    }


def chord(x: float, y: float, ring: Ring) -> float:
    """The width of the country in the row `y`, measured evenly to both sides of `x`; 0 where the row misses it."""
    crossings = [
        x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (y0 > y) != (y1 > y)
    ]
    if not inside(x, y, ring):
        return 0.0
    return 2 * min(abs(crossing - x) for crossing in crossings)


def path(ring: Ring) -> str:
    """A closed subpath in tenths of a unit, relative, so that a point costs about six characters."""
    points = [(round(x * 10), round(y * 10)) for x, y in ring]
    start = f"M{tenths(points[0][0])} {tenths(points[0][1])}l"
    moves = ""
    for (x0, y0), (x1, y1) in pairwise(points):
        if (x0, y0) == (x1, y1):
            continue
        for number in (tenths(x1 - x0), tenths(y1 - y0)):
            moves += number if not moves or number.startswith("-") else f" {number}"
    return f"{start}{moves or '0 0'}z"


def tenths(value: int) -> str:
    text = f"{value / 10:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def most_inside(ring: Ring) -> Point:
    """The point of a grid that is farthest from the ring's edge and inside it: where a label sits best."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    best, place = -1.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    steps = 24
    for i in range(1, steps):
        for j in range(1, steps):
            x = min(xs) + (max(xs) - min(xs)) * i / steps
            y = min(ys) + (max(ys) - min(ys)) * j / steps
            if inside(x, y, ring):
                # A label is wider than high: room to the sides counts more than room above and below.
                room = min(math.hypot((x - px) * 0.6, y - py) for px, py in ring)
                if room > best:
                    best, place = room, (x, y)
    return place


def inside(x: float, y: float, ring: Ring) -> bool:
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd


if __name__ == "__main__":
    main()
