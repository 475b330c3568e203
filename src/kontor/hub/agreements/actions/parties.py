"""Who takes part in a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import held, keeps_names, seen_organisation
from kontor.hub.agreements.models import CooperationCase, Party, Signatory
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party to be named: an organisation of the directory, or a name as it was stated; or, confidential, perhaps neither."""

    role: str
    organisation: Organisation | None = None
    name: str = ""
    kind: str = ""
    country: Country | None = None
    confidential: bool = False
    public_description: str = ""
    contact: str = ""

    def fields(self) -> dict[str, Any]:
        """Without copying the records, as `asdict` would."""
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def add_party(*, actor: Actor, case: CooperationCase, party: NewParty) -> Party:
    """Name a party, after those of its case. Refused for a merged-away or hidden organisation, for one named in this role
    already, and for a confidential one without a description or named in a text that others read.
    """
    require(actor, "agreements.add_party", case)
    CooperationCase.objects.select_for_update().get(pk=case.pk)
    (added,) = insert_parties(actor, case, [party])
    keeps_names(case)
    return added


def insert_parties(actor: Actor, case: CooperationCase, parties: Sequence[NewParty]) -> list[Party]:
    last = Party.objects.filter(case=case).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    added = []
    for position, new in enumerate(parties, first):
        check(actor, case, new.fields())
        party = Party.objects.create(case=case, position=position, **new.fields())
        audit.record(actor, "agreements.add_party", party)
        added.append(party)
    return added


def check(actor: Actor, case: CooperationCase, values: dict[str, Any], party: Party | None = None) -> None:
    organisation = values["organisation"]
    rules.check_party(
        named=organisation is not None or bool(values["name"].strip()),
        confidential=values["confidential"],
        public_description=values["public_description"],
    )
    if organisation is None:
        return
    if party is None or party.organisation_id != organisation.pk:
        seen_organisation(organisation, actor=actor)
    same = Party.objects.filter(case=case, organisation=organisation, role=values["role"])
    rules.check_named_once(there=(same.exclude(pk=party.pk) if party else same).exists())


@transaction.atomic
def edit_party(*, actor: Actor, party: Party, version: int, **fields: Any) -> Party:
    """Change a party; refused as `add_party` is. `fields` are those of `NewParty`, and `position`."""
    held_party = held("agreements.edit_party", party, version, fields, actor=actor)
    before = audit.state_of(held_party)
    values = {name: getattr(held_party, name) for name in NewParty.__slots__} | fields
    check(actor, held_party.case, values, held_party)
    for name, value in values.items():
        setattr(held_party, name, value)
    held_party.save()
    keeps_names(held_party.case)
    audit.record(actor, "agreements.edit_party", held_party, before=before)
    return held_party


@transaction.atomic
def remove_party(*, actor: Actor, party: Party) -> None:
    """Take a party out of its case. Refused while it signs an agreement of the case."""
    held_party = held("agreements.remove_party", party, actor=actor)
    signature = Signatory.objects.filter(party=held_party).select_related("agreement").first()
    rules.check_signs_nothing(str(signature.agreement) if signature else "")
    audit.record(actor, "agreements.remove_party", held_party, before=audit.state_of(held_party), after={})
    held_party.delete()
