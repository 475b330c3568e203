"""Saying what a record rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import Model

from kontor.hub.evidence import rules
from kontor.hub.evidence.kit import SUBJECTS
from kontor.hub.evidence.models import Citation, Document, Source
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import PERMISSIONS, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import sees, visible

BATCH = 1000


@transaction.atomic
def cite(
    *,
    actor: Actor,
    subject: Model,
    source: Source | None = None,
    document: Document | None = None,
    place: str = "",
    supports: str = "",
) -> Citation:
    """Say that a record rests on a source or a document, at a place in it. Refuses the same twice."""
    require(actor, "evidence.cite", subject)
    rules.check_cites_one(source=source is not None, document=document is not None)
    if document is not None:
        if not sees(actor, document):
            raise NotThere
        rules.check_not_withdrawn(document.title, withdrawn=document.withdrawn_at is not None)
    values = {
        "subject_kind": subject._meta.label_lower,
        "subject_id": subject.pk,
        "source": source,
        "document": document,
        "place": place,
    }
    if Citation.objects.filter(**values).exists():
        raise rules.CitedAlready(field="place")
    citation = Citation.objects.create(**values, supports=supports)
    audit.record(actor, "evidence.cite", citation)
    return citation


@dataclass(frozen=True, slots=True)
class NewCitation:
    """One citation of an import."""

    subject: Model
    source: Source
    place: str = ""
    supports: str = ""


@transaction.atomic
def cite_in_bulk(*, actor: Actor, citations: Iterable[NewCitation]) -> int:
    """Cite sources from many records; what is cited already stays as it is. Returns how many are new.

    The permission is asked for each record, as for a single citation; who sees them is asked once for each kind.
    """
    wanted = {
        (new.subject._meta.label_lower, new.subject.pk, new.source.pk, new.place): new for new in citations
    }
    _require_for_all(actor, [new.subject for new in wanted.values()])
    known = known_citations({kind for kind, *_rest in wanted}, {source for _k, _i, source, _p in wanted})
    rows = [
        Citation(subject_kind=kind, subject_id=pk, source_id=source, place=place, supports=new.supports)
        for (kind, pk, source, place), new in wanted.items()
        if (kind, pk, source, place) not in known
    ]
    Citation.objects.bulk_create(rows, batch_size=BATCH)
    audit.record_many(actor, (audit.Entry("evidence.cite", row, {}, audit.state_of(row)) for row in rows))
    return len(rows)


def _require_for_all(actor: Actor, subjects: Iterable[Model]) -> None:
    """As `require(actor, "evidence.cite", ...)` for each record. One statement for each kind and thousand records."""
    by_kind: dict[type[Model], dict[Any, Model]] = {}
    for subject in subjects:
        by_kind.setdefault(type(subject), {})[subject.pk] = subject
    for model, records in by_kind.items():
        known = SUBJECTS.of(next(iter(records.values())))
        seen = seen_of(actor, model, records)
        for pk, record in records.items():
            # The rule of `evidence.cite` is the one of editing the record; anything but a clear yes is asked in full.
            if pk not in seen or known is None or not may_edit(actor, known.edit, record):
                require(actor, "evidence.cite", record)


def seen_of(actor: Actor, model: type[Model], pks: Iterable[Any]) -> set[Any]:
    """Those of these records that the actor sees."""
    if actor.is_system:
        return set(pks)
    rows = visible(model, actor).order_by()
    return {
        pk for part in batched(pks, BATCH) for pk in rows.filter(pk__in=part).values_list("pk", flat=True)
    }


def may_edit(actor: Actor, action: str, record: Model) -> bool:
    scope = PERMISSIONS.table["evidence.cite"].scope
    return actor.may_use(scope) and PERMISSIONS.decide(actor, action, record, seen=True).allowed


def known_citations(kinds: set[str], sources: set[int]) -> set[tuple[str, int, int, str]]:
    rows = Citation.objects.filter(subject_kind__in=kinds, source_id__in=sources)
    return set(rows.values_list("subject_kind", "subject_id", "source_id", "place"))


@transaction.atomic
def withdraw_citation(*, actor: Actor, citation: Citation) -> None:
    """Take back that a record rests on something. Needs the right to change the record."""
    subject = citing_record(citation)
    require(actor, "evidence.cite", subject)
    before = audit.state_of(citation)
    audit.record(actor, "evidence.withdraw_citation", citation, before=before, after={})
    citation.delete()


def citing_record(citation: Citation) -> Model:
    known = SUBJECTS.table.get(citation.subject_kind)
    if known is None:
        raise rules.UnknownKind
    return known.model._default_manager.get(pk=citation.subject_id)
