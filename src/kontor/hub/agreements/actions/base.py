"""What the verbs share: one row at a time, the second editor told of the first, and names kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from kontor.hub.agreements import rules
from kontor.hub.agreements.models import Agreement, CooperationCase
from kontor.hub.agreements.queries.findable import CASES, cases_with_words
from kontor.hub.agreements.queries.names import confidential_names, open_texts
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.visibility import sees


def held[M: Model](
    action: str,
    record: M,
    version: int | None = None,
    entry: Mapping[str, Any] | None = None,
    *,
    actor: Actor,
) -> M:
    """The record, locked to the end of the transaction, after the permission was asked.

    Refuses (`ChangedMeanwhile`) when it is no longer at `version`; the refusal's `saved` names the fields in which what is
    saved now differs from `entry`, so that a page can show both.
    """
    require(actor, action, record)
    found: Any = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if version is not None and found.version != version:
        saved = {
            name: getattr(found, name)
            for name, value in (entry or {}).items()
            if getattr(found, name, value) != value
        }
        raise ChangedMeanwhile(saved=saved)
    locked: M = found
    return locked


def change(actor: Actor, action: str, record: Model, **values: Any) -> None:
    """Set these fields of a locked record, save them and write the trail."""
    before = audit.state_of(record)
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=list(values))
    audit.record(actor, action, record, before=before)


def keeps_names(*cases: CooperationCase) -> None:
    """Refuse while a text that others read names a confidential party. Called last: the transaction takes all back."""
    names = confidential_names([case.pk for case in cases])
    if names:
        texts = open_texts([case for case in cases if case.pk in names])
        for pk, said in texts.items():
            rules.check_keeps_names(names[pk], said)


def findable(cases: Iterable[CooperationCase]) -> None:
    search.update(CASES, cases_with_words(list(cases)))


def seen_organisation(organisation: Any, *, actor: Actor) -> None:
    """Refuse one that was merged away, naming the survivor; what the actor does not see is not there."""
    if organisation is None:
        return
    survivor = organisation.merged_into
    if survivor is not None and sees(actor, survivor):
        rules.check_not_merged(organisation.name, survivor.name)
    require(actor, "directory.view", organisation)


def check_contact(cases: Iterable[CooperationCase]) -> None:
    """Refuse a first contact after what was signed in its case. One statement."""
    contacts = {case.pk: case.started_on for case in cases if case.started_on}
    signed = Agreement.objects.filter(case__in=contacts).exclude(signed_on="").order_by("pk")
    for case, signed_on in signed.values_list("case_id", "signed_on"):
        rules.check_since_contact(contacts[case], signed_on, field="started_on")
