"""What changes in this area: people, teams, invitations, roles, tokens, sessions."""

from kontor.hub.accounts.actions.demo import ensure_demo_person
from kontor.hub.accounts.actions.invitations import (
    accept_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from kontor.hub.accounts.actions.people import delete_account, edit_person, erase_person, export_person
from kontor.hub.accounts.actions.roles import grant_role, withdraw_role
from kontor.hub.accounts.actions.sessions import end_other_sessions, end_session, note_session
from kontor.hub.accounts.actions.teams import add_member, change_team_role, found_team, remove_member
from kontor.hub.accounts.actions.tokens import create_token, open_calendar, withdraw_token

__all__ = [
    "accept_invitation",
    "add_member",
    "change_team_role",
    "create_token",
    "delete_account",
    "edit_person",
    "end_other_sessions",
    "end_session",
    "ensure_demo_person",
    "erase_person",
    "export_person",
    "found_team",
    "grant_role",
    "invite",
    "note_session",
    "open_calendar",
    "remove_member",
    "resend_invitation",
    "withdraw_invitation",
    "withdraw_role",
    "withdraw_token",
]
