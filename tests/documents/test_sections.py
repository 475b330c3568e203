"""Sections that fill a page of their own, as links on screen and alone."""

import pytest

from kontor.documents.blocks import (
    Bullets,
    Cite,
    Figure,
    Heading,
    KeyFigures,
    Link,
    Paragraph,
    Source,
    Value,
)
from kontor.documents.html import fragment
from kontor.documents.sections import collapsed, section
from tests.factories.reports import sample_report, small_report

ARGO, BEAGLE = (Heading(name.title(), 2, name, new_page=True) for name in ("argo", "beagle"))
SHIPS, CREWS = Heading("Ships", new_page=True), Heading("Crews", 1)
OLD, NEW, CREW = Paragraph("An old ship"), Paragraph("A newer ship"), Paragraph("Who sails them")


def address(id):
    return f"/ships/{id}/"


def test_collapsed_report_has_links_where_the_sections_were():
    report = small_report(SHIPS, OLD, ARGO, OLD, Heading("Sails", 3), BEAGLE, NEW, CREWS, CREW)

    links = Bullets(((Link("Argo", "/ships/argo/"),), (Link("Beagle", "/ships/beagle/"),)))
    assert collapsed(report, address).blocks == (SHIPS, OLD, links, CREWS, CREW)


def test_collapsed_report_keeps_sections_that_do_not_fill_a_page_or_cannot_be_linked():
    blocks = (SHIPS, Heading("Argo", 2, "argo"), OLD, Heading("Beagle", 2, new_page=True), NEW)

    assert collapsed(small_report(*blocks), address).blocks == blocks


def test_collapsed_report_lists_each_run_of_sections_in_its_place():
    report = small_report(ARGO, OLD, CREWS, CREW, BEAGLE, NEW)

    blocks = collapsed(report, address).blocks

    assert [len(block.items) for block in blocks if isinstance(block, Bullets)] == [1, 1]
    assert blocks[1:3] == (CREWS, CREW)


def test_section_is_a_report_of_its_own_blocks():
    report = small_report(SHIPS, ARGO, OLD, Heading("Sails", 3), NEW, BEAGLE, CREW)

    alone = section(report, "argo")

    assert (alone.title, alone.subtitle, alone.as_of) == ("Argo", "", report.as_of)
    assert alone.blocks == (OLD, Heading("Sails", 3), NEW)


def test_section_has_the_figures_and_sources_it_speaks_of_alone():
    figures = tuple(Figure(id, id, 1, "counted", 1) for id in ("masts", "crew", "cargo"))
    sources = (Source("log", "The log"), Source("chart", "The chart"))
    blocks = (ARGO, Paragraph((Value("masts"), Cite("log"))), KeyFigures(("crew",)), BEAGLE)

    alone = section(small_report(*blocks, figures=figures, sources=sources), "argo")

    assert [one.id for one in alone.figures] == ["masts", "crew"]
    assert [one.id for one in alone.sources] == ["log"]


def test_section_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="caravel"):
        section(small_report(SHIPS, ARGO), "caravel")


def test_sections_of_a_sample_are_left_out_of_its_page_and_written_alone():
    report = sample_report(presentations=4)
    ids = [one.id for one in report.blocks if isinstance(one, Heading) and one.level == 2 and one.new_page]

    page, whole = fragment(collapsed(report, address)), fragment(report)

    assert len(ids) == 4
    assert all(f'href="/ships/{id}/"' in page for id in ids)
    assert len(page) < len(whole)
    assert all(section(report, id).title in fragment(section(report, id)) for id in ids)
