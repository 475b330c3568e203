"""Who is asked, and every letter to her."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys import kit
from kontor.hub.surveys.choices import ContactKind
from kontor.hub.surveys.models.wave import Wave


class Invitation(Record):
    """One respondent of a wave and her single link. `group` is the word she is counted under (her strand).

    The link (`token`) is kept nowhere: it follows from `nonce` and the site's secret, and is found by `token_hash`.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset(
        {"email", "name", "attributes", "nonce", "token_hash", "bounce_reason"}
    )
    pii_purpose: ClassVar[Any] = _(
        "Asking this person to answer the survey, and reminding her. Kept until the wave is anonymised or she asks for erasure."
    )

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    nonce = models.CharField(max_length=32, default=kit.new_nonce, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        related_query_name="invitation", verbose_name=_("partnership"),
    )  # fmt: skip
    group = models.CharField(_("group"), max_length=80, blank=True)
    attributes = models.JSONField(_("what is known of her"), default=dict, blank=True)
    sent_at = models.DateTimeField(_("invited"), null=True, blank=True)
    last_reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    opted_out_at = models.DateTimeField(_("wants no more letters since"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("letter came back"), null=True, blank=True)
    bounce_reason = models.CharField(_("why it came back"), max_length=250, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    completed_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("invitation to a survey")
        verbose_name_plural = _("invitations to surveys")
        indexes = [models.Index(fields=["wave", "completed_at"], name="invitation_asked")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def save(self, **kwargs: Any) -> None:
        if not self.token_hash:
            self.token_hash = kit.digest(self.token)
        super().save(**kwargs)

    @property
    def token(self) -> str:
        """What stands in her link. Bulk creation must set `token_hash` itself: `kit.digest(one.token)`."""
        return kit.link_token(self.nonce)


class ContactEntry(models.Model):
    """One letter or answer to it. Only added to; of a letter `outcome` is filled once, when its fate is known.

    Goes when the respondent is erased.
    """

    pii: ClassVar[bool] = False

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("what"), max_length=10, choices=ContactKind)
    at = models.DateTimeField(_("when"))
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    outcome = models.CharField(_("outcome"), max_length=250, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("contact with a respondent")

    def __str__(self) -> str:
        return f"{self.kind} {self.invitation_id}"
