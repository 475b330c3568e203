"""Wishes as pairs: two people who would meet, whoever asked; and who said no."""

from collections import defaultdict
from dataclasses import dataclass

from kontor.hub.matchmaking.choices import Arrival, WishState
from kontor.hub.matchmaking.models import Participant, Session, Wish
from kontor.hub.matchmaking.rules.demand import Demand

GONE = (Arrival.WITHDRAWN, Arrival.NO_SHOW)
ACCEPTED_COUNTS = 1  # a wish that the other side accepted weighs so much more


@dataclass(frozen=True, slots=True)
class Pair:
    """`wish` stands for both directions: the earlier one. The weights of both are added."""

    wish: int
    one: int
    other: int
    weight: int


def pairs_of(session: Session) -> list[Pair]:
    """The pairs that may meet, in the order of their first wish. Nobody who said no thanks or is gone. One statement."""
    rows = Wish.objects.filter(session=session).exclude(state=WishState.WITHDRAWN)
    rows = rows.exclude(asker__arrival__in=GONE).exclude(asked__arrival__in=GONE).order_by("pk")
    both: dict[frozenset[int], list[Wish]] = defaultdict(list)
    for wish in rows:
        both[frozenset((wish.asker_id, wish.asked_id))].append(wish)
    return [
        Pair(wishes[0].pk, wishes[0].asker_id, wishes[0].asked_id, sum(weight_of(one) for one in wishes))
        for wishes in both.values()
        if all(one.state != WishState.DECLINED for one in wishes)
    ]


def weight_of(wish: Wish) -> int:
    return wish.weight + (ACCEPTED_COUNTS if wish.state == WishState.ACCEPTED else 0)


def most_of(participant: Participant) -> int | None:
    """How many meetings she wants at most: her own number, else that of her type."""
    return participant.maximum if participant.maximum is not None else participant.kind.maximum


def least_of(participant: Participant) -> int:
    """How many she is to get at least; never more than the most."""
    least = participant.minimum if participant.minimum is not None else participant.kind.minimum
    most = most_of(participant)
    return least if most is None else min(least, most)


def is_there(participant: Participant, start: object, away: set[int], slot: int) -> bool:
    early = participant.there_from is not None and start < participant.there_from  # type: ignore[operator]
    late = participant.there_until is not None and start >= participant.there_until  # type: ignore[operator]
    return not early and not late and slot not in away


def away_of(session: Session) -> dict[int, set[int]]:
    """Participant -> times she is away in by her own word. One statement."""
    found: dict[int, set[int]] = defaultdict(set)
    through = Participant.away.through.objects.filter(participant__session=session)
    for participant, slot in through.values_list("participant", "slot"):
        found[participant].add(slot)
    return found


def demand_of(session: Session) -> Demand:
    """Demand against capacity. Six statements, whatever the size."""
    pairs = pairs_of(session)
    slots = list(session.slots.filter(removed=False))
    away = away_of(session)
    wished: dict[int, int] = defaultdict(int)
    for pair in pairs:
        wished[pair.one] += 1
        wished[pair.other] += 1
    people = session.participants.select_related("kind").filter(pk__in=wished)
    return Demand(
        pairs=len(pairs),
        tables=sum(place.tables for place in session.places.all()),
        times=len(slots),
        people=[(wished[one.pk], possible(one, slots, away[one.pk])) for one in people],
    )


def possible(participant: Participant, slots: list, away: set[int]) -> int:  # type: ignore[type-arg]
    times = sum(is_there(participant, slot.start, away, slot.pk) for slot in slots)
    most = most_of(participant)
    return times if most is None else min(times, most)
