"""Whether an organisation is in the directory already, under this or a similar name."""

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries.findable import find_organisations
from kontor.hub.foundation.actor import Actor

MOST_SHOWN = 5


def similar_organisations(actor: Actor, name: str) -> list[Organisation]:
    """Organisations the actor sees whose names have all words of `name`, or nearly: shown before one is registered."""
    return (
        list(find_organisations(actor, name).ranked.select_related("country")[:MOST_SHOWN])
        if name.strip()
        else []
    )
