"""A profile's facts change."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.directory import rules
from kontor.hub.directory.actions.classify import classify
from kontor.hub.directory.inputs import profile_fields
from kontor.hub.directory.models import Alias, Organisation, Term
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.visibility import Visibility


@transaction.atomic
def edit(
    *,
    actor: Actor,
    organisation: Organisation,
    version: int,
    today: date,
    terms: Iterable[Term] | None = None,
    **fields: Any,
) -> Organisation:
    """Change the facts, and the terms where given. `version` is the one the form was filled from.

    A name that changes stays known as a former name. Refused for wrong fields, or when somebody saved meanwhile.
    """
    require(actor, "directory.edit", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(organisation)
    for name, value in fields.items():
        setattr(organisation, name, value)
    rules.check_profile(today=today, **profile_fields(organisation))
    organisation.save()
    _keep_former_name(actor, organisation, before["name"])
    if terms is not None:
        classify(actor=actor, organisation=organisation, terms=terms)
    search.update(KIND, with_words([organisation]))
    audit.record(actor, "directory.edit", organisation, before=before)
    return organisation


def _keep_former_name(actor: Actor, organisation: Organisation, former: str) -> None:
    if former == organisation.name:
        return
    alias, created = Alias.objects.get_or_create(
        organisation=organisation, name=former, defaults={"kind": "former"}
    )
    if created:
        audit.record(actor, "directory.add-alias", alias)


@transaction.atomic
def set_visibility(*, actor: Actor, organisation: Organisation, visibility: Visibility | str) -> Organisation:
    """Decide who may read the profile."""
    require(actor, "directory.set-visibility", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = audit.state_of(organisation)
    organisation.visibility = Visibility(visibility)
    organisation.save(update_fields=["visibility"])
    audit.record(actor, "directory.set-visibility", organisation, before=before)
    return organisation
