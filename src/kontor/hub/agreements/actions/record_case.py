"""A contact is recorded: from the desk, or from a telephone that was without network."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from kontor.hub.accounts.models import Team
from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import findable, keeps_names
from kontor.hub.agreements.actions.follow_ups import plan_follow_ups
from kontor.hub.agreements.actions.parties import NewParty, insert_parties
from kontor.hub.agreements.choices import CaseState
from kontor.hub.agreements.models import CaseObjective, CooperationCase, Step
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import sees
from kontor.hub.partnerships.models import Participation, Partnership

# Taken by addresses of lists and forms.
RESERVED = frozenset(
    [
        "new",
        "board",
        "pipeline",
        "record",
        "export",
        "collaborations",
        "follow-ups",
        "steps",
        "kept",
        "suggest",
        "due",
        "calendar",
        "conversion",
        "from-meeting",
    ]
)


@transaction.atomic
def record_case(
    *,
    actor: Actor,
    partnership: Partnership | None,
    today: date,
    title: str,
    type: str,
    level: str,
    parties: Sequence[NewParty] = (),
    objectives: Sequence[str] = (),
    terms: Iterable[Any] = (),
    next_step: str = "",
    next_step_due: date | None = None,
    entry_key: UUID | None = None,
    team: Team | None = None,
    **fields: Any,
) -> CooperationCase:
    """Record a cooperation with its parties, objectives and next step, and plan its follow-ups.

    The same `entry_key` sent again gives the case that is there, unchanged: a page that was offline may send twice.
    Refused without the right to record for the partnership, for impossible days, for a confidential party without a
    description or named in a text, and for a state that needs a signature.
    """
    require(actor, "agreements.add", partnership)
    if entry_key is not None and (there := sent_already(actor, entry_key)):
        return there
    check_fields(title, today, fields)
    case = CooperationCase(
        key=new_key(title, partnership), entry_key=entry_key, partnership=partnership, title=title, type=type, level=level,
        team=team or team_for(actor, partnership), **fields,
    )  # fmt: skip
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError:  # the same entry was sent twice at the same moment
        if entry_key is not None and (there := sent_already(actor, entry_key)):
            return there
        raise
    case.terms.set(terms)
    CaseObjective.objects.bulk_create(
        CaseObjective(case=case, objective=one) for one in dict.fromkeys(objectives)
    )
    audit.record(actor, "agreements.add", case)
    insert_parties(actor, case, parties)
    if next_step:
        step = Step.objects.create(
            case=case, text=next_step, due_on=next_step_due, owner_user_id=actor.user_id
        )
        audit.record(actor, "agreements.add_step", step)
    keeps_names(case)
    plan_follow_ups(actor=actor, case=case, today=today)
    findable([case])
    return case


def sent_already(actor: Actor, entry_key: UUID) -> CooperationCase | None:
    """The case of this entry. One that the actor does not see was entered by somebody else: `NotThere`."""
    there = CooperationCase.objects.filter(entry_key=entry_key).first()
    if there is not None and not sees(actor, there):
        raise NotThere
    return there


def check_fields(title: str, today: date, fields: dict[str, Any]) -> None:
    rules.check_not_after_today("started_on", fields.get("started_on", ""), today)
    state = fields.get("state", CaseState.CONTACT)
    rules.check_something_signed(title, signed=state != CaseState.SIGNED)
    rules.check_outcome(title, "" if state == CaseState.CLOSED else "open", "open")


def team_for(actor: Actor, partnership: Partnership | None) -> Team | None:
    """The partnership's team where the actor edits for it; else that of the partner in whose name she records."""
    if partnership is not None and (actor.is_system or actor.edits(partnership.team_id)):
        return partnership.team
    teams = Team.objects.filter(pk__in=actor.edited_teams)
    if partnership is not None:
        partners = Participation.objects.filter(partnership=partnership)
        teams = teams.filter(pk__in=partners.values("organisation__team_id"))
    return teams.order_by("pk").first()


def new_key(title: str, partnership: Partnership | None) -> str:
    """A key made from the partnership's and the title, which names no confidential party, that no case has."""
    owner = f"{partnership.key} " if partnership else ""
    return free_key_of(CooperationCase, stem_of(owner + (slugify(title) or "case"), 100, "case"), RESERVED)
