"""Lists of this area."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from kontor.hub.evidence.choices import DocumentKind
from kontor.hub.foundation.search import find
from kontor.hub.foundation.tables import Column, Facet, Table
from kontor.hub.foundation.visibility import Visibility


class Sources(Table):
    name: ClassVar[str] = "evidence.sources"
    searches: ClassVar[Any] = _("Search titles, publishers, notes")
    default_sort: ClassVar[str] = "title"
    columns = (
        Column(
            "title", _("Title"), sort=("title",), url=lambda source: source.get_absolute_url(), fixed=True
        ),
        Column("publisher", _("Publisher"), sort=("publisher",)),
        Column("published_on", _("Published"), sort=("published_on",), kind="date", descending_first=True),
        Column("key", _("Key"), sort=("key",), hidden=True),
    )
    facets = (Facet("publisher", _("Publisher")),)
    empty_title: ClassVar[Any] = _("No source yet")
    empty_text: ClassVar[Any] = _("Add the publication, page or letter that states what you want to record.")

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return find("source", words, rows).matching


class Documents(Table):
    name: ClassVar[str] = "evidence.documents"
    searches: ClassVar[Any] = _("Search titles and file names")
    default_sort: ClassVar[str] = "title"
    columns = (
        Column(
            "title", _("Title"), sort=("title",), url=lambda document: document.get_absolute_url(), fixed=True
        ),
        Column("kind", _("Kind"), sort=("kind",), value="get_kind_display"),
        Column("team", _("Team"), sort=("team__name",), value="team.name"),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility"),
        Column("size", _("Size"), sort=("size",), value=lambda document: filesizeformat(document.size)),
        Column("created_at", _("Uploaded"), sort=("created_at",), kind="date", descending_first=True),
    )
    facets = (
        Facet("kind", _("Kind"), choices=DocumentKind.choices),
        Facet("visibility", _("Visible to"), choices=Visibility.choices),
    )
    empty_title: ClassVar[Any] = _("No document yet")
    empty_text: ClassVar[Any] = _("Upload an agreement, a report or a study that supports your records.")

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return find("document", words, rows).matching

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("team")
