"""The search over everything: organisations, partnerships, partner searches, claims and sources by the same words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from kontor.hub.foundation import search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.pages import Page
from kontor.hub.foundation.visibility import visible

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Findable:
    """A kind that the search page offers: how a found record is shown, and where all of them are listed."""

    kind: str
    label: Any
    more: str
    text: Callable[[Any], str]


FINDABLE: list[Findable] = []


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind. `more_url` lists the rest."""

    label: str
    records: list[tuple[str, str, str]]
    more_url: str
    corrected: str | None


@dataclass(kw_only=True)
class FoundPage(Page):
    """What was asked, and what was found, kind by kind."""

    words: str
    hits: list[Hits]


def find_everything(actor: Actor, words: str) -> FoundPage:
    """Search every kind. A few statements for each kind, whatever the number of records."""
    found = [hits(actor, findable, words) for findable in FINDABLE] if words else []
    title = gettext("Search: %(words)s") % {"words": words} if words else gettext("Search")
    return FoundPage(title=title, words=words, hits=[one for one in found if one.records])


def hits(actor: Actor, findable: Findable, words: str) -> Hits:
    kind = search.KINDS[findable.kind]
    found = search.find(findable.kind, words, visible(kind.model, actor))
    records = [
        (str(record), record.get_absolute_url(), findable.text(record)) for record in found.ranked[:SHOWN]
    ]
    more = f"{reverse(findable.more)}?q={found.corrected or words}" if len(records) == SHOWN else ""
    return Hits(str(findable.label), records, more, found.corrected)


LABELS = {
    "organisations": gettext_lazy("Organisations"),
    "partnerships": gettext_lazy("Partnerships"),
    "searches": gettext_lazy("Partner searches"),
    "countries": gettext_lazy("Countries"),
    "events": gettext_lazy("Events"),
    "surveys": gettext_lazy("Surveys"),
    "sources": gettext_lazy("Sources"),
}
