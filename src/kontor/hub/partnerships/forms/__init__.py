"""What people enter, cleaned for the actions: one form per verb."""

from kontor.hub.partnerships.forms.partners import AddPartner, EditParticipation, Leave
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
    "AddActivity",
    "AddPartner",
    "AddTarget",
    "AnswerSearch",
    "ChangeState",
    "CloseSearch",
    "Comment",
    "DecideInterest",
    "Edit",
    "EditParticipation",
    "EditSearch",
    "EditTarget",
    "Follow",
    "Leave",
    "OpenSearch",
    "Propose",
    "PublishSearch",
    "RemoveActivity",
    "RemoveTarget",
    "RenewSearch",
    "ReturnSearch",
    "Unfollow",
]
