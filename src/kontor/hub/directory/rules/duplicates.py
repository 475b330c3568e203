"""How sure it is that two records are one, in a word; which had better stay; and when a person says that they are two."""

from collections.abc import Iterable

from kontor.hub.directory.rules.merge import SameRecord
from kontor.hub.foundation.refusal import N_, Refusal

LEVELS = ((0.9, N_("very likely"), "bad"), (0.8, N_("likely"), "warning"), (0.0, N_("possible"), "info"))


class DismissedAlready(Refusal):
    code = "dismissed-already"
    sentence = N_("'%(first)s' and '%(second)s' were found to be different already.")


class NeedsAnExplanation(Refusal):
    code = "needs-an-explanation"
    sentence = N_(
        "Say by what you know that these are two: the next editor reads it when the question comes up again."
    )


class SearchIsRunning(Refusal):
    code = "search-is-running"
    sentence = N_("The search for doubles is running already: its result appears here when it is done.")


def check_two(one: int, other: int, name: str) -> None:
    """A record is not different from itself."""
    if one == other:
        raise SameRecord(name=name)


def check_explained(reason: str) -> None:
    if not reason.strip():
        raise NeedsAnExplanation(field="reason")


def level(score: float) -> tuple[str, str]:
    """(word, tone) for a score from 0 to 1."""
    return next((word, tone) for least, word, tone in LEVELS if score >= least)


def better_kept(one: tuple[bool, int, int], other: tuple[bool, int, int]) -> bool:
    """Whether `one` rather than `other` should survive: the published, then the fuller, then the older record.

    Each is (is shown, filled fields, id).
    """
    return (one[0], one[1], -one[2]) >= (other[0], other[1], -other[2])


def filled(values: Iterable[object]) -> int:
    """How many values say something."""
    return sum(value not in (None, "", [], ()) for value in values)
