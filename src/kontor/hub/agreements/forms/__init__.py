"""What people enter, cleaned for the actions: one form per verb."""

from kontor.hub.agreements.forms.agreements import (
    AddAgreement,
    AddSignatory,
    EditAgreement,
    EndAgreement,
    RenewAgreement,
    SignAgreement,
)
from kontor.hub.agreements.forms.cases import (
    Advance,
    Close,
    Edit,
    MarkSame,
    Reopen,
    Report,
    Unmark,
    WithdrawReport,
)
from kontor.hub.agreements.forms.collaborations import (
    Ask,
    Confirm,
    Deny,
    ReportCollaboration,
    TakeBack,
    TakeOver,
)
from kontor.hub.agreements.forms.parties import AddParty, EditParty, RemoveParty
from kontor.hub.agreements.forms.record import Record, RecordMeeting
from kontor.hub.agreements.forms.steps import (
    AddImpact,
    AddStep,
    AnswerFollowUp,
    EditStep,
    FinishStep,
    RemoveImpact,
)

__all__ = [
    "AddAgreement",
    "AddImpact",
    "AddParty",
    "AddSignatory",
    "AddStep",
    "Advance",
    "AnswerFollowUp",
    "Ask",
    "Close",
    "Confirm",
    "Deny",
    "Edit",
    "EditAgreement",
    "EditParty",
    "EditStep",
    "EndAgreement",
    "FinishStep",
    "MarkSame",
    "Record",
    "RecordMeeting",
    "RemoveImpact",
    "RemoveParty",
    "RenewAgreement",
    "Reopen",
    "Report",
    "ReportCollaboration",
    "SignAgreement",
    "TakeBack",
    "TakeOver",
    "Unmark",
    "WithdrawReport",
]
