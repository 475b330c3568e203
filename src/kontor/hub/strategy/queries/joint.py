"""The joint strategy as its pages and the API read it: the draft with its remarks, an objective, what partners bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.strategy import inputs
from kontor.hub.strategy.inputs.chain import partners_seen
from kontor.hub.strategy.models import (
    JointStrategy,
    Objective,
    ObjectiveComment,
    PartnerPart,
    StrategyChange,
    StrategyVersion,
)
from kontor.hub.strategy.permissions import COORDINATES
from kontor.hub.strategy.queries.versions import (
    StrategyRead,
    VersionPage,
    cards_named,
    hidden,
    owners_seen,
    read,
    version_page,
    versions_of,
)
from kontor.hub.strategy.queries.wording import ToldRemark, remarks_on

# Stands in forms where others have the key of a partner; no key looks like it.
COORDINATION = "-"


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective of the draft. `owner` is None, and `owner_name` says so, where the actor may not see the partner."""

    objective: Objective
    number: int
    owner: Organisation | None
    owner_name: str
    card: tuple[str, str] | None
    remarks: tuple[ToldRemark, ...]
    comments: int

    @property
    def hard(self) -> int:
        return sum(remark.hard for remark in self.remarks)

    @property
    def soft(self) -> int:
        return len(self.remarks) - self.hard


@dataclass(frozen=True, slots=True)
class JointPage:
    """The draft of a partnership, and where its versions stand. `strategy` is None until somebody writes."""

    partnership: Partnership
    strategy: JointStrategy | None
    rows: tuple[ObjectiveRow, ...]
    versions: tuple[StrategyVersion, ...]
    open: VersionPage | None
    in_force: StrategyVersion | None
    differs: bool
    changes: tuple["ChangeRow", ...]
    may_draft: bool
    may_propose: bool

    @property
    def hard(self) -> tuple[ObjectiveRow, ...]:
        """The objectives with remarks that should be solved first."""
        return tuple(row for row in self.rows if row.hard)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of the draft, who made it and why."""

    change: StrategyChange
    by: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    comment: ObjectiveComment
    by: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class RemovedComment:
    """That a comment was removed, in whose name it had stood, and why where another removed it. What it said is not kept."""

    by: str
    when: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """An objective with its remarks, what was said to it and how it became what it is."""

    row: ObjectiveRow
    partnership: Partnership
    comments: tuple[CommentRow, ...]
    removed: tuple[RemovedComment, ...]
    changes: tuple[ChangeRow, ...]
    may_draft: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """What a partner says of itself. `mine` where the actor may write it; `version` is of both records together."""

    participation: Participation
    part: PartnerPart | None
    owns: tuple[Objective, ...]
    mine: bool

    @property
    def version(self) -> int:
        return self.participation.version + (self.part.version if self.part else 0)

    @property
    def is_silent(self) -> bool:
        told = (self.participation.expectations, self.participation.goals)
        return not any(told) and not (self.part and (self.part.takes_on or self.part.competences))


def strategy_of(actor: Actor, partnership: Partnership) -> JointStrategy | None:
    """The draft, as far as the actor sees it."""
    found = visible(JointStrategy, actor).filter(partnership=partnership).first()
    if found:
        found.partnership = partnership
    return found


def is_inside(actor: Actor, partnership: Partnership) -> bool:
    return can(actor, "partnerships.read_inside", partnership)


def joint_page(actor: Actor, partnership: Partnership) -> JointPage:
    """The draft and its versions, for those who read inside. Statements do not grow with what is in it."""
    strategy = strategy_of(actor, partnership)
    rows = objective_rows(actor, strategy) if strategy else ()
    versions = versions_of(actor, partnership)
    for one in versions:
        one.strategy.partnership = partnership
    proposed = next((one for one in versions if one.state == "proposed"), None)
    now = inputs.content_of(strategy, [row.objective for row in rows]) if strategy else None
    blank = JointStrategy(partnership=partnership)
    return JointPage(
        partnership=partnership,
        strategy=strategy,
        rows=rows,
        versions=tuple(versions),
        open=version_page(actor, proposed) if proposed else None,
        in_force=next((one for one in versions if one.state == "approved"), None),
        differs=bool(rows) and (not versions or versions[0].content != now),
        changes=change_rows(actor, StrategyChange.objects.filter(strategy=strategy)[:8]) if strategy else (),
        may_draft=can(actor, "strategy.draft", blank),
        may_propose=can(actor, "strategy.propose", blank),
    )


def draft_read(actor: Actor, partnership: Partnership) -> StrategyRead:
    """The draft as a version would read. Raises NotThere for others than those inside."""
    strategy = strategy_of(actor, partnership)
    if strategy is None:
        raise NotThere
    return read(actor, inputs.content_of(strategy, list(strategy.objectives.all())))


def objective_rows(actor: Actor, strategy: JointStrategy, only: str = "") -> tuple[ObjectiveRow, ...]:
    """Numbered as they stand. The owner is shown only where the actor sees that organisation; `only` leaves the others out."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("owner_id")))
    found = list(
        strategy.objectives.select_related("owner").annotate(owner_is_seen=seen, said=Count("comments"))
    )
    cards = cards_named(actor, {one.card for one in found if one.card})
    rows = []
    for number, one in enumerate(found, 1):
        if only in ("", one.key):
            one.strategy = strategy
            owner = one.owner if one.owner_is_seen else None
            named = owner.name if owner else hidden() if one.owner_id else ""
            remarks = remarks_on(one, strategy.partnership)
            rows.append(ObjectiveRow(one, number, owner, named, cards.get(one.card), remarks, one.said))
    return tuple(rows)


