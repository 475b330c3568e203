"""What changes in single meetings: one file per subject, one function per verb."""

from kontor.hub.matchmaking.actions.later import answer_later, ask_later
from kontor.hub.matchmaking.actions.notify import ask_for_outcomes, post_again
from kontor.hub.matchmaking.actions.outcomes import say_outcome
from kontor.hub.matchmaking.actions.people import (
    ParticipantEntry,
    add_participants,
    change_participants,
    edit_participant,
    remove_participant,
    set_arrival,
    set_away,
)
from kontor.hub.matchmaking.actions.planning import (
    discard,
    keep,
    move,
    plan,
    publish,
    replan,
    start_planning,
)
from kontor.hub.matchmaking.actions.sessions import (
    SessionEntry,
    TypeEntry,
    add_session,
    edit_session,
    remove_session,
    save_type,
    set_stage,
)
from kontor.hub.matchmaking.actions.wishes import WishEntry, answer, ask, save_wishes

__all__ = [
    "ParticipantEntry",
    "SessionEntry",
    "TypeEntry",
    "WishEntry",
    "add_participants",
    "add_session",
    "answer",
    "answer_later",
    "ask",
    "ask_for_outcomes",
    "ask_later",
    "change_participants",
    "discard",
    "edit_participant",
    "edit_session",
    "keep",
    "move",
    "plan",
    "post_again",
    "publish",
    "remove_participant",
    "remove_session",
    "replan",
    "save_type",
    "save_wishes",
    "say_outcome",
    "set_arrival",
    "set_away",
    "set_stage",
    "start_planning",
]
