"""In which browsers a person is signed in."""

import re

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts.actions.steps import end_sign_ins
from kontor.hub.accounts.models import SignIn
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux|X11", "Linux"),
)


@transaction.atomic
def note_session(*, actor: Actor, session_key: str, browser: str, before: str = "") -> SignIn:
    """Remember that the person is signed in with this session; `before` is the key it had. Forgets sessions that ended."""
    require(actor, "accounts.see_own")
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    kept = {session_key, before}
    SignIn.objects.filter(user_id=actor.person).exclude(session_key__in=kept).exclude(
        session_key__in=living
    ).delete()
    if before and before != session_key:
        SignIn.objects.filter(user_id=actor.person, session_key=before).update(session_key=session_key)
    held, _made = SignIn.objects.update_or_create(
        session_key=session_key,
        defaults={
            "user_id": actor.person,
            "browser": _name_of_browser(browser),
            "last_seen_at": timezone.now(),
        },
    )
    return held


@transaction.atomic
def end_session(*, actor: Actor, held: SignIn) -> None:
    """Sign out of one browser."""
    require(actor, "accounts.end_session", held)
    audit.record(actor, "accounts.end_session", held, after={})
    end_sign_ins(actor=actor, keys=[held.session_key])


@transaction.atomic
def end_other_sessions(*, actor: Actor, session_key: str) -> int:
    """Sign out of every browser but this one. Returns of how many."""
    require(actor, "accounts.see_own")
    others = list(visible(SignIn, actor).exclude(session_key=session_key))
    for held in others:
        audit.record(actor, "accounts.end_session", held, after={})
    end_sign_ins(actor=actor, keys=[held.session_key for held in others])
    return len(others)


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, text)), "")


def _name_of_browser(user_agent: str) -> str:
    """'Firefox, Linux': enough to recognise one's own browser, too little to follow anybody."""
    return ", ".join(filter(None, [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]))
