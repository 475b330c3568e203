"""What every drawing promises: well-formed, deterministic, safe, complete, inside its frame, readable without colour."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kontor.documents.blocks import Cell, Chart, Edge, Map, MapValue, Network, Node, Series, Table
from kontor.documents.drawings import ENGLISH, data_table, draw, png
from tests.documents.drawings.samples import FORMS, SVG, blocks, chart, country_map, network, texts, titles

HOSTILE = "</text><script>alert('x')</script> \" & ]]> \x00\x08\ud800"


@pytest.mark.parametrize("theme", ["page", "paper"])
@pytest.mark.parametrize("block", blocks(), ids=lambda block: f"{block.id}-{getattr(block, 'form', '')}")
def test_draw_gives_an_image_with_name_and_description(block: Chart | Map | Network, theme: str) -> None:
    drawing = draw(block, theme)

    root = ET.fromstring(drawing)
    names = {node.get("id"): node.text for node in root}
    assert root.tag == f"{SVG}svg"
    assert names[root.get("aria-labelledby")] == block.caption
    assert names[root.get("aria-describedby")] == block.alt


@pytest.mark.parametrize("block", blocks(), ids=lambda block: f"{block.id}-{getattr(block, 'form', '')}")
def test_draw_gives_the_same_bytes_again(block: Chart | Map | Network) -> None:
    first = [draw(block, theme, "es") for theme in ("page", "paper")]

    again = [draw(block, theme, "es") for theme in ("page", "paper")]

    assert again == first


@pytest.mark.parametrize("block", blocks(), ids=lambda block: f"{block.id}-{getattr(block, 'form', '')}")
def test_draw_for_a_page_needs_no_exception_to_a_strict_content_policy(block: Chart | Map | Network) -> None:
    root = ET.fromstring(draw(block, "page"))

    attributes = {name for node in root.iter() for name in node.attrib}
    colours = [v for node in root.iter() for name, v in node.attrib.items() if name in ("fill", "stroke")]
    assert not {name for name in attributes if name == "style" or name.startswith("on")}
    assert [colour for colour in colours if not colour.startswith("url(#")] == []


@pytest.mark.parametrize("block", blocks(), ids=lambda block: f"{block.id}-{getattr(block, 'form', '')}")
def test_draw_for_paper_has_no_classes_and_no_links(block: Chart | Map | Network) -> None:
    root = ET.fromstring(draw(block, "paper"))

    assert [node for node in root.iter() if "class" in node.attrib] == []
    assert list(root.iter(f"{SVG}a")) == []
    assert root.get("role") == "img"


@pytest.mark.parametrize("form", FORMS)
def test_draw_names_every_value_of_a_chart(form: str) -> None:
    drawing = draw(chart(form))

    expected = {
        "Colombia, Signed: 25 cases",
        "Chile, Signed: 7 cases",
        "Peru, Open: 14 cases",
        "Chile, Open: 0 cases",
    }
    assert expected <= set(titles(drawing))


@pytest.mark.parametrize("form", ["bars", "columns", "grouped-bars"])
def test_draw_prints_every_value_of_a_chart(form: str) -> None:
    printed = texts(draw(chart(form)))

    assert {"25", "7", "3", "14", "0"} <= set(printed)


def test_draw_says_no_data_where_a_value_is_missing() -> None:
    printed = texts(draw(chart("bars")))

    assert printed.count(ENGLISH["no-data"]) == 1


def test_draw_leaves_a_gap_in_a_line_where_a_value_is_missing() -> None:
    values = (1, 2, None, 4, 5)
    block = chart("line", categories=tuple("abcde"), series=(Series("Signed", values),))

    lines = list(ET.fromstring(draw(block)).iter(f"{SVG}polyline"))

    assert [len(line.get("points", "").split()) for line in lines] == [2, 2]


def test_draw_stacks_segments_without_overlap_and_prints_the_total() -> None:
    drawing = draw(chart("stacked-bars", categories=("Peru",), series=(Series("A", (3,)), Series("B", (5,)))))

    bars = [r for r in ET.fromstring(drawing).iter(f"{SVG}rect") if r.find(f"{SVG}title") is not None]
    first, second = ((float(r.get("x", 0)), float(r.get("width", 0))) for r in bars)
    assert first[0] + first[1] <= second[0]
    assert texts(drawing)[-1] == "8"


def test_draw_turns_columns_into_bars_where_the_names_do_not_fit() -> None:
    names = tuple(f"Internationalisierungsstrategie {i}" for i in range(12))
    block = chart("columns", categories=names, series=(Series("Signed", tuple(range(12))),))

    drawing = draw(block)

    assert drawing == draw(replace(block, form="bars"))


def test_draw_tells_series_apart_without_colour() -> None:
    root = ET.fromstring(draw(chart("grouped-bars")))

    patterns = [pattern.get("id") for pattern in root.iter(f"{SVG}pattern")]
    marks = [r.get("class") or r.get("fill") for r in root.iter(f"{SVG}rect") if r.get("y") != "0"]
    weave = f"url(#{patterns[0]})"
    assert len(patterns) == 1
    assert marks == ["d-s1", "d-s2", weave, "d-s2", weave, "d-s1", "d-s2", weave]


@pytest.mark.parametrize("block", [country_map("world"), country_map("europe")], ids=["world", "europe"])
def test_draw_names_every_value_of_a_map(block: Map) -> None:
    drawing = draw(block)

    said = " ".join([*titles(drawing), *texts(drawing)])
    assert [v.label for v in block.values if v.label not in said] == []


def test_draw_lists_the_values_that_lie_outside_the_map() -> None:
    drawing = draw(country_map("europe"))

    assert "Not on this map: Colombia 14" in texts(drawing)


def test_draw_links_countries_to_their_records() -> None:
    root = ET.fromstring(draw(country_map("world")))

    links = {link.get("href"): link.get("aria-label") for link in root.iter(f"{SVG}a")}
    assert root.get("role") == "group"
    assert links == {
        "/countries/CO/": "Colombia: 14 partnerships",
        "/countries/FR/": "France: 54 partnerships",
        "/countries/MT/": "Malta: 1 partnerships",
    }


def test_draw_shows_a_very_small_country_as_a_dot() -> None:
    root = ET.fromstring(draw(country_map("world")))

    dots = [circle.findtext(f"{SVG}title") for circle in root.iter(f"{SVG}circle")]
    assert dots == ["Kosovo: 2 partnerships", "Malta: 1 partnerships"]


@pytest.mark.parametrize(("alias", "code"), [("UK", "GB"), ("EL", "GR"), ("gb", "GB")])
def test_draw_understands_the_programmes_own_country_codes(alias: str, code: str) -> None:
    block = country_map(values=(MapValue(alias, "X", 3),))

    assert draw(block) == draw(replace(block, values=(MapValue(code, "X", 3),)))


def test_draw_names_every_node_and_edge_of_a_network() -> None:
    drawing = draw(network())

    assert titles(drawing)[1:] == [
        "Alpha Cluster – Beta Cluster: 3 partnerships. AdPack, ECCA",
        "Beta Cluster – Gamma Cluster: 1 partnerships",
        "Alpha Cluster. North. coordinator",
        "Beta Cluster. South",
        "Gamma Cluster. South",
    ]
    assert {"Alpha Cluster", "Beta Cluster", "Gamma Cluster"} <= set(texts(drawing))


def test_draw_gives_groups_of_a_network_different_shapes() -> None:
    root = ET.fromstring(draw(network()))

    shapes = {
        node.findtext(f"{SVG}title"): node.tag.removeprefix(SVG)
        for node in root.iter()
        if node.get("class", "").startswith("d-node") and node.findtext(f"{SVG}title")
    }
    assert shapes["Alpha Cluster. North. coordinator"] == "circle"
    assert shapes["Beta Cluster. South"] == "polygon"


def test_draw_widens_an_edge_with_its_weight_and_dashes_it_on_request() -> None:
    strong, weak = (
        line for line in ET.fromstring(draw(network())).iter(f"{SVG}line") if line.get("class") == "d-edge"
    )

    assert float(strong.get("stroke-width", 0)) > float(weak.get("stroke-width", 0))
    assert (strong.get("stroke-dasharray") is None, weak.get("stroke-dasharray") is None) == (True, False)


def hostile_blocks() -> list[Chart | Map | Network]:
    series = (Series(HOSTILE, (1, 2)), Series(HOSTILE + "2", (None, 3)))
    named = {"id": HOSTILE, "caption": HOSTILE, "alt": HOSTILE, "unit": HOSTILE}
    nodes = (Node("n", HOSTILE, 0.5, 0.5, href="javascript:alert(1)", note=HOSTILE), Node("m", "M", 0, 0))
    edges = (Edge("n", "m", note=HOSTILE), Edge("n", "nowhere"))
    values = (
        MapValue("CO", HOSTILE, 1, " JaVaScript:alert(1)"),
        MapValue("<x>", HOSTILE, 2, "data:text/html,x"),
    )
    return [
        *(
            chart(form, categories=(HOSTILE, "x"), series=series, category_label=HOSTILE, **named)
            for form in FORMS
        ),
        country_map(values=values, **named),
        network(nodes=nodes, edges=edges, groups=(HOSTILE,), **named),
    ]


@pytest.mark.parametrize("theme", ["page", "paper"])
@pytest.mark.parametrize("block", hostile_blocks(), ids=lambda block: type(block).__name__)
def test_draw_escapes_hostile_text(block: Chart | Map | Network, theme: str) -> None:
    drawing = draw(block, theme)

    root = ET.fromstring(drawing)
    assert list(root.iter(f"{SVG}script")) == []
    assert list(root.iter(f"{SVG}a")) == []
    assert "</script>" not in drawing


def test_draw_gives_different_blocks_different_ids() -> None:
    first = set(re.findall(r'id="([^"]*)"', draw(chart("stacked-bars", id="a b"))))

    second = set(re.findall(r'id="([^"]*)"', draw(chart("stacked-bars", id="a_b"))))

    assert len(first) > 2
    assert first & second == set()


@pytest.mark.parametrize(
    "block",
    [
        *(chart(form, categories=(), series=()) for form in FORMS),
        *(chart(form, series=()) for form in FORMS),
        network(nodes=(), edges=()),
    ],
    ids=lambda block: getattr(block, "form", "network"),
)
def test_draw_says_so_when_there_is_nothing_to_draw(block: Chart | Network) -> None:
    assert texts(draw(block)) == [ENGLISH["no-data"]]


@pytest.mark.parametrize("form", FORMS)
def test_draw_copes_with_a_chart_of_nothing_but_gaps(form: str) -> None:
    block = chart(form, series=(Series("Signed", (None, None, None)),))

    assert ET.fromstring(draw(block)).get("viewBox")


def test_draw_of_a_map_without_values_shows_the_land() -> None:
    root = ET.fromstring(draw(country_map(values=())))

    assert len(list(root.iter(f"{SVG}path"))) > 200


def test_draw_writes_numbers_as_the_language_does() -> None:
    block = chart(categories=("Peru",), series=(Series("A", (1234567.5,)),))

    printed = {language: texts(draw(block, language=language))[-1] for language in ("en", "de", "fr", "xx")}

    assert printed == {
        "en": "1,234,567.5",
        "de": "1.234.567,5",
        "fr": "1\u202f234\u202f567,5",
        "xx": "1,234,567.5",
    }


def test_draw_uses_the_words_of_the_report() -> None:
    assert "sin datos" in texts(draw(chart(), language="es", words={"no-data": "sin datos"}))


def test_draw_refuses_an_unknown_form() -> None:
    with pytest.raises(ValueError, match=r"has the form 'pie', which cannot be drawn. Use one of: bars"):
        draw(chart("pie"))


def test_draw_refuses_an_unknown_theme() -> None:
    with pytest.raises(ValueError, match="There is no theme 'dark'"):
        draw(chart(), "dark")


def test_draw_refuses_series_of_another_length() -> None:
    with pytest.raises(ValueError, match=r"Series 'A' .* has 1 values for 3 categories"):
        draw(chart(series=(Series("A", (1,)),)))


def test_png_is_as_wide_as_asked_and_the_same_again() -> None:
    picture = png(chart(), width_px=800)

    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20]) == 800
    assert png(chart(), width_px=800) == picture


def test_data_table_of_a_chart_holds_its_values() -> None:
    table = data_table(chart())

    assert [column.label for column in table.columns] == ["Country", "Signed (cases)", "Open (cases)"]
    assert table.rows == (("Colombia", 25, 3), ("Peru", None, 14), ("Chile", 7, 0))
    assert (table.id, table.caption) == ("cases.by-country.data", "Cases by country")


def test_data_table_of_a_map_holds_its_values_and_links_largest_first() -> None:
    table = data_table(country_map())

    assert table.rows == (
        ("France", Cell(54, "/countries/FR/")),
        ("Colombia", Cell(14, "/countries/CO/")),
        ("Kosovo", Cell(2)),
        ("Malta", Cell(1, "/countries/MT/")),
    )


def test_data_table_of_a_network_holds_edges_groups_and_lonely_nodes() -> None:
    lonely = Node("d", "Delta", 0.5, 0.5, group=7)
    alpha, beta = Cell("Alpha Cluster", "/organisations/1/", "coordinator"), Cell("Beta Cluster")

    table = data_table(network(nodes=(*network().nodes, lonely)))

    assert table.rows == (
        (alpha, "North", beta, "South", 3, "AdPack, ECCA"),
        (beta, "South", Cell("Gamma Cluster"), "South", 1, ""),
        (Cell("Delta"), "", None, "", None, ""),
    )


def test_data_table_is_a_table_for_every_drawing() -> None:
    tables = [data_table(block) for block in blocks()]

    assert [type(table) for table in tables] == [Table] * len(tables)
    assert [row for table in tables for row in table.rows if len(row) != len(table.columns)] == []


def test_draw_puts_an_arrow_on_every_link_of_a_directed_network() -> None:
    nodes = (Node("a", "Milling", 0, 0.5), Node("b", "Baking", 0.5, 0.5), Node("c", "Selling", 1, 0.5))
    edges = (Edge("a", "b"), Edge("b", "c"))
    plain, directed = (
        draw(Network("chain", "Chain", "A chain", nodes, edges, directed=directed, height=200))
        for directed in (False, True)
    )

    assert (plain.count("<polyline"), directed.count("<polyline")) == (0, 2)
    assert "Milling → Baking" in directed
    assert 'viewBox="0 0 760 200' in directed
