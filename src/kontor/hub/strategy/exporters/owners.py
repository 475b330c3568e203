"""What tables share in which an organisation is named."""

from collections.abc import Iterator, Mapping
from typing import Any

from kontor.hub.foundation.actor import Actor
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.queries.versions import owners_seen


def with_owners(
    actor: Actor, found: list[Any], fields: Mapping[str, str], column: str
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each record with its values; `column` holds the key of an organisation where the actor sees it."""
    owners = owners_seen(actor, {pk for one in found if (pk := getattr(one, fields[column]))})
    for one in found:
        owner = owners.get(getattr(one, fields[column]) or 0)
        yield one, {**kept(one, fields), column: owner.key if owner else None}
