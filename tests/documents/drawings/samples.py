"""A chart, a map and a network to draw, and how to read what was drawn."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from kontor.documents.blocks import Chart, Edge, Map, MapValue, Network, Node, Series

SVG = "{http://www.w3.org/2000/svg}"
FORMS = ("bars", "columns", "stacked-bars", "grouped-bars", "line")


def chart(form: str = "bars", **changes: object) -> Chart:
    made = Chart(
        "cases.by-country",
        "Cases by country",
        "Colombia has most cases.",
        form,
        ("Colombia", "Peru", "Chile"),
        (Series("Signed", (25, None, 7)), Series("Open", (3, 14, 0))),
        "cases",
        "Country",
    )
    return replace(made, **changes)


def country_map(extent: str = "world", **changes: object) -> Map:
    values = (
        MapValue("CO", "Colombia", 14, "/countries/CO/"),
        MapValue("FR", "France", 54, "/countries/FR/"),
        MapValue("MT", "Malta", 1, "/countries/MT/"),
        MapValue("XK", "Kosovo", 2),
    )
    return replace(
        Map("targets", "Target countries", "France leads.", values, "partnerships", extent), **changes
    )


def network(**changes: object) -> Network:
    nodes = (
        Node("a", "Alpha Cluster", 0.1, 0.2, 0.9, 0, "/organisations/1/", "coordinator"),
        Node("b", "Beta Cluster", 0.8, 0.3, 0.3, 1),
        Node("c", "Gamma Cluster", 0.4, 0.9, 0.1, 1),
    )
    edges = (Edge("a", "b", 0.9, 3, False, "AdPack, ECCA"), Edge("b", "c", 0.1, 1, True))
    return replace(
        Network(
            "who", "Who works with whom", "Alpha links all.", nodes, edges, ("North", "South"), "partnerships"
        ),
        **changes,
    )


def blocks() -> list[Chart | Map | Network]:
    return [*(chart(form) for form in FORMS), country_map("world"), country_map("europe"), network()]


def texts(drawing: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(drawing).iter(f"{SVG}text")]


def titles(drawing: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(drawing).iter(f"{SVG}title")]
