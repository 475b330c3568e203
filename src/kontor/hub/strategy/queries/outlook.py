"""What hangs on what in a roadmap: room, critical path, planned against actual, what to expect, and what a move would move."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext, ngettext

from kontor.engine import roadmap as engine
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import latest
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import inputs, rules
from kontor.hub.strategy.models import RoadmapActivity


@dataclass(frozen=True, slots=True)
class OutlookLine:
    """An activity of the plan. `room` is in months, None of what is over; `slip` is actual against planned, in months."""

    activity: RoadmapActivity
    month: int
    room: int | None
    is_critical: bool
    actual: int | None
    expected: int | None

    @property
    def slip(self) -> int | None:
        return None if self.actual is None else self.actual - self.month


@dataclass(frozen=True, slots=True)
class MoveRow:
    """What moves in a what-if, with why; `after_the_end` of the partnership, `overdue` where its new day has passed already."""

    activity: RoadmapActivity
    was: int
    now: int
    sentence: str
    after_the_end: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """`this_month` is the project month of today, None where the partnership says no start. `left_out` have no month."""

    partnership: Partnership
    lines: tuple[OutlookLine, ...]
    clashes: tuple[str, ...]
    this_month: int | None
    end: int
    expected_end: int
    left_out: int
    moves: tuple[MoveRow, ...] | None

    @property
    def critical(self) -> tuple[OutlookLine, ...]:
        return tuple(line for line in self.lines if line.is_critical)

    @property
    def done_late(self) -> int:
        return sum((line.slip or 0) > 0 for line in self.lines)

    @property
    def moved_end(self) -> int:
        """The end of the plan in the what-if."""
        now = {row.activity.pk: row.now for row in self.moves or ()}
        return max((now.get(line.activity.pk, line.month) for line in self.lines), default=0)


def outlook(
    actor: Actor, partnership: Partnership, today: date, *, moved: str = "", by: int = 0
) -> OutlookPage:
    """The outlook over the activities that the actor sees; `moved` is the key of one to be moved by months. Two statements."""
    before = Prefetch("after", visible(RoadmapActivity, actor).order_by("key"))
    rows = list(planned(actor, partnership).prefetch_related(before))
    plan = inputs.plan_of(rows, partnership)
    of = {str(one.pk): one for one in rows}
    room, on_it = engine.rooms(plan), {one.id for one in engine.critical(plan)}
    this_month = rules.project_month(partnership.start, today)
    late = {move.id: move.now for move in engine.expected(plan, this_month)} if this_month else {}
    lines = tuple(
        OutlookLine(
            activity=of[one.id], month=one.month, room=room[one.id].months if one.id in room else None,
            is_critical=one.id in on_it, actual=actual_month(of[one.id], partnership), expected=late.get(one.id),
        )
        for one in sorted(plan.activities, key=lambda one: (one.month, one.id))
    )  # fmt: skip
    return OutlookPage(
        partnership=partnership,
        lines=lines,
        clashes=tuple(clash_told(clash, of) for clash in engine.clashes(plan)),
        this_month=this_month,
        end=plan.end,
        expected_end=max((line.expected or line.month for line in lines), default=0),
        left_out=len(rows) - len(lines),
        moves=what_if(plan, of, partnership, today, (moved, by)) if moved else None,
    )


def planned(actor: Actor, partnership: Partnership) -> QuerySet[RoadmapActivity]:
    """The activities that are not dropped, as far as the actor sees them."""
    rows = visible(RoadmapActivity, actor).filter(partnership=partnership).exclude(state="dropped")
    return rows.order_by("planned_month", "due_on", "key")


def actual_month(one: RoadmapActivity, partnership: Partnership) -> int | None:
    """The project month in which it was done, where the month of that is known."""
    if one.state != "done" or len(one.done_on) < len("2020-09"):
        return None
    day = latest(one.done_on)
    return rules.project_month(partnership.start, day) if day else None


def clash_told(clash: engine.Clash, of: dict[str, RoadmapActivity]) -> str:
    told = {"one": of[clash.id].title, "before": of[clash.before].title, "months": clash.months}
    sentence = ngettext(
        "'%(one)s' begins %(months)d month before '%(before)s' has ended, which it comes after.",
        "'%(one)s' begins %(months)d months before '%(before)s' has ended, which it comes after.",
        clash.months,
    )
    return sentence % told


def what_if(
    plan: engine.Plan,
    of: dict[str, RoadmapActivity],
    partnership: Partnership,
    today: date,
    asked: tuple[str, int],
) -> tuple[MoveRow, ...]:
    """What moves, in the order of the plan; nothing where there is no such activity, or it is over. `asked`: its key, by how much."""
    moved, by = asked
    named = next((name for name, one in of.items() if one.key == moved and name in plan.by_id), None)
    if named is None:
        return ()
    last = latest(partnership.end)
    return tuple(move_row(move, of, partnership, today, last) for move in engine.shift(plan, {named: by}))


def move_row(
    move: engine.Move,
    of: dict[str, RoadmapActivity],
    partnership: Partnership,
    today: date,
    last: date | None,
) -> MoveRow:
    one = of[move.id]
    told = {"was": f"M{move.was}", "now": f"M{move.now}"}
    if move.because:
        told["before"] = of[move.because].title
        sentence = gettext("%(now)s instead of %(was)s, because it waits for '%(before)s'.") % told
    else:
        sentence = gettext("%(now)s instead of %(was)s: moved.") % told
    day = rules.last_day(partnership.start, move.now)
    return MoveRow(
        one, move.was, move.now, sentence,
        after_the_end=bool(day and last and day > last), overdue=bool(day and day < today),
    )  # fmt: skip


def activities_to_move(actor: Actor, partnership: Partnership) -> list[RoadmapActivity]:
    """Those that are not over and have a month."""
    rows = [one for one in planned(actor, partnership) if one.state != "done"]
    return [one for one in rows if inputs.month_of(one, partnership)]
