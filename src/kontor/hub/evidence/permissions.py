"""Who may, and who sees which rows, in this area.

Sources are public. A document is seen by its visibility: public ones by all; programme and partners ones by its team, by
the teams that `kit.TEAM_REACH` names, and by those who read all partnerships; restricted ones by its team alone, and by
administrators. A withdrawn one is left to its team.
"""

from typing import Any

from django.db.models import Q

from kontor.hub.evidence.kit import SUBJECTS, TEAM_REACH
from kontor.hub.evidence.models import Citation, Document, Source
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    can,
    is_administrator,
    is_anybody,
    is_platform_editor,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, Visibility, visibility_of, visible

READS_ALL = (PlatformRole.ANALYST, PlatformRole.EDITOR)


@predicate
def edits_its_team(actor: Actor, subject: Any) -> bool:
    """`subject` is a document, or the team that shall have one."""
    return actor.edits(getattr(subject, "team_id", getattr(subject, "pk", None)))


@predicate
def edits_some_team(actor: Actor, subject: Any) -> bool:
    return bool(actor.edited_teams)


@predicate
def edits_the_citing_record(actor: Actor, subject: Any) -> bool:
    known = SUBJECTS.of(subject)
    return actor.is_system or (known is not None and can(actor, known.edit, subject))


ASK_TEAM = N_("Only editors of the team that has this document may do this. Ask one of them.")
ASK_EDITOR = N_("Only platform editors change sources, because many records rest on them. Ask one of them.")

PERMISSIONS.define(
    "evidence.add_source",
    edits_some_team | is_platform_editor,
    N_("Only people who edit for a team may add a source. Ask a manager of your team for the right."),
)
PERMISSIONS.define("evidence.edit_source", is_platform_editor, ASK_EDITOR)
PERMISSIONS.define("evidence.save_sources_in_bulk", is_platform_editor, ASK_EDITOR)
PERMISSIONS.define("evidence.upload_document", edits_its_team, ASK_TEAM)
PERMISSIONS.define("evidence.edit_document", edits_its_team, ASK_TEAM)
PERMISSIONS.define("evidence.withdraw_document", edits_its_team | is_administrator, ASK_TEAM)
PERMISSIONS.define(
    "evidence.cite",
    edits_the_citing_record,
    N_("Only those who may change this record may name its sources. Ask one of its editors."),
)


@visibility_of(Source)
def sources(actor: Actor) -> Q:
    return EVERYTHING


@visibility_of(Document)
def documents(actor: Actor) -> Q:
    if actor.has(PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    there = Q(withdrawn_at=None)
    seen = there & Q(visibility=Visibility.PUBLIC) | Q(team_id__in=actor.team_ids)
    for visibility in (Visibility.PROGRAMME, Visibility.PARTNERS):
        if actor.has(*READS_ALL):
            seen |= there & Q(visibility=visibility)
            continue
        for reach in TEAM_REACH:
            seen |= there & Q(visibility=visibility, team_id__in=reach(actor, visibility))
    return seen


def sees_the_cited(actor: Actor) -> Q:
    """Citations of what the actor sees, whatever cites it."""
    return Q(source__isnull=False) | Q(document__in=visible(Document, actor).values("pk"))


@visibility_of(Citation)
def citations(actor: Actor) -> Q:
    citing = Q(pk__in=[])
    for kind, subject in SUBJECTS.table.items():
        citing |= Q(subject_kind=kind, subject_id__in=visible(subject.model, actor).values("pk"))
    return sees_the_cited(actor) & citing


PERMISSIONS.define("evidence.export", is_anybody, N_("Everybody may export sources."), scope="read")
