"""What was told otherwise than the records say: when it may be taken over."""

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.surveys.choices import ChangeState


class UnknownFact(Refusal):
    code = "unknown-fact"
    sentence = N_("The records know no '%(fact)s'. Choose one of the list.")


class Decided(Refusal):
    code = "decided"
    sentence = N_("This change was decided already.")


class NotByItself(Refusal):
    code = "not-by-itself"
    sentence = N_(
        "This cannot be taken over from here. Change the record on its own page, then mark the change as taken over by hand."
    )


class RecordIsGone(Refusal):
    code = "record-is-gone"
    sentence = N_("The record is not there any more. Decline the change.")


class RecordMoved(Refusal):
    code = "record-moved"
    sentence = N_(
        "The record was changed meanwhile: it says '%(now)s' now. Look at it, then decline the change or mark it as taken over by hand."
    )


def check_undecided(state: str) -> None:
    if state != ChangeState.OPEN:
        raise Decided


def check_unmoved(now: str, before: str, told: str) -> None:
    """Refuse to write over what somebody else has written since. What says already what was told is no harm."""
    words = [" ".join(one.split()).casefold() for one in (now, before, told)]
    if words[0] not in words[1:]:
        raise RecordMoved(now=now)
