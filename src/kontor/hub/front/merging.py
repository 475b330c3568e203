"""How partnerships and partner searches follow when two organisations are merged (`directory.queries.merge.MERGE_HOOKS`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.actions.rows import Journal
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.rules.merge import overlap
from kontor.hub.partnerships.choices import ParticipationRole
from kontor.hub.partnerships.models import (
    Comment,
    ExpressionOfInterest,
    Participation,
    PartnerSearch,
    TargetMarket,
)

# Who is the more may be called the less; an ambassador is something else and stands beside the others.
RANKS = {ParticipationRole.COORDINATOR: 2, ParticipationRole.PARTNER: 1, ParticipationRole.AFFILIATED: 0}


@dataclass(frozen=True, slots=True)
class Hook:
    """Records of one kind that belong to an organisation: how many, and how they move."""

    name: str
    label: Any
    count: Callable[[Organisation], int]
    move: Callable[[Journal, Organisation, Organisation], None]


def count_participations(double: Organisation) -> int:
    return Participation.objects.filter(organisation=double).count()


def move_participations(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Where both take part in one partnership at the same time, one participation remains, in the stronger role."""
    for row in Participation.objects.filter(organisation=double).order_by("pk"):
        present = Participation.objects.filter(organisation=survivor, partnership=row.partnership_id)
        others = [one for one in present if comparable(one, row) and same_time(one, row)]
        if not others:
            journal.change(row, organisation_id=survivor.pk)
            continue
        kept = max(others, key=lambda one: (rank(one), one.start == row.start, -one.pk))
        journal.fold(row, kept, **together(kept, row, free_role(kept, row, present)))


def rank(one: Participation) -> int:
    return RANKS.get(ParticipationRole(one.role), -1)


def comparable(one: Participation, other: Participation) -> bool:
    return one.role == other.role or (rank(one) >= 0 and rank(other) >= 0)


def same_time(one: Participation, other: Participation) -> bool:
    return overlap((one.start, one.end), (other.start, other.end))


def free_role(kept: Participation, row: Participation, present: Any) -> str:
    """The stronger role of the two, unless the survivor has an entry with that role and start besides."""
    if (
        rank(row) <= rank(kept)
        or present.filter(role=row.role, start=kept.start).exclude(pk=kept.pk).exists()
    ):
        return kept.role
    return row.role


def together(kept: Participation, row: Participation, role: str) -> dict[str, Any]:
    """What `kept` says when `row` goes: its own words first, then those of the other."""
    return {
        "role": role,
        "mandate": kept.mandate or row.mandate,
        "note": kept.note or row.note,
        "expectations": both_texts(kept.expectations, row.expectations),
        "goals": both_texts(kept.goals, row.goals),
    }


def both_texts(one: str, other: str) -> str:
    return one if other in one else "\n\n".join(text for text in (one, other) if text)


def count_leads(double: Organisation) -> int:
    return TargetMarket.objects.filter(lead=double).count()


def move_leads(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    for target in TargetMarket.objects.filter(lead=double).order_by("pk"):
        journal.change(target, lead_id=survivor.pk)


def count_searches(double: Organisation) -> int:
    return PartnerSearch.objects.filter(organisation=double).count()


def move_searches(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """Nobody answers the own search: an interest of the survivor in one of the double's goes."""
    for search in PartnerSearch.objects.filter(organisation=double).order_by("pk"):
        for own in ExpressionOfInterest.objects.filter(search=search, organisation=survivor):
            journal.delete(own)
        journal.change(search, organisation_id=survivor.pk)


def interests_of(double: Organisation) -> Any:
    return ExpressionOfInterest.objects.filter(organisation=double).order_by("pk")


def count_interests(double: Organisation) -> int:
    return interests_of(double).count()


def move_interests(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """An interest in the survivor's own search goes; two in one search become one, accepted where either was."""
    for row in interests_of(double):
        if PartnerSearch.objects.filter(pk=row.search_id, organisation=survivor).exists():
            journal.delete(row)
        elif kept := ExpressionOfInterest.objects.filter(search=row.search_id, organisation=survivor).first():
            accepted = (kept.accepted or row.accepted) if kept.accepted is not None else row.accepted
            journal.fold(row, kept, text=both_texts(kept.text, row.text), accepted=accepted)
        else:
            journal.change(row, organisation_id=survivor.pk)


def count_comments(double: Organisation) -> int:
    return Comment.objects.filter(organisation=double).count()


def move_comments(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    for comment in Comment.objects.filter(organisation=double).order_by("pk"):
        journal.change(comment, organisation_id=survivor.pk)


MERGE_HOOKS = (
    Hook("participations", _("Participations in partnerships"), count_participations, move_participations),
    Hook("leads", _("Target markets it leads"), count_leads, move_leads),
    Hook("searches", _("Partner searches"), count_searches, move_searches),
    Hook("interests", _("Expressions of interest"), count_interests, move_interests),
    Hook("comments", _("Comments on partner searches"), count_comments, move_comments),
)
