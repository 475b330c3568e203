"""How invitations into partnerships follow when two organisations are merged."""

from kontor.hub.directory.actions.rows import Journal
from kontor.hub.directory.models import Organisation
from kontor.hub.partnerships.choices import InvitationState
from kontor.hub.partnerships.models import PartnerInvitation


def count_invitations(double: Organisation) -> int:
    return PartnerInvitation.objects.filter(organisation=double).count()


def move_invitations(journal: Journal, double: Organisation, survivor: Organisation) -> None:
    """They move; where both wait with an open one from one partnership, the double's is withdrawn: one answer is enough."""
    for row in PartnerInvitation.objects.filter(organisation=double).order_by("pk"):
        same = PartnerInvitation.objects.filter(
            organisation=survivor, partnership=row.partnership_id, state=InvitationState.OPEN
        )
        if row.state == InvitationState.OPEN and same.exists():
            journal.change(row, state=InvitationState.WITHDRAWN.value, organisation_id=survivor.pk)
        else:
            journal.change(row, organisation_id=survivor.pk)
