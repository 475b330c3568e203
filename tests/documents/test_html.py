import re
from functools import lru_cache
from itertools import pairwise

import pytest
from lxml import html

from kontor.documents import write
from kontor.documents.blocks import Heading, Link, Paragraph
from kontor.documents.html import fragment, stylesheet
from tests.factories.reports import sample_report, small_report


@lru_cache
def article():
    return html.fromstring(fragment(sample_report()))


@lru_cache
def whole_page():
    return html.document_fromstring(write(sample_report(), "html"))


def test_fragment_is_one_article_without_style_or_script():
    tree = article()

    assert tree.tag == "article"
    assert tree.xpath("//script | //style | //link | //*[@style] | //*[@onclick]") == []
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []


def test_fragment_leaves_the_first_heading_to_the_page():
    levels = [int(node.tag[1]) for node in article().iter("h1", "h2", "h3", "h4")]

    assert min(levels) == 2
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_ids_are_unique_and_every_inner_link_arrives():
    ids = article().xpath("//@id")
    inner = [href[1:] for href in article().xpath("//a/@href") if href.startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(inner) - set(ids) == set()


def test_value_links_to_its_records_and_to_its_note():
    (link,) = article().xpath("//p[@class='r-lead']/a[@class='r-value']")
    (note,) = article().xpath("//li[@id='r-note-1']")

    assert (link.get("href"), link.text) == ("/directory/", "1,297")
    assert link.getnext().xpath("./a/@href") == ["#r-note-1"]
    assert note.text.startswith(
        "Partner organisations. Distinct organisations with at least one participation"
    )
    assert "Records: 1,340." in note.text


def test_table_has_caption_scopes_and_total():
    table = article().xpath("//table[caption[contains(., 'by generation and strand')]]")[0]

    assert table.find("caption").text_content() == "Table 1. Partnerships by generation and strand"
    assert set(table.xpath("./thead//th/@scope")) == {"col"}
    assert [th.text_content() for th in table.xpath("./tbody//th[@scope='row']")] == ["First", "Second"]
    assert [cell.text_content() for cell in table.xpath("./tfoot/tr/*")] == [
        "Both",
        "",
        "23",
        "15",
        "10",
        "47.9%",
        "",
    ]


def test_drawing_comes_with_caption_and_data():
    figure = article().xpath("//figure[@id='r-figure-1']")[0]

    assert figure.find("figcaption").text_content() == "Figure 1. Target countries by number of partnerships"
    assert len(figure.xpath(".//*[local-name()='svg']")) == 1
    assert len(figure.xpath("./details//tbody/tr")) == 10


def test_findings_show_both_values_and_the_verdict():
    rows = article().xpath("//section[@aria-labelledby='r-end-findings']//tbody/tr")

    assert [cell.text_content() for cell in rows[1].xpath("./td")] == ["35", "33", "differs by 2", "293"]
    assert [cell.text_content() for cell in rows[3].xpath("./td")][:2] == ["150,000", "no data"]


def test_report_says_when_and_for_whom():
    assert article().xpath("string(//p[@class='r-dated'])").replace("\u00a0", " ") == (
        "Records as of 21 Nov 2026 · Drawn for the public"
    )


def test_what_is_not_known_is_said():
    items = article().xpath("//section[@aria-labelledby='r-end-not-known']//li")

    assert len(items) == 3


def test_page_stands_alone():
    tree = whole_page()

    assert tree.get("lang") == "en"
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//script | //link | //img") == []
    assert re.findall(r"url\((?!#)|@import", stylesheet()) == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "]]>&lt;"]
)
def test_hostile_text_stays_text(text):
    tree = html.fromstring(
        fragment(small_report(Heading(text), Paragraph((Link(text, "javascript:alert(1)"),))))
    )

    assert tree.xpath("//script | //img") == []
    assert tree.xpath("//a[starts-with(@href, 'javascript')]") == []
    assert tree.xpath("string(//h2[@class='r-h1'])") == text
    assert tree.xpath("string(//p[@class='r-text'])") == text


def test_site_completes_links():
    tree = html.fromstring(fragment(sample_report(), site="https://kontor.example"))

    assert tree.xpath("//p[@class='r-lead']/a/@href") == ["https://kontor.example/directory/"]
