"""What changes in cases and agreements: one file per subject, one function per verb."""

from kontor.hub.agreements.actions.advance_case import advance_case, close_case, reopen_case
from kontor.hub.agreements.actions.agreements import (
    abandon_agreement,
    add_agreement,
    edit_agreement,
    expire_agreements,
    renew_agreement,
    take_up_agreement,
    terminate_agreement,
)
from kontor.hub.agreements.actions.collaborations import (
    ask_collaboration,
    confirm_collaboration,
    deny_collaboration,
    report_collaboration,
    take_back_reply,
)
from kontor.hub.agreements.actions.edit_case import edit_case
from kontor.hub.agreements.actions.follow_ups import (
    add_impact,
    answer_follow_up,
    plan_follow_ups,
    remove_impact,
)
from kontor.hub.agreements.actions.parties import NewParty, add_party, edit_party, remove_party
from kontor.hub.agreements.actions.record_case import record_case
from kontor.hub.agreements.actions.record_meeting import record_meeting
from kontor.hub.agreements.actions.remind import remind
from kontor.hub.agreements.actions.report_case import mark_same, report_case, unmark_same, withdraw_report
from kontor.hub.agreements.actions.save_many import (
    CaseEntry,
    Entry,
    save_agreements,
    save_cases,
    save_collaborations,
    save_reports,
    save_steps,
)
from kontor.hub.agreements.actions.save_parties import PartyEntry
from kontor.hub.agreements.actions.sign_agreement import add_signatory, sign_agreement
from kontor.hub.agreements.actions.steps import add_step, drop_step, edit_step, finish_step, take_up_step
from kontor.hub.agreements.actions.take_over import TakenOver, take_over

__all__ = [
    "CaseEntry",
    "Entry",
    "NewParty",
    "PartyEntry",
    "TakenOver",
    "abandon_agreement",
    "add_agreement",
    "add_impact",
    "add_party",
    "add_signatory",
    "add_step",
    "advance_case",
    "answer_follow_up",
    "ask_collaboration",
    "close_case",
    "confirm_collaboration",
    "deny_collaboration",
    "drop_step",
    "edit_agreement",
    "edit_case",
    "edit_party",
    "edit_step",
    "expire_agreements",
    "finish_step",
    "mark_same",
    "plan_follow_ups",
    "record_case",
    "record_meeting",
    "remind",
    "remove_impact",
    "remove_party",
    "renew_agreement",
    "reopen_case",
    "report_case",
    "report_collaboration",
    "save_agreements",
    "save_cases",
    "save_collaborations",
    "save_reports",
    "save_steps",
    "sign_agreement",
    "take_back_reply",
    "take_over",
    "take_up_agreement",
    "take_up_step",
    "terminate_agreement",
    "unmark_same",
    "withdraw_report",
]
