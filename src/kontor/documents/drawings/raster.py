"""Drawings as pixels, for formats that cannot hold SVG."""

from typing import Any

from kontor.documents.drawings.letters import font_file
from kontor.documents.drawings.svg import coordinate


def rasterised(drawing: str, width: float, width_px: int) -> bytes:
    """A PNG of an SVG drawing that is `width` units wide, on its own ground.

    Typst draws it, as in the PDF: with Inter as installed in its proper weights, never with the machine's fonts, and
    without the network. About 20 to 100 ms, during which other threads run.
    """
    import typst

    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg", width: {coordinate(width)}pt)'
    # Typst's type hints know one file only; several are handed in as a dictionary.
    files: Any = {"main.typ": page.encode(), "drawing.svg": drawing.encode()}
    made = typst.compile(
        files,
        format="png",
        ppi=72 * width_px / width,
        font_paths=[str(font_file().parent)],
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)
    return made
