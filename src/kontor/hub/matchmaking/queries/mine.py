"""A participant's own page: whom she asks, who asks her, whom she could ask, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from kontor.hub.matchmaking.choices import Stage, WishState
from kontor.hub.matchmaking.models import FollowUp, Participant, Session, Wish
from kontor.hub.matchmaking.queries.agenda import Appointment, Missed, agenda_of, missed_by, published_for
from kontor.hub.matchmaking.queries.met import marked, met_before
from kontor.hub.matchmaking.queries.pairs import GONE
from kontor.hub.matchmaking.rules.times import on_the_wall

FOUND_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class TimeShown:
    """A time of the programme on the clock of the event, and whether she said that she is away then."""

    pk: int
    day: str
    begins: str
    is_away: bool


def times_of(participant: Participant) -> list[TimeShown]:
    """The times that are not removed, in order. Two statements."""
    away = set(participant.away.values_list("pk", flat=True))
    zone = participant.session.zone
    told = (
        (slot.pk, on_the_wall(slot.start, zone)) for slot in participant.session.slots.filter(removed=False)
    )
    return [TimeShown(pk, when[:10], when[11:], pk in away) for pk, when in told]


@dataclass(frozen=True, slots=True)
class MineShown:
    """What one participant sees: her own wishes, those for her, and people she may ask, of those still there."""

    participant: Participant
    session: Session
    is_open: bool
    asks: Sequence[Wish]
    is_asked: Sequence[Wish]
    words: str
    found: Sequence[Participant]
    more: bool
    left: int
    agenda: Sequence[Appointment]
    missed: Sequence[Missed]
    is_published: bool
    later: Sequence[FollowUp]
    only_new: bool
    met: dict[int, str]
    times: Sequence[TimeShown]


def mine_shown(participant: Participant, words: str = "", *, only_new: bool = False) -> MineShown:
    """Gather her page. The number of statements does not depend on how many take part.

    `only_new` leaves out those whose organisation hers met at another session.
    """
    session = participant.session
    schedule = published_for(participant)
    asks = list(stated(Wish.objects.filter(asker=participant), "asked"))
    is_asked = list(stated(Wish.objects.filter(asked=participant), "asker"))
    is_open = session.stage == Stage.OPEN
    rows = may_be_asked(participant, asks, is_asked) if is_open else Participant.objects.none()
    met = met_before(participant) if is_open else {}
    if only_new:
        rows = rows.exclude(organisation__in=met)
    found = marked(matching(rows, words)[: FOUND_AT_MOST + 1], met)
    return MineShown(
        participant=participant,
        session=session,
        is_open=is_open,
        asks=asks,
        is_asked=is_asked,
        words=words,
        found=found[:FOUND_AT_MOST],
        more=len(found) > FOUND_AT_MOST,
        left=max(0, participant.kind.asks_at_most - len(asks)),
        agenda=agenda_of(participant, schedule) if schedule else (),
        missed=missed_by(participant, schedule) if schedule else (),
        is_published=schedule is not None,
        only_new=only_new,
        met=met,
        times=times_of(participant) if session.stage != Stage.OVER else (),
        later=list(participant.follow_ups.order_by("-month")),
    )


@dataclass(frozen=True, slots=True)
class MyDayShown:
    """Her meetings in order of time, and the one that runs or is next."""

    participant: Participant
    session: Session
    agenda: Sequence[Appointment]
    soon: Appointment | None


def my_day_shown(participant: Participant, moment: datetime) -> MyDayShown:
    """Gather the page for her phone. Three statements, whatever the number of meetings."""
    agenda = agenda_of(participant)
    coming = (one for one in agenda if one.finish > moment)
    return MyDayShown(participant, participant.session, agenda, next(coming, None))


def stated(rows: QuerySet[Wish], other: str) -> QuerySet[Wish]:
    """Wishes that stand, the most important first."""
    rows = rows.exclude(state=WishState.WITHDRAWN).order_by("-weight", "pk")
    return rows.select_related(f"{other}__organisation", f"{other}__country", f"{other}__kind")


def may_be_asked(
    participant: Participant, asks: Sequence[Wish], is_asked: Sequence[Wish]
) -> QuerySet[Participant]:
    """Those of the types she may ask, except her own house, who is gone, and whom she asked or who said no."""
    settled = {wish.asked_id for wish in asks}
    settled |= {wish.asker_id for wish in is_asked if wish.state == WishState.DECLINED}
    rows = Participant.objects.filter(session=participant.session_id, kind__asked_by=participant.kind_id)
    rows = rows.exclude(pk__in={participant.pk, *settled}).exclude(arrival__in=GONE)
    if participant.organisation_id is not None:
        rows = rows.exclude(organisation=participant.organisation_id)
    return rows.select_related("organisation", "country", "kind").order_by("name", "pk")


def matching(rows: QuerySet[Participant], words: str) -> QuerySet[Participant]:
    """Those in whom each word stands: in the name, the organisation, the offers or the needs."""
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(organisation_name__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(offers__icontains=word)
            | Q(needs__icontains=word)
        )
    return rows
