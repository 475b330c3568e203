"""What changes in this area: sources, documents, citations."""

from kontor.hub.evidence.actions.citations import NewCitation, cite, cite_in_bulk, withdraw_citation
from kontor.hub.evidence.actions.documents import edit_document, upload_document, withdraw_document
from kontor.hub.evidence.actions.sources import SavedInBulk, add_source, edit_source, save_sources_in_bulk

__all__ = [
    "NewCitation",
    "SavedInBulk",
    "add_source",
    "cite",
    "cite_in_bulk",
    "edit_document",
    "edit_source",
    "save_sources_in_bulk",
    "upload_document",
    "withdraw_citation",
    "withdraw_document",
]
