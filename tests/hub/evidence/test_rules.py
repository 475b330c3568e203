"""Which files are taken: by what they are, not by what they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.evidence import rules

PNG = b"\x89PNG\r\n\x1a\n...."


@pytest.mark.parametrize(
    ("name", "beginning", "members", "packed_as", "kind"),
    [
        ("a.pdf", b"%PDF-1.7", [], "", "PDF"),
        ("A.PDF", b"%PDF-1.4", [], "", "PDF"),
        ("a.png", PNG, [], "", "PNG"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", [], "", "JPEG"),
        ("a.csv", "Łódź;1\n".encode(), [], "", "text"),
        ("a.docx", b"PK\x03\x04", ["[Content_Types].xml", "word/document.xml"], "", "Word"),
        ("a.xlsx", b"PK\x03\x04", ["xl/workbook.xml"], "", "Excel"),
        (
            "a.odt",
            b"PK\x03\x04",
            ["mimetype"],
            "application/vnd.oasis.opendocument.text",
            "OpenDocument text",
        ),
    ],
)
def test_check_kind_takes_known_files(name, beginning, members, packed_as, kind):
    assert rules.check_kind(name, beginning, members, packed_as).name == kind


@pytest.mark.parametrize(
    ("name", "beginning", "members", "refusal"),
    [
        ("a.pdf", b"MZ\x90\x00", [], rules.UnknownFileKind),
        ("a.pdf", PNG, [], rules.NameDiffers),
        ("a.html", b"<html><script>", [], rules.NameDiffers),
        ("a.svg", b"<svg xmlns=''/>", [], rules.NameDiffers),
        ("a.zip", b"PK\x03\x04", ["payload.exe"], rules.UnknownFileKind),
        ("a.docx", b"PK\x03\x04", ["payload.exe"], rules.UnknownFileKind),
        ("a.docx", b"PK\x03\x04", ["word/document.xml", "word/vbaProject.bin"], rules.HasMacros),
        ("a.txt", b"one\x00two", [], rules.UnknownFileKind),
        ("a.txt", "Zürich".encode("latin-1"), [], rules.UnknownFileKind),
    ],
)
def test_check_kind_refuses_the_rest(name, beginning, members, refusal):
    with pytest.raises(refusal) as refused:
        rules.check_kind(name, beginning, members)

    assert name in str(refused.value)
    assert refused.value.field == "file"


@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), cut=st.integers(1, 40)
)
def test_text_cut_inside_a_character_is_still_text(text, cut):
    assert rules.is_text(text.encode()[:cut])


@pytest.mark.parametrize(("size", "refusal"), [(0, rules.EmptyFile), (101, rules.TooLarge)])
def test_check_size_refuses(size, refusal):
    with pytest.raises(refusal):
        rules.check_size("a.pdf", size, 100)


def test_check_size_takes_the_limit_itself():
    rules.check_size("a.pdf", 100, 100)
