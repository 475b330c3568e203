"""The roadmap of a partnership as its pages and reports read it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kontor.hub.directory.permissions import visible_ids
from kontor.hub.directory.rules.codes import partner_code
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.permissions import own_partnerships
from kontor.hub.strategy import rules
from kontor.hub.strategy.models import DueChange, RoadmapActivity
from kontor.hub.strategy.permissions import KEEPS


@dataclass(frozen=True, slots=True)
class Line:
    """One activity and what it comes after. `may` are the verbs open to the actor: plan, report, move_due, remove."""

    activity: RoadmapActivity
    is_overdue: bool
    due_changes: tuple[DueChange, ...]
    after: tuple[RoadmapActivity, ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class MonthOfRoadmap:
    """A project month, also one without activities; `first` is None where the partnership names no start."""

    number: int
    first: date | None
    lines: tuple[Line, ...]

    @property
    def code(self) -> str:
        return f"M{self.number}"


@dataclass(frozen=True, slots=True)
class Roadmap:
    """`undated` are activities without a project month; `recorded` counts those whose state somebody said."""

    partnership: Partnership
    months: tuple[MonthOfRoadmap, ...]
    undated: tuple[Line, ...]
    total: int
    done: int
    overdue: int
    not_recorded: int
    may_plan: bool

    @property
    def lines(self) -> list[Line]:
        return [line for month in self.months for line in month.lines] + list(self.undated)


def activities(actor: Actor) -> QuerySet[RoadmapActivity]:
    """The activities the actor sees; the owner only where she sees that organisation (`owner_is_seen`)."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("owner_id")))
    rows = visible(RoadmapActivity, actor).select_related("partnership", "owner").annotate(owner_is_seen=seen)
    return rows.prefetch_related(Prefetch("due_changes", DueChange.objects.order_by("created_at", "pk")))


def with_seen_owner(one: RoadmapActivity) -> RoadmapActivity:
    """Take the hidden owner out of what is shown; whose right it is to report was asked before."""
    if not getattr(one, "owner_is_seen", True):
        one.owner = None
    return one


def roadmap(actor: Actor, partnership: Partnership, today: date) -> Roadmap:
    """Every project month from the first planned to the last, with what is due in it. Three statements."""
    before = Prefetch("after", visible(RoadmapActivity, actor).order_by("due_on", "key"))
    found = activities(actor).filter(partnership=partnership).prefetch_related(before)
    rows = list(found.order_by("planned_month", "due_on", "key"))
    plans = may_plan(actor, partnership)
    lines = [line(actor, one, today, plans) for one in rows]
    by_month: dict[int, list[Line]] = defaultdict(list)
    for one in lines:
        if one.activity.planned_month is not None:
            by_month[one.activity.planned_month].append(one)
    numbers = range(min(by_month), max(by_month) + 1) if by_month else range(0)
    return Roadmap(
        partnership=partnership,
        months=tuple(
            MonthOfRoadmap(number, first_day(partnership.start, number), tuple(by_month[number]))
            for number in numbers
        ),
        undated=tuple(one for one in lines if one.activity.planned_month is None),
        total=len(lines),
        done=sum(one.activity.state == "done" for one in lines),
        overdue=sum(one.is_overdue for one in lines),
        not_recorded=sum(one.activity.state == "" for one in lines),
        may_plan=plans,
    )


def may_plan(actor: Actor, partnership: Partnership) -> bool:
    """No statement: asked once for a whole roadmap."""
    if actor.is_visitor or not actor.may_use("write"):
        return False
    return KEEPS(actor, RoadmapActivity(partnership=partnership)).allowed


def first_day(start: str, month: int) -> date | None:
    try:
        return rules.month_of_project(start, month)[0]
    except rules.StartNotKnown:
        return None


def line(actor: Actor, one: RoadmapActivity, today: date, plans: bool) -> Line:
    own = one.owner is not None and actor.edits(one.owner.team_id) and actor.may_use("write")
    kept = plans or (actor.may_use("write") and actor.edits(one.team_id))
    verbs = {"plan", "report", "move_due", "remove"} if kept else {"report", "move_due"} if own else set()
    return Line(
        with_seen_owner(one),
        rules.is_overdue(one.state, one.due_on, today),
        tuple(one.due_changes.all()),
        tuple(one.after.all()),
        frozenset(verbs),
    )


def activity_by_key(actor: Actor, key: str) -> RoadmapActivity:
    """The activity with this key, as far as the actor may see it. Raises NotThere."""
    found = activities(actor).filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def overdue(actor: Actor, today: date, partnership: Partnership | None = None) -> list[RoadmapActivity]:
    """What is due before `today` and not over, the oldest first. Two statements."""
    rows = activities(actor).filter(due_on__lt=today).exclude(state__in=rules.OVER)
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    return [with_seen_owner(one) for one in rows.order_by("due_on", "key")]


def deadlines(actor: Actor) -> QuerySet[RoadmapActivity]:
    """What is still due in the actor's own partnerships, or for one of her organisations; nothing else."""
    own = Q(partnership__in=own_partnerships(actor).values("pk")) | Q(owner__team_id__in=actor.team_ids)
    rows = visible(RoadmapActivity, actor).filter(own, due_on__isnull=False).exclude(state__in=rules.OVER)
    return rows.select_related("partnership").order_by("due_on", "key")


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity as counting rules and reports read it; `state` '' is not recorded. `was_due_on` are the former due days."""

    key: str
    partnership: str
    title: str
    kind: str
    mission: str
    month: int | None
    due_on: date | None
    was_due_on: tuple[date | None, ...]
    state: str
    state_text: str
    done_on: str
    owner: str
    is_overdue: bool


def activity_rows(actor: Actor, partnership: Partnership, as_of: date) -> list[ActivityRow]:
    """The activities of a partnership in the order of its months; overdue is said of `as_of`. Three statements."""
    rows: Iterable[RoadmapActivity] = (
        activities(actor).filter(partnership=partnership).order_by("planned_month", "due_on", "key")
    )
    codes = owner_codes(actor, partnership)
    return [
        ActivityRow(
            key=one.key,
            partnership=partnership.key,
            title=one.title,
            kind=one.kind,
            mission=one.mission,
            month=one.planned_month,
            due_on=one.due_on,
            was_due_on=tuple(change.was_due_on for change in one.due_changes.all()),
            state=one.state,
            state_text=one.state_text,
            done_on=one.done_on,
            owner=codes.get(one.owner_id or 0, ""),
            is_overdue=rules.is_overdue(one.state, one.due_on, as_of),
        )
        for one in rows
    ]


def owner_codes(actor: Actor, partnership: Partnership) -> dict[int, str]:
    rows = visible(Participation, actor).filter(partnership=partnership)
    return {
        pk: partner_code(short, key)
        for pk, short, key in rows.values_list(
            "organisation_id", "organisation__short_name", "organisation__key"
        )
    }
