"""What changes in events, calls, delegations and exchanges: one file per subject, one function per verb."""

from kontor.hub.missions.actions.applications import (
    decide,
    save_application,
    score,
    withdraw_application,
)
from kontor.hub.missions.actions.calls import CallEntry, add_call, edit_call, name_reviewers, publish_call
from kontor.hub.missions.actions.delegates import (
    DelegateEntry,
    add_delegate,
    confirm_delegate,
    edit_delegate,
    invite_again,
    take_over,
    withdraw_delegate,
)
from kontor.hub.missions.actions.delegations import add_delegation, brief, edit_delegation, tick_checks
from kontor.hub.missions.actions.events import (
    EventEntry,
    add_events,
    change_events,
    edit_event,
    remove_events,
)
from kontor.hub.missions.actions.exchanges import (
    agree_to_match,
    cancel_exchange,
    decline_match,
    propose_host,
    register_exchange,
    validate_exchange,
    write_agreement,
)
from kontor.hub.missions.actions.named import name_at_events
from kontor.hub.missions.actions.same import mark_same, unmark_same
from kontor.hub.missions.actions.signing import (
    attach_evidence,
    pay_exchange,
    report_exchange,
    sign_exchange,
    take_back_signature,
)
from kontor.hub.missions.actions.travel import (
    CostEntry,
    ItemEntry,
    arrange,
    cancel_item,
    edit_cost,
    plan_costs,
    rearrange,
    record_actual,
    remove_cost,
)

__all__ = [
    "CallEntry",
    "CostEntry",
    "DelegateEntry",
    "EventEntry",
    "ItemEntry",
    "add_call",
    "add_delegate",
    "add_delegation",
    "add_events",
    "agree_to_match",
    "arrange",
    "attach_evidence",
    "brief",
    "cancel_exchange",
    "cancel_item",
    "change_events",
    "confirm_delegate",
    "decide",
    "decline_match",
    "edit_call",
    "edit_cost",
    "edit_delegate",
    "edit_delegation",
    "edit_event",
    "invite_again",
    "mark_same",
    "name_at_events",
    "name_reviewers",
    "pay_exchange",
    "plan_costs",
    "propose_host",
    "publish_call",
    "rearrange",
    "record_actual",
    "register_exchange",
    "remove_cost",
    "remove_events",
    "report_exchange",
    "save_application",
    "score",
    "sign_exchange",
    "take_back_signature",
    "take_over",
    "tick_checks",
    "unmark_same",
    "validate_exchange",
    "withdraw_application",
    "withdraw_delegate",
    "write_agreement",
]
