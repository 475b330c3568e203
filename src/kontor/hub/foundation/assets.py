"""What is built once at set-up and then served as a file: the web font."""

import os
import tempfile
from pathlib import Path

# Basic Latin, Latin-1, Latin Extended-A and -B, spacing modifiers and combining marks, Greek, Cyrillic, Vietnamese and Welsh
# (Latin Extended Additional), punctuation, superscripts, currency, letterlike signs, arrows, mathematics.
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x0304), (0x0306, 0x030C), (0x0326, 0x0328), (0x0370, 0x03FF),
    (0x0400, 0x045F), (0x0490, 0x0491), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x215F), (0x2190, 0x2199), (0x2200, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2717),
)  # fmt: skip
FEATURES = (
    "kern",
    "mark",
    "mkmk",
    "liga",
    "calt",
    "ccmp",
    "locl",
    "tnum",
    "lnum",
    "case",
    "frac",
    "sups",
    "ss03",
    "cv11",
    "zero",
)
WEIGHTS = (400, 700)
FILE = Path("fonts") / "inter.woff2"


def build_font(target: Path) -> Path:
    """Write the web font to `target`/fonts/inter.woff2 unless it is there already, and say where it is.

    A subset of the variable Inter of the package fontpkg-inter: optical size and weights 400 to 700, the alphabets of the
    Union's languages, tabular figures. Takes some seconds; written beside and then renamed, so that two starts at once do no harm.
    """
    import fontpkg_inter

    font = target / FILE
    source = fontpkg_inter.ROOT / "files" / "Inter[opsz,wght].ttf"
    if font.exists() and font.stat().st_mtime >= source.stat().st_mtime:
        return font
    font.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=font.parent, suffix=".woff2")
    os.close(handle)
    try:
        write_subset(source, Path(beside))
        os.chmod(beside, 0o644)
        os.replace(beside, font)
    finally:
        Path(beside).unlink(missing_ok=True)
    return font


def write_subset(source: Path, target: Path) -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, lazy=True)
    options = Options(
        layout_features=list(FEATURES),
        flavor="woff2",
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[sign for first, last in RANGES for sign in range(first, last + 1)])
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    font.save(target)
