"""Drawings of `documents` on a page, each with its figures as a table."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.documents import drawings
from kontor.documents.blocks import Drawing

# The few words that drawings and their tables print themselves.
DRAWING_WORDS = {
    "no-data": _("no data"),
    "not-on-map": _("Not on this map"),
    "category": _("Category"),
    "country": _("Country"),
    "value": _("Value"),
    "from": _("From"),
    "to": _("To"),
    "group": _("Group"),
    "note": _("Remark"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as the page shows it: the SVG, and the same figures as a table."""

    title: str
    svg: SafeString
    table: SafeString


def drawn(block: Drawing, *, wide_table: bool = True) -> Drawn:
    """Draw a block for a page. The SVG comes from `documents`, which escapes every text in it."""
    language = (get_language() or "en")[:2]
    words = {key: str(word) for key, word in DRAWING_WORDS.items()}
    svg = drawings.draw(block, "page", language, words)
    table = drawings.data_table(block, language, words) if wide_table else None
    told = render_to_string("foundation/parts/data_table.html", {"table": table}) if table else ""
    return Drawn(block.caption, mark_safe(svg), SafeString(told))  # noqa: S308 - see above
