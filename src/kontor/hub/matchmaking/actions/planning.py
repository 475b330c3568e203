"""Schedules are made by the solver, changed by hand, published, and planned again on the day."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from kontor.engine.scheduling import Control, Problem, Progress, Solution, Status, Violation, check
from kontor.engine.scheduling import Meeting as Held
from kontor.engine.scheduling.explain import obstacles
from kontor.engine.scheduling.reason import Reason
from kontor.engine.scheduling.repair import Repaired, repair
from kontor.engine.scheduling.repair.events import Cancelled, Fixed, Now
from kontor.engine.scheduling.solve import solve
from kontor.hub.foundation import audit, jobs
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.permission import require
from kontor.hub.matchmaking.actions.notify import tell_of_schedule
from kontor.hub.matchmaking.choices import ScheduleState, Stage
from kontor.hub.matchmaking.models import Meeting, Place, Schedule, Session, Slot
from kontor.hub.matchmaking.queries.problem import (
    PERSON,
    ROOM,
    SLOT,
    WISH,
    Planned,
    pk_of,
    problem_of,
    published_of,
    tables_of,
)
from kontor.hub.matchmaking.rules.planning import (
    AllOver,
    CannotMove,
    NoLongerHolds,
    NoSchedule,
    NotADraft,
    NothingChanges,
    NothingPublished,
    NothingToPlan,
    PublishedMeanwhile,
)

AT_ONCE = 1000
NAMED_AT_MOST = 5
REPAIR_SECONDS = 2.0
JOB = "matchmaking.plan"
LIMITS = (10, 60, 300)  # seconds that a search may take


def plan(
    *,
    actor: Actor,
    session: Session,
    limit: float,
    progress: Callable[[float, int | None, int | None], None] = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
    seed: int = 0,
) -> Schedule:
    """Make a draft: the best schedule found within `limit` seconds, or until cancelled. What is published and kept stays.

    `progress` hears seconds, the best cost so far and the proven bound.

    The search runs outside any lock; the draft is saved at its end. Raises NothingToPlan and NoSchedule.
    """
    require(actor, "matchmaking.organise", session)
    base = published_of(session)
    planned = problem_of(session, base)
    if not (planned.problem.slots and planned.problem.places and planned.problem.wishes):
        raise NothingToPlan
    problem = with_kept(planned)

    def tell(found: Progress) -> None:
        progress(found.seconds, found.objective, found.bound)

    control = Control(monotonic, limit=limit, seed=seed, progress=tell, cancelled=cancelled)
    begun = monotonic()
    answer = solve(problem, control)
    if answer.solution is None:
        raise NoSchedule(reason=answer.reason or answer.status)
    figures = {
        "proven": answer.status is Status.OPTIMAL,
        "objective": answer.objective,
        "bound": answer.bound,
        "seconds": round(monotonic() - begun, 2),
        "unmet": unmet_of(problem, answer.solution),
    }
    return save(
        actor=actor,
        session=session,
        problem=problem,
        solution=answer.solution,
        base=base,
        figures=figures,
        kept=planned.kept,
    )


def start_planning(*, actor: Actor, session: Session, limit: int) -> Job:
    """Ask for a draft in the background."""
    require(actor, "matchmaking.organise", session)
    title = gettext("Plan the single meetings: %(name)s") % {"name": session.name}
    return jobs.start(actor, JOB, title, total=limit, session=session.pk, limit=limit)


def with_kept(planned: Planned) -> Problem:
    """The problem in which what is kept must be held, where and when it was published; what cannot be is not wished."""
    held = planned.published.by_wish()
    gone = {*planned.cancelled}
    wishes = [
        replace(wish, required=True, slot=held[wish.id].slot, place=held[wish.id].place)
        if wish.id in planned.kept
        else wish
        for wish in planned.problem.wishes
        if wish.id not in gone and there_at_all(planned.problem, wish.parties)
    ]
    return replace(planned.problem, wishes=tuple(wishes))


def there_at_all(problem: Problem, parties: Iterable[tuple[str, ...]]) -> bool:
    """Whether nobody of the pair is away the whole time."""
    away = {person.id for person in problem.participants if len(person.unavailable) == len(problem.slots)}
    return not any(person in away for party in parties for person in party)


def unmet_of(problem: Problem, solution: Solution, now: str | None = None) -> list[dict[str, Any]]:
    """Of each wish that is not held why, as code and values: the sentences are made for whoever reads."""
    found = obstacles(problem, solution, now)
    return [{"wish": pk_of(wish), "code": reason.code, "about": dict(reason.about)} for wish, reason in found]


@transaction.atomic
def save(
    *,
    actor: Actor,
    session: Session,
    problem: Problem,
    solution: Solution,
    base: Schedule | None,
    figures: dict[str, Any],
    kept: frozenset[str] = frozenset(),
) -> Schedule:
    """Keep a schedule as the next draft of its session."""
    Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    number = session.schedules.aggregate(most=Max("number"))["most"] or 0
    quality = check(problem, solution).quality
    schedule = Schedule.objects.create(
        session=session, number=number + 1, held=quality.held, wished=quality.wished, breaks=quality.breaks, based_on=base, **figures
    )  # fmt: skip
    order = {slot.id: place for place, slot in enumerate(problem.slots)}
    meetings = sorted(solution.meetings, key=lambda one: (order[one.slot], one.place, pk_of(one.wish)))
    tables = tables_of(meetings)
    rows = [row_of(schedule, one, tables[one.wish], one.wish in kept) for one in meetings]
    Meeting.objects.bulk_create(rows, batch_size=AT_ONCE)
    audit.record(actor, "matchmaking.plan", schedule)
    return schedule


def row_of(schedule: Schedule, one: Held, table: int, kept: bool) -> Meeting:
    return Meeting(
        schedule=schedule,
        wish_id=pk_of(one.wish),
        slot_id=pk_of(one.slot),
        place_id=pk_of(one.place),
        table=table,
        kept=kept,
    )


@transaction.atomic
def publish(*, actor: Actor, schedule: Schedule, now: datetime | None = None) -> Schedule:
    """Make a draft the schedule that everybody reads, and tell exactly those whose meetings change.

    Refused where another one was published meanwhile, or where people, times or wishes changed so that it no longer holds.
    Two organisers who publish at once are told apart by the lock on the session.
    """
    require(actor, "matchmaking.organise", schedule.session)
    session = Session.objects.select_for_update(of=("self",)).get(pk=schedule.session_id)
    schedule = Schedule.objects.select_related("session").get(pk=schedule.pk)
    if schedule.state != ScheduleState.DRAFT:
        raise NotADraft(number=schedule.number)
    before = published_of(session)
    if schedule.based_on_id != (before.pk if before else None) and not descends(schedule, before):
        raise PublishedMeanwhile
    check_holds(session, schedule, now or timezone.now())
    was = audit.state_of(schedule)
    if before is not None:
        before.state = ScheduleState.REPLACED
        before.save(update_fields=["state"])
    schedule.state, schedule.published_at = ScheduleState.PUBLISHED, timezone.now()
    schedule.save(update_fields=["state", "published_at"])
    session.schedules.filter(state=ScheduleState.DRAFT).update(state=ScheduleState.DISCARDED)
    session.stage = Stage.PUBLISHED
    session.save(update_fields=["stage"])
    audit.record(actor, "matchmaking.publish", schedule, before=was)
    tell_of_schedule(schedule, before)
    return schedule


def descends(schedule: Schedule, published: Schedule | None) -> bool:
    """Whether the draft was made of drafts that were made of what is published now."""
    step: Schedule | None = schedule.based_on
    while step is not None and step.state != ScheduleState.PUBLISHED:
        step = step.based_on
    return (step.pk if step else None) == (published.pk if published else None)


def check_holds(session: Session, schedule: Schedule, now: datetime) -> None:
    """Refuse a draft that breaks what must hold as things stand now; the first few faults are named."""
    planned = problem_of(session, schedule, now=now)
    broken = check(planned.problem, planned.published).violations
    faults = [told for one in broken if (told := told_of(session, one))]
    gone = session.wishes.filter(pk__in=planned.cancelled).select_related("asker", "asked")
    faults += [f"{one.asker} – {one.asked}: {one.get_state_display()}." for one in gone]
    if faults:
        raise NoLongerHolds(meetings="; ".join(dict.fromkeys(faults[:NAMED_AT_MOST])))


def told_of(session: Session, violation: Violation) -> str:
    """Whom a broken demand concerns, by name."""
    wishes = [pk_of(name) for name in violation.subject if name.startswith(WISH)]
    people = [pk_of(name) for name in violation.subject if name.startswith(PERSON)]
    pairs = session.wishes.filter(pk__in=wishes).select_related("asker", "asked")
    named = [f"{one.asker} – {one.asked}" for one in pairs]
    return ", ".join(named or [str(one) for one in session.participants.filter(pk__in=people)])


@transaction.atomic
def discard(*, actor: Actor, schedule: Schedule) -> Schedule:
    """Put a draft away. Said twice is said once."""
    require(actor, "matchmaking.organise", schedule.session)
    schedule = Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
    if schedule.state == ScheduleState.DISCARDED:
        return schedule
    if schedule.state != ScheduleState.DRAFT:
        raise NotADraft(number=schedule.number)
    was = audit.state_of(schedule)
    schedule.state = ScheduleState.DISCARDED
    schedule.save(update_fields=["state"])
    audit.record(actor, "matchmaking.discard", schedule, before=was)
    return schedule


@transaction.atomic
def keep(*, actor: Actor, meeting: Meeting, kept: bool) -> Meeting:
    """Say that a meeting is to stay where it is whenever a new schedule is made, or take that back."""
    require(actor, "matchmaking.organise", meeting.schedule.session)
    if meeting.kept != kept:
        was = audit.state_of(meeting)
        meeting.kept = kept
        meeting.save(update_fields=["kept"])
        audit.record(actor, "matchmaking.keep", meeting, before=was)
    return meeting


def move(
    *, actor: Actor, meeting: Meeting, slot: Slot, place: Place, now: datetime | None = None
) -> Schedule:
    """Put a meeting elsewhere by hand: a new draft in which the fewest others change for it, each with its reason."""
    schedule = meeting.schedule
    require(actor, "matchmaking.organise", schedule.session)
    planned = problem_of(schedule.session, schedule, now=now or timezone.now())
    fixed = Fixed(f"{WISH}{meeting.wish_id}", f"{SLOT}{slot.pk}", f"{ROOM}{place.pk}")
    repaired = repaired_by(planned, [fixed])
    held = repaired.solution.by_wish().get(fixed.wish)
    if held is None or (held.slot, held.place) != (fixed.slot, fixed.place):
        raise CannotMove
    return save_repaired(actor, schedule, planned, repaired)


def replan(*, actor: Actor, session: Session, now: datetime | None = None) -> Schedule:
    """The day: a draft that changes as little as possible of what is published, for who came, is late, left or wishes anew.

    Past times stay as they were. Raises NothingPublished, AllOver, and NothingChanges where all can stay.
    """
    require(actor, "matchmaking.organise", session)
    now = now or timezone.now()
    schedule = published_of(session)
    if schedule is None:
        raise NothingPublished
    planned = problem_of(session, schedule, now=now)
    if planned.now is None and planned.problem.slots and session.slots.filter(start__gt=now).count() == 0:
        raise AllOver
    repaired = repaired_by(planned, [])
    if not (repaired.changed or repaired.dropped or repaired.added):
        raise NothingChanges
    return save_repaired(actor, schedule, planned, repaired)


def repaired_by(planned: Planned, events: list[Any]) -> Repaired:
    told = [
        *([Now(planned.now)] if planned.now else []),
        *(Cancelled(wish) for wish in planned.cancelled),
        *events,
    ]
    control = Control(monotonic, limit=REPAIR_SECONDS)
    return repair(planned.problem, planned.published, told, control, planned.kept)


def save_repaired(actor: Actor, base: Schedule, planned: Planned, repaired: Repaired) -> Schedule:
    figures = {
        "changes": changes_of(repaired),
        "unmet": unmet_of(repaired.problem, repaired.solution, planned.now),
    }
    return save(
        actor=actor, session=base.session, problem=repaired.problem, solution=repaired.solution, base=base, figures=figures,
        kept=planned.kept,
    )  # fmt: skip


def changes_of(repaired: Repaired) -> list[dict[str, Any]]:
    """What a new plan alters, as codes and values: moved, dropped and added meetings."""
    moved = [row("moved", one.after, one.reason, one.before) for one in repaired.changed]
    dropped = [row("dropped", None, one.reason, one.before) for one in repaired.dropped]
    added = [row("added", one, None, None) for one in repaired.added]
    return [*moved, *dropped, *added]


def row(what: str, after: Held | None, reason: Reason | None, before: Held | None) -> dict[str, Any]:
    either = after or before
    assert either is not None
    return {
        "what": what,
        "wish": pk_of(either.wish),
        "from": place_of(before),
        "to": place_of(after),
        "code": reason.code if reason else "",
        "about": dict(reason.about) if reason else {},
    }


def place_of(one: Held | None) -> list[int] | None:
    return [pk_of(one.slot), pk_of(one.place)] if one else None
