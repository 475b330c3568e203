"""HTML that cannot be broken by what it holds: every string is escaped unless it already is `Markup`."""

from collections.abc import Iterable
from html import escape

from kontor.documents.values import clean


class Markup(str):
    """A string that is finished HTML."""

    __slots__ = ()


type Content = str | Markup | Iterable[Content] | None

VOID = frozenset({"meta", "br", "hr", "link"})
NOTHING = Markup("")


def tag(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """An element. `class_` writes class, `aria_label` aria-label; True writes the bare name, None and '' nothing.

    >>> tag("a", "Fish & <chips>", href="/f?a=1&b=2", class_="r-value", id=None)
    '<a href="/f?a=1&amp;b=2" class="r-value">Fish &amp; &lt;chips&gt;</a>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(content)}</{name}>")


def join(content: Content) -> Markup:
    """Strings escaped, markup as it stands, everything nested in between flattened."""
    if content is None:
        return NOTHING
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(clean(content), quote=False))
    return Markup("".join(join(part) for part in content))


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False or value == "":
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(clean(str(value)))}"'
