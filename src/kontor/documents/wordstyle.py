"""How a Word file looks: our styles, page and properties in place of those python-docx starts with."""

from datetime import date, datetime, time
from functools import lru_cache
from importlib import resources
from typing import Any, Protocol

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu

from kontor.documents import values
from kontor.documents.wordml import Element, element


class Dressed(Protocol):
    """What a file says of itself, whether report or draft."""

    @property
    def title(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def language(self) -> str: ...


def dress(document: Any, report: Dressed) -> None:
    """Our styles, page and properties in place of those python-docx starts with."""
    document.styles.element[:] = list(parse_xml(_styles()))
    _number(document)
    _undress(document)
    _name_fonts(document)
    section = document.sections[0]
    section.page_width, section.page_height = Emu(210 * 36000), Emu(297 * 36000)
    section.left_margin = section.right_margin = Emu(22 * 36000)
    section.top_margin, section.bottom_margin = Emu(27 * 36000), Emu(24 * 36000)
    tag = str(values.locale(report.language)).replace("_", "-")
    for spoken in document.styles.element.iter("{*}lang"):
        spoken.set(qn("w:val"), tag)
    made = datetime.combine(report.as_of, time())
    properties = document.core_properties
    properties.title, properties.subject = (
        values.clean(report.title)[:255],
        values.clean(report.subject)[:255],
    )
    properties.author = properties.last_modified_by = "Kontor"
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = made
    properties.language, properties.revision = tag, 1


@lru_cache
def _styles() -> bytes:
    return (resources.files("kontor.documents") / "assets" / "styles.xml").read_bytes()


def _number(document: Any) -> None:
    numbering = document.part.numbering_part.element
    bullet = _level("bullet", "•")
    bullet.append(element("rPr", element("color", val="1F5A99")))
    numbering[:] = [
        element("abstractNum", bullet, abstractNumId=1),
        element("abstractNum", _level("decimal", "%1."), abstractNumId=2),
        element("num", element("abstractNumId", val=1), numId=1),
    ]


def _level(form: str, text: str) -> Element:
    indent = element("pPr", element("ind", left=360, hanging=300))
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=form),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        indent,
        ilvl=0,
    )


def _name_fonts(document: Any) -> None:
    """Says what to take where Inter is not installed: a sans serif of much the same width."""
    inter = element("font", element("altName", val="Arial"), element("family", val="swiss"), name="Inter")
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = serialize_part_xml(
        element("fonts", inter)
    )


def _undress(document: Any) -> None:
    """Drop what the starting template carries for its own looks: its thumbnail, effects and custom data."""
    for rels in (document.part.package.rels, document.part.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in ("thumbnail", "stylesWithEffects", "customXml"):
                del rels[key]
