"""Nobody registers an organisation a second time without having been asked."""

from collections.abc import Sequence

from kontor.hub.foundation.refusal import N_, Refusal


class PerhapsADouble(Refusal):
    code = "perhaps-a-double"
    sentence = N_(
        "Is it one of these: %(names)s? If so, ask its team to invite you. If not, say so below and register again."
    )


def check_is_new(similar: Sequence[str], really_new: bool) -> None:
    """Refuse while similar organisations are there and nobody has said that this is another one."""
    if similar and not really_new:
        raise PerhapsADouble(names="; ".join(similar))
