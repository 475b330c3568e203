"""What came of an event's single meetings, as counts with the rows behind them: from wish to meeting to next step."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.choices import Arrival, Held, Result, ScheduleState, WishState
from kontor.hub.matchmaking.models import Meeting, Outcome, Participant, Session, Wish
from kontor.hub.missions.models import Event

# What another tool's organisers report of their events (its vendor, 2026): shares in percent, from and to.
BENCHMARKS = {"accepted": (40, 60), "kept": (80, 80), "second": (20, 30)}


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, both counted; None in percent where there is no whole."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all sessions of an event. `held` are meetings of which one side says so and none denies it; `silent` those of which
    nobody has said anything. `second` are held ones after which the two meet again, offer or agree.
    """

    participants: int
    by_type: Mapping[str, int]
    by_country: Mapping[str, int]
    wishes: int
    accepted: Share
    pairs_planned: int
    arrived: Share
    held: int
    not_held: int
    silent: int
    results: Mapping[str, int]
    second: Share
    next_steps: Sequence[Outcome]

    @property
    def kept(self) -> Share:
        """Held meetings of those of which anybody said something."""
        return Share(self.held, self.held + self.not_held)


def told_meetings(meetings: QuerySet[Meeting]) -> QuerySet[Any]:
    """Published meetings with what their two sides say: `says_held` and `says_not`."""
    said = Outcome.objects.filter(wish=OuterRef("wish"))
    return meetings.filter(schedule__state=ScheduleState.PUBLISHED).annotate(
        says_held=Exists(said.filter(held=Held.HELD)), says_not=Exists(said.exclude(held=Held.HELD))
    )


def held_at(events: Iterable[int]) -> dict[int, int]:
    """Event -> meetings held, where anybody has said something of one. Others are not in it: nothing said is not none held.

    Only what was published is counted; one denied by the other side is not. One statement.
    """
    rows = told_meetings(Meeting.objects.filter(schedule__session__event__in=list(events)))
    found: dict[int, int] = {}
    for event, held, denied in rows.values_list("schedule__session__event", "says_held", "says_not"):
        if held or denied:
            found[event] = found.get(event, 0) + (held and not denied)
    return found


def figures_of(actor: Actor, event: Event) -> Figures:
    """All figures of an event's sessions, as far as the actor plans them. Seven statements, whatever the size."""
    sessions = list(visible(Session, actor).filter(event=event).values_list("pk", flat=True))
    people = list(visible(Participant, actor).filter(session__in=sessions).select_related("kind"))
    wishes = visible(Wish, actor).filter(session__in=sessions).exclude(state=WishState.WITHDRAWN)
    states = Counter(wishes.values_list("state", flat=True))
    answered = states[WishState.ACCEPTED] + states[WishState.DECLINED]
    meetings = list(told_meetings(visible(Meeting, actor).filter(schedule__session__in=sessions)))
    held = {one.wish_id for one in meetings if one.says_held and not one.says_not}
    said = list(
        visible(Outcome, actor)
        .filter(wish__in=held)
        .select_related("participant__organisation", "wish__asker", "wish__asked")
        .order_by("due", "pk")
    )
    results = best_results(said)
    arrivals = Counter(one.arrival for one in people)
    return Figures(
        participants=len(people),
        by_type=dict(Counter(one.kind.name for one in people).most_common()),
        by_country=dict(Counter(one.country_id or "" for one in people).most_common()),
        wishes=states.total(),
        accepted=Share(states[WishState.ACCEPTED], answered),
        pairs_planned=len(meetings),
        arrived=Share(arrivals[Arrival.ARRIVED], arrivals[Arrival.ARRIVED] + arrivals[Arrival.NO_SHOW]),
        held=len(held),
        not_held=sum(one.says_not for one in meetings),
        silent=sum(not one.says_held and not one.says_not for one in meetings),
        results=dict(Counter(results.values())),
        second=Share(sum(one in GOES_ON for one in results.values()), len(held)),
        next_steps=[one for one in said if one.next_step],
    )


# From the least to the most that came of a meeting; of two sides the one that says more counts.
LADDER = (Result.NOTHING, Result.CONTACT, Result.FOLLOW_UP, Result.OFFER, Result.AGREEMENT)
GOES_ON = LADDER[2:]


def best_results(said: Iterable[Outcome]) -> dict[int, str]:
    """Wish -> the most that one of its sides says came of it."""
    found: dict[int, str] = {}
    for one in said:
        if one.result and LADDER.index(Result(one.result)) > rung(found.get(one.wish_id)):
            found[one.wish_id] = one.result
    return found


def rung(result: str | None) -> int:
    return LADDER.index(Result(result)) if result else -1
