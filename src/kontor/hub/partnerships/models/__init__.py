"""Records of partnerships, one file per subject."""

from kontor.hub.partnerships.models.activity import Activity
from kontor.hub.partnerships.models.alert import AlertSent, SearchAlert
from kontor.hub.partnerships.models.invitation import PartnerInvitation
from kontor.hub.partnerships.models.partnership import (
    Call,
    Participation,
    Partnership,
    Programme,
    TargetMarket,
)
from kontor.hub.partnerships.models.practice import Challenge, GoodPractice, Recommendation, RecommendedAction
from kontor.hub.partnerships.models.search import Comment, ExpressionOfInterest, Follow, PartnerSearch

__all__ = [
    "Activity",
    "AlertSent",
    "Call",
    "Challenge",
    "Comment",
    "ExpressionOfInterest",
    "Follow",
    "GoodPractice",
    "Participation",
    "PartnerInvitation",
    "PartnerSearch",
    "Partnership",
    "Programme",
    "Recommendation",
    "RecommendedAction",
    "SearchAlert",
    "TargetMarket",
]
