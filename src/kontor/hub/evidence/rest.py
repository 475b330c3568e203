"""Sources, and what documents there are, for programs. Files are downloaded from the page's address."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from kontor.hub.evidence import queries
from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation.api import AreaRouter, Identifier, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.search import find

router = AreaRouter(tags=["evidence"])


class SourceOut(Schema):
    """A publication, page, data set or letter that states facts."""

    key: str
    title: str
    publisher: str
    published_on: str = Field(description="with the precision known: 2018, 2018-02 or 2018-02-25")
    url: str
    note: str


class DocumentOut(Schema):
    """An uploaded file, without its content."""

    id: int
    title: str
    kind: str
    file_name: str
    media_type: str
    size: int = Field(description="bytes")
    sha256: str
    visibility: str
    team_id: int
    created_at: datetime


class EvidenceQuery(PageQuery):
    """Which page, and which words."""

    q: Text = Field("", description="words to find; the last one may be unfinished")


@router.get("/sources", response=PageOf[SourceOut], url_name="sources")
def list_sources(request: HttpRequest, query: Query[EvidenceQuery]) -> dict:
    """Sources by title."""
    rows = with_words("source", queries.sources_for_lists(request.auth), query.q)
    return page_of(rows.order_by("title", "pk"), query)


@router.get("/sources/{key}", response=SourceOut, url_name="source")
def show_source(request: HttpRequest, key: Key) -> Source:
    """One source, by its key."""
    return queries.source_by_key(request.auth, key)


@router.get("/documents", response=PageOf[DocumentOut], url_name="documents")
def list_documents(request: HttpRequest, query: Query[EvidenceQuery]) -> dict:
    """The documents that the caller may read, by title."""
    rows = with_words("document", queries.documents_for_lists(request.auth), query.q)
    return page_of(rows.order_by("title", "pk"), query)


@router.get("/documents/{pk}", response=DocumentOut, url_name="document")
def show_document(request: HttpRequest, pk: Identifier) -> Document:
    """What is known of one document."""
    return queries.readable_document(request.auth, pk)


def with_words(kind: str, rows: QuerySet, words: str) -> QuerySet:
    return find(kind, words, rows).matching if words.strip() else rows
