"""What the importers of this area share: tables to look things up in, as the actor sees them, and cited sources."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.models import Agreement, CooperationCase
from kontor.hub.agreements.permissions import worked_on
from kontor.hub.directory.models import Organisation
from kontor.hub.evidence.models import Citation, Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.transfer.kit import Lookup


class KeyTaken(Refusal):
    """Says nothing of what has the key: the actor may not see it."""

    code = "key-taken"
    sentence = N_("'%(key)s' is the key of a record that you may not change: choose another key.")


class NotYours(Refusal):
    code = "not-yours"
    sentence = N_(
        "You record nothing for this partnership: leave the row out, or ask its coordinator to invite you."
    )


def cases_to_change(actor: Actor) -> Lookup:
    """The cases that the actor works on: the others are nothing to add to."""
    rows = CooperationCase.objects.filter(worked_on(actor))
    return Lookup.of(_("case"), rows.values_list("key", "pk", "title"))


def cases_seen(actor: Actor) -> Lookup:
    return Lookup.of(_("case"), visible(CooperationCase, actor).values_list("key", "pk", "title"))


def agreements_seen(actor: Actor) -> Lookup:
    return Lookup.of(_("agreement"), visible(Agreement, actor).values_list("key", "pk", "title"))


def partnerships(actor: Actor) -> Lookup:
    return Lookup.of(_("partnership"), visible(Partnership, actor).values_list("key", "pk", "acronym"))


def sources() -> Lookup:
    return Lookup.of(_("source"), Source.objects.values_list("key", "pk", "title"))


def organisations(actor: Actor) -> Lookup:
    """By key and name, of those that the actor sees. The key of one merged away leads to the record it was merged into."""
    rows = visible(Organisation, actor).values_list("key", "pk", "name")
    lookup = Lookup.of(_("organisation"), rows)
    doubles = dict(Organisation.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    survivors = {pk for _key, pk, _name in rows}
    for key, pk in Organisation.objects.filter(pk__in=doubles).values_list("key", "pk"):
        survivor = pk
        while survivor in doubles:
            survivor = doubles[survivor]
        if survivor in survivors:
            lookup.add(key, survivor, "")
    return lookup


def cited_by(model: type[Model], pks: Iterable[int]) -> Mapping[int, set[tuple[int, str]]]:
    """Record -> the (source, place) it rests on. One statement."""
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    rows = Citation.objects.filter(
        subject_kind=model._meta.label_lower, subject_id__in=pks, source__isnull=False
    )
    for pk, source, place in rows.values_list("subject_id", "source_id", "place"):
        found[pk].add((source, place))
    return found


def no_less(kept: Iterable[Any], stated: Iterable[Any]) -> tuple[Any, ...]:
    """What is stored; where that is more than the file states, it is no change: other files cite the record, too."""
    there, given = set(kept), tuple(stated)
    return given if there.issuperset(given) else tuple(sorted(there))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def plain(values: Mapping[str, Any], days: Iterable[str]) -> dict[str, Any]:
    """A record's values as the cleaners give them: whole days as text."""
    return {
        name: (value.isoformat() if value else "") if name in days else value
        for name, value in values.items()
    }