def objective_by_key(actor: Actor, key: str) -> Objective:
    """An objective of a draft that the actor sees. Raises NotThere."""
    rows = visible(Objective, actor).select_related("strategy__partnership", "owner")
    found = rows.filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def objective_page(actor: Actor, one: Objective) -> ObjectivePage:
    strategy = one.strategy
    (row,) = objective_rows(actor, strategy, only=one.key)
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("organisation_id")))
    said = one.comments.select_related("organisation").annotate(organisation_is_seen=seen)
    return ObjectivePage(
        row=row,
        partnership=strategy.partnership,
        comments=tuple(
            CommentRow(comment, by(comment), can(actor, "strategy.remove_comment", comment))
            for comment in said
        ),
        removed=removed_comments(actor, one),
        changes=change_rows(actor, StrategyChange.objects.filter(objective=one)),
        may_draft=can(actor, "strategy.draft", JointStrategy(partnership=strategy.partnership)),
    )


def removed_comments(actor: Actor, one: Objective) -> tuple[RemovedComment, ...]:
    """As the trail keeps it, oldest first."""
    events = list(
        AuditEvent.objects.filter(
            subject_kind=one._meta.label_lower, subject_id=str(one.pk), action="strategy.remove_comment"
        ).order_by("number")
    )
    voices = [event.changed.get("organisation", (None,))[0] for event in events]
    seen = owners_seen(actor, {voice for voice in voices if voice is not None})
    return tuple(
        RemovedComment(named(voice, seen), event.at, event.changed.get("reason", ("", ""))[1])
        for event, voice in zip(events, voices, strict=True)
    )


def named(organisation: int | None, seen: Mapping[int, Organisation]) -> str:
    if organisation is None:
        return gettext("The coordination")
    return seen[organisation].name if organisation in seen else hidden()


def comment_by_id(actor: Actor, pk: int) -> ObjectiveComment:
    """A comment on an objective of a draft that the actor sees. Raises NotThere."""
    rows = visible(ObjectiveComment, actor).select_related("organisation", "objective__strategy__partnership")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def change_rows(actor: Actor, changes: Any) -> tuple[ChangeRow, ...]:
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("organisation_id")))
    rows = changes.select_related("organisation").annotate(organisation_is_seen=seen)
    return tuple(ChangeRow(one, by(one)) for one in rows)


def by(one: Any) -> str:
    """In whose name something was said."""
    if one.organisation_id is None:
        return gettext("The coordination")
    return one.organisation.name if one.organisation_is_seen else hidden()


def names_of(actor: Actor, partnership: Partnership) -> list[tuple[str, str]]:
    """In whose name the actor may write: (key, name) of her partners, and of the coordination. One statement."""
    edited = actor.edited_teams
    rows = visible(Participation, actor).filter(partnership=partnership, organisation__team_id__in=edited)
    partners = rows.order_by("organisation__sort_name").values_list("organisation__key", "organisation__name")
    coordination = [(COORDINATION, gettext("The coordination"))]
    coordinates = COORDINATES(actor, JointStrategy(partnership=partnership)).allowed
    return [*dict.fromkeys(partners), *(coordination if coordinates else [])]


def parts_of(actor: Actor, partnership: Partnership) -> list[PartRow]:
    """What each partner that the actor sees says of itself. Four statements."""
    rows = visible(Participation, actor).filter(partnership=partnership).select_related("organisation")
    parts = {one.organisation_id: one for one in visible(PartnerPart, actor).filter(partnership=partnership)}
    owned = visible(Objective, actor).filter(strategy__partnership=partnership, owner__isnull=False)
    objectives = list(owned)
    found: dict[int, PartRow] = {}
    for one in rows.order_by("organisation__sort_name", "pk"):
        of = one.organisation_id
        owns = tuple(objective for objective in objectives if objective.owner_id == of)
        found[of] = PartRow(one, parts.get(of), owns, may_state(actor, one.organisation))
    return list(found.values())


def may_state(actor: Actor, organisation: Organisation) -> bool:
    return not actor.is_system and actor.may_use("write") and actor.edits(organisation.team_id)


def part_of(actor: Actor, partnership: Partnership, key: str) -> PartRow:
    """The part of one partner. Raises NotThere."""
    found = next(
        (one for one in parts_of(actor, partnership) if one.participation.organisation.key == key), None
    )
    if found is None:
        raise NotThere
    return found


def partners_to_choose(actor: Actor, partnership: Partnership) -> QuerySet[Organisation]:
    """The partners that the actor sees, to be responsible. Two statements."""
    ids = partners_seen(actor, partnership.pk)
    return visible(Organisation, actor).filter(pk__in=ids).order_by("sort_name")


def organisation_named(actor: Actor, partnership: Partnership, key: str | None) -> Organisation | None:
    """The partner in whose name somebody writes; None is the coordination. Raises NotThere."""
    if key in (None, "", COORDINATION):
        return None
    found = next((one for one in partners_to_choose(actor, partnership) if one.key == key), None)
    if found is None:
        raise NotThere
    return found


def silent(rows: Iterable[PartRow]) -> list[str]:
    """The partners that have said nothing of themselves yet."""
    return [row.participation.organisation.name for row in rows if row.is_silent]
