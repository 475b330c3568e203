"""A table becomes a plan or errors with lines, whatever is in it."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.hub.transfer.importers import Countries, ProgrammeMemberships, Regions
from tests.factories.evidence import make_source
from tests.hub.transfer.making import SourcesForTest, csv_of, make_country, plan_of, said, workbook

pytestmark = pytest.mark.django_db
HEADER = ("id", "title", "published", "url")
COLUMNS = "id, title, published, url"


def plan(*rows, header=HEADER):
    return plan_of(SourcesForTest(), csv_of(header, *rows))


def test_new_changed_and_unchanged_rows_are_told_apart():
    make_source(key="same", title="Same")
    make_source(key="old", title="Old", published_on="2017")

    made = plan(("same", "Same", "", ""), ("old", "New", "2017", ""), ("new", "Other", "2018", ""))

    assert made.counts == {"create": 1, "change": 1, "merge": 0, "skip": 1}
    change = made.steps[1].change
    assert (dict(change.before), dict(change.after)) == ({"title": "Old"}, {"title": "New"})


def test_a_column_that_is_absent_leaves_its_field_alone():
    make_source(key="a", title="A", published_on="2017")

    made = plan(("a", "A"), header=("id", "title"))

    assert made.counts["skip"] == 1


def test_an_empty_cell_empties_the_field():
    make_source(key="a", title="A", published_on="2017")

    made = plan(("a", "A", "", ""))

    assert dict(made.steps[0].change.after) == {"published": ""}


def test_the_header_may_be_label_or_alias_in_any_order():
    made = plan(("2018", "A", "a"), header=("Published_ON", "Name", "KEY"))

    assert (made.steps[0].row, said(made)) == ({"id": "a", "title": "A", "published": "2018"}, [])


def test_a_title_above_the_header_is_passed_over():
    made = plan_of(SourcesForTest(), "Our sources\n\nid,title\na,A\n")

    assert (made.counts["create"], made.steps[0].line) == (1, 4)


def test_all_errors_are_collected_with_value_column_and_line():
    made = plan(("A b", "", "30.02.2020", "nowhere"), ("ok", "Fine", "2018", ""))

    assert said(made) == [
        (
            2,
            "id",
            "A b",
            "'A b' is not a key: use small letters, digits and single hyphens. Did you mean a-b?",
        ),
        (2, "title", "", "The cell is empty: fill it in. As published."),
        (
            2,
            "published",
            "30.02.2020",
            "'30.02.2020' is not a day of the calendar: 2020-02 has 29 days. Write the right day, or the month as 2020-02.",
        ),
        (2, "url", "nowhere", "'nowhere' is not the address of a page: write it as https://www.example.org."),
    ]
    assert made.counts["create"] == 1


def test_errors_of_a_workbook_name_its_sheet():
    made = plan_of(SourcesForTest(), workbook(("id", "title"), ("A", "x")), "a.xlsx")

    assert [(problem.sheet, problem.line) for problem in made.problems] == [("Data", 2)]


def test_the_first_thousand_errors_are_kept_and_all_counted():
    made = plan(*[(f"A {number}", "T", "x", "") for number in range(1500)])

    kept = list(made.problems)
    assert (made.problems.total, len(kept), kept[-1].line) == (3000, 1000, 501)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            ("id", "titel", "published"),
            [
                (
                    1,
                    "titel",
                    "titel",
                    f"There is no column 'titel' here: correct its name or delete it. Columns: {COLUMNS}. Did you mean 'title'?",
                ),
                (1, "", "", "The column 'title' is missing: add it. As published."),
            ],
        ),
        (
            ("id", "title", "Title"),
            [(1, "Title", "Title", "The columns 'Title' and 'title' are the same: delete one.")],
        ),
        (("id", "title", ""), []),
    ],
)
def test_a_wrong_header_is_said(header, expected):
    assert said(plan(("a", "A", ""), header=header)) == expected


def test_values_without_a_column_name_are_said():
    made = plan_of(SourcesForTest(), "id,,title\na,lost,A\n")

    assert said(made) == [(1, "", "", "Column 2 has values but no name: name it or delete it.")]


def test_a_column_that_the_importer_ignores_is_no_error():
    assert said(plan(("a", "A", "x"), header=("id", "title", "remark"))) == []


def test_a_file_without_header_is_said():
    made = plan_of(SourcesForTest(), "one,two,three\nfour,five,six\n")

    assert said(made) == [
        (
            0,
            "",
            "",
            f"No row with the names of the columns was found in the first 20 rows. It must name: {COLUMNS}.",
        )
    ]


def test_exchanged_rows_and_columns_are_recognised():
    made = plan_of(SourcesForTest(), "id,a,b\ntitle,A,B\npublished,2018,2019\n")

    assert [sentence for *_place, sentence in said(made)] == [
        "The names of the columns stand below each other in the first column: exchange rows and columns (paste, transpose)."
    ]


def test_exchanged_columns_are_recognised():
    rows = [
        (f"source-{number}", f"Title {number}", f"https://example.org/{number}", f"20{number}")
        for number in range(10, 20)
    ]

    sentences = [sentence for line, _column, _value, sentence in said(plan(*rows)) if not line]

    assert sentences == [
        "The columns 'published' and 'url' seem to be exchanged: the values of each would fit the other."
    ]


def test_rows_of_another_length_are_said():
    made = plan_of(SourcesForTest(), "id,title\na\nb,B,x\nc,C,\n")

    assert [(line, sentence) for line, _column, _value, sentence in said(made)] == [
        (
            2,
            "The row has only 1 cells and there are 2 columns: check for a line break or a missing separator.",
        ),
        (2, "The cell is empty: fill it in. As published."),
        (3, "The row has 3 cells and there are 2 columns: check the separators and quotation marks."),
    ]


def test_a_key_that_occurs_twice_names_both_lines():
    assert said(plan(("a", "A", "", ""), ("a", "B", "", ""))) == [
        (
            3,
            "id",
            "a",
            "'a' stands in line 2 already: every row needs a key of its own. Delete one, or correct its key.",
        )
    ]


def test_a_rule_of_the_area_is_an_error_of_its_column():
    assert said(plan(("a", "Forbidden", "", ""))) == [(2, "title", "Forbidden", "The title is refused.")]


def test_a_header_without_rows_is_said():
    assert said(plan_of(SourcesForTest(), "id,title\n")) == [
        (0, "", "", "Below the names of the columns there are no rows: add at least one.")
    ]


def test_a_possible_double_is_left_to_a_person():
    make_source(key="guide", title="The guide", published_on="2018")

    made = plan(("guide-2", "The guide", "2019", ""))

    (step,) = made.steps
    (double, change), *_none = step.doubles
    assert (step.verb, double.key, double.reasons) == ("merge", "guide", ("the same title",))
    assert (dict(change.before), dict(change.after)) == ({"published": "2018"}, {"published": "2019"})


def test_an_unreadable_file_is_a_plan_with_one_error():
    assert said(plan_of(SourcesForTest(), b"%PDF-1.7")) == [
        (0, "", "", "'table.csv' is a PDF: a table is needed, as .xlsx or .csv.")
    ]


def test_a_region_cannot_be_part_of_itself():
    make_country()

    made = plan_of(Regions(), "code,level,name,country,parent\nES1,1,One,ES,ES2\nES2,1,Two,ES,ES1\n")

    assert said(made)[0] == (
        2,
        "parent",
        "ES2",
        "The region 'ES1' would be part of itself (ES1, ES2, ES1): correct the column 'parent'.",
    )


def test_a_region_may_be_part_of_one_in_the_same_file():
    make_country()

    made = plan_of(Regions(), "code,level,name,country,parent\nES24,2,Aragón,ES,ES2\nES2,1,Noreste,ES,\n")

    assert (said(made), made.counts["create"]) == ([], 2)


def test_a_membership_cannot_end_before_it_begins():
    make_country()

    made = plan_of(ProgrammeMemberships(), "programme,country,from,to\ncosme,Spain,2020,2014\n")

    assert said(made) == [
        (2, "to", "2014", "It ends (2014) before it begins (2020): correct one of the two.")
    ]


def test_two_countries_cannot_share_a_code():
    made = plan_of(Countries(), "code,alpha3\nES,ESP\nPT,ESP\n")

    assert said(made) == [
        (3, "alpha3", "ESP", "The three-letter code 'ESP' belongs to ES already: correct one of them.")
    ]


@pytest.mark.parametrize("rows", [20, 200])
def test_a_plan_asks_the_database_as_often_for_many_rows(rows, django_assert_num_queries):
    content = csv_of(HEADER, *[(f"s-{number}", f"T {number}", "2018", "") for number in range(rows)])

    with django_assert_num_queries(2):
        made = plan_of(SourcesForTest(), content)

    assert made.counts["create"] == rows


cell = st.text(alphabet=st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["id", "title", "published", "2018", "a-b", "'=1", '"', ";", "\x00", "https://example.org"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(cell, max_size=5), max_size=6), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_any_table_gives_a_plan_or_errors_with_lines(rows, separator, with_header):
    lines = [["id", "title", "published"], *rows] if with_header else rows
    content = "\n".join(separator.join(row) for row in lines)

    made = plan_of(SourcesForTest(), content)

    assert made.steps or made.problems
    assert all(
        0 <= problem.line <= content.count("\n") + content.count("\r") + 1 and str(problem)
        for problem in made.problems
    )
    assert sum(made.counts.values()) <= made.rows


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"id,title\n"]),
)
def test_any_bytes_give_a_plan_or_errors(content, beginning):
    made = plan_of(SourcesForTest(), beginning + content, "")

    assert made.steps or made.problems


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 2**32))
def test_a_workbook_with_altered_bytes_gives_a_plan_or_errors(seed):
    content = bytearray(workbook(("id", "title"), ("a", "A"), ("b", "B")))
    chance = random.Random(seed)
    for _number in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)

    made = plan_of(SourcesForTest(), bytes(content), "")

    assert made.steps or made.problems
