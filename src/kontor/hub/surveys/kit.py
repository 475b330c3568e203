"""Links that only their respondent has. The link is derived anew from a nonce with the site's secret, so that a reminder
can repeat it though nobody who reads the database could; it is found again by its digest.

And what other areas know already, so that a survey need not ask it: `FACTS`, filled by `front.wiring`.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from kontor.hub.foundation.actor import Actor

TOKEN_LENGTH = 32
SALT = "kontor.hub.surveys.link"


def new_nonce() -> str:
    return secrets.token_hex(16)


def link_token(nonce: str) -> str:
    """What stands in the address: 128 bits that follow from the nonce and the site's secret."""
    return salted_hmac(SALT, nonce, algorithm="sha256").hexdigest()[:TOKEN_LENGTH]


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """One record of a group of facts: its reference ('partnerships.partnership:12') and its values by field."""

    record: str
    values: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class FactGroup:
    """What one area knows of a partnership: `fields` name and word the facts, `rows` reads them by the partnership's id.

    Only what may stand in a letter to whoever answers for the partnership: never a confidential name or amount. `change` lets
    the area's own action take over what was told (actor, record, field, value); `add` and `remove` a whole record. Where one is
    missing, people do it on the record's own page.
    """

    title: Any
    fields: Mapping[str, Any]
    rows: Callable[[int], Sequence[KnownRecord]]
    change: Callable[[Actor, str, str, Any], None] | None = None
    add: Callable[[Actor, int, Mapping[str, Any]], None] | None = None
    remove: Callable[[Actor, str], None] | None = None
    url: Callable[[str], str] | None = None


FACTS: dict[str, FactGroup] = {}
