"""The audit trail: one row per change, chained by hashes, append-only for the application and its database user."""

import json
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """Who did what to which record. Database triggers refuse every UPDATE and DELETE (migration 0002).

    `number` counts without gaps and `digest` covers the row and the digest before it, so a removed, inserted or altered
    row shows (`./kontor audit verify`). No foreign keys: the trail outlives people and records. `changes` is canonical
    JSON text, not a JSON column, because the digest needs the very bytes that were written.
    """

    pii: ClassVar[bool] = False

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("when"))
    actor = models.CharField(_("who"), max_length=80)
    actor_id = models.BigIntegerField(null=True)
    action = models.CharField(_("what"), max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    subject = models.CharField(_("to what"), max_length=250)
    changes = models.TextField(_("changes"))
    request_id = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-number"], name="audit_subject"),
            models.Index(fields=["-at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    @property
    def changed(self) -> dict[str, Any]:
        """Field name to [before, after]."""
        return dict(json.loads(self.changes))
