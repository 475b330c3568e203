"""The forms under which one organisation is known, folded once so that comparing two is cheap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kontor.engine.crosscheck import names

NAME, SHORT_NAME, ALIAS, PART = "name", "short-name", "alias", "part"

# A dash, slash or bracket parts 'GAIA - Association of ...' and 'Basque Energy Cluster (Cluster de Energía)'.
_SEPARATORS = re.compile(r"\s*[/()|]\s*|\s+[-–—:]\s+|[.,:]-?\s+|\s+[-–—]|[-–—]\s+")
_SHORTEST_PART = 5


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """What the search for duplicates needs to know of one organisation.

    `website` is the host alone (`clusters.wallonie.be`), `country` two letters or empty, `kind` any word.
    """

    id: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    website: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one organisation, ready to be compared.

    `words` are its distinctive words as a reader sees them, `alike` the same as they are compared.
    """

    kind: str
    text: str
    folded: str
    plain: str
    legal_free: str
    words: tuple[str, ...]
    alike: tuple[str, ...]
    text_in_order: str
    sorted_text: str
    squashed: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record with all its forms and the initials of its long names."""

    record: OrganisationRecord
    forms: tuple[Form, ...]
    acronyms: frozenset[str]
    called: frozenset[str] = field(default_factory=frozenset)


def prepare(record: OrganisationRecord) -> Prepared:
    """Return `record` with its distinct forms: name, short name and aliases first, then the parts of each."""
    forms: dict[str, Form] = {}
    for kind, text in _texts(record):
        form = _form(kind, text)
        if form.squashed and _speaks(form):
            forms.setdefault(form.folded, form)
    whole = [form for form in forms.values() if form.kind != PART]
    return Prepared(
        record=record,
        forms=tuple(forms.values()),
        acronyms=frozenset().union(*(names.acronyms(tuple(form.folded.split())) for form in forms.values())),
        called=frozenset(form.squashed for form in whole if names.looks_like_acronym(form.text)),
    )


def _texts(record: OrganisationRecord) -> Iterator[tuple[str, str]]:
    whole = [
        (NAME, record.name),
        (SHORT_NAME, record.short_name),
        *((ALIAS, alias) for alias in record.aliases),
    ]
    yield from whole
    for _kind, text in whole:
        parts = [part for part in _SEPARATORS.split(text) if part and part.strip()]
        if len(parts) > 1:
            yield from ((PART, part.strip()) for part in parts)


def _speaks(form: Form) -> bool:
    return form.kind != PART or len(form.squashed) >= _SHORTEST_PART


def _form(kind: str, text: str) -> Form:
    words = names.tokens(text)
    special = names.distinctive(words)
    alike = tuple(names.spelled_alike(word) for word in special)
    return Form(
        kind=kind,
        text=text,
        folded=" ".join(words),
        plain="".join(map(names.spelled_alike, words)),
        legal_free="".join(map(names.spelled_alike, names.without_legal_form(words))),
        words=special,
        alike=alike,
        text_in_order=" ".join(alike),
        sorted_text=" ".join(sorted(set(alike))),
        squashed="".join(alike),
    )
