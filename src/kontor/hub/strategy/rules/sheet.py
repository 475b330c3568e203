"""When an organisation may be asked for a competence sheet, when it may write in it, and when it may be taken over."""

from datetime import date, datetime, timedelta

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.strategy.choices import SheetState

MOST_AT_ONCE = 50
LONGEST_DAYS = 180
DAYS_BETWEEN_LETTERS = 3
# Address and words of a sheet are emptied so many days after its term.
KEPT_DAYS = 180
UNDECIDED = (SheetState.SENT, SheetState.OPENED)


class ComponentsNotConfirmed(Refusal):
    code = "components-not-confirmed"
    sentence = N_(
        "Name, topic and components of the chain are shown to whoever has the link: confirm that they may be."
    )
    status = 422


class NothingDrawn(Refusal):
    code = "nothing-drawn"
    sentence = N_(
        "The chain has no component yet, so there is nothing to ask about: add its components first."
    )


class TermNotPossible(Refusal):
    code = "term-not-possible"
    sentence = N_("Choose a day from today on, at most %(days)s days ahead.")
    status = 422


class TooManyInvited(Refusal):
    code = "too-many-invited"
    sentence = N_("Invite at most %(most)s organisations at once.")
    status = 422


class NobodyInvited(Refusal):
    code = "nobody-invited"
    sentence = N_("Choose at least one organisation to invite.")
    status = 422


class InvitedAlready(Refusal):
    code = "invited-already"
    sentence = N_(
        "'%(organisation)s' is invited to this sheet already: remind it, or invite it again in the list."
    )


class SheetNotOpen(Refusal):
    code = "sheet-not-open"
    sentence = N_("This sheet takes no more entries. Ask who invited you if something is to change.")


class NothingSaid(Refusal):
    code = "nothing-said"
    sentence = N_(
        "Nothing is filled in yet: tick what you do, or say what you offer or seek. If you do not want to, decline below."
    )
    status = 422


class SaidWithoutTick(Refusal):
    code = "said-without-tick"
    sentence = N_("You wrote something about '%(component)s': tick this box, or empty the lines below it.")
    status = 422


class NotToBeReminded(Refusal):
    code = "not-to-be-reminded"
    sentence = N_("Only who was invited and has not answered within the term is reminded.")


class RemindedLately(Refusal):
    code = "reminded-lately"
    sentence = N_("The last letter left less than %(days)s days ago: wait until then before you remind.")


class NotToBeInvitedAgain(Refusal):
    code = "not-to-be-invited-again"
    sentence = N_("This sheet is answered: decide about it first.")


class NothingToWithdraw(Refusal):
    code = "nothing-to-withdraw"
    sentence = N_("Only an invitation that is not answered can be withdrawn.")


class NothingToTakeOver(Refusal):
    code = "nothing-to-take-over"
    sentence = N_(
        "Only a sheet that was sent can be taken over, and at least one component of it: choose one."
    )


class DecidedAlready(Refusal):
    code = "decided-already"
    sentence = N_("Only a sheet that waits for your decision can be refused.")


class SheetForgotten(Refusal):
    code = "sheet-forgotten"
    sentence = N_("Address and words of this sheet are emptied: invite the organisation anew.")


def check_asking(*, confirmed: bool, components: int, until: date, today: date, number: int) -> None:
    """Hold what is asked of several organisations at once."""
    if not components:
        raise NothingDrawn
    if number < 1:
        raise NobodyInvited
    if number > MOST_AT_ONCE:
        raise TooManyInvited(most=MOST_AT_ONCE)
    check_term(until, today)
    if not confirmed:
        raise ComponentsNotConfirmed(field="confirmed")


def check_term(until: date, today: date) -> None:
    if not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise TermNotPossible(field="until", days=LONGEST_DAYS)


def is_open(state: str, until: date, today: date) -> bool:
    """Whether the link takes entries: until the term, and until somebody has decided."""
    return state in (*UNDECIDED, SheetState.ANSWERED) and today <= until


def check_open(state: str, until: date, today: date) -> None:
    if not is_open(state, until, today):
        raise SheetNotOpen


def check_remindable(state: str, until: date, last: datetime, now: datetime, today: date) -> None:
    if state not in UNDECIDED or until < today:
        raise NotToBeReminded
    if now - last < timedelta(days=DAYS_BETWEEN_LETTERS):
        raise RemindedLately(days=DAYS_BETWEEN_LETTERS)


def check_invitable_again(state: str, *, forgotten: bool) -> None:
    if forgotten:
        raise SheetForgotten
    if state in (SheetState.ANSWERED, SheetState.TAKEN):
        raise NotToBeInvitedAgain
