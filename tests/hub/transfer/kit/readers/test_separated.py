import pytest

from kontor.hub.transfer.kit.readers.encodings import decode
from kontor.hub.transfer.kit.readers.separated import read_separated


def wanted(row):
    return len({"id", "name", "note"} & set(row))


def read(content):
    return read_separated(content if isinstance(content, bytes) else content.encode(), wanted)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_the_names_of_the_columns(separator):
    grid = read(f'id{separator}name\na{separator}"x, y; z"\n')

    assert grid.rows == [["id", "name"], ["a", "x, y; z"]]


def test_a_quoted_line_break_keeps_the_lines_right():
    grid = read('id,name\na,"two\nlines"\n\nb,one\n')

    assert (grid.rows, grid.lines) == ([["id", "name"], ["a", "two\nlines"], ["b", "one"]], [1, 2, 5])


def test_an_open_quotation_mark_is_a_problem_of_its_line():
    grid = read('id,name\na,b\nc,"d\ne,f\n')

    assert [(problem.line, str(problem)) for problem in grid.problems] == [
        (
            3,
            "From this line on the quotation marks do not match: close the one that was opened, and write a mark inside a cell twice.",
        )
    ]


def test_a_nul_is_a_problem_of_its_line():
    grid = read(b"id,name\na,b\nc,d\x00\n")

    assert [(problem.line, str(problem)) for problem in grid.problems] == [
        (
            3,
            "The cell contains NUL characters, which no text has: the file is damaged. Export it again as CSV in UTF-8.",
        )
    ]


def test_an_endless_cell_is_a_problem():
    grid = read("id,name\na," + "x" * 140_000)

    assert [str(problem) for problem in grid.problems] == [
        "A cell is longer than 131072 characters: probably a quotation mark was not closed in this line or above."
    ]


def test_a_defused_cell_is_as_it_was():
    assert read("id,name\n'=1+1,'plain\n").rows[1] == ["=1+1", "'plain"]


@pytest.mark.parametrize(
    ("encoding", "text", "note"),
    [
        ("utf-8", "Łódź", ""),
        ("utf-8-sig", "Łódź", ""),
        ("utf-16", "Łódź", "The file was read as UTF-16."),
        ("utf-16-le", "Zaragoza and Teruel", "The file was read as UTF-16."),
        ("utf-16-be", "Zaragoza and Teruel", "The file was read as UTF-16."),
        ("cp1252", "Ångström – é", "Windows-1252"),
        ("cp1250", "Łódź, wąż, żółw", "Windows-1250"),
        ("iso-8859-2", "ąśź žluťoučký kůň", "ISO 8859-2"),
    ],
)
def test_the_encoding_is_found_and_a_guess_is_said(encoding, text, note):
    decoded, notes = decode(text.encode(encoding))

    assert decoded == text
    assert [note in str(each) for each in notes] == ([True] if note else [])


def test_a_guessed_encoding_is_said_with_what_to_do():
    _text, notes = decode("é".encode("cp1252"))

    assert [str(note) for note in notes] == [
        "The file is not in UTF-8 and was read as Windows-1252: check the accented letters, "
        "or save it as UTF-8 and upload it again."
    ]
