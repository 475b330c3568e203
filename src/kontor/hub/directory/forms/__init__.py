"""What people enter, cleaned for the actions: one file per subject."""

from kontor.hub.directory.forms.complements import Narrow, Who
from kontor.hub.directory.forms.edit import Edit, Register, SetVisibility
from kontor.hub.directory.forms.parts import (
    AddAlias,
    AddCompetence,
    AddContact,
    AddInterest,
    AddLabel,
    AddMember,
    EditContact,
    EndMembership,
)
from kontor.hub.directory.forms.steps import (
    Archive,
    Confirm,
    Publish,
    Reject,
    Remove,
    Reopen,
    Submit,
    Withdraw,
)

__all__ = [
    "AddAlias",
    "AddCompetence",
    "AddContact",
    "AddInterest",
    "AddLabel",
    "AddMember",
    "Archive",
    "Confirm",
    "Edit",
    "EditContact",
    "EndMembership",
    "Narrow",
    "Publish",
    "Register",
    "Reject",
    "Remove",
    "Reopen",
    "SetVisibility",
    "Submit",
    "Who",
    "Withdraw",
]
