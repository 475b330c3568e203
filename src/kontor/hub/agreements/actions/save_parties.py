"""The parties of many cases at once, as a file states them: by role and in order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kontor.hub.agreements import rules
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import CooperationCase, Party, Signatory
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.search import fold

AT_ONCE = 1000
IN_ORDER = [str(role) for role in PartyRole]


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """One party of a role."""

    organisation_id: int | None = None
    name: str = ""
    confidential: bool = False
    public_description: str = ""

    @property
    def who(self) -> Any:
        return self.organisation_id or fold(self.name)


type ByRole = Mapping[str, Sequence[PartyEntry]]
type Placed = tuple[Party, PartyEntry, int]


def set_parties(actor: Actor, wanted: Sequence[tuple[CooperationCase, ByRole]]) -> None:
    """Make the parties of these cases what the file says; roles it does not speak of stay. Six statements.

    A party that is there keeps what files do not say of it: its contact, its kind, who signs for it.
    """
    there: dict[tuple[int, str], dict[Any, Party]] = defaultdict(dict)
    for party in Party.objects.filter(case__in=[case.pk for case, _roles in wanted]).order_by(
        "position", "pk"
    ):
        there[party.case_id, party.role][party.organisation_id or fold(party.name)] = party
    made: list[Placed] = []
    changed: list[Placed] = []
    gone: list[Party] = []
    for case, roles in wanted:
        for role, entries in roles.items():
            present = there[case.pk, role]
            for position, entry in enumerate(entries):
                rules.check_party(
                    named=bool(entry.who),
                    confidential=entry.confidential,
                    public_description=entry.public_description,
                )
                there_already = entry.who in present
                party = present.pop(entry.who) if there_already else Party(case=case, role=role)
                (changed if there_already else made).append(
                    (party, entry, IN_ORDER.index(role) * 100 + position)
                )
            gone.extend(present.values())
    store(actor, made, changed, gone)


def store(actor: Actor, made: list[Placed], changed: list[Placed], gone: list[Party]) -> None:
    signing = Signatory.objects.filter(party__in=[one.pk for one in gone]).select_related("agreement").first()
    rules.check_signs_nothing(str(signing.agreement) if signing else "")
    entries = [audit.Entry("agreements.import", one, audit.state_of(one), {}) for one in gone]
    Party.objects.filter(pk__in=[one.pk for one in gone]).delete()
    before = {id(party): audit.state_of(party) for party, _entry, _place in changed}
    for party, entry, position in (*made, *changed):
        party.organisation_id, party.name, party.position = entry.organisation_id, entry.name, position
        party.confidential, party.public_description = entry.confidential, entry.public_description
    differing = [one for one, _entry, _place in changed if audit.state_of(one) != before[id(one)]]
    Party.objects.bulk_create([one for one, _entry, _place in made], batch_size=AT_ONCE)
    Party.objects.bulk_update(
        differing,
        ["organisation", "name", "position", "confidential", "public_description"],
        batch_size=AT_ONCE,
    )
    entries += [
        audit.Entry("agreements.import", one, {}, audit.state_of(one)) for one, _entry, _place in made
    ]
    entries += [
        audit.Entry("agreements.import", one, before[id(one)], audit.state_of(one)) for one in differing
    ]
    audit.record_many(actor, entries)
