"""Named questions of this area."""

from kontor.hub.evidence.queries.citations import Cited, Citing, citations_of, citing_records
from kontor.hub.evidence.queries.pages import (
    SEARCH_KINDS,
    document_by_pk,
    documents_for_lists,
    readable_document,
    source_by_key,
    sources_for_lists,
    teams_to_upload_for,
)

__all__ = [
    "SEARCH_KINDS",
    "Cited",
    "Citing",
    "citations_of",
    "citing_records",
    "document_by_pk",
    "documents_for_lists",
    "readable_document",
    "source_by_key",
    "sources_for_lists",
    "teams_to_upload_for",
]
