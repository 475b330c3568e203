"""Imports as people approve them: the file, the plan, what was done, how to undo it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.foundation.models import Job, Record


class ImportState(models.TextChoices):
    READING = "reading", _("being read")
    REFUSED = "refused", _("has errors")
    PLANNED = "planned", _("waits for approval")
    EXECUTED = "executed", _("done")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")


class Import(Record):
    """reading -> refused (errors) | planned -> executed -> undone; discarded instead of executed.

    `plan` holds the counts and the first rows of each kind of step; `errors` all errors with value, column and line;
    `undo` what the area's importer needs to take the import back.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"plan", "errors", "undo"})

    kind = models.CharField(_("kind"), max_length=60)
    file = models.FileField(_("file"), upload_to="imports/%Y/", blank=True)
    file_name = models.CharField(_("file"), max_length=250)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.READING)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    plan = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    undo = models.JSONField(default=list)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+", related_query_name="import_file")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", related_query_name="import_file")
    executed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("import")

    def __str__(self) -> str:
        return self.file_name
