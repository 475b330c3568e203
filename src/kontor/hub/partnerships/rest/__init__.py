"""Partnerships for programs: the same questions and actions as the pages, in the same words. One file per subject."""

from kontor.hub.partnerships.rest import (
    alerts,
    answers,
    invitations,
    network,
    participations,
    partnerships,
    searches,
    targets,
)
from kontor.hub.partnerships.rest.base import router

__all__ = [
    "alerts",
    "answers",
    "invitations",
    "network",
    "participations",
    "partnerships",
    "router",
    "searches",
    "targets",
]
