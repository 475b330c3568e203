"""State machines as tables."""

import pytest

from kontor.hub.foundation.states import Machine, Step, WrongState

DOOR = Machine(
    "door",
    {
        "open": Step(("closed",), "opened"),
        "close": Step(("opened",), "closed"),
        "break": Step(("opened", "closed"), "broken"),
    },
)


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("open", "closed", "opened"),
        ("close", "opened", "closed"),
        ("break", "opened", "broken"),
        ("break", "closed", "broken"),
    ],
)
def test_after_follows_the_table(verb, before, after):
    assert DOOR.after(verb, before) == after


@pytest.mark.parametrize(("verb", "state"), [("open", "opened"), ("close", "broken"), ("open", "")])
def test_after_refuses_a_step_that_is_not_there(verb, state):
    with pytest.raises(WrongState) as refused:
        DOOR.after(verb, state)

    assert refused.value.data == {"state": state, "allowed": ", ".join(DOOR.steps[verb].before)}
    assert f"'{state}'" in str(refused.value)


def test_after_an_unknown_verb_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        DOOR.after("paint", "closed")


@pytest.mark.parametrize(
    ("state", "verbs"), [("closed", ("open", "break")), ("opened", ("close", "break")), ("broken", ())]
)
def test_verbs_are_what_can_be_done(state, verbs):
    assert DOOR.verbs(state) == verbs
