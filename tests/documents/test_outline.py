import pytest

from kontor.documents.blocks import (
    Bullets,
    Chart,
    Cite,
    Column,
    Facts,
    Figure,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Series,
    Source,
    Table,
    Value,
)
from kontor.documents.outline import ReportError, fill, outline
from tests.factories.reports import small_report

COLUMNS = (Column("a", "A"),)


def a_chart(chart_id):
    return Chart(chart_id, "Caption", "Alt", "bars", ("x",), (Series("s", (1,)),))


def test_tables_and_drawings_are_counted_apart():
    report = small_report(
        Table("t1", "", COLUMNS, ()), a_chart("c1"), Table("t2", "", COLUMNS, ()), a_chart("c2")
    )

    numbered = outline(report)

    assert [numbered.caption_mark(block) for block in report.blocks] == [
        "Table 1",
        "Figure 1",
        "Table 2",
        "Figure 2",
    ]


def test_notes_follow_the_first_mention_in_every_kind_of_text():
    report = small_report(
        KeyFigures(("jobs",)),
        Paragraph(("a ", Value("grants"))),
        Bullets((("b ", Value("organisations")), ("c ", Value("grants")))),
        Note((Value("partnerships.g2"),)),
        Facts((("d", (Value("partnerships.g1"),)),)),
        Table("t", "", COLUMNS, (), note=(Value("jobs"),)),
    )

    numbered = outline(report)

    assert numbered.note_numbers == {
        "grants": 1,
        "organisations": 2,
        "partnerships.g2": 3,
        "partnerships.g1": 4,
        "jobs": 5,
    }


def test_note_names_label_rule_records_and_remark():
    numbered = outline(small_report(Paragraph((Value("targets.countries"),))))

    assert numbered.note_text(numbered.notes[0]) == (
        "Target countries. Distinct third countries named as target market on the as-of date. Records: 148. "
        "Six partnerships have not published their targets."
    )


@pytest.mark.parametrize("block", [Paragraph((Value("partnerships.g9"),)), KeyFigures(("partnerships.g9",))])
def test_unknown_figure_is_refused_by_its_id(block):
    with pytest.raises(ReportError, match=r"speaks of the figure 'partnerships\.g9', which it does not hold"):
        outline(small_report(block))


def test_unknown_source_is_refused_by_its_id():
    with pytest.raises(ReportError, match="source 'nowhere'"):
        outline(small_report(Paragraph((Cite("nowhere"),))))


def test_table_and_drawing_with_one_id_are_refused():
    with pytest.raises(ReportError, match="more than one table or drawing with the id 'same'"):
        outline(small_report(Table("same", "", COLUMNS, ()), a_chart("same")))


def test_doubled_figures_and_sources_are_refused():
    figure, source = Figure("f", "", 1, "", 1), Source("s", "")

    with pytest.raises(ReportError, match="figure with the id 'f'"):
        outline(small_report(figures=(figure, figure)))
    with pytest.raises(ReportError, match="source with the id 's'"):
        outline(small_report(sources=(source, source)))


def test_anchors_are_unique_whatever_the_headings_say():
    report = small_report(
        Heading("One", 1, "part-1"),
        Heading("Two"),
        Heading("Three", 2, "part-1"),
        Heading("Four", 1, "<script>"),
    )

    anchors = [entry.anchor for entry in outline(report).entries]

    assert len(set(anchors)) == 4
    assert all(anchor.replace("-", "").isalnum() for anchor in anchors)


def test_no_level_is_skipped_on_the_way_down():
    headings = [Heading(str(level), level) for level in (3, 0, 9, 3, 1, 2, 3)]

    entries = outline(small_report(*headings)).entries

    assert [entry.level for entry in entries] == [1, 1, 2, 3, 1, 2, 3]


def test_plain_text_keeps_values_and_marks_sources():
    numbered = outline(small_report())
    report = small_report(Paragraph(("we count ", Value("targets.countries"), Cite("progress"), ".")))

    assert outline(report).plain(report.blocks[0].text) == "we count at least 46[2]."
    assert numbered.plain("as it is") == "as it is"


def test_fill_takes_braces_in_its_parts():
    assert fill("{a} of {b} {c}", a="{b}", b="2") == "{b} of 2 {c}"
