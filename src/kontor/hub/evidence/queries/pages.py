"""What the pages and the API of this area ask."""

from django.db.models import QuerySet

from kontor.hub.accounts.models import Team
from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.search import SearchKind
from kontor.hub.foundation.visibility import visible

# What of this area is found by words; registered in front/wiring.py.
SEARCH_KINDS = (
    SearchKind(
        "source", Source, entry=lambda source: (source.title, [source.publisher, source.key, source.note])
    ),
    SearchKind(
        "document",
        Document,
        entry=lambda document: (document.title, [document.file_name]),
        rows=lambda: Document.objects.filter(withdrawn_at=None),
    ),
)


def sources_for_lists(actor: Actor) -> QuerySet[Source]:
    return visible(Source, actor)


def source_by_key(actor: Actor, key: str) -> Source:
    """Refuses (`NotThere`) what the actor does not see."""
    source = visible(Source, actor).filter(key=key).first()
    if source is None:
        raise NotThere
    return source


def documents_for_lists(actor: Actor) -> QuerySet[Document]:
    return visible(Document, actor).filter(withdrawn_at=None)


def document_by_pk(actor: Actor, pk: int) -> Document:
    """Withdrawn ones too, for those to whom they are left. Refuses (`NotThere`) what the actor does not see."""
    document = visible(Document, actor).select_related("team").filter(pk=pk).first()
    if document is None:
        raise NotThere
    return document


def readable_document(actor: Actor, pk: int) -> Document:
    """A document whose file may be read: not a withdrawn one."""
    document = document_by_pk(actor, pk)
    if document.withdrawn_at is not None:
        raise NotThere
    return document


def teams_to_upload_for(actor: Actor) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=[team for team in actor.team_ids if actor.edits(team)])
