"""What records rest on, and what rests on a source or document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from kontor.hub.evidence.kit import SUBJECTS
from kontor.hub.evidence.models import Citation, Document, Source
from kontor.hub.evidence.permissions import sees_the_cited
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible

CITING_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Cited:
    """What a record rests on, as `foundation/parts/source.html` draws it: `what` says which of its fields.

    `source` is the key of the source; a document has none.
    """

    title: str
    url: str
    date: str
    place: str
    what: str
    citation_id: int
    source: str = ""


def citations_of[M: Model](actor: Actor, objects: Iterable[M]) -> dict[M, list[Cited]]:
    """Record -> its citations that `actor` sees, for records she sees already. One statement, whatever the number."""
    records = {(record._meta.label_lower, record.pk): record for record in objects}
    found: dict[M, list[Cited]] = {record: [] for record in records.values()}
    if not records:
        return found
    for citation in citations_about(actor, records):
        record = records.get((citation.subject_kind, citation.subject_id))
        if record is not None:
            found[record].append(cited(citation))
    return found


def citations_about(actor: Actor, keys: Iterable[tuple[str, int]]) -> Iterable[Citation]:
    ids: dict[str, list[int]] = {}
    for kind, pk in keys:
        ids.setdefault(kind, []).append(pk)
    about = Q()
    for kind, pks in ids.items():
        about |= Q(subject_kind=kind, subject_id__in=pks)
    seen = Q() if actor.is_system else sees_the_cited(actor)
    rows = Citation.objects.filter(about & seen).select_related("source", "document")
    return rows.order_by("source__title", "document__title", "place", "pk")


def cited(citation: Citation) -> Cited:
    thing = citation.cited
    date, key = (thing.published_on, thing.key) if isinstance(thing, Source) else ("", "")
    return Cited(
        thing.title, thing.get_absolute_url(), date, citation.place, citation.supports, citation.pk, key
    )


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that rests on a source: its kind in words, where it is, and the place cited."""

    kind: str
    title: str
    url: str
    place: str
    supports: str


def citing_records(actor: Actor, thing: Source | Document) -> tuple[list[Citing], int]:
    """The first hundred records that rest on `thing` and that `actor` sees, and how many there are.

    Two statements, and one for each kind of record among them.
    """
    field = "source" if isinstance(thing, Source) else "document"
    rows = visible(Citation, actor).filter(**{field: thing})
    if actor.is_system:
        rows = rows.filter(subject_kind__in=SUBJECTS.table)
    count = rows.count()
    shown = list(rows.order_by("subject_kind", "subject_id", "place")[:CITING_SHOWN]) if count else []
    records = records_of(shown)
    return [
        citing(citation, records[citation.subject_kind, citation.subject_id])
        for citation in shown
        if (citation.subject_kind, citation.subject_id) in records
    ], count


def records_of(citations: Iterable[Citation]) -> dict[tuple[str, int], Any]:
    ids: dict[str, list[int]] = {}
    for citation in citations:
        ids.setdefault(citation.subject_kind, []).append(citation.subject_id)
    return {
        (kind, pk): record
        for kind, pks in ids.items()
        for pk, record in SUBJECTS.table[kind].model._default_manager.in_bulk(pks).items()
    }


def citing(citation: Citation, record: Any) -> Citing:
    subject = SUBJECTS.table[citation.subject_kind]
    return Citing(str(subject.label), str(record), subject.url(record), citation.place, citation.supports)
