"""Charts, maps and networks as SVG: the same drawing on the page and on paper, each with its data table.

`draw` returns one `<svg>` element. For a page it carries classes only, and `assets/drawings.css` (see `stylesheet`)
gives them colours in light and dark; for paper it carries fixed colours. The same block always gives the same bytes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kontor.documents.blocks import Chart, Drawing, Map, Table
from kontor.documents.drawings import bars, choropleth, columns, lines, networks, raster, tables
from kontor.documents.drawings.pen import LINE, SMALL, THEMES, Pen, Picture, framed
from kontor.documents.drawings.svg import identifier
from kontor.documents.drawings.theme import stylesheet
from kontor.documents.drawings.wording import ENGLISH, worded

__all__ = ["ENGLISH", "data_table", "draw", "png", "stylesheet"]

_FORMS = {
    "bars": bars.horizontal,
    "grouped-bars": bars.horizontal,
    "stacked-bars": bars.horizontal,
    "columns": columns.vertical,
    "line": lines.line,
}
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


def draw(
    block: Drawing, theme: str = "page", language: str = "en", words: Mapping[str, str] = _NO_WORDS
) -> str:
    """An SVG element for a page ('page': classes, links, both themes) or for print ('paper': fixed colours).

    `language` formats the numbers; `words` may translate the few words a drawing prints itself (keys of `ENGLISH`).
    Raises ValueError for an unknown theme or form, and for series that do not have one value per category.
    """
    if theme not in THEMES:
        raise ValueError(f"There is no theme '{theme}' for drawings. Use one of: {', '.join(THEMES)}.")
    pen = Pen(identifier(block.id), language, worded(words), theme == "paper", block.unit)
    return framed(pen, _picture(block, pen), block.caption, block.alt)


def png(
    block: Drawing, language: str = "en", width_px: int = 1600, words: Mapping[str, str] = _NO_WORDS
) -> bytes:
    """The paper drawing as a PNG of that width, on white; 20 to 100 ms."""
    pen = Pen(identifier(block.id), language, worded(words), True, block.unit)
    picture = _picture(block, pen)
    return raster.rasterised(framed(pen, picture, block.caption, block.alt), picture.width, width_px)


def data_table(block: Drawing, language: str = "en", words: Mapping[str, str] = _NO_WORDS) -> Table:
    """The block's values as a table. They stay typed: the writer formats them for `language` as it does all tables."""
    return tables.table_of(block, worded(words))


def _picture(block: Drawing, pen: Pen) -> Picture:
    if isinstance(block, Chart):
        return _chart(block, pen)
    if isinstance(block, Map):
        return choropleth.choropleth(block, pen)
    return networks.network(block, pen) if block.nodes else _empty(pen)


def _chart(block: Chart, pen: Pen) -> Picture:
    if block.form not in _FORMS:
        raise ValueError(
            f"Chart '{block.id}' has the form '{block.form}', which cannot be drawn. Use one of: {', '.join(_FORMS)}."
        )
    for series in block.series:
        if len(series.values) != len(block.categories):
            raise ValueError(
                f"Series '{series.label}' of chart '{block.id}' has {len(series.values)} values for "
                f"{len(block.categories)} categories. Give one value, or None, for each category."
            )
    if not block.series or not block.categories:
        return _empty(pen)
    return _FORMS[block.form](block, pen)


def _empty(pen: Pen) -> Picture:
    """Says that there is nothing to draw, in a space that does not look broken."""
    height = 4 * LINE
    return Picture(
        640, height, pen.text("muted", 320, height / 2 + 4, pen.words["no-data"], SMALL + 2, anchor="middle")
    )
