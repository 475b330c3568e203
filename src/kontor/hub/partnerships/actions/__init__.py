"""What changes in partnerships: one file per subject, one function per verb."""

from kontor.hub.partnerships.actions.activities import add_activity, remove_activity
from kontor.hub.partnerships.actions.alerts import (
    add_alert,
    edit_alert,
    remove_alert,
    send_alerts,
    stop_alerts,
)
from kontor.hub.partnerships.actions.answers import (
    Answers,
    answer_search,
    comment,
    decide_interest,
    follow,
    remove_comment,
    unfollow,
)
from kontor.hub.partnerships.actions.invitations import (
    Asked,
    CameOutside,
    accept_invitation,
    decline_invitation,
    invite,
    record_answer,
    withdraw_invitation,
)
from kontor.hub.partnerships.actions.network import measure_network
from kontor.hub.partnerships.actions.partners import add_partner, edit_participation, leave
from kontor.hub.partnerships.actions.partnerships import change_state, edit, propose
from kontor.hub.partnerships.actions.save_many import Entry, save_many, save_partnerships
from kontor.hub.partnerships.actions.searches import (
    close_search,
    edit_search,
    open_search,
    publish_search,
    remind_of_expiry,
    renew_search,
    return_search,
)
from kontor.hub.partnerships.actions.targets import add_target, edit_target, remove_target

__all__ = [
    "Answers",
    "Asked",
    "CameOutside",
    "Entry",
    "accept_invitation",
    "add_activity",
    "add_alert",
    "add_partner",
    "add_target",
    "answer_search",
    "change_state",
    "close_search",
    "comment",
    "decide_interest",
    "decline_invitation",
    "edit",
    "edit_alert",
    "edit_participation",
    "edit_search",
    "edit_target",
    "follow",
    "invite",
    "leave",
    "measure_network",
    "open_search",
    "propose",
    "publish_search",
    "record_answer",
    "remind_of_expiry",
    "remove_activity",
    "remove_alert",
    "remove_comment",
    "remove_target",
    "renew_search",
    "return_search",
    "save_many",
    "save_partnerships",
    "send_alerts",
    "stop_alerts",
    "unfollow",
    "withdraw_invitation",
]
