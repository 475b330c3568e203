import zipfile
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO

import docx
from docx.oxml.ns import qn
from lxml import etree

from kontor.documents import write
from kontor.documents.blocks import Bullets, Column, Figure, KeyFigures, Paragraph, Table, Value
from tests.factories.reports import sample_report, small_report

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@lru_cache
def packed():
    return write(sample_report(), "docx")


@lru_cache
def sample():
    return docx.Document(BytesIO(packed()))


def part(name, source=None):
    return etree.fromstring(zipfile.ZipFile(BytesIO(source or packed())).read(name))


def styled(style):
    return [one.text for one in sample().paragraphs if one.style.name == style]


def test_headings_are_native():
    assert styled("Heading 1") == [
        "The programme at a glance",
        "Markets and networks",
        "Partnerships",
        "Partnerships one by one",
        "Findings",
        "What is not known",
        "How the numbers were counted",
        "Data behind the figures",
        "Sources",
    ]
    assert styled("Heading 2")[:2] == ["What changed between the generations", "NORTHTIDE"]


def test_captions_count_with_fields():
    captions = [one for one in sample().paragraphs if one.style.name == "Caption"]
    fields = [one._p.xpath("string(.//w:instrText)").strip() for one in captions]

    assert captions[0].text == "Figure 1. Target countries by number of partnerships"
    assert fields[0] == r"SEQ Figure \* ARABIC"
    assert r"SEQ Table \* ARABIC" in fields


def test_contents_are_filled_and_ask_nothing_of_the_reader():
    entries = [one for one in sample().paragraphs if one.style.name.startswith("toc")]
    names = {mark.get(qn("w:name")) for mark in sample().element.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for one in entries for link in one._p.iter(qn("w:hyperlink"))}

    assert len(entries) == 16
    assert links - names == set()
    assert part("word/settings.xml").xpath("//w:updateFields", namespaces=W) == []


def test_contents_that_fill_a_page_leave_no_blank_one_behind():
    starts = [one for one in sample().paragraphs if one.style.name == "Page End"]

    assert [one.paragraph_format.page_break_before for one in starts] == [True]
    assert [one.text for one in starts] == [""]
    assert sample().element.xpath('//w:br[@w:type="page"]') == []


def test_head_rows_are_repeated():
    tables = [table for table in sample().tables if table.style.name == "Report Table"]

    assert len(tables) == 13
    assert all(len(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")) == 1 for table in tables)


def test_pictures_have_their_description():
    described = [one.get("descr") for one in sample().element.iter(qn("wp:docPr"))]

    assert len(described) == 3
    assert described[0].startswith("Bar chart: Chile leads with 12 partnerships")


def test_notes_are_footnotes_and_later_mentions_refer_to_them():
    report = small_report(
        Paragraph((Value("grants"), " and ", Value("jobs"))), Bullets(((Value("grants"),),))
    )
    source = write(report, "docx")

    notes = part("word/footnotes.xml", source).xpath("//w:footnote[not(@w:type)]", namespaces=W)
    body = part("word/document.xml", source)

    assert [note.get(qn("w:id")) for note in notes] == ["1", "2"]
    assert "Sum of the grants printed in the award notices. Records: 31." in "".join(notes[0].itertext())
    assert body.xpath("//w:footnoteReference/@w:id", namespaces=W) == ["1", "2"]
    (again,) = body.xpath("//w:instrText[contains(., 'NOTEREF')]/text()", namespaces=W)
    assert again.split()[1] in body.xpath("//w:bookmarkStart/@w:name", namespaces=W)


def test_properties_come_from_the_report():
    properties = sample().core_properties

    assert properties.title == "European cluster partnerships that go international"
    assert properties.created == properties.modified == datetime(2026, 11, 21, tzinfo=UTC)
    assert properties.language == "en-GB"


def test_font_is_inter_with_a_stand_in():
    names = {font for node in part("word/styles.xml").iter(qn("w:rFonts")) for font in node.attrib.values()}
    stand_in = part("word/fontTable.xml").xpath("//w:font[@w:name='Inter']/w:altName/@w:val", namespaces=W)

    assert names == {"Inter", "Arial"}
    assert stand_in == ["Arial"]


def test_pages_are_numbered_and_dated():
    section = sample().sections[0]

    assert section.header.paragraphs[0].text.replace("\u00a0", " ").endswith("\tRecords as of 21 Nov 2026")
    assert section.footer.paragraphs[0].text == "Drawn for the public\tPage 1 of 1"


def test_ordered_lists_each_count_from_one():
    source = write(small_report(Bullets(("a",), True), Paragraph("x"), Bullets(("b",), True)), "docx")

    lists = part("word/document.xml", source).xpath("//w:numPr/w:numId/@w:val", namespaces=W)
    restarts = part("word/numbering.xml", source).xpath("//w:startOverride/@w:val", namespaces=W)

    assert lists == ["2", "3"]
    assert restarts == ["1", "1"]


def key_sizes(*amounts):
    figures = tuple(Figure(f"f{place}", "Amount", one, "Sum", 1) for place, one in enumerate(amounts))
    source = write(small_report(KeyFigures(tuple(one.id for one in figures)), figures=figures), "docx")
    paths = "//w:p[w:pPr/w:pStyle/@w:val='KeyValue']/w:r", "string(w:rPr/w:sz/@w:val)"
    return [
        one.xpath(paths[1], namespaces=W)
        for one in part("word/document.xml", source).xpath(paths[0], namespaces=W)
    ]


def test_key_figures_that_stand_together_are_of_one_size():
    assert key_sizes(350_000, 4) == ["", ""]
    assert key_sizes(1_350_000, 4) == ["28", "28"]
    assert key_sizes(4, None, 5) == ["", "28", ""]


def rows_kept(number):
    rows = tuple((str(place), "b") for place in range(number))
    table = Table("t", "Rows", (Column("a", "A"), Column("b", "B")), rows)
    body = part("word/document.xml", write(small_report(table), "docx"))
    (of,) = body.xpath("//w:tbl[w:tblPr/w:tblStyle/@w:val='ReportTable']", namespaces=W)[:1]
    return [bool(row.xpath(".//w:keepNext", namespaces=W)) for row in of.findall(qn("w:tr"))]


def test_short_table_stays_on_one_page():
    assert rows_kept(3) == [True, True, True, False]
    assert rows_kept(9) == [False] * 10


def test_last_page_ends_without_space_of_its_own():
    table = Table("t", "Rows", (Column("a", "A"),), (("1",),))
    body = part("word/document.xml", write(small_report(table, figures=(), sources=()), "docx"))

    assert body.xpath("string((//w:body/w:p)[last()]/w:pPr/w:pStyle/@w:val)", namespaces=W) == "PageEnd"


def test_page_that_lies_ends_with_its_table():
    table = Table("t", "Wide", (Column("a", "A"), Column("b", "B")), (("a", "b"),), wide=True)
    body = part("word/document.xml", write(small_report(Paragraph("x"), table, Paragraph("y")), "docx"))

    (end,) = body.xpath("//w:p[w:pPr/w:sectPr/w:pgSz/@w:orient]", namespaces=W)

    assert end.getprevious().tag == qn("w:tbl")


def test_every_relationship_and_note_that_is_used_exists():
    body = part("word/document.xml")
    known = set(part("word/_rels/document.xml.rels").xpath("//@Id"))
    used = {
        value
        for node in body.iter()
        for key, value in node.attrib.items()
        if key in (qn("r:id"), qn("r:embed"))
    }

    assert used - known == set()
