"""What every drawing is made with: a pen that knows the theme, the language and the words, and the sheet around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kontor.documents.drawings import amounts, svg, theme
from kontor.documents.drawings.letters import text_width

type Attributes = dict[str, svg.Attribute]

SMALL, NORMAL = 11, 12.5
LINE = 15  # from one line of a label to the next

THEMES = ("page", "paper")


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing without its frame: SVG elements in a space of `width` by `height`, and shared definitions."""

    width: float
    height: float
    body: str
    definitions: str = ""
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws marks by role. `paper` wears fixed colours; otherwise a mark carries its class and the page colours it."""

    id: str
    language: str
    words: Mapping[str, str]
    paper: bool = False
    unit: str = ""
    _looks: dict[str, dict[str, str]] = field(default_factory=dict)

    def look(self, role: str) -> dict[str, str]:
        if role not in self._looks:
            self._looks[role] = theme.on_paper(role) if self.paper else theme.on_screen(role)
        return self._looks[role]

    def mark(self, tag: str, role: str, title: str = "", **attributes: svg.Attribute) -> str:
        """One shape. Underscores in attribute names stand for hyphens; `title` becomes its tooltip."""
        inside = svg.element("title", {}, svg.plain(title)) if title else ""
        return svg.element(tag, {**self.look(role), **_hyphenated(attributes)}, inside)

    def rect(self, role: str, x: float, y: float, width: float, height: float) -> str:
        return self.mark("rect", role, x=x, y=y, width=max(width, 0), height=max(height, 0))

    def line(
        self, role: str, x1: float, y1: float, x2: float, y2: float, *, title: str = "", **more: svg.Attribute
    ) -> str:
        return self.mark("line", role, title, x1=x1, y1=y1, x2=x2, y2=y2, **more)

    def text(
        self, role: str, x: float, y: float, text: str, size: float = NORMAL, *, anchor: str = "start",
        **more: svg.Attribute,
    ) -> str:  # fmt: skip
        """`y` is the base line. Anchors: start, middle, end."""
        place: Attributes = {"x": x, "y": y, "font-size": size}
        if anchor != "start":
            place["text-anchor"] = anchor
        return svg.element("text", {**self.look(role), **place, **_hyphenated(more)}, svg.plain(text))

    def lines(
        self, role: str, x: float, middle: float, lines: tuple[str, ...], size: float = NORMAL, *,
        anchor: str = "start",
    ) -> str:  # fmt: skip
        """A label of several lines, centred vertically on `middle`."""
        first = middle - (len(lines) - 1) * LINE / 2 + size * 0.36
        return "".join(
            self.text(role, x, first + i * LINE, line, size, anchor=anchor) for i, line in enumerate(lines)
        )

    def link(self, href: str, label: str, *children: str) -> str:
        """The children, as a link where there is a page to click on and the address is safe."""
        safe = "" if self.paper else svg.safe_link(href)
        if not safe:
            return "".join(children)
        return svg.element("a", {"href": safe, "aria-label": label}, *children)

    def amount(self, value: float) -> str:
        return amounts.amount(value, self.language, self.unit)

    def spoken(self, value: float | None) -> str:
        if value is None:
            return self.words["no-data"]
        return amounts.amount_with_unit(value, self.language, self.unit)

    def role(self, kind: str, number: int) -> str:
        """The role of series `number` (from 0) of a kind: s, on, line, name, node."""
        return f"{kind}{number % theme.SERIES + 1}"

    def series(self, tag: str, number: int, title: str = "", **attributes: svg.Attribute) -> str:
        """A filled mark of series `number`, in its colour and weave: two series never differ by colour alone.

        The weave lies over the mark, transparent but for its threads: tiles that hold the colour too show their seams
        in print.
        """
        mark = self.mark(tag, self.role("s", number), title, **attributes)
        if weave_of(number) == 0:
            return mark
        fill = f"url(#{self.id}-w{number % (theme.SERIES * WEAVES)})"
        return mark + svg.element(tag, {**_hyphenated(attributes), "fill": fill, "pointer-events": "none"})


def _hyphenated(attributes: Attributes) -> Attributes:
    return {name.replace("_", "-"): value for name, value in attributes.items()}


WEAVES = 6
_WEAVE_PATHS = {1: "M-1 7L7 -1M5 9L9 5", 3: "M-1 -1L9 9M7 -1L9 1M-1 7L1 9", 4: "M0 4H8", 5: "M4 0V8"}


def weave_of(number: int) -> int:
    """The pattern of a series: the first is plain, neighbours differ, and a repeated colour gets another weave."""
    return (number + number // theme.SERIES) % WEAVES


def weaves(pen: Pen, count: int) -> str:
    """The pattern definitions for `count` series."""
    return "".join(
        _weave(pen, number) for number in range(min(count, theme.SERIES * WEAVES)) if weave_of(number)
    )


def _weave(pen: Pen, number: int) -> str:
    kind = weave_of(number)
    if kind == 2:
        threads = pen.mark("circle", "weave-dot", cx=2, cy=2, r=1.1) + pen.mark(
            "circle", "weave-dot", cx=6, cy=6, r=1.1
        )
    else:
        threads = pen.mark("path", "weave", d=_WEAVE_PATHS[kind])
    frame: Attributes = {
        "id": f"{pen.id}-w{number}",
        "width": 8,
        "height": 8,
        "patternUnits": "userSpaceOnUse",
    }
    return svg.element("pattern", frame, threads)


def legend(pen: Pen, labels: tuple[str, ...], width: float, swatches: tuple[str, ...]) -> tuple[str, float]:
    """Swatches (drawn for the box 0,0,12,12) with their labels, flowing over as many rows as needed, and its height."""
    x, y, parts = 0.0, 0.0, []
    for label, swatch in zip(labels, swatches, strict=True):
        needed = 18 + text_width(label, NORMAL) + 18
        if x and x + needed - 18 > width:
            x, y = 0.0, y + 20
        parts.append(
            svg.element("g", {"transform": f"translate({svg.coordinate(x)} {svg.coordinate(y)})"}, swatch)
        )
        parts.append(pen.text("label", x + 18, y + 10.5, label))
        x += needed
    return "".join(parts), y + 20 if parts else 0.0


def moved(x: float, y: float, body: str) -> str:
    return svg.element("g", {"transform": f"translate({svg.coordinate(x)} {svg.coordinate(y)})"}, body)


def framed(pen: Pen, picture: Picture, title: str, description: str) -> str:
    """The SVG document. A drawing with links is a group, for the children of an image cannot be reached."""
    size: Attributes = {"width": picture.width, "height": picture.height}
    root: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "id": pen.id,
        "class": None if pen.paper else "d",
        "viewBox": f"0 0 {svg.coordinate(picture.width)} {svg.coordinate(picture.height)}",
        **size,
        "role": "group" if picture.linked and not pen.paper else "img",
        "aria-labelledby": f"{pen.id}-title",
        "aria-describedby": f"{pen.id}-desc",
        "font-family": "Inter, sans-serif" if pen.paper else None,
    }
    head = svg.element("title", {"id": f"{pen.id}-title"}, svg.plain(title) or " ")
    head += svg.element("desc", {"id": f"{pen.id}-desc"}, svg.plain(description) or " ")
    definitions = svg.element("defs", {}, picture.definitions) if picture.definitions else ""
    ground = pen.rect("ground", 0, 0, picture.width, picture.height) if pen.paper else ""
    return svg.element("svg", root, head, definitions, ground, picture.body)
