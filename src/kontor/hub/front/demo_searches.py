"""The demo's partner searches and what its invented company offers and seeks: by the actions of everybody, in every state."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from kontor.hub.directory.actions import add_competence
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.actor import Actor, PlatformRole, TeamRole
from kontor.hub.foundation.models import Country
from kontor.hub.partnerships import actions
from kontor.hub.partnerships.models import PartnerSearch

REVIEWER = Actor(label="system: demo", roles=frozenset({PlatformRole.EDITOR}))


def load_searches(file: Path) -> int:
    """Open, review, answer and close them. Once. Returns how many there are."""
    told = json.loads(file.read_text(encoding="utf-8"))
    if PartnerSearch.objects.exists():
        return len(told["searches"])
    for one in told["competences"]:
        of = Organisation.objects.get(key=one["organisation"])
        said = one | {"organisation": of, "term": terms_of([one["term"]])[0]}
        add_competence(actor=speaking_for(of), **said)
    for one in told["searches"]:
        carry(one)
    return len(told["searches"])


def carry(told: Mapping[str, Any]) -> None:
    """Bring a search to the state that the file tells."""
    today = timezone.localdate()
    of = Organisation.objects.get(key=told["organisation"])
    search = actions.open_search(
        actor=speaking_for(of), organisation=of, today=today, direction=told["direction"], type=told["type"], title=told["title"],
        text=told["text"], terms=terms_of(told["terms"]), countries=list(Country.objects.filter(pk__in=told["countries"])),
        anonymous=told.get("anonymous", False), public_description=told.get("public_description", ""),
        expires_on=today + timedelta(days=told["days"]),
    )  # fmt: skip
    if told["state"] == "review":
        return
    search = actions.publish_search(actor=REVIEWER, search=search, version=search.version, today=today)
    for one in told["answers"]:
        answer(of, search, one)
    if told["state"] == "closed":
        actions.close_search(
            actor=speaking_for(of), search=search, found=told["found"], outcome=told["outcome"]
        )


def answer(of: Organisation, search: PartnerSearch, told: Mapping[str, Any]) -> None:
    other = Organisation.objects.get(key=told["organisation"])
    answers = actions.Answers(**{name: told[name] for name in ("text", "brings", "expects", "begins")})
    interest = actions.answer_search(
        actor=speaking_for(other),
        search=search,
        organisation=other,
        answers=answers,
        today=timezone.localdate(),
    )
    if told.get("accepted"):
        actions.decide_interest(actor=speaking_for(of), interest=interest, accepted=True)


def speaking_for(organisation: Organisation) -> Actor:
    team = organisation.team_id
    return Actor(label="system: demo", teams={team: TeamRole.EDITOR} if team else {})


def terms_of(names: Iterable[str]) -> list[Term]:
    """Of `taxonomy:code`, as tables name terms."""
    return [Term.objects.get(taxonomy=one.split(":")[0], code=one.split(":")[1]) for one in names]
