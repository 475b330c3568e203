"""The pieces of a Word file that python-docx leaves to us: fields, footnotes, bookmarks, fast tables, fixed dates.

Elements are built directly: python-docx's own tables look up every cell in the whole table, which is quadratic.
"""

import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import Any
from zlib import crc32

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

type Element = Any

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
EPOCH = (1980, 1, 1, 0, 0, 0)


def element(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """`element("pStyle", val="Title")` is <w:pStyle w:val="Title"/>."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def run(text: str, style: str = "", **properties: bool | str) -> Element:
    """Text with a character style; `b=True` is bold, `vertAlign="superscript"` raises it. Newlines become breaks."""
    made = element("r")
    settings = ([element("rStyle", val=style)] if style else []) + [
        element(key) if value is True else element(key, val=str(value))
        for key, value in properties.items()
        if value
    ]
    if settings:
        made.append(element("rPr", *settings))
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(element("br"))
        made.append(_text("t", line))
    return made


def paragraph(style: str, *content: Element, **properties: str | int) -> Element:
    """A paragraph; `jc="end"` aligns it, `pageBreakBefore=1` starts a page, `numId=3` numbers it by that list.

    With `keepNext=1` what follows begins on the same page.
    """
    settings = [element("pStyle", val=style)]
    if "keepNext" in properties:
        settings.append(element("keepNext"))
    if "pageBreakBefore" in properties:
        settings.append(element("pageBreakBefore"))
    if "numId" in properties:
        level = element("ilvl", val=0)
        settings.append(element("numPr", level, element("numId", val=properties["numId"])))
    if "jc" in properties:
        settings.append(element("jc", val=properties["jc"]))
    return element("p", element("pPr", *settings), *content)


def field(instruction: str, shown: str, style: str = "", **properties: bool | str) -> list[Element]:
    """A field that Word recomputes when asked; until then it shows `shown`."""
    parts = [run("", style, **properties) for _ in range(5)]
    for part, kind in ((parts[0], "begin"), (parts[2], "separate"), (parts[4], "end")):
        part.remove(part[-1])
        part.append(element("fldChar", fldCharType=kind))
    parts[1].remove(parts[1][-1])
    parts[1].append(_text("instrText", f" {instruction} "))
    parts[3].remove(parts[3][-1])
    parts[3].append(_text("t", shown))
    return parts


def bookmarked(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    return [element("bookmarkStart", id=number, name=name), *content, element("bookmarkEnd", id=number)]


@lru_cache(maxsize=4096)
def bookmark_name(anchor: str) -> str:
    """A bookmark's name: letters, digits and underscores, at most 40, told apart by what did not fit."""
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in anchor)
    if kept == anchor and len(kept) < 38:
        return f"r_{kept}"
    return f"r_{kept[:28]}_{crc32(anchor.encode(errors='replace')):08x}"


def inside_link(anchor: str, *content: Element) -> Element:
    return element("hyperlink", *content, anchor=anchor, history=1)


def outside_link(relationship: str, *content: Element) -> Element:
    made = element("hyperlink", *content, history=1)
    made.set(qn("r:id"), relationship)
    return made


def cell(width: int, *content: Element, top: str = "", panel: str = "") -> Element:
    """A table cell, `width` in twentieths of a point. `top` is the colour of a rule above; `panel` fills it, text low."""
    settings = [element("tcW", w=width, type="dxa")]
    if top:
        settings.append(element("tcBorders", element("top", val="single", sz=16, space=0, color=top)))
    if panel:
        sides = [element(side, w=400, type="dxa") for side in ("left", "right")]
        fill = element("shd", val="clear", color="auto", fill=panel)
        settings += [fill, element("tcMar", *sides), element("vAlign", val="bottom")]
    return element("tc", element("tcPr", *settings), *content)


def row(*cells: Element, head: bool = False, split: bool = False) -> Element:
    """A table row; a head row is repeated on every page, and no row is torn apart unless `split`."""
    settings = [] if split else [element("cantSplit")]
    if head:
        settings.append(element("tblHeader"))
    return element("tr", element("trPr", *settings), *cells)


def on_one_page(table: Element) -> Element:
    """The same table, every row but the last kept with the next."""
    for above in table.findall(qn("w:tr"))[:-1]:
        for settings in above.iter(qn("w:pPr")):
            settings.insert(1, element("keepNext"))
    return table


def is_space(made: Element) -> bool:
    """Whether it is a paragraph without words."""
    return made.tag == qn("w:p") and len(made) == 1


def table(
    style: str, widths: Sequence[int], rows: Iterable[Element], *, head: bool = False, last: bool = False
) -> Element:
    look = element(
        "tblLook", firstRow=int(head), lastRow=int(last), firstColumn=0, lastColumn=0, noHBand=0, noVBand=1
    )
    settings = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", settings, grid, *rows)


def footnote(number: int, text: str) -> Element:
    mark = element("r", element("rPr", element("rStyle", val="FootnoteReference")), element("footnoteRef"))
    return element("footnote", paragraph("FootnoteText", mark, run(f" {text}")), id=number)


def footnote_mark(number: int) -> Element:
    return element(
        "r",
        element("rPr", element("rStyle", val="FootnoteReference")),
        element("footnoteReference", id=number),
    )


def add_footnotes(document: Any, notes: Sequence[Element]) -> None:
    """Gives the document its part of footnotes. The two lines above footnotes belong to it, by the format's rule."""
    lines = [
        element("footnote", element("p", element("r", element(kind))), type=kind, id=number)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    blob = serialize_part_xml(element("footnotes", *lines, *notes))
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    declared = element("footnotePr", element("footnote", id=-1), element("footnote", id=0))
    settings.find(qn("w:compat")).addprevious(declared)


def set_sections(document: Any, ends: Sequence[tuple[Element, bool]]) -> None:
    """Ends a section at each of these paragraphs' settings, with the page, header and footer of the document's one section.

    Pages that lie are turned. Only the first section has a title page: the cover goes without header.
    """
    last = document.sections[-1]._sectPr
    first = deepcopy(last)
    for place, (paragraph_settings, lies) in enumerate(ends):
        if place == 1:
            first.remove(first.find(qn("w:titlePg")))
        section = deepcopy(first)
        if lies:
            page = section.find(qn("w:pgSz"))
            wide, high = page.get(qn("w:h")), page.get(qn("w:w"))
            page.set(qn("w:w"), wide)
            page.set(qn("w:h"), high)
            page.set(qn("w:orient"), "landscape")
        paragraph_settings.append(section)
    if ends:
        last.remove(last.find(qn("w:titlePg")))


def without_clock(packed: bytes) -> bytes:
    """The same package with every member dated alike, so that equal documents are equal bytes."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(packed)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.namelist():
            entry = zipfile.ZipInfo(member, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return buffer.getvalue()


def _text(name: str, text: str) -> Element:
    made = element(name)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
