"""Keys of new organisations, and organisations by key."""

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible

LONGEST_KEY = 90
# Words that are addresses of the directory itself: `/directory/register/` is not an organisation.
RESERVED = frozenset(
    {
        "register",
        "review",
        "terms",
        "mine",
        "export",
        "suggest",
        "duplicates",
        "merge",
        "merges",
        "doubles",
        "organisations",
        "who",
    }
)


class Moved(NotThere):
    """The organisation was merged into another: its address leads on to `key`."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def new_key(name: str) -> str:
    """A key made of the name that no organisation has. One statement."""
    return free_key_of(Organisation, stem_of(name, LONGEST_KEY, "organisation"), RESERVED)


def by_key(actor: Actor, key: str) -> Organisation:
    """The organisation at this address, as far as the actor may see it. Raises NotThere, or Moved after a merge.
    One statement for one that is there.
    """
    rows = visible(Organisation, actor).select_related("country", "region", "team")
    if found := rows.filter(key=key).first():
        return found
    survivor = surviving(key)
    if survivor != key and rows.filter(key=survivor).exists():
        raise Moved(survivor)
    raise NotThere


def surviving(key: str) -> str:
    """The key of the organisation into which the one called `key` was merged, over any number of merges; else `key`."""
    seen = {key}
    while following := _merged_into(key):
        if following in seen:
            break
        seen.add(following)
        key = following
    return key


def _merged_into(key: str) -> str | None:
    merged = Organisation.objects.filter(key=key, merged_into__isnull=False)
    return merged.values_list("merged_into__key", flat=True).first()
