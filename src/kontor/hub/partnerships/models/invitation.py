"""Invitations: an organisation is asked to join a partnership, and its own team answers."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.models import Record
from kontor.hub.partnerships.choices import InvitationState, InvitedRole
from kontor.hub.partnerships.models.partnership import Partnership


class PartnerInvitation(Record):
    """open -> accepted | declined | withdrawn; past `answer_until` an open one is shown as expired.

    Seen by the team of the invited organisation and the team of the partnership. Who invited and who answered, the trail
    tells. Where nobody of the organisation is here, the partnership's team records the answer (`recorded`) and how it
    came (`note`).
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", related_query_name="partner_invitation"
    )
    role = models.CharField(
        _("role offered"), max_length=20, choices=InvitedRole, default=InvitedRole.PARTNER
    )
    message = models.TextField(_("message"), blank=True)
    hoped_for = models.TextField(_("why this organisation"), blank=True)
    answer_until = models.DateField(_("answer until"))
    state = models.CharField(_("state"), max_length=10, choices=InvitationState, default=InvitationState.OPEN)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    recorded = models.BooleanField(_("recorded by the partnership"), default=False)
    note = models.CharField(_("how the answer came"), max_length=250, blank=True)

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation"],
                condition=models.Q(state="open"),
                name="one_open_invitation",
            )
        ]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.organisation} to {self.partnership}"

    def get_absolute_url(self) -> str:
        return reverse("partnerships:invitation", args=[self.pk])
