"""What changes in the directory: one file per subject, one function per verb."""

from kontor.hub.directory.actions.classify import classify
from kontor.hub.directory.actions.competences import (
    add_competence,
    add_interest,
    remove_competence,
    remove_interest,
)
from kontor.hub.directory.actions.contacts import add_contact, edit_contact, erase_contacts, remove_contact
from kontor.hub.directory.actions.edit import edit, set_visibility
from kontor.hub.directory.actions.freshness import archive, confirm, mark_stale
from kontor.hub.directory.actions.labels import add_label, remove_label
from kontor.hub.directory.actions.memberships import add_member, end_membership, remove_member
from kontor.hub.directory.actions.names import add_alias, remove_alias
from kontor.hub.directory.actions.register import register
from kontor.hub.directory.actions.review import publish, reject, reopen, submit, withdraw
from kontor.hub.directory.actions.save_organisations import save_organisations
from kontor.hub.directory.actions.save_parts import save_aliases, save_interests, save_memberships, save_terms

__all__ = [
    "add_alias",
    "add_competence",
    "add_contact",
    "add_interest",
    "add_label",
    "add_member",
    "archive",
    "classify",
    "confirm",
    "edit",
    "edit_contact",
    "end_membership",
    "erase_contacts",
    "mark_stale",
    "publish",
    "register",
    "reject",
    "remove_alias",
    "remove_competence",
    "remove_contact",
    "remove_interest",
    "remove_label",
    "remove_member",
    "reopen",
    "save_aliases",
    "save_interests",
    "save_memberships",
    "save_organisations",
    "save_terms",
    "set_visibility",
    "submit",
    "withdraw",
]
