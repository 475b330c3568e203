"""Who may take part, who may ask whom, and how often."""

from dataclasses import dataclass

from kontor.hub.foundation.refusal import N_, Refusal

TABLES_AT_MOST = 2000


class WishesHerself(Refusal):
    code = "wishes-herself"
    sentence = N_("Nobody meets herself: choose another participant.")


class SameOrganisation(Refusal):
    code = "same-organisation"
    sentence = N_("%(name)s is of the same organisation: choose somebody of another one.")


class MayNotAsk(Refusal):
    code = "may-not-ask"
    sentence = N_(
        "At this event, participants of the type '%(asker)s' cannot ask for meetings with '%(asked)s'."
    )


class AskedAlready(Refusal):
    code = "asked-already"
    sentence = N_("A meeting with %(name)s is asked for already.")


class SaidNo(Refusal):
    code = "said-no"
    sentence = N_("There will be no meeting with %(name)s: one of the two sides said no thanks.")


class TooManyWishes(Refusal):
    code = "too-many-wishes"
    sentence = N_("You may ask for %(most)s meetings. Withdraw a wish before you state another one.")


class NotOpen(Refusal):
    code = "not-open"
    sentence = N_("Wishes are closed: the schedule is being made. Ask the organiser, who can still add one.")


class NotAskedOfHer(Refusal):
    code = "not-asked-of-her"
    sentence = N_("Only who was asked accepts or declines, and only who asked withdraws.")


class TakesNoPart(Refusal):
    code = "takes-no-part"
    sentence = N_("%(name)s takes no part any more.")


class OtherSession(Refusal):
    code = "other-session"
    sentence = N_("The two take part in different sessions: choose two of the same one.")


class LeastAboveMost(Refusal):
    code = "least-above-most"
    sentence = N_("At least %(least)s meetings are more than at most %(most)s: correct one of the two.")


class GoesBeforeComing(Refusal):
    code = "goes-before-coming"
    sentence = N_("She leaves before she comes: correct one of the two times.")


class TypeTaken(Refusal):
    code = "type-taken"
    sentence = N_("This session has a type with the key '%(key)s' already: choose another key.")


class UnreadableRoom(Refusal):
    code = "unreadable-room"
    sentence = N_(
        "Line %(line)s cannot be read: '%(text)s'. Write the name of the room, a colon and its tables: Hall A: 12."
    )


class RoomTwice(Refusal):
    code = "room-twice"
    sentence = N_("'%(name)s' is listed twice: write each room once, with all its tables.")


class RoomInUse(Refusal):
    code = "room-in-use"
    sentence = N_(
        "There are meetings in '%(name)s' in a schedule. Write 0 tables, and plan again: no meeting stays there."
    )


class ParticipantHasMeetings(Refusal):
    code = "participant-has-meetings"
    sentence = N_(
        "%(name)s has meetings in a schedule, so she cannot be removed. Say that she takes no part, and plan again."
    )


class SessionHasParticipants(Refusal):
    code = "session-has-participants"
    sentence = N_("People take part in this session. Remove them first, or set its stage to 'over'.")


class NoSuchTime(Refusal):
    code = "no-such-time"
    sentence = N_(
        "The programme of the session has no time '%(time)s'. Write day and begin as the programme says them, such as "
        "2027-05-12 09:00."
    )


class SessionIsOver(Refusal):
    code = "session-is-over"
    sentence = N_("This session is over, so nothing is planned any more. Ask the organiser if that is wrong.")


class KeyTaken(Refusal):
    code = "key-taken"
    sentence = N_("The key '%(key)s' is taken already: choose another one.")


class NoMeetingsAtThisEvent(Refusal):
    code = "no-meetings-at-this-event"
    sentence = N_(
        "Entries that stand for several events or are second entries have no sessions. Choose the event that is counted."
    )


@dataclass(frozen=True, slots=True)
class Side:
    """What the rules look at of one who asks or is asked."""

    pk: int
    session: int
    name: str
    type_name: str
    type_pk: int
    organisation: int | None = None
    takes_part: bool = True


def check_wish(asker: Side, asked: Side, may_ask: frozenset[tuple[int, int]]) -> None:
    """Refuse a wish that no answer could make a meeting. `may_ask` holds (type that asks, type that is asked)."""
    if asker.pk == asked.pk:
        raise WishesHerself(field="asked")
    if asker.session != asked.session:
        raise OtherSession(field="asked")
    for one in (asker, asked):
        if not one.takes_part:
            raise TakesNoPart(field="asked", name=one.name)
    if asker.organisation is not None and asker.organisation == asked.organisation:
        raise SameOrganisation(field="asked", name=asked.name)
    if (asker.type_pk, asked.type_pk) not in may_ask:
        raise MayNotAsk(field="asked", asker=asker.type_name, asked=asked.type_name)


def check_numbers(minimum: int | None, maximum: int | None) -> None:
    if minimum is not None and maximum is not None and minimum > maximum:
        raise LeastAboveMost(field="maximum", least=minimum, most=maximum)


def rooms_of(text: str) -> list[tuple[str, int]]:
    """Rooms as people write them, a line each: 'Hall A: 12'."""
    found: list[tuple[str, int]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, colon, tables = line.rpartition(":")
        name, tables = name.strip(), tables.strip()
        if not colon or not name or len(name) > 100 or not tables.isdecimal() or int(tables) > TABLES_AT_MOST:
            raise UnreadableRoom(field="places", line=number, text=line.strip()[:100])
        if name in {known for known, _tables in found}:
            raise RoomTwice(field="places", name=name)
        found.append((name, int(tables)))
    return found
