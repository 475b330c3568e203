"""The words by which an organisation is found: its names, what it does, where it is."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet, prefetch_related_objects

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.search import Found, SearchKind, find
from kontor.hub.foundation.visibility import visible

KIND = "organisation"
NEEDED = ("aliases", "classifications__term", "competences__term")


def with_words(organisations: Sequence[Organisation]) -> Sequence[Organisation]:
    """The organisations with the relations that `words_of` reads, read anew. Five statements, however many."""
    for organisation in organisations:
        getattr(organisation, "_prefetched_objects_cache", {}).clear()
    prefetch_related_objects(organisations, *NEEDED)
    return organisations


def words_of(organisation: Organisation) -> tuple[str, Iterable[str]]:
    """Title and further texts for the search index."""
    texts = [organisation.short_name, organisation.region_text]
    texts += [alias.name for alias in organisation.aliases.all()]
    texts += [classification.term.label for classification in organisation.classifications.all()]
    for competence in organisation.competences.all():
        texts += [competence.text, competence.term.label if competence.term else ""]
    return organisation.name, texts


def findable_rows() -> QuerySet[Organisation]:
    """What a rebuilt index holds: everything but merged doubles, whose names are the survivor's aliases."""
    return Organisation.objects.filter(merged_into=None).prefetch_related(*NEEDED)


SEARCH = SearchKind(KIND, Organisation, entry=words_of, rows=findable_rows)


def find_organisations(actor: Actor, text: str) -> Found:
    """The organisations, among those the actor may see, that the words find."""
    return find(KIND, text, visible(Organisation, actor))
