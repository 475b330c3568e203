"""The colours of every drawing, once: as classes on screen (light and dark), as fixed attributes on paper.

A *tone* is a named colour with a light and a dark value. A *role* says which tones a kind of mark wears. On screen a
mark carries only the class `d-<role>`, so that a strict content security policy needs no exception and the theme may
change after the page was made; `assets/drawings.css` is `stylesheet()` written down. On paper the same role becomes
presentation attributes.

Text has a contrast of at least 4.5:1 and marks 3:1 on the ground of their theme (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from collections.abc import Mapping

SERIES = 8
CLASSES = 5

_SERIES_TONES = (
    ("#1f5a99", "#6aa9f0"),
    ("#b45309", "#f2a154"),
    ("#12806f", "#45c4ab"),
    ("#8b3a86", "#d791d2"),
    ("#5d6b7a", "#a5b3c2"),
    ("#b02a37", "#f28b8b"),
    ("#6f7a12", "#c3cb5c"),
    ("#2c3440", "#dfe5ec"),
)
_CLASS_TONES = (
    ("#bcd9f2", "#1c3f66"),
    ("#84b6e3", "#2a6199"),
    ("#4186c6", "#4f93d3"),
    ("#1f64a5", "#8bbdef"),
    ("#0d3b70", "#d3e8fc"),
)
_TEXT_ON_CLASS = (
    ("#10202f", "#ffffff"),
    ("#10202f", "#ffffff"),
    ("#000000", "#000000"),
    ("#ffffff", "#10202f"),
    ("#ffffff", "#10202f"),
)

TONES: Mapping[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#14181d"),
    "ink": ("#17212b", "#eef2f6"),
    "muted": ("#55626f", "#a9b5c1"),
    "grid": ("#e3e8ed", "#2c343d"),
    "axis": ("#7a8794", "#7f8c99"),
    "edge": ("#7f8d9b", "#74818f"),
    "coast": ("#0d3b70", "#d3e8fc"),
    "no-data": ("#e6eaee", "#2d343d"),
    "focus": ("#b3006b", "#ff9ad5"),
    **{f"s{i}": pair for i, pair in enumerate(_SERIES_TONES, 1)},
    **{f"s{i}-text": ("#ffffff", "#0b1118") for i in range(1, SERIES + 1)},
    **{f"c{i}": pair for i, pair in enumerate(_CLASS_TONES, 1)},
    **{f"c{i}-text": pair for i, pair in enumerate(_TEXT_ON_CLASS, 1)},
}

# Attributes whose value is a tone; every other value is written as it stands.
_PAINTS = ("fill", "stroke")

type Role = Mapping[str, str]

_PLAIN: Mapping[str, Role] = {
    "ground": {"fill": "ground"},
    "label": {"fill": "ink"},
    "strong": {"fill": "ink", "font-weight": "600"},
    "muted": {"fill": "muted"},
    "grid": {"stroke": "grid", "stroke-width": "1"},
    "axis": {"stroke": "axis", "stroke-width": "1"},
    "leader": {"stroke": "muted", "stroke-width": "0.75"},
    "weave": {"stroke": "ground", "stroke-width": "1.2", "stroke-opacity": "0.32", "fill": "none"},
    "weave-dot": {"fill": "ground", "fill-opacity": "0.4"},
    "edge": {"stroke": "edge", "fill": "none", "stroke-linecap": "round"},
    "no-data": {"fill": "no-data", "stroke": "ground", "stroke-width": "0.5", "stroke-linejoin": "round"},
    "halo": {
        "fill": "ink",
        "stroke": "ground",
        "stroke-width": "3",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    },
}


def _series_roles(i: int) -> dict[str, Role]:
    halo = {"stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}
    return {
        f"s{i}": {"fill": f"s{i}"},
        f"on{i}": {"fill": f"s{i}-text", "stroke": f"s{i}", **halo},
        f"line{i}": {"stroke": f"s{i}", "stroke-width": "2.25", "fill": "none", "stroke-linejoin": "round"},
        f"name{i}": {"fill": f"s{i}", "font-weight": "600"},
        f"node{i}": {"fill": f"s{i}", "stroke": "ground", "stroke-width": "1.5", "stroke-linejoin": "round"},
    }


def _class_roles(i: int) -> dict[str, Role]:
    return {
        f"c{i}": {"fill": f"c{i}", "stroke": "coast", "stroke-width": "0.6", "stroke-linejoin": "round"},
        f"on-c{i}": {"fill": f"c{i}-text"},
    }


ROLES: Mapping[str, Role] = {
    **_PLAIN,
    **{name: role for i in range(1, SERIES + 1) for name, role in _series_roles(i).items()},
    **{name: role for i in range(1, CLASSES + 1) for name, role in _class_roles(i).items()},
}


def on_screen(role: str) -> dict[str, str]:
    """`{"class": "d-<role>"}`. Raises KeyError for a role that the style sheet does not know."""
    ROLES[role]
    return {"class": f"d-{role}"}


def on_paper(role: str) -> dict[str, str]:
    """The role's attributes with the light value of each tone."""
    return {
        name: TONES[value][0] if name in _PAINTS and value in TONES else value
        for name, value in ROLES[role].items()
    }


def stylesheet() -> str:
    """The CSS that gives the classes their colours; `assets/drawings.css` holds exactly this text."""
    light = "".join(f"  --d-{name}: {pair[0]};\n" for name, pair in TONES.items())
    both = "".join(f"    --d-{name}: light-dark({pair[0]}, {pair[1]});\n" for name, pair in TONES.items())
    roles = "".join(f".d-{name} {{ {_declarations(role)} }}\n" for name, role in ROLES.items())
    return _CSS_HEAD + f".d {{\n{light}}}\n" + _CSS_THEMES.replace("TOKENS", both) + roles + _CSS_TAIL


def _declarations(role: Role) -> str:
    return " ".join(
        f"{name}: {f'var(--d-{value})' if name in _PAINTS and value in TONES else value};"
        for name, value in role.items()
    )


_CSS_HEAD = """/* Colours of charts, maps and networks. Written by kontor.documents.drawings.theme.stylesheet(); change it there.
   A page may set any --d-... token; without light-dark() the light values stay. */
.d { display: block; inline-size: 100%; block-size: auto; max-inline-size: 60rem; overflow: hidden; }
.d text { font-family: var(--d-font, Inter, system-ui, sans-serif); }
.d a { cursor: pointer; text-decoration: none; }
.d a:hover > :not(title) { stroke: var(--d-focus); stroke-width: 2; }
.d a:focus-visible { outline: none; }
.d a:focus-visible > :not(title) { stroke: var(--d-focus); stroke-width: 3.5; }
.d-scroll { overflow-x: auto; }
.d-scroll > .d { min-inline-size: 34rem; }
"""

_CSS_THEMES = """@supports (color: light-dark(#000, #fff)) {
  .d {
TOKENS  }
}
"""

_CSS_TAIL = """@media print { .d { color-scheme: light; } }
@media (forced-colors: active) {
  .d { --d-ground: Canvas; --d-ink: CanvasText; --d-muted: CanvasText; --d-axis: CanvasText; --d-edge: CanvasText; --d-coast: CanvasText; --d-focus: Highlight; }
}
"""
