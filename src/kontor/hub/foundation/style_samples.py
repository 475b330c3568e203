"""What the components of the style page are filled with. All of it is made up."""

from types import SimpleNamespace
from typing import Any

from kontor.hub.foundation.pages import Tab


def job(number: int, state: str, percent: int | None, step: str, sentence: str = "") -> SimpleNamespace:
    return SimpleNamespace(
        pk=number,
        title="Import of members.xlsx",
        state=state,
        get_state_display=state,
        is_over=state in {"done", "failed"},
        percent=percent,
        step=step,
        sentence=sentence,
        done=percent or 0,
        total=100 if percent is not None else 0,
        result_url="#progress" if state == "done" else "",
    )


JOBS: list[SimpleNamespace] = [
    job(1, "waiting", None, ""),
    job(2, "running", 42, "Checking rows"),
    job(3, "done", 100, "", "297 organisations created, 3 merged."),
    job(
        4,
        "failed",
        12,
        "",
        "Line 14, column 'country': 'Xina' is no country. Write CN, then import again.",
    ),
]
FACTS: list[tuple[str, Any]] = [
    ("Kind", "Cluster organisation"),
    ("Region", "Basque Country (ES21)"),
    ("Founded", "1999"),
    ("Staff", None),
]
EVENTS: list[dict[str, Any]] = [
    {
        "when": "2019-12",
        "title": "Agreement signed",
        "tone": "good",
        "text": "With a counterpart in Colombia.",
    },
    {"when": "2019-03-14", "title": "Mission to Bogotá", "url": "#timeline"},
    {"when": "2018", "title": "Partnership began", "text": "Six partners from five countries."},
    {"when": "", "title": "First contact"},
]
ITEMS: list[dict[str, Any]] = [
    {
        "title": "Blue energy for islands",
        "url": "#panels",
        "text": "5 partners · 2018 – 2019",
        "badge": "active",
        "tone": "good",
    },
    {
        "title": "Packaging abroad",
        "url": "#panels",
        "text": "6 partners · 2016 – 2017",
        "badge": "ended",
    },
    {
        "title": "Sea and land",
        "url": "#panels",
        "text": "4 partners · since 2020",
        "badge": "proposed",
        "tone": "info",
    },
]
CHANGES: list[tuple[str, str, str]] = [
    ("Name", "Basque Energy", "Basque Energy Cluster"),
    ("Country", "Spain", "Spain"),
    ("Website", "", "clusterenergia.example"),
]
NODES: list[dict[str, Any]] = [
    {
        "label": "Energy",
        "count": 12,
        "open": True,
        "children": [
            {"label": "Wind", "url": "#tree", "count": 7, "children": []},
            {"label": "Tidal", "url": "#tree", "count": 5, "children": []},
        ],
    },
    {"label": "Agrofood", "count": 3, "children": [{"label": "Dairy", "count": 3, "children": []}]},
    {"label": "Textiles", "count": 0, "children": []},
]
SOURCES: list[dict[str, Any]] = [
    {
        "title": "Guide for partnerships",
        "date": "2019",
        "place": "section 2.2",
        "what": "Number of partners",
    },
    {
        "title": "Register of clusters",
        "url": "#sources",
        "date": "2026-03-02",
        "place": "",
        "what": "",
    },
]
SAMPLE_TABS: tuple[Tab, ...] = (
    Tab("Profile", "#tabs", current=True),
    Tab("Partnerships", "#tabs", count=4),
    Tab("History", "#tabs", count=1203),
)


def contents() -> dict[str, Any]:
    """The fields of the page that are the same for everybody."""
    return {
        "jobs": JOBS,
        "facts": FACTS,
        "events": EVENTS,
        "items": ITEMS,
        "changes": CHANGES,
        "nodes": NODES,
        "sources": SOURCES,
        "sample_tabs": SAMPLE_TABS,
    }
