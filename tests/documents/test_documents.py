"""What holds for every format: the same numbers, the same bytes twice, and no text that breaks it."""

import json
import re
import shutil
import string
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from python_calamine import CalamineWorkbook

from kontor.documents import FORMATS, write
from kontor.documents.blocks import (
    Bullets,
    Cell,
    Chart,
    Cite,
    Column,
    Facts,
    Figure,
    Finding,
    Heading,
    KeyFigures,
    Link,
    Note,
    Paragraph,
    Series,
    Source,
    Strong,
    Table,
    Value,
)
from kontor.documents.outline import ReportError
from tests.factories.reports import FIGURES, sample_report, small_report

SHOWN = ["25", "23", "1,297", "≥ 46", "3.46", "37.5%", "€6,250,000", "no data"]


def text_of_html(document):
    return html.document_fromstring(document).text_content()


def text_of_docx(document):
    parts = zipfile.ZipFile(BytesIO(document))
    body = etree.fromstring(parts.read("word/document.xml"))
    return " ".join("".join(one.itertext()) for one in body.iter("{*}p"))


def text_of_pdf(document):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (Debian: poppler-utils) is not on this machine")
    return subprocess.run(
        ["pdftotext", "-", "-"], input=document, capture_output=True, check=True
    ).stdout.decode()


@pytest.mark.parametrize(
    ("format", "read"), [("html", text_of_html), ("docx", text_of_docx), ("pdf", text_of_pdf)]
)
def test_every_figure_is_printed_alike(format, read):
    text = re.sub(r"\s+", " ", read(write(sample_report(), format)))

    assert [shown for shown in SHOWN if shown not in text] == []


def test_figures_of_data_formats_are_those_of_the_report():
    data = json.loads(write(sample_report(), "json"))
    book = CalamineWorkbook.from_filelike(BytesIO(write(sample_report(), "xlsx")))
    rows = book.get_sheet_by_name("Figures").to_python()

    expected = {figure.id: figure.value for figure in FIGURES}
    assert {figure["id"]: figure["value"] for figure in data["figures"]} == expected
    assert {row[0]: row[3] if row[3] != "" else None for row in rows if row[0] in expected} == expected


@pytest.mark.parametrize("format", FORMATS)
def test_same_report_gives_the_same_bytes(format):
    assert write(sample_report(), format) == write(sample_report(), format)


@pytest.mark.parametrize("format", FORMATS)
def test_unknown_figure_is_refused_by_its_id(format):
    with pytest.raises(ReportError, match=r"'partnerships\.g9'"):
        write(small_report(Paragraph((Value("partnerships.g9"),))), format)


def test_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"'odt'\. Choose one of: html, pdf, docx, xlsx, json"):
        write(small_report(), "odt")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["de", "fr", "es", "el", "mt", "ar"])
def test_every_language_is_written(format, language):
    assert write(sample_report(1, drawings=False, language=language), format)


@pytest.mark.parametrize("format", FORMATS)
def test_empty_report_is_written(format):
    empty = replace(small_report(figures=(), sources=()), title="", subject="", actor="")

    assert write(empty, format)


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "#panic() $x$ *bold* <script>alert(1)</script>",
            "\u202eright to left \u05e9\u05dc\u05d5\u05dd",
            "Donaudampfschifffahrtsgesellschaft" * 9,
            "cell of three hundred " * 14,
            "=cmd|' /C calc'!A0",
            "{number} {page} %s {0}",
            "\x00\x0b\ud800\ufffe\ufeff",
            "",
            "\n\r\t",
            "中文 😀 ไทย",
        ]
    ),
    st.text(max_size=60),
    st.text(alphabet=string.printable, max_size=60),
)
RUNS = st.one_of(
    HOSTILE,
    st.builds(Strong, HOSTILE),
    st.builds(Link, HOSTILE, HOSTILE),
    st.just(Value("f")),
    st.just(Cite("s")),
)
TEXT = st.one_of(HOSTILE, st.lists(RUNS, max_size=4).map(tuple))
VALUES = st.one_of(
    HOSTILE,
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.builds(Cell, HOSTILE, HOSTILE, HOSTILE),
)


@st.composite
def tables(draw):
    kinds = st.sampled_from(["text", "number", "date", "percent", "year"])
    columns = draw(st.lists(st.builds(Column, HOSTILE, HOSTILE, kinds), min_size=1, max_size=12).map(tuple))
    row = st.tuples(*[VALUES for _ in columns])
    rows = tuple(draw(st.lists(row, max_size=4)))
    return Table("", draw(HOSTILE), columns, rows, draw(st.none() | row), draw(TEXT), draw(HOSTILE))


@st.composite
def charts(draw):
    categories = tuple(draw(st.lists(HOSTILE, min_size=1, max_size=4)))
    numbers = st.none() | st.floats(-1e9, 1e9)
    series = draw(st.lists(st.builds(Series, HOSTILE, st.tuples(*[numbers for _ in categories])), max_size=3))
    forms = st.sampled_from(["bars", "columns", "stacked-bars", "grouped-bars", "line"])
    return Chart(
        "",
        draw(HOSTILE),
        draw(HOSTILE),
        draw(forms),
        categories,
        tuple(series),
        draw(HOSTILE),
        note=draw(TEXT),
    )


BLOCKS = st.one_of(
    st.builds(Heading, HOSTILE, st.integers(-1, 5), HOSTILE, st.booleans()),
    st.builds(Paragraph, TEXT, st.booleans()),
    st.builds(Bullets, st.lists(TEXT, max_size=3).map(tuple), st.booleans()),
    st.builds(Note, TEXT, st.sampled_from(["info", "warning", "missing", "else"]), HOSTILE),
    st.just(KeyFigures(("f",))),
    st.builds(Facts, st.lists(st.tuples(HOSTILE, TEXT), max_size=3).map(tuple)),
    tables(),
    charts(),
)


@st.composite
def reports(draw):
    blocks = [
        replace(block, id=f"block {place}") if isinstance(block, Table | Chart) else block
        for place, block in enumerate(draw(st.lists(BLOCKS, max_size=6)))
    ]
    value = draw(st.none() | st.integers() | st.floats() | st.dates())
    figure = Figure(
        "f",
        draw(HOSTILE),
        value,
        draw(HOSTILE),
        1,
        draw(HOSTILE),
        draw(HOSTILE),
        draw(st.sampled_from("=><")),
    )
    source = Source("s", draw(HOSTILE), draw(HOSTILE), draw(HOSTILE), draw(st.none() | st.dates()))
    plain = draw(VALUES.filter(lambda value: not isinstance(value, Cell)))
    finding = Finding(
        draw(HOSTILE), plain, plain, draw(HOSTILE), draw(HOSTILE), draw(HOSTILE), draw(HOSTILE), 1, ""
    )
    report = small_report(*blocks, figures=(figure,), sources=(source,))
    return replace(
        report, title=draw(HOSTILE), findings=(finding,), not_known=(draw(HOSTILE),), as_of=date(2026, 2, 3)
    )


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports())
def test_any_tree_of_blocks_is_written_in_every_format(report):
    written = {format: write(report, format) for format in FORMATS}

    json.loads(written["json"])
    html.document_fromstring(written["html"])
    assert written["pdf"].startswith(b"%PDF-")
    for format in ("docx", "xlsx"):
        parts = zipfile.ZipFile(BytesIO(written[format]))
        assert [
            name
            for name in parts.namelist()
            if name.endswith(".xml") and etree.fromstring(parts.read(name)) is None
        ] == []
