"""What must hold of a draft while it is built."""

from collections.abc import Mapping
from typing import Any

from kontor.hub.foundation.refusal import N_, Refusal

MOST_AT_ONCE = 200
STEPS_KEPT = 200


class CannotBeBuilt(Refusal):
    """The engine says what the questionnaire cannot be; its sentence is taken as it is."""

    code = "cannot-be-built"

    def __init__(self, sentence: str, values: Mapping[str, Any]) -> None:
        super().__init__(sentence)
        # Among the engine's values may be one called as an argument of a refusal is.
        self.data = dict(values)
        self.args = (sentence % self.data if self.data else sentence,)


class NothingToUndo(Refusal):
    code = "nothing-to-undo"
    sentence = N_("There is no change to take back.")


class NothingToRedo(Refusal):
    code = "nothing-to-redo"
    sentence = N_("There is no change to make again: none was taken back since the last one.")


class TooManyEdits(Refusal):
    code = "too-many-edits"
    sentence = N_("At most %(most)s changes are made at once. Send the rest afterwards.")


def check_number_of_edits(count: int) -> None:
    if count > MOST_AT_ONCE:
        raise TooManyEdits(most=MOST_AT_ONCE)
