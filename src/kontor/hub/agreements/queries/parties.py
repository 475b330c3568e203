"""What an actor reads of the parties of cases: the one place that says it, for pages, lists, exports, API and mails alike."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.models import CooperationCase, Party, Step
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.visibility import visible


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A party as one actor reads it. `label` is its name, or what others read instead; then everything else is empty.

    `organisation` and `url` only where she also sees the organisation. `known` says whether `label` is the name.
    """

    pk: int
    case_id: int
    role: str
    role_label: str
    label: str
    known: bool
    confidential: bool
    public_description: str
    position: int
    version: int
    organisation: Organisation | None = None
    url: str = ""
    kind: str = ""
    country: Country | None = None
    contact: str = ""

    @property
    def country_id(self) -> str:
        return self.country.code if self.country else ""


def parties_for(actor: Actor, cases: Iterable[CooperationCase]) -> dict[int, list[PartyShown]]:
    """Case -> its parties in order, as far as the actor may read them; every case asked for has its entry.

    The cases must be visible ones. At most three statements, however many cases.
    """
    pks = [case.pk for case in cases]
    found: dict[int, list[PartyShown]] = {pk: [] for pk in pks}
    rows = Party.objects.filter(case__in=pks).select_related("organisation__country", "country")
    parties = list(rows.order_by("position", "pk"))
    readable = readable_cases(actor, {party.case_id for party in parties})
    seen = organisations_seen(actor, parties)
    for party in parties:
        found[party.case_id].append(shown(party, readable=party.case_id in readable, seen=seen))
    return found


def organisations_seen(actor: Actor, parties: Iterable[Party]) -> Collection[int]:
    pks = {party.organisation_id for party in parties if party.organisation_id is not None}
    if not pks or actor.is_system:
        return pks
    return frozenset(visible(Organisation, actor).filter(pk__in=pks).order_by().values_list("pk", flat=True))


def shown(party: Party, *, readable: bool, seen: Collection[int]) -> PartyShown:
    """The party by name, or by what stands for it."""
    sees_it = party.organisation_id is None or party.organisation_id in seen
    known = readable or (not party.confidential and sees_it)
    same = (party.pk, party.case_id, party.role, str(party.get_role_display()))
    told = (party.confidential, party.public_description, party.position, party.version)
    if not known:
        return PartyShown(*same, stand_in(party), False, *told)
    organisation = party.organisation if sees_it else None
    return PartyShown(
        *same,
        name_of(party) or party.public_description,
        bool(name_of(party)),
        *told,
        organisation=organisation,
        url=organisation.get_absolute_url() if organisation else "",
        kind=party.kind or (party.organisation.kind if party.organisation else ""),
        country=party.country or (party.organisation.country if party.organisation else None),
        contact=party.contact if readable else "",
    )


def name_of(party: Party) -> str:
    return party.organisation.name if party.organisation else party.name


def stand_in(party: Party) -> str:
    """Of a confidential party its description; of one whose organisation is hidden, that there is one."""
    return party.public_description or gettext("an organisation that you do not see")


def owners_told(actor: Actor, steps: Collection[Step]) -> dict[int, Organisation]:
    """Step -> who takes it, as far as the actor may know: not a confidential party of a case that she has no right on.

    At most three statements.
    """
    owned = [step for step in steps if step.owner is not None]
    pks = {step.owner.pk for step in owned if step.owner is not None}
    seen = (
        frozenset(visible(Organisation, actor).filter(pk__in=pks).values_list("pk", flat=True))
        if pks
        else frozenset()
    )
    secret = confidential_in({step.case_id for step in owned})
    readable = readable_cases(actor, {case for case, _organisation in secret})
    return {
        step.pk: step.owner
        for step in owned
        if step.owner is not None
        and (
            step.case_id in readable
            or (step.owner_id in seen and (step.case_id, step.owner_id) not in secret)
        )
    }


def confidential_in(cases: Collection[int]) -> set[tuple[int, int | None]]:
    """(case, organisation) of the confidential parties."""
    rows = Party.objects.filter(case__in=cases, confidential=True)
    return set(rows.values_list("case_id", "organisation_id"))


def labels_of(parties: Iterable[PartyShown], *roles: str) -> list[str]:
    """What the actor reads of the parties in these roles."""
    return [party.label for party in parties if party.role in roles]


def counterparts_of(parties: Iterable[PartyShown]) -> str:
    return "; ".join(labels_of(parties, PartyRole.COUNTERPART))


def responsible_of(parties: Iterable[PartyShown]) -> str:
    return "; ".join(labels_of(parties, PartyRole.RESPONSIBLE))


def named_parties(actor: Actor, organisation: Organisation) -> Mapping[int, str]:
    """Case -> role, of the visible cases that name this organisation to the actor. Two statements.

    A case in which it is confidential is among them only where she has a right on the case: not even its number would
    be told to others.
    """
    rows = Party.objects.filter(
        organisation=organisation, case__in=visible(CooperationCase, actor).values("pk")
    )
    parties = list(rows.order_by("case_id", "position"))
    readable = readable_cases(actor, {party.case_id for party in parties if party.confidential})
    return {
        party.case_id: party.role for party in parties if not party.confidential or party.case_id in readable
    }
