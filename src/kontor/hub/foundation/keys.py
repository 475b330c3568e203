"""Keys: the short names of records in addresses and files."""

from collections.abc import Collection, Iterator
from itertools import count

from django.db.models import Model
from django.utils.text import slugify


def stem_of(words: str, longest: int, otherwise: str) -> str:
    """The words as a key of at most `longest` signs; `otherwise` where nothing of them can stand in a key."""
    return slugify(words)[:longest].strip("-_") or otherwise


def numbered(stem: str) -> Iterator[str]:
    """'fair', 'fair-2', 'fair-3', ..."""
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def free_key(stem: str, taken: Collection[str]) -> str:
    """The stem, numbered where it is taken.

    >>> free_key("fair", {"fair", "fair-2"})
    'fair-3'
    """
    return next(key for key in numbered(stem) if key not in taken)


def free_key_of(model: type[Model], stem: str, reserved: Collection[str] = ()) -> str:
    """The stem, numbered where a record of the model has it or an address needs the word. One statement."""
    rows = model._default_manager.filter(key__startswith=stem)
    return free_key(stem, {*reserved, *rows.values_list("key", flat=True)})
