"""Imports as people approve them: the file, the plan, what was done, how to undo it."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.foundation.models import Job, Record
from kontor.hub.transfer.choices import ImportState


class Import(Record):
    """reading -> refused (errors) | planned -> executed -> undone; discarded instead of executed.

    While a job plans, executes or undoes it, the state is still the one before: `job` says how far it is. `plan` holds the
    counts, the notes and the first rows of each kind of step; `errors` the first thousand errors with value, column and
    line; `decisions` what a person said about possible doubles; `undo` what the kit needs to take the import back. After
    some months only the counts are left (`actions.forget_old`).
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"plan", "errors", "undo", "decisions"})

    kind = models.CharField(_("kind"), max_length=60)
    file = models.FileField(_("stored file"), upload_to="imports/%Y/", max_length=200, blank=True)
    file_name = models.CharField(_("file"), max_length=250)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.READING)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    error_count = models.PositiveIntegerField(_("errors"), default=0)
    plan = models.JSONField(default=dict, blank=True)
    errors = models.JSONField(default=list, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    undo = models.JSONField(default=dict, blank=True)
    owner = models.ForeignKey(
        User,
        # A person's files go with the person: they may hold personal data, and the trail stays.
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="import_file",
    )
    job = models.ForeignKey(
        Job,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="import_file",
    )
    executed_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("import")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("transfer:show", args=[self.pk])
