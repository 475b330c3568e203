"""What can be found by words: one row per record, and the words that occur. Full-text index in migration 0002."""

from typing import ClassVar

from django.db import models


class SearchEntry(models.Model):
    """`title` and `words` are folded (case, accents), so that SQLite and PostgreSQL find the same rows.

    It says nothing about who may see the record: a search joins the ids with the visible rows of the model.
    """

    pii: ClassVar[bool] = False

    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="one_search_entry_per_record")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class SearchTerm(models.Model):
    """A word that occurs in entries of a kind: where the correction of typing errors looks.

    A word may stay here after its last entry went; a correction counts only when it finds something.
    """

    pii: ClassVar[bool] = False

    kind = models.CharField(max_length=60)
    length = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "length", "term"], name="one_search_term_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.term}"
