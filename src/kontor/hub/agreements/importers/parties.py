"""Parties as columns of a row: read from a file, and read back from the records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions import PartyEntry
from kontor.hub.agreements.choices import PartyRole
from kontor.hub.agreements.inputs import ROLES
from kontor.hub.agreements.models import Party
from kontor.hub.transfer.kit import Row

READ_BY_ALL = ("title", "description", "sector", "public_description", "own_description")
OF_COUNTERPARTS = ("counterparts", "counterpart_names", "confidential", "public_description")


def parties_in(row: Mapping[str, Any]) -> dict[str, list[PartyEntry]]:
    """Role -> parties in order, of the columns that the row has."""
    hidden, described = row.get("confidential_own") or (), row.get("own_description") or ""
    found = {
        str(role): [PartyEntry(pk, "", pk in hidden, described if pk in hidden else "") for pk in row[column]]
        for column, role in ROLES.items()
        if column in row and role != PartyRole.COUNTERPART
    }
    if any(column in row for column in OF_COUNTERPARTS):
        found[str(PartyRole.COUNTERPART)] = counterparts_in(row)
    return found


def counterparts_in(row: Mapping[str, Any]) -> list[PartyEntry]:
    """Confidential ones may be known by their description alone."""
    confidential = bool(row.get("confidential"))
    described = row.get("public_description") or ""
    known = [(pk, "") for pk in row.get("counterparts") or ()]
    named = [(None, name) for name in row.get("counterpart_names") or ()]
    whole = [*known, *named] or ([(None, "")] if confidential else [])
    return [PartyEntry(pk, name, confidential, described) for pk, name in whole]


def parties_of(cases: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Case -> the values of the party columns, as they are stored. One statement."""
    rows: dict[int, dict[str, list[Party]]] = defaultdict(lambda: defaultdict(list))
    for party in Party.objects.filter(case__in=cases).order_by("position", "pk"):
        rows[party.case_id][party.role].append(party)
    return {case: columns_of(roles) for case, roles in rows.items()}


def columns_of(roles: Mapping[str, list[Party]]) -> dict[str, Any]:
    others = roles.get(PartyRole.COUNTERPART, [])
    hidden = [
        one
        for role, some in roles.items()
        if role != PartyRole.COUNTERPART
        for one in some
        if one.confidential
    ]
    found: dict[str, Any] = {
        column: tuple(one.organisation_id for one in roles.get(role, ()) if one.organisation_id)
        for column, role in ROLES.items()
    }
    return found | {
        "counterpart_names": tuple(one.name for one in others if one.name and not one.organisation_id),
        "confidential": any(one.confidential for one in others),
        "public_description": next((one.public_description for one in others if one.public_description), ""),
        "confidential_own": tuple(
            dict.fromkeys(one.organisation_id for one in hidden if one.organisation_id)
        ),
        "own_description": next((one.public_description for one in hidden), ""),
    }


NO_PARTIES = columns_of({})


def check_parties(row: Row, names: Mapping[int, str]) -> None:
    """The rules of parties for one row, and that no text of it names a confidential one."""
    by_role = parties_in(row)
    named = {
        party.organisation_id
        for role, some in by_role.items()
        for party in some
        if role != PartyRole.COUNTERPART
    }
    rules.check_are_parties(
        hidden=row.get("confidential_own") or (), named=[pk for pk in named if pk is not None]
    )
    for parties in by_role.values():
        for party in parties:
            rules.check_party(
                named=bool(party.who),
                confidential=party.confidential,
                public_description=party.public_description,
            )
        hidden = [party for party in parties if party.confidential]
        if hidden:
            called = [party.name or names.get(party.organisation_id or 0, "") for party in hidden]
            rules.check_keeps_names(called, {name: row.get(name) or "" for name in READ_BY_ALL})
