"""State machines as tables: which state follows which, by which verb. Plain Python.

PROFILE = Machine("profile", {"submit": Step(("draft", "rejected"), "needs-review"), ...})
profile.state = PROFILE.after("submit", profile.state)
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kontor.hub.foundation.refusal import N_, Refusal


@dataclass(frozen=True, slots=True)
class Step:
    """From any of `before` to `after`."""

    before: tuple[str, ...]
    after: str


class WrongState(Refusal):
    code = "wrong-state"
    sentence = N_("This cannot be done now: the state is '%(state)s', and it must be one of: %(allowed)s.")


@dataclass(frozen=True, slots=True)
class Machine:
    name: str
    steps: Mapping[str, Step]

    def after(self, verb: str, state: str) -> str:
        """The state that `verb` leads to. Refuses (`WrongState`) when the table has no such step."""
        step = self.steps[verb]
        if state not in step.before:
            raise WrongState(state=state, allowed=", ".join(step.before))
        return step.after

    def verbs(self, state: str) -> tuple[str, ...]:
        """What can be done in `state`, in the table's order."""
        return tuple(verb for verb, step in self.steps.items() if state in step.before)
