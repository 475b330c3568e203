"""Answering: what a respondent may do with her link, and when."""

from kontor.hub.foundation.refusal import N_, Refusal

MOST_FILES = 20


class TooManyBegin(Refusal):
    code = "too-many-begin"
    sentence = N_(
        "So many responses were begun from your network within an hour that this one has to wait. Try again in %(minutes)s minutes."
    )
    status = 429


class WaveIsNotOpen(Refusal):
    code = "wave-is-not-open"
    sentence = N_("This survey is not open for answers. What was saved before is kept.")


class AlreadyHandedIn(Refusal):
    code = "already-handed-in"
    sentence = N_("These answers were handed in. Open them again to change them.")


class NotHandedIn(Refusal):
    code = "not-handed-in"
    sentence = N_("These answers were not handed in yet: they can be changed as they are.")


class NotComplete(Refusal):
    code = "not-complete"
    sentence = N_("Some answers are missing or cannot be right (%(count)s). They are listed below.")
    status = 422


class LosesAnswers(Refusal):
    code = "loses-answers"
    sentence = N_(
        "%(count)s answers belong to questions that no longer apply and will not be handed in. They are listed below: confirm, or go back."
    )


class SavedElsewhere(Refusal):
    code = "saved-elsewhere"
    sentence = N_("These answers are being saved in several places at once. Save again.")


class TooManyFiles(Refusal):
    code = "too-many-files"
    sentence = N_("A response takes %(most)s files at most.")


def check_answerable(*, is_open: bool, submitted: bool) -> None:
    """Only an open wave takes answers, and only until they are handed in."""
    if not is_open:
        raise WaveIsNotOpen
    if submitted:
        raise AlreadyHandedIn


def check_handing_in(problems: int, dropped: int, *, confirmed: bool) -> None:
    """Handed in is what is complete, and nothing is dropped unless it was named and confirmed."""
    if problems:
        raise NotComplete(count=problems)
    if dropped and not confirmed:
        raise LosesAnswers(count=dropped)


def check_files(there: int) -> None:
    """`there` counts the files of the response with the new ones."""
    if there > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
