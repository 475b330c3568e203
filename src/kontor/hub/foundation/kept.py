"""What is kept until any record changes: the digest of the last audit event is the version of all records."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import AuditEvent

KEPT_SECONDS = 24 * 3600


def version() -> str:
    """Not the event's number: a transaction that failed gives its number back, and the next change takes it again."""
    return AuditEvent.objects.order_by("-number").values_list("digest", flat=True).first() or "none"


def who(actor: Actor) -> str:
    """For whom something was computed: the person in the teams and roles of now."""
    if actor.is_system:
        return "system"
    held = f"{sorted(actor.roles)} {sorted(actor.teams.items())}"
    return f"{actor.user_id or 'visitor'}-{hashlib.sha256(held.encode()).hexdigest()[:12]}"


def kept[Found](name: str, actor: Actor, make: Callable[[], Found]) -> Found:
    """What `make` found for this actor since the last change. Two statements where it is kept."""
    return kept_for_all(f"{name}:{who(actor)}", make)


def kept_for_all[Found](name: str, make: Callable[[], Found]) -> Found:
    """The same of what does not depend on who asks, or whose `name` says for whom it is."""
    key = f"{name}:{version()}"
    found: Found | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return found
