"""SVG text from Python values: escaping, numbers, attributes. Everything a drawing writes goes through here."""

import math
import re
from xml.sax.saxutils import escape, quoteattr

# Characters that no XML 1.0 document may hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE_LINK = re.compile(r"(https?://|mailto:|[/?#.]|[^:/?#]+([/?#]|$))", re.IGNORECASE)

type Attribute = str | int | float | None


def element(tag: str, attributes: dict[str, Attribute], *children: str) -> str:
    """One element; `children` are SVG already, attribute values are plain and get escaped; None leaves one out.

    >>> element("rect", {"x": 1.50, "fill": None})
    '<rect x="1.5"/>'
    """
    written = "".join(
        f" {name}={quoteattr(_value(value))}" for name, value in attributes.items() if value is not None
    )
    inside = "".join(children)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def plain(text: str) -> str:
    """The text, escaped, as the content of an element.

    >>> plain("R&D <3")
    'R&amp;D &lt;3'
    """
    return escape(_FORBIDDEN.sub("", text))


def coordinate(value: float) -> str:
    """Two decimals at most, no trailing zeros, no minus zero. Raises ValueError for NaN and infinities.

    >>> coordinate(3.14159), coordinate(2.0), coordinate(-0.001)
    ('3.14', '2', '0')
    """
    if not math.isfinite(value):
        raise ValueError(f"A drawing cannot place a mark at {value}.")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def safe_link(href: str) -> str:
    """The link if it is relative, http, https or mailto; otherwise nothing: a drawing never carries a script.

    >>> safe_link("/countries/CO/"), safe_link("javascript:alert(1)")
    ('/countries/CO/', '')
    """
    cleaned = _FORBIDDEN.sub("", href).strip()
    return cleaned if _SAFE_LINK.match(cleaned) else ""


def identifier(text: str) -> str:
    """An XML id that differs for different texts.

    >>> identifier("cases.by country")
    'd-cases.by_20_country'
    """
    return "d-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", text)


def _value(value: str | int | float) -> str:
    return _FORBIDDEN.sub("", value) if isinstance(value, str) else coordinate(value)
