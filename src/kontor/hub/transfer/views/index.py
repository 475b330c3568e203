"""The way in: what may be imported, what may be exported, what was imported."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.pages import ListPage, ListView
from kontor.hub.transfer import queries, tables


@dataclass(frozen=True, slots=True)
class KindShown:
    """A table: where to import it ('' for who may not), and its downloads by format."""

    label: Any
    upload_url: str
    downloads: list[tuple[str, str]]


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """`kinds` are the tables that the reader may import or export."""

    kinds: list[KindShown]


class Index(ListView):
    """See what can be imported and exported, and what was imported."""

    template_name = "transfer/index.html"

    def load(self) -> IndexPage:
        return IndexPage(
            title=gettext("Import and export"),
            lead=gettext("Bring tables from elsewhere, and take along what you see here."),
            table=tables.Imports.of(self.request, queries.imports_for_lists(self.actor)),
            kinds=kinds_for(self.actor),
        )


def kinds_for(actor: Actor) -> list[KindShown]:
    importers = {each.kind: each for each in queries.importable(actor)}
    exporters = {each.kind: each for each in queries.exportable(actor)}
    return [
        KindShown(
            label=(importers | exporters)[kind].label,
            upload_url=reverse("transfer:upload", args=[kind]) if kind in importers else "",
            downloads=links_of(kind) if kind in exporters else [],
        )
        for kind in importers | exporters
    ]


def links_of(kind: str) -> list[tuple[str, str]]:
    forms = (("Excel", "xlsx"), ("CSV", "csv"), ("JSON", "json"))
    return [(label, reverse("transfer:export", args=[kind, form])) for label, form in forms]
