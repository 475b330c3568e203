"""What must hold of a joint strategy, its versions and the voices on them. Plain Python."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from kontor.hub.foundation.refusal import N_, Refusal

SHORTEST_WORD = 3


class ObjectiveKeyTaken(Refusal):
    code = "objective-key-taken"
    sentence = N_("There is an objective with the key '%(key)s' already: choose another key.")


class StaysInItsStrategy(Refusal):
    code = "stays-in-its-strategy"
    sentence = N_(
        "An objective stays with the partnership that set it: write another one for the other partnership."
    )


class OwnerNotAPartner(Refusal):
    code = "owner-not-a-partner"
    sentence = N_(
        "'%(name)s' does not take part in the partnership: choose a partner as responsible, or add it to the partnership first."
    )


class ChangeNeedsAReason(Refusal):
    code = "change-needs-a-reason"
    sentence = N_("Say in a few words why it changes: the other partners read this reason.")


class NothingWritten(Refusal):
    code = "nothing-written"
    sentence = N_("Nothing is changed: change something, or go back.")


class NotYourVoice(Refusal):
    code = "not-your-voice"
    sentence = N_(
        "You do not edit for '%(name)s' in this partnership: speak for a partner whose team you are in, or ask it to invite you."
    )


class NothingToPropose(Refusal):
    code = "nothing-to-propose"
    sentence = N_("The strategy has no objective yet: write at least one, then propose it.")


class ProposedAlready(Refusal):
    code = "proposed-already"
    sentence = N_(
        "Nothing has changed since version %(number)s: change the draft first, or wait for the answers to that version."
    )


class NobodyToAsk(Refusal):
    code = "nobody-to-ask"
    sentence = N_("The partnership has no partner who could approve: enter its partners first.")


class OpenRemarks(Refusal):
    code = "open-remarks"
    sentence = N_(
        "Remarks on the wording that should be solved first are open at: %(objectives)s. "
        "Change these objectives, or say below why they are proposed as they are."
    )


class NotOpenForApproval(Refusal):
    code = "not-open-for-approval"
    sentence = N_(
        "Version %(number)s is open for answers no more: see which version is, on the page of the strategy."
    )


class ObjectionNeedsWords(Refusal):
    code = "objection-needs-words"
    sentence = N_("Say what you object to, and what would have to change.")


class PartnerAnswersForItself(Refusal):
    code = "partner-answers-for-itself"
    sentence = N_("'%(name)s' has a team here that answers for itself: wait for its answer.")


class VoiceNeedsHowItCame(Refusal):
    code = "voice-needs-how-it-came"
    sentence = N_("Say how the answer came, such as 'minutes of the meeting in Lyon': one line is enough.")


class AnsweredAtNoSuchTime(Refusal):
    code = "answered-at-no-such-time"
    sentence = N_(
        "An answer to this version lies between the day of its proposal, %(proposed_on)s, and today: correct the date."
    )


class AnsweredSo(Refusal):
    code = "answered-so"
    sentence = N_("That is the answer which is recorded already: nothing was changed.")


def check_reason(reason: str) -> str:
    """The reason without blanks around it."""
    if len(reason.strip()) < SHORTEST_WORD:
        raise ChangeNeedsAReason(field="reason")
    return reason.strip()


def check_owner(owner: int | None, name: str, partners: Collection[int]) -> None:
    if owner is not None and owner not in partners:
        raise OwnerNotAPartner(field="owner", name=name)


def check_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    if before == after:
        raise NothingWritten


def check_proposal(
    *, objectives: int, voices: int, remarked: Collection[str], despite: str, same_as: int | None
) -> None:
    """`remarked` are the numbers of objectives with hard remarks; `same_as` is the version that says the same already."""
    if not objectives:
        raise NothingToPropose
    if same_as is not None:
        raise ProposedAlready(number=same_as)
    if not voices:
        raise NobodyToAsk
    if remarked and len(despite.strip()) < SHORTEST_WORD:
        raise OpenRemarks(field="despite", objectives=", ".join(remarked))


def check_answer(*, state: str, number: int, answer: str, note: str, repeats: bool) -> None:
    """`repeats` where that is what is kept already."""
    if state != "proposed":
        raise NotOpenForApproval(number=number)
    if answer == "objected" and len(note.strip()) < SHORTEST_WORD:
        raise ObjectionNeedsWords(field="note")
    if repeats:
        raise AnsweredSo


def check_recorded(*, how: str, answered_on: date, proposed_on: date, today: date) -> None:
    """Of an answer that came outside."""
    if not how.strip():
        raise VoiceNeedsHowItCame(field="how_it_came")
    if not proposed_on <= answered_on <= today:
        raise AnsweredAtNoSuchTime(field="answered_on", proposed_on=proposed_on.isoformat())


def is_approved(answers: Collection[str]) -> bool:
    """By every voice, and there is one: silence is not consent.

    >>> is_approved(["approved", ""]), is_approved([]), is_approved(["approved"])
    (False, False, True)
    """
    return bool(answers) and all(answer == "approved" for answer in answers)
