"""What holds for any block: marks stay inside the frame, and the drawing is well formed."""

import math
import re
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.documents.blocks import Chart, Edge, MapValue, Network, Node, Series
from kontor.documents.drawings import data_table, draw
from tests.documents.drawings.samples import FORMS, SVG, country_map, network

words = st.text(max_size=40)
numbers = st.none() | st.floats() | st.integers(-10, 10**6)


@st.composite
def charts(draw_from: st.DrawFn) -> Chart:
    size = draw_from(st.integers(0, 12))
    rows = st.tuples(*[numbers] * size)
    series = draw_from(st.lists(st.builds(Series, words, rows), max_size=9))
    categories = draw_from(st.tuples(*[words] * size))
    form = draw_from(st.sampled_from(FORMS))
    return Chart(
        "c",
        draw_from(words),
        draw_from(words),
        form,
        categories,
        tuple(series),
        draw_from(words),
        draw_from(words),
    )


def bounds(node: ET.Element) -> list[tuple[float, float]]:
    """The points that a mark reaches; texts by the place where they start."""
    get = {
        name: float(value)
        for name, value in node.attrib.items()
        if re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII)
    }
    if node.tag == f"{SVG}rect":
        return [(get["x"], get["y"]), (get["x"] + get["width"], get["y"] + get["height"])]
    if node.tag == f"{SVG}line":
        return [(get["x1"], get["y1"]), (get["x2"], get["y2"])]
    if node.tag == f"{SVG}circle":
        return [(get["cx"] - get["r"], get["cy"] - get["r"]), (get["cx"] + get["r"], get["cy"] + get["r"])]
    if node.tag in (f"{SVG}polyline", f"{SVG}polygon"):
        return [tuple(map(float, point.split(","))) for point in node.attrib["points"].split()]
    return [(get["x"], get["y"])] if node.tag == f"{SVG}text" else []


def assert_inside(drawing: str) -> None:
    root = ET.fromstring(drawing)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    nested = {child for group in root.iter(f"{SVG}g") if group.get("transform") for child in group.iter()}
    nested |= {child for defs in root.iter(f"{SVG}defs") for child in defs.iter()}
    for node in root.iter():
        for x, y in [] if node in nested else bounds(node):
            assert math.isfinite(x)
            assert math.isfinite(y)
            assert -0.01 <= x <= width + 0.01, ET.tostring(node)
            assert -0.01 <= y <= height + 0.01, ET.tostring(node)


@settings(max_examples=250, deadline=None)
@given(charts(), st.sampled_from(["page", "paper"]), st.sampled_from(["en", "es", "mt", "xx"]))
def test_draw_keeps_the_marks_of_any_chart_inside_its_frame(block: Chart, theme: str, language: str) -> None:
    drawing = draw(block, theme, language)

    assert (
        re.findall(
            r'"[^"]*\b(nan|inf)\b[^"]*"', re.sub(r'aria-label="[^"]*"', "", drawing.split("</desc>")[1])
        )
        == []
    )
    assert_inside(drawing)
    assert len(data_table(block).rows) == len(block.categories)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(MapValue, st.sampled_from(["CO", "FR", "XK", "MT", "QQ", "GB"]), words, st.floats(), words)
    ),
    st.sampled_from(["world", "europe", "moon"]),
)
def test_draw_keeps_any_map_well_formed(values: list[MapValue], extent: str) -> None:
    drawing = draw(country_map(extent, values=tuple(values)))

    assert_inside(drawing)


@st.composite
def networks(draw_from: st.DrawFn) -> Network:
    ids = draw_from(st.lists(st.sampled_from("abcdefghij"), unique=True))
    shares = st.floats(0, 1) | st.floats()
    nodes = [
        Node(
            id,
            draw_from(words),
            draw_from(shares),
            draw_from(shares),
            draw_from(shares),
            draw_from(st.integers(0, 20)),
        )
        for id in ids
    ]
    ends = st.sampled_from("abcdefghij")
    edges = draw_from(st.lists(st.builds(Edge, ends, ends, shares, st.floats(), st.booleans()), max_size=12))
    return network(
        nodes=tuple(nodes), edges=tuple(edges), groups=tuple(draw_from(st.lists(words, max_size=3)))
    )


@settings(max_examples=100, deadline=None)
@given(networks())
def test_draw_keeps_any_network_inside_its_frame(block: Network) -> None:
    assert_inside(draw(block))
