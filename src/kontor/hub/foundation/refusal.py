"""A refusal: a business rule says no, in a sentence that names what is missing and what to do.

Plain Python, so that rules stay free of the framework. The sentence is a gettext message id with named data; pages,
API and importers translate and fill it at the moment they show it, so all of them refuse in the same words.
"""

from typing import Any


def N_(sentence: str) -> str:  # noqa: N802 - gettext's customary marker for 'translate later'
    """Mark a sentence for translation without translating it now."""
    return sentence


class Refusal(Exception):  # noqa: N818 - it is not an error: the program works and says no
    """Raised by rules, permissions and actions. Subclasses set `code` (stable, for programs) and `sentence`."""

    code = "refused"
    sentence = N_("This cannot be done.")
    status = 409

    def __init__(self, sentence: str = "", *, field: str = "", **data: Any) -> None:
        self.template = sentence or self.sentence
        self.field = field
        self.data = data
        super().__init__(self.template % data if data else self.template)


class NotAllowed(Refusal):
    """The actor sees the record but lacks the right. Says whom to ask."""

    code = "not-allowed"
    sentence = N_("You may not do this. Ask a platform editor for the right.")
    status = 403


class NotThere(Refusal):
    """What the actor may not see is not there: 404, never 403."""

    code = "not-there"
    sentence = N_("There is no such record.")
    status = 404


class ChangedMeanwhile(Refusal):
    """Somebody saved between loading and saving; the entry is kept in the form."""

    code = "changed-meanwhile"
    sentence = N_(
        "Somebody else has changed this record while you were editing it. "
        "Your entry is kept below: compare it with the saved one, then save again."
    )


class RefusedTogether(Refusal):
    """Several refusals at once, one per field: all are shown, not only the first."""

    code = "refused-together"
    sentence = N_("Some entries cannot be accepted.")

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__()
        self.refusals = refusals
