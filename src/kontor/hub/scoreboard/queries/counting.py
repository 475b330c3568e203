"""One way to count: a question about the records that an actor sees, as of a day, with the rows behind the answer."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse

from kontor.engine.crosscheck.answers import Answer, answer
from kontor.engine.crosscheck.questions import Question
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.scoreboard.inputs import Records, records

KEPT_SECONDS = 24 * 3600


def who(actor: Actor) -> str:
    """The part of a cache key that says for whom something was computed: the person in the teams and roles of now."""
    if actor.is_system:
        return "system"
    held = f"{sorted(actor.roles)} {sorted(actor.teams.items())}"
    return f"{actor.user_id or 'visitor'}-{hashlib.sha256(held.encode()).hexdigest()[:12]}"


def version() -> str:
    """The digest of the last audit event: every change is recorded, so it is the version of all records. One look-up.

    Not its number: a transaction that failed gives its number back, and the next change takes it again.
    """
    return AuditEvent.objects.order_by("-number").values_list("digest", flat=True).first() or "none"


def records_of(actor: Actor, as_of: date) -> Records:
    """Every collection as the actor sees it on the day; kept until any record changes."""
    key = f"records:{version()}:{who(actor)}:{as_of.isoformat()}"
    kept: Records | None = cache.get(key)
    if kept is None:
        kept = records(actor, as_of)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def counted(given: Records, question: Question) -> Answer:
    """The answer of the records to a question."""
    return answer(question, given)


def address_of(question: Question, as_of: date) -> str:
    """The page that shows a question's answer and the rows behind it."""
    text = json.dumps(question.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{reverse('scoreboard:answer')}?{urlencode({'question': text, 'as_of': as_of.isoformat()})}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer and where to read both."""

    question: Question
    answer: Answer
    address: str


def ask(given: Records, question: Question, as_of: date) -> Asked:
    return Asked(question, counted(given, question), address_of(question, as_of))
