"""Records of cooperation, one file per subject."""

from kontor.hub.agreements.models.agreement import Agreement, Signatory
from kontor.hub.agreements.models.case import CaseObjective, CaseReport, CooperationCase, Party, Step
from kontor.hub.agreements.models.collaboration import CollaborationReport
from kontor.hub.agreements.models.follow_up import FollowUp, Impact

__all__ = [
    "Agreement",
    "CaseObjective",
    "CaseReport",
    "CollaborationReport",
    "CooperationCase",
    "FollowUp",
    "Impact",
    "Party",
    "Signatory",
    "Step",
]
