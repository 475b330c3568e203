"""A background job as people see it: what it is about, how far it is, what came of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Job(models.Model):
    """waiting -> running -> done | failed | cancelled. Apart from the queue's own rows, which belong to the engine and
    are pruned: this one stays as long as somebody may ask what became of it.

    `curve` holds how a search came nearer to its aim, of some kinds of jobs: a bounded list of points (`jobs.Progress.mark`).
    """

    pii: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    title = models.CharField(_("title"), max_length=250)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    owner_id = models.BigIntegerField(
        null=True, help_text=_("The person who asked for it; people live higher up.")
    )
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    step = models.CharField(_("step"), max_length=250, blank=True)
    sentence = models.TextField(_("what happened"), blank=True)
    arguments = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    result_url = models.CharField(max_length=250, blank=True)
    curve = models.JSONField(default=list, blank=True)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["owner_id", "-created_at"], name="job_owner")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}

    @property
    def percent(self) -> int | None:
        """0 to 100, or None while the size of the work is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None
