"""Many terms, names, memberships and interests at once: what imports call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from kontor.hub.directory import rules
from kontor.hub.directory.models import Alias, CountryInterest, Membership, Organisation, Term
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.evidence.actions import NewCitation, cite_in_bulk
from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require

AT_ONCE = 1000

type Sources = Iterable[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a file states it. `known` is the record to change, None creates one; sources are (id, place)."""

    fields: dict[str, Any]
    known: Any = None
    sources: tuple[tuple[int, str], ...] = ()


@transaction.atomic
def save_terms(
    *, actor: Actor, entries: Sequence[Entry], parents: Mapping[tuple[str, str], str]
) -> list[Term]:
    """Create and change terms; `parents` maps (taxonomy, code) to the code of the group, set when all terms are there."""
    require(actor, "directory.import")
    saved = _save(actor, Term, entries)
    every = {(term.taxonomy, term.code): term for term in Term.objects.all()} if parents else {}
    for (taxonomy, code), group in parents.items():
        term, parent = every[taxonomy, code], every.get((taxonomy, group))
        if term.parent_id != (parent.pk if parent else None):
            term.parent = parent
            term.save(update_fields=["parent"])
    return saved


@transaction.atomic
def save_aliases(*, actor: Actor, entries: Sequence[Entry]) -> list[Alias]:
    """Create and change other names, and make the organisations findable by them."""
    require(actor, "directory.import")
    for entry in entries:
        rules.check_period(entry.fields.get("start", ""), entry.fields.get("end", ""))
    saved = _save(actor, Alias, entries)
    cite_all(actor=actor, cited=[(one, entry.sources) for entry, one in zip(entries, saved, strict=True)])
    ids = {one.organisation_id for one in saved}
    search.update(KIND, with_words(list(Organisation.objects.filter(pk__in=ids))))
    return saved


@transaction.atomic
def save_memberships(*, actor: Actor, entries: Sequence[Entry]) -> list[Membership]:
    """Create and change memberships. Refused for one that ends before it starts, or two at the same time."""
    require(actor, "directory.import")
    saved = _save(actor, Membership, entries)
    ids = [one.pk for one in saved]
    for one in Membership.objects.filter(pk__in=ids).select_related("member", "cluster"):
        rules.check_membership(one.member.name, one.cluster.name, one.cluster.kind, one.start, one.end)
        others = Membership.objects.filter(member=one.member, cluster=one.cluster).exclude(pk=one.pk)
        periods = others.values_list("start", "end")
        rules.check_joins_once(one.member.name, one.cluster.name, (one.start, one.end), periods)
    cite_all(actor=actor, cited=[(one, entry.sources) for entry, one in zip(entries, saved, strict=True)])
    return saved


@transaction.atomic
def save_interests(*, actor: Actor, entries: Sequence[Entry]) -> list[CountryInterest]:
    """Create and change interests in countries."""
    require(actor, "directory.import")
    saved = _save(actor, CountryInterest, entries)
    cite_all(actor=actor, cited=[(one, entry.sources) for entry, one in zip(entries, saved, strict=True)])
    return saved


def cite_all(*, actor: Actor, cited: Iterable[tuple[Model, Sources]]) -> None:
    """Cite the sources of each record; what is cited already stays."""
    pairs = [(record, source, place) for record, sources in cited for source, place in sources]
    known = Source.objects.in_bulk({source for _record, source, _place in pairs})
    cite_in_bulk(
        actor=actor, citations=[NewCitation(record, known[source], place) for record, source, place in pairs]
    )


def _save[M: Model](actor: Actor, model: type[M], entries: Sequence[Entry]) -> list[M]:
    """Create and change records of one model, with one audit entry each; in the order of the entries."""
    new = [model(**entry.fields) for entry in entries if entry.known is None]
    model._default_manager.bulk_create(new, batch_size=AT_ONCE)
    trail = [audit.Entry("directory.import", one, {}, audit.state_of(one)) for one in new]
    for entry in entries:
        if entry.known is not None:
            before = audit.state_of(entry.known)
            for name, value in entry.fields.items():
                setattr(entry.known, name, value)
            entry.known.save()
            trail.append(audit.Entry("directory.import", entry.known, before, audit.state_of(entry.known)))
    audit.record_many(actor, trail)
    created = iter(new)
    return [entry.known if entry.known is not None else next(created) for entry in entries]
