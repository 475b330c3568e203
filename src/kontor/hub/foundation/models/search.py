"""One row per record that can be found by words. Full-text index by database (migration 0002)."""

from typing import ClassVar

from django.db import models


class SearchEntry(models.Model):
    """`words` is folded text (case, accents), so that SQLite and PostgreSQL find the same rows.

    It says nothing about who may see the record: a search joins the ids with the visible rows of the model.
    """

    pii: ClassVar[bool] = False

    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="one_search_entry_per_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
