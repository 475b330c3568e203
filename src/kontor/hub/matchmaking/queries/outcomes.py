"""What came of a session's meetings, for its organiser: what each side says, what is next, and what it became elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.kit import Contact, contacts_of
from kontor.hub.matchmaking.models import FollowUp, Meeting, Outcome, Session, Wish
from kontor.hub.matchmaking.queries.figures import told_meetings
from kontor.hub.matchmaking.rules.times import on_the_wall

SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """One meeting, when it was, and what its sides say. `contact` is None where it is nothing elsewhere and cannot be made one."""

    wish: Wish
    when: str
    said: Sequence[Outcome]
    is_held: bool
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class LaterTold:
    """What was asked after so many months: how many were asked, and what those who answered say."""

    month: int
    asked: int
    answers: Sequence[FollowUp]


@dataclass(frozen=True, slots=True)
class OutcomesShown:
    """`silent` is how many published meetings nobody has said anything of."""

    session: Session
    meetings: Sequence[MeetingTold]
    words: str
    more: bool
    held: int
    not_held: int
    silent: int
    later: Sequence[LaterTold]


def outcomes_shown(actor: Actor, session: Session, words: str = "") -> OutcomesShown:
    """Gather the page. Statements do not depend on how many meetings there were."""
    rows = told_meetings(visible(Meeting, actor).filter(schedule__session=session))
    states = list(rows.order_by().values_list("says_held", "says_not"))
    told = rows.filter(Q(says_held=True) | Q(says_not=True))
    for word in words.split()[:8]:
        told = told.filter(of_somebody(word))
    people = ("wish__asker__organisation", "wish__asked__organisation")
    found = list(told.select_related("slot", *people).order_by("slot__start", "pk")[: SHOWN_AT_MOST + 1])
    shown = found[:SHOWN_AT_MOST]
    said: dict[int, list[Outcome]] = defaultdict(list)
    outcomes = Outcome.objects.filter(wish__in=[one.wish_id for one in shown]).select_related("participant")
    for one in outcomes.order_by("pk"):
        said[one.wish_id].append(one)
    contacts = contacts_of(actor, [one.wish_id for one in shown if one.says_held and not one.says_not])
    return OutcomesShown(
        session=session,
        meetings=[
            MeetingTold(
                wish=one.wish,
                when=on_the_wall(one.slot.start, session.zone),
                said=said[one.wish_id],
                is_held=one.says_held and not one.says_not,
                contact=contacts.get(one.wish_id),
            )
            for one in shown
        ],
        words=words,
        more=len(found) > SHOWN_AT_MOST,
        held=sum(held and not denied for held, denied in states),
        not_held=sum(denied for _held, denied in states),
        silent=sum(not held and not denied for held, denied in states),
        later=list(later_told(actor, session)),
    )


def later_told(actor: Actor, session: Session) -> Iterable[LaterTold]:
    """The questions of the months after, the latest first. One statement."""
    rows = visible(FollowUp, actor).filter(participant__session=session).select_related("participant")
    found: dict[int, list[FollowUp]] = defaultdict(list)
    for one in rows.order_by("-month", "participant__name", "pk"):
        found[one.month].append(one)
    for month, asked in found.items():
        yield LaterTold(month, len(asked), [one for one in asked if one.answered_on is not None])


def of_somebody(word: str) -> Q:
    """Meetings of one whose name or organisation holds the word."""
    found = Q()
    for side in ("asker", "asked"):
        for name in ("name", "organisation_name", "organisation__name"):
            found |= Q(**{f"wish__{side}__{name}__icontains": word})
    return found


def follow_ups_of(actor: Actor, session: Session | None = None) -> QuerySet[FollowUp]:
    """What was asked of the months after, and answered; of one session or of all that the actor plans."""
    rows = visible(FollowUp, actor).select_related("participant__session")
    if session is not None:
        rows = rows.filter(participant__session=session)
    return rows.order_by("participant__session__key", "month", "participant__key", "pk")
