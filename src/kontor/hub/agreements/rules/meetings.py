"""What must hold when a single meeting becomes a contact."""

from kontor.hub.foundation.refusal import N_, Refusal


class NotHeld(Refusal):
    code = "meeting-not-held"
    sentence = N_(
        "Nobody has said that %(one)s and %(other)s met, or one of them says that they did not. Ask both for the outcome first."
    )


def check_held(one: str, other: str, *, says_held: bool, says_not: bool) -> None:
    """A contact is recorded of two who met: one side says so and none denies it."""
    if not says_held or says_not:
        raise NotHeld(one=one, other=other)
