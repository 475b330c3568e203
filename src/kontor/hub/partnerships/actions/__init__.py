"""What changes in partnerships: one file per subject, one function per verb."""

from kontor.hub.partnerships.actions.activities import add_activity, remove_activity
from kontor.hub.partnerships.actions.network import measure_network
from kontor.hub.partnerships.actions.partners import add_partner, edit_participation, leave
from kontor.hub.partnerships.actions.partnerships import change_state, edit, propose
from kontor.hub.partnerships.actions.save_many import Entry, save_many, save_partnerships
from kontor.hub.partnerships.actions.searches import (
    answer_search,
    close_search,
    comment,
    decide_interest,
    edit_search,
    follow,
    open_search,
    unfollow,
)
from kontor.hub.partnerships.actions.targets import add_target, edit_target, remove_target

__all__ = [
    "Entry",
    "add_activity",
    "add_partner",
    "add_target",
    "answer_search",
    "change_state",
    "close_search",
    "comment",
    "decide_interest",
    "edit",
    "edit_participation",
    "edit_search",
    "edit_target",
    "follow",
    "leave",
    "measure_network",
    "open_search",
    "propose",
    "remove_activity",
    "remove_target",
    "save_many",
    "save_partnerships",
    "unfollow",
]
