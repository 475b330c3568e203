"""Export groups with what they lack, and collective marks with their steps, as far as the actor sees them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import get_language, gettext

from kontor.hub.directory.models import Membership, Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership, TargetMarket
from kontor.hub.strategy import rules
from kontor.hub.strategy.choices import MARK_STEP_HELP, MarkStepKind
from kontor.hub.strategy.inputs.chain import partners_seen
from kontor.hub.strategy.models import (
    CollectiveMark,
    ExportGroup,
    GroupInitiative,
    GroupMember,
    GroupReview,
    MarkStep,
)
from kontor.hub.strategy.queries.versions import hidden


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member and its clusters in the partnership. `organisation` is None, and the words are empty, where it is hidden."""

    pk: int
    organisation: Organisation | None
    name: str
    brings: str
    clusters: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group, its plan, and in sentences what it lacks."""

    group: ExportGroup
    markets: tuple[str, ...]
    members: tuple[MemberRow, ...]
    initiatives: tuple[GroupInitiative, ...]
    reviews: tuple[GroupReview, ...]
    missing: tuple[str, ...]
    may_keep: bool

    @property
    def clusters(self) -> int:
        return len({name for row in self.members for name in row.clusters})

    @property
    def done(self) -> int:
        return sum(one.done_on is not None for one in self.initiatives)


@dataclass(frozen=True, slots=True)
class MarkStepRow:
    step: str
    label: str
    help: str
    kept: MarkStep | None


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark with its five steps. `owner` is None where the actor may not see it."""

    mark: CollectiveMark
    owner: Organisation | None
    owner_name: str
    steps: tuple[MarkStepRow, ...]

    @property
    def done(self) -> int:
        return sum(row.kept is not None and row.kept.done_on is not None for row in self.steps)


@dataclass(frozen=True, slots=True)
class MarksPage:
    partnership: Partnership
    rows: tuple[MarkRow, ...]
    may_keep: bool


def groups_of(actor: Actor, partnership: Partnership) -> QuerySet[ExportGroup]:
    """The groups of a partnership that the actor sees, with how many members each has."""
    rows = visible(ExportGroup, actor).filter(partnership=partnership)
    return rows.annotate(size=Count("members")).order_by("name", "key")


def group_by_key(actor: Actor, key: str) -> ExportGroup:
    """The group with this key. Raises NotThere."""
    return one_of(visible(ExportGroup, actor).select_related("partnership").filter(key=key).first())


def member_by_id(actor: Actor, pk: int) -> GroupMember:
    """A member of a group that the actor sees, whose organisation she sees. Raises NotThere."""
    rows = visible(GroupMember, actor).filter(organisation__in=visible_ids(actor))
    return one_of(rows.select_related("group__partnership", "organisation").filter(pk=pk).first())


def initiative_by_id(actor: Actor, pk: int) -> GroupInitiative:
    """An initiative of a group that the actor sees. Raises NotThere."""
    rows = visible(GroupInitiative, actor).select_related("group__partnership")
    return one_of(rows.filter(pk=pk).first())


def mark_by_id(actor: Actor, pk: int) -> CollectiveMark:
    """A mark that the actor sees. Raises NotThere."""
    return one_of(visible(CollectiveMark, actor).select_related("partnership", "owner").filter(pk=pk).first())


def one_of[T](found: T | None) -> T:
    if found is None:
        raise NotThere
    return found


def group_page(actor: Actor, group: ExportGroup) -> GroupPage:
    """Eight statements, whatever its size."""
    members = member_rows(actor, group)
    markets = sorted(group.markets.values_list("pk", flat=True))
    initiatives = tuple(group.initiatives.all())
    targets = visible(TargetMarket, actor).filter(partnership=group.partnership_id)
    language = get_language() or "en"
    # Of a hidden member nobody knows the cluster: then nothing is said of how many there are.
    all_known = all(row.organisation for row in members)
    clusters = len({name for row in members for name in row.clusters}) if all_known else rules.FEWEST_CLUSTERS
    lacks = rules.missing_in_group(
        members=len(members),
        clusters=clusters,
        goals=group.goals,
        markets=[country_name(code, language) for code in markets],
        targets=[country_name(code, language) for code in targets.values_list("country_id", flat=True)],
        initiatives=len(initiatives),
        judged_by=group.judged_by,
    )
    return GroupPage(
        group=group,
        markets=tuple(markets),
        members=members,
        initiatives=initiatives,
        reviews=tuple(group.reviews.all()),
        missing=tuple(gettext(sentence) % data if data else gettext(sentence) for sentence, data in lacks),
        may_keep=can(actor, "strategy.keep", group),
    )


def member_rows(actor: Actor, group: ExportGroup) -> tuple[MemberRow, ...]:
    """In the order in which they joined. Three statements."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("organisation_id")))
    rows = list(group.members.select_related("organisation__country").annotate(organisation_is_seen=seen))
    partners = partners_seen(actor, group.partnership_id)
    shown = [one.organisation_id for one in rows if one.organisation_is_seen]
    found = visible(Membership, actor).filter(member__in=shown, cluster__in=partners)
    clusters: dict[int, list[str]] = {}
    for member, name in found.order_by("cluster__sort_name").values_list("member_id", "cluster__name"):
        clusters.setdefault(member, []).append(name)
    return tuple(member_row(one, tuple(dict.fromkeys(clusters.get(one.organisation_id, ())))) for one in rows)


def member_row(one: Any, clusters: tuple[str, ...]) -> MemberRow:
    if not one.organisation_is_seen:
        return MemberRow(one.pk, None, hidden(), "", (), one.version)
    return MemberRow(one.pk, one.organisation, one.organisation.name, one.brings, clusters, one.version)


def able_to_join(actor: Actor, partnership: Partnership) -> QuerySet[Organisation]:
    """The members of the partners' clusters that the actor sees."""
    partners = partners_seen(actor, partnership.pk)
    members = visible(Membership, actor).filter(cluster__in=partners).values_list("member_id", flat=True)
    return visible(Organisation, actor).filter(pk__in=list(members)).order_by("sort_name")


def marks_page(actor: Actor, partnership: Partnership) -> MarksPage:
    """Three statements, whatever their number."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("owner_id")))
    rows = (
        visible(CollectiveMark, actor).filter(partnership=partnership).select_related("owner", "partnership")
    )
    found = rows.annotate(owner_is_seen=seen).prefetch_related("steps")
    return MarksPage(
        partnership=partnership,
        rows=tuple(mark_row(one) for one in found),
        may_keep=can(actor, "strategy.keep", CollectiveMark(partnership=partnership)),
    )


def mark_row(one: Any) -> MarkRow:
    owner = one.owner if one.owner_is_seen else None
    kept = {step.step: step for step in one.steps.all()}
    return MarkRow(
        one,
        owner,
        owner.name if owner else hidden() if one.owner_id else "",
        tuple(
            MarkStepRow(
                str(kind.value), str(kind.label), str(MARK_STEP_HELP[kind.value]), kept.get(kind.value)
            )
            for kind in MarkStepKind
        ),
    )


def mark_step_of(mark: CollectiveMark, step: str) -> MarkStepRow:
    """One step of a mark. Raises NotThere where there is no such step."""
    if step not in MarkStepKind.values:
        raise NotThere
    kind = MarkStepKind(step)
    return MarkStepRow(step, str(kind.label), str(MARK_STEP_HELP[step]), mark.steps.filter(step=step).first())
