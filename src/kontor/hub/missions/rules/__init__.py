"""What must hold of events. Plain Python: values in, nothing or a refusal out."""

from dataclasses import dataclass

from kontor.hub.foundation.partial_dates import surely_after
from kontor.hub.foundation.refusal import N_, Refusal

# Where single meetings are held and counted; those of other events are events themselves.
WITH_MEETINGS = frozenset({"c2c", "b2b"})
WITH_DIRECTION = frozenset({"mission"})
NUMBER_AT_MOST = 100_000


class EndsBeforeItStarts(Refusal):
    code = "ends-before-it-starts"
    sentence = N_("The event ends (%(end)s) before it starts (%(start)s): correct one of the two dates.")


class MeetingsElsewhere(Refusal):
    code = "meetings-elsewhere"
    sentence = N_(
        "Single meetings are counted at C2C and B2B events only. Choose that class, or leave the number of meetings empty."
    )


class DirectionWithoutMission(Refusal):
    code = "direction-without-mission"
    sentence = N_(
        "Outbound and inbound are said of missions only. Choose the class mission, or no direction."
    )


class NotOne(Refusal):
    code = "not-one"
    sentence = N_("An entry stands for one event or more: write a number from 1 to %(most)s.")


class RowWithoutList(Refusal):
    code = "row-without-list"
    sentence = N_("A row has a place in a list of the partnership: name the list, too.")


class ListWithoutPartnership(Refusal):
    code = "list-without-partnership"
    sentence = N_("Lists are those of a partnership: choose the partnership, or leave the list empty.")


class JointWithoutPartnership(Refusal):
    code = "joint-without-partnership"
    sentence = N_("An event of the whole partnership needs its partnership: choose it.")


class NamedTwice(Refusal):
    code = "named-twice"
    sentence = N_("An organisation is named twice in the same role: name it once.")


class IsItself(Refusal):
    code = "is-itself"
    sentence = N_("An event is not a second entry of itself: choose another event.")


class ToldAgainAlready(Refusal):
    code = "told-again-already"
    sentence = N_(
        "'%(name)s' is a second entry itself. Choose the entry that is counted, so that no chain arises."
    )


class HasSecondEntries(Refusal):
    code = "has-second-entries"
    sentence = N_(
        "Other entries name this one as the event that is counted. Take that back first, so that no chain arises."
    )


class EventInUse(Refusal):
    code = "event-in-use"
    sentence = N_(
        "Other records belong to this event (%(what)s), so it cannot be removed. Remove those first, or change the event."
    )


class KeyTaken(Refusal):
    code = "key-taken"
    sentence = N_("There is an event with the key '%(key)s' already: choose another key.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at of one event."""

    event_class: str
    start: str = ""
    end: str = ""
    mission: str = ""
    number: int | None = 1
    meetings: int | None = None
    register: str = ""
    row: int | None = None
    joint: bool = False
    has_partnership: bool = True


def check_event(facts: Facts) -> None:
    """Refuse what cannot be: an end before the start, meetings at a workshop, a direction without a mission."""
    if surely_after(facts.start, facts.end):
        raise EndsBeforeItStarts(field="end", start=facts.start, end=facts.end)
    if facts.meetings is not None and facts.event_class not in WITH_MEETINGS:
        raise MeetingsElsewhere(field="meetings")
    if facts.mission and facts.event_class not in WITH_DIRECTION:
        raise DirectionWithoutMission(field="mission")
    if facts.number is None or not 1 <= facts.number <= NUMBER_AT_MOST:
        raise NotOne(field="number", most=NUMBER_AT_MOST)
    check_place(facts)


def check_place(facts: Facts) -> None:
    if facts.row is not None and not facts.register:
        raise RowWithoutList(field="row")
    if facts.register and not facts.has_partnership:
        raise ListWithoutPartnership(field="register")
    if facts.joint and not facts.has_partnership:
        raise JointWithoutPartnership(field="joint")


def check_same(*, is_itself: bool, name: str, told_again: bool, has_second_entries: bool) -> None:
    """`told_again`: the event pointed at is a second entry itself; `has_second_entries`: others point at the one that points."""
    if is_itself:
        raise IsItself(field="of")
    if told_again:
        raise ToldAgainAlready(field="of", name=name)
    if has_second_entries:
        raise HasSecondEntries(field="of")
