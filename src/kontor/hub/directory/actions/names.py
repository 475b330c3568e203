"""Other names of an organisation."""

from typing import Any

from django.db import transaction

from kontor.hub.directory import rules
from kontor.hub.directory.models import Alias, Organisation
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def add_alias(*, actor: Actor, organisation: Organisation, name: str, **fields: Any) -> Alias:
    """Keep another name, so that people and imports find the organisation by it."""
    require(actor, "directory.add-alias", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = set(organisation.aliases.values_list("name", flat=True))
    rules.check_alias(name, organisation.name, known)
    rules.check_period(fields.get("start", ""), fields.get("end", ""))
    alias = Alias.objects.create(organisation=organisation, name=name.strip(), **fields)
    search.update(KIND, with_words([organisation]))
    audit.record(actor, "directory.add-alias", alias)
    return alias


@transaction.atomic
def remove_alias(*, actor: Actor, alias: Alias) -> None:
    """Take away a name that was entered by mistake."""
    require(actor, "directory.remove-alias", alias)
    audit.record(actor, "directory.remove-alias", alias, before=audit.state_of(alias), after={})
    alias.delete()
    search.update(KIND, with_words([alias.organisation]))
