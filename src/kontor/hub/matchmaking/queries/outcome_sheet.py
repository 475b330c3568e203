"""What came of one participant's meetings: whom she met, what was said, what is next, and how far it came elsewhere."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.matchmaking.choices import Held
from kontor.hub.matchmaking.kit import Fate, fates_of
from kontor.hub.matchmaking.models import FollowUp, Outcome, Participant, Schedule
from kontor.hub.matchmaking.queries.agenda import Appointment, agenda_of, published_for


@dataclass(frozen=True, slots=True)
class MeetingCame:
    """A meeting of hers and what is said of it: her own words first, those of the other side only for the organiser."""

    at: Appointment
    said: Sequence[Outcome]
    fate: Fate | None

    @property
    def is_held(self) -> bool:
        """One side says so and none denies it, of those whose words the reader sees."""
        return bool(self.said) and all(one.held == Held.HELD for one in self.said)


@dataclass(frozen=True, slots=True)
class OutcomeSheet:
    """`hidden` is how many of the meetings became cases that the reader may not know by name."""

    participant: Participant
    schedule: Schedule | None
    meetings: Sequence[MeetingCame]
    hidden: int
    later: Sequence[FollowUp]

    @property
    def held(self) -> int:
        return sum(one.is_held for one in self.meetings)

    @property
    def went_on(self) -> int:
        """Meetings that became a cooperation case, named or not."""
        return self.hidden + sum(one.fate is not None for one in self.meetings)


def own_sheet(participant: Participant) -> OutcomeSheet:
    """As she reads it over her link: her own words, and of cases what everybody may see."""
    return sheet_for(VISITOR, participant, both=False)


def sheet_for(actor: Actor, participant: Participant, *, both: bool = True) -> OutcomeSheet:
    """As the organiser reads it. Six statements and those of the cases, whatever the number of meetings."""
    schedule = published_for(participant)
    agenda = agenda_of(participant, schedule) if schedule else []
    wishes = [one.wish.pk for one in agenda]
    said = said_of(participant, wishes) if both else {}
    fates = fates_of(actor, wishes)
    return OutcomeSheet(
        participant=participant,
        schedule=schedule,
        meetings=[
            MeetingCame(one, said.get(one.wish.pk, ()) if both else own(one), fates.get(one.wish.pk))
            for one in agenda
        ],
        hidden=sum(fate is None for fate in fates.values()),
        later=list(participant.follow_ups.exclude(answered_on=None).order_by("month")),
    )


def own(one: Appointment) -> Sequence[Outcome]:
    return (one.outcome,) if one.outcome else ()


def said_of(participant: Participant, wishes: Sequence[int]) -> Mapping[int, Sequence[Outcome]]:
    """Wish -> what its sides say, hers first. One statement."""
    found: dict[int, list[Outcome]] = defaultdict(list)
    rows = Outcome.objects.filter(wish__in=wishes).select_related("participant")
    for one in sorted(rows, key=lambda row: (row.participant_id != participant.pk, row.pk)):
        found[one.wish_id].append(one)
    return found
