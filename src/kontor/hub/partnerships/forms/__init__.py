"""What people enter, cleaned for the actions: one form per verb."""

from kontor.hub.partnerships.forms.alerts import AddAlert, EditAlert, RemoveAlert, StopAlerts
from kontor.hub.partnerships.forms.invitations import (
    AcceptInvitation,
    DeclineInvitation,
    Invite,
    RecordAnswer,
    WithdrawInvitation,
)
from kontor.hub.partnerships.forms.partners import AddPartner, EditOwnParticipation, EditParticipation, Leave
from kontor.hub.partnerships.forms.partnerships import ChangeState, Edit, Propose
from kontor.hub.partnerships.forms.searches import (
    AnswerSearch,
    CloseSearch,
    Comment,
    DecideInterest,
    EditSearch,
    Follow,
    OpenSearch,
    PublishSearch,
    RemoveComment,
    RenewSearch,
    ReturnSearch,
    Unfollow,
)
from kontor.hub.partnerships.forms.targets import (
    AddActivity,
    AddTarget,
    EditTarget,
    RemoveActivity,
    RemoveTarget,
)

__all__ = [
    "AcceptInvitation",
    "AddActivity",
    "AddAlert",
    "AddPartner",
    "AddTarget",
    "AnswerSearch",
    "ChangeState",
    "CloseSearch",
    "Comment",
    "DecideInterest",
    "DeclineInvitation",
    "Edit",
    "EditAlert",
    "EditOwnParticipation",
    "EditParticipation",
    "EditSearch",
    "EditTarget",
    "Follow",
    "Invite",
    "Leave",
    "OpenSearch",
    "Propose",
    "PublishSearch",
    "RecordAnswer",
    "RemoveActivity",
    "RemoveAlert",
    "RemoveComment",
    "RemoveTarget",
    "RenewSearch",
    "ReturnSearch",
    "StopAlerts",
    "Unfollow",
    "WithdrawInvitation",
]
