"""Tables that can be imported."""

from kontor.hub.surveys.importers.invitations import ImportInvitations

IMPORTERS = (ImportInvitations,)
