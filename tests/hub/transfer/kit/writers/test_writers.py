"""What was exported imports as unchanged, whatever is in it; and no cell is a formula."""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.hub.evidence.models import Source
from kontor.hub.transfer.kit import Column, Integer, Terms, YesNo
from kontor.hub.transfer.kit.writers import json_lines, json_list, separated, write_template, write_workbook
from tests.hub.transfer.making import SourcesForTest, plan_of, said

pytestmark = pytest.mark.django_db
COLUMNS = SourcesForTest.columns
NASTY = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "''+x",
    "'quoted'",
    '"x"',
    "a;b,c\td",
    "007",
    "2018-01-01",
    "http://a b",
    "_x0041_",
    "x" * 99,
)


def in_csv(rows, **values):
    return "".join(separated(COLUMNS, rows, **values)).encode()


def in_workbook(rows, tmp_path):
    path = tmp_path / "table.xlsx"
    write_workbook(path, "Sources: all [of] them?", COLUMNS, rows)
    return path.read_bytes()


def stored():
    for source in Source.objects.order_by("key"):
        yield {"id": source.key, "title": source.title, "published": source.published_on, "url": source.url}


@pytest.fixture
def nasty():
    return [Source.objects.create(key=f"s-{number}", title=title) for number, title in enumerate(NASTY)]


def test_exported_csv_imports_as_unchanged(nasty):
    made = plan_of(SourcesForTest(), in_csv(stored(), mark=True))

    assert (said(made), made.counts) == ([], {"create": 0, "change": 0, "merge": 0, "skip": len(nasty)})


def test_exported_workbook_imports_as_unchanged(nasty, tmp_path):
    made = plan_of(SourcesForTest(), in_workbook(stored(), tmp_path), "a.xlsx")

    assert (said(made), made.counts) == ([], {"create": 0, "change": 0, "merge": 0, "skip": len(nasty)})


title = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(titles=st.lists(title, min_size=1, max_size=8))
def test_any_titles_survive_the_way_out_and_in(titles, tmp_path):
    clean = [" ".join(each.split()) for each in titles if each.split()]
    rows = [
        {"id": f"s-{number}", "title": each, "published": "", "url": ""} for number, each in enumerate(clean)
    ]

    for made in (
        plan_of(SourcesForTest(), in_csv(rows)),
        plan_of(SourcesForTest(), in_workbook(rows, tmp_path), "a.xlsx"),
    ):
        if clean:
            assert (said(made), [step.row["title"] for step in made.steps]) == ([], clean)


def test_no_cell_of_a_csv_file_begins_like_a_formula(nasty):
    cells = [cell for row in csv.reader(io.StringIO(in_csv(stored()).decode())) for cell in row]

    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []


def test_no_cell_of_a_workbook_is_a_formula_or_link(nasty, tmp_path):
    with zipfile.ZipFile(io.BytesIO(in_workbook(stored(), tmp_path))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")

    assert (b"<f>" in sheet, b"<hyperlink" in sheet) == (False, False)


def test_negative_numbers_stay_numbers():
    columns = (Column("count", "Count", clean=Integer()),)

    assert "".join(separated(columns, [{"count": -5}, {"count": None}])) == 'count\r\n-5\r\n""\r\n'


def test_json_keeps_numbers_lists_and_missing_values():
    columns = (
        Column("n", "N", clean=Integer()),
        Column("terms", "T", clean=Terms("t")),
        Column("ok", "OK", clean=YesNo()),
    )
    rows = [{"n": 3, "terms": ("a", "b"), "ok": True}, {}]

    expected = [{"n": 3, "terms": ["a", "b"], "ok": True}, {"n": None, "terms": [], "ok": None}]

    assert json.loads("".join(json_list(columns, rows))) == expected
    assert [json.loads(line) for line in json_lines(columns, rows)] == expected
    assert json.loads("".join(json_list(columns, []))) == []


def test_rows_are_written_as_they_come():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield {"id": f"s-{number}", "title": "T"}

    pieces = separated(COLUMNS, rows())
    next(pieces), next(pieces)

    assert taken == [0]


def test_a_template_reads_as_a_table_without_rows(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, "Sources", COLUMNS)

    assert said(plan_of(SourcesForTest(), path.read_bytes(), "a.xlsx")) == [
        (0, "", "", "Below the names of the columns there are no rows: add at least one.")
    ]
