"""Surveys, their versions and their waves."""

from collections.abc import Collection
from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal

# Words that are addresses of the area itself.
RESERVED = frozenset(
    {"add", "answer", "changes", "codes", "consent", "export", "import", "open", "receipt", "stop", "waves"}
)

# From which states a wave gets to which.
MOVES = {
    "open": frozenset({"draft"}),
    "closed": frozenset({"open"}),
    "reopened": frozenset({"closed", "published"}),
    "published": frozenset({"closed"}),
}
SENTENCES = {
    "open": N_("'%(wave)s' was opened already. What was closed is opened again from its page."),
    "closed": N_("'%(wave)s' is not open, so there is nothing to close."),
    "reopened": N_("'%(wave)s' is not closed: only a closed wave is opened again."),
    "published": N_("Close '%(wave)s' first: results are published once nothing can be added."),
}


class KeyTaken(Refusal):
    code = "key-taken"
    sentence = N_("The key '%(key)s' is taken already: choose another one.")


class KeyReserved(Refusal):
    code = "key-reserved"
    sentence = N_("'%(key)s' is a word of the addresses here: choose another key.")


class VersionIsFixed(Refusal):
    code = "version-is-fixed"
    sentence = N_(
        "Version %(number)s was asked in a wave and stays as it is. Make a new version of it, and change that one."
    )


class DoesNotOpen(Refusal):
    code = "does-not-open"
    sentence = N_(
        "The questionnaire cannot be asked yet: %(first)s (%(count)s to put right). See the findings of its version."
    )


class ClosesBeforeItOpens(Refusal):
    code = "closes-before-it-opens"
    sentence = N_("The wave closes (%(closes)s) before it opens (%(opens)s): correct one of the two days.")


class NotInThisState(Refusal):
    code = "not-in-this-state"


class HasAnswers(Refusal):
    code = "has-answers"
    sentence = N_("'%(wave)s' has %(count)s responses. What was answered is not removed: close it instead.")


class HasWaves(Refusal):
    code = "has-waves"
    sentence = N_("The version is asked in a wave: choose another version there first.")


class UnreadableFile(Refusal):
    code = "unreadable-file"
    sentence = N_("The file cannot be read: %(problem)s")


def check_key(key: str, taken: Collection[str]) -> None:
    """Keys stand in addresses, once each."""
    if key in RESERVED:
        raise KeyReserved(field="key", key=key)
    if key in taken:
        raise KeyTaken(field="key", key=key)


def check_not_fixed(number: int, frozen_on: date | None) -> None:
    """What was asked stays as it was asked."""
    if frozen_on is not None:
        raise VersionIsFixed(number=number)


def check_opens(errors: Collection[str]) -> None:
    """A questionnaire with errors is not asked. `errors` are sentences in the reader's language."""
    if errors:
        raise DoesNotOpen(first=next(iter(errors)), count=len(errors))


def check_days(opens: date | None, closes: date | None) -> None:
    if opens and closes and closes < opens:
        raise ClosesBeforeItOpens(field="closes_on", opens=opens.isoformat(), closes=closes.isoformat())


def check_move(wave: str, state: str, to: str) -> None:
    """draft -> open -> closed -> published; closed and published ones may be opened again."""
    if state not in MOVES[to]:
        raise NotInThisState(SENTENCES[to], wave=wave)


def check_removable(wave: str, responses: int) -> None:
    if responses:
        raise HasAnswers(wave=wave, count=responses)
